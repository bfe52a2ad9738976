// Command probe reports, as one JSON document on standard output, what only a running Go program knows about its host.
//
// goverify writes the go.mod beside it, builds it and runs it once; it needs nothing but the standard library. It uses
// no network but loopback, reads no file of the user's, and writes only below the folder that -dir names, where it
// leaves nothing behind. A step that fails says so in the document; the exit status is 0 all the same.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"time"
)

const (
	// stepLimit is far above what any step needs: it ends hangs, such as a lock on a dead network file system.
	stepLimit = 5 * time.Second
	// totalLimit lets the document appear even where several steps hang.
	totalLimit = 8 * time.Second
)

// A place is where the steps may look and write.
type place struct {
	dir  string // everything written goes below it
	root string // what stands before /proc and the cgroup mounts; empty but in tests
}

// A step proves one thing; what it returns beside an error is reported too.
type step struct {
	name string
	run  func(place) (any, error)
}

// The steps run one after the other, since some measure time. Those that say most about the runtime come first; last
// come those that use the caller's folder, which may stand on a file system that hangs.
var steps = []step{
	{"runtime", describeRuntime},
	{"buildinfo", describeBuild},
	{"cgroup", readCgroup},
	{"signal", signalSelf},
	{"sched", schedule},
	{"gc", collect},
	{"metrics", readMetrics},
	{"netpoll", poll},
	{"tz", loadZone},
	{"ca_roots", loadRoots},
	{"dns", resolveLocalhost},
	{"filepath", walkFiles},
	{"lock", lockFile},
	{"trace", writeTrace},
	{"heap_profile", writeHeapProfile},
}

// A result is what the document says about one step.
type result struct {
	OK   bool            `json:"ok"`
	MS   float64         `json:"ms"`
	Data json.RawMessage `json:"data,omitempty"`
	Err  string          `json:"err,omitempty"`
}

// A document is the whole output.
type document struct {
	Schema  int               `json:"schema"`
	Steps   map[string]result `json:"steps"`
	TotalMS float64           `json:"total_ms"`
}

func main() {
	var p place
	flag.StringVar(&p.dir, "dir", "", "existing `folder` for everything that is written")
	flag.StringVar(&p.root, "root", "", "`folder` that holds proc and the cgroup mounts, instead of /")
	flag.Parse()

	start := time.Now()
	doc := document{Schema: 1, Steps: make(map[string]result, len(steps))}
	for _, s := range steps {
		left := totalLimit - time.Since(start)
		if left > stepLimit {
			left = stepLimit
		}
		doc.Steps[s.name] = perform(s, p, left)
	}
	doc.TotalMS = milliseconds(time.Since(start))

	// Data was encoded step by step, so what is left to encode here cannot fail.
	text, _ := json.Marshal(doc)
	if _, err := os.Stdout.Write(append(text, '\n')); err != nil {
		fmt.Fprintln(os.Stderr, "probe:", err)
		os.Exit(1)
	}
}

// perform runs a step in a goroutine of its own and gives it up after limit, so that no step costs the others.
func perform(s step, p place, limit time.Duration) result {
	if limit <= 0 {
		return result{Err: "not started: earlier steps used up the time"}
	}
	start := time.Now()
	done := make(chan result, 1) // with room for one, so that a late step can end
	go func() { done <- attempt(s, p) }()
	timer := time.NewTimer(limit)
	defer timer.Stop()

	var r result
	select {
	case r = <-done:
	case <-timer.C:
		r.Err = fmt.Sprintf("no answer within %v", limit.Round(time.Millisecond))
	}
	r.MS = milliseconds(time.Since(start))
	return r
}

// attempt runs a step and turns a panic into its error.
func attempt(s step, p place) (r result) {
	defer func() {
		if cause := recover(); cause != nil {
			r = result{Err: fmt.Sprintf("panic: %v", cause)}
		}
	}()
	data, err := s.run(p)
	if data != nil {
		text, failure := json.Marshal(data)
		r.Data = text
		if err == nil {
			err = failure
		}
	}
	if err != nil {
		r.Err = err.Error()
	}
	r.OK = err == nil
	return r
}

func milliseconds(d time.Duration) float64 {
	return float64(d.Microseconds()) / 1000
}
