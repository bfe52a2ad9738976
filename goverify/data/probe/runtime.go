package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"sync"
	"time"
)

// describeRuntime names the runtime that really runs, and what it made of the processors and of its own variables.
func describeRuntime(place) (any, error) {
	env := map[string]string{}
	for _, name := range []string{"GOMAXPROCS", "GODEBUG", "GOGC", "GOMEMLIMIT"} {
		env[name] = os.Getenv(name)
	}
	return map[string]any{
		"version":    runtime.Version(),
		"goos":       runtime.GOOS,
		"goarch":     runtime.GOARCH,
		"compiler":   runtime.Compiler,
		"num_cpu":    runtime.NumCPU(),
		"gomaxprocs": runtime.GOMAXPROCS(0),
		"memlimit":   debug.SetMemoryLimit(-1), // a negative limit only asks
		"goroot":     runtime.GOROOT(),
		"env":        env,
	}, nil
}

// describeBuild shows that the linker left the build information in place, and what it says about the target. Flags
// that may carry the user's own words (-ldflags, -tags, CGO_CFLAGS) stay out.
func describeBuild(place) (any, error) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return nil, errors.New("the program carries no build information")
	}
	data := map[string]string{"go_version": info.GoVersion}
	for _, setting := range info.Settings {
		switch key := setting.Key; {
		case strings.HasPrefix(key, "GO"),
			key == "CGO_ENABLED", key == "DefaultGODEBUG",
			key == "-compiler", key == "-buildmode", key == "-race", key == "-trimpath":
			data[key] = setting.Value
		}
	}
	return data, nil
}

// schedule starts many goroutines and measures how fast two hand a value to each other.
func schedule(place) (any, error) {
	if err := runMany(1000); err != nil {
		return nil, err
	}
	const rounds = 1000
	spent, err := pingPong(rounds)
	if err != nil {
		return nil, err
	}
	return map[string]any{"ns_per_pingpong": spent.Nanoseconds() / rounds}, nil
}

// runMany starts so many goroutines at once and waits until all have run.
func runMany(crowd int) error {
	var all sync.WaitGroup
	arrived := make(chan struct{}, crowd)
	for i := 0; i < crowd; i++ {
		all.Add(1)
		go func() {
			defer all.Done()
			arrived <- struct{}{}
		}()
	}
	all.Wait()
	if n := len(arrived); n != crowd {
		return fmt.Errorf("%d of %d goroutines ran", n, crowd)
	}
	return nil
}

// pingPong lets a number go to another goroutine and back, one greater each time.
func pingPong(rounds int) (time.Duration, error) {
	ping, pong := make(chan int), make(chan int)
	defer close(ping)
	go func() {
		for n := range ping {
			pong <- n + 1
		}
	}()
	start := time.Now()
	n := 0
	for i := 0; i < rounds; i++ {
		ping <- n
		n = <-pong
	}
	spent := time.Since(start)
	if n != rounds {
		return spent, fmt.Errorf("%d of %d round trips arrived", n, rounds)
	}
	return spent, nil
}

// garbage is a package variable so that the compiler neither drops the allocation nor keeps it on a stack.
var garbage []byte

// collect shows that a collection runs, gives memory back, and how long the last one stopped the program.
func collect(place) (any, error) {
	const size = 2 << 20 // below the heap at which a collection would start by itself
	var before, full, after runtime.MemStats
	runtime.ReadMemStats(&before)
	garbage = make([]byte, size)
	runtime.ReadMemStats(&full)
	garbage = nil
	runtime.GC()
	runtime.ReadMemStats(&after)

	data := map[string]any{
		"num_gc_delta": after.NumGC - before.NumGC,
		"pause_us":     after.PauseNs[(after.NumGC+255)%256] / 1000, // a ring; the place of the latest is documented
	}
	if after.NumGC == before.NumGC {
		return data, errors.New("runtime.GC returned and no collection was counted")
	}
	if after.HeapAlloc+size/2 > full.HeapAlloc {
		return data, fmt.Errorf("%d bytes were dropped, the heap went from %d to %d", size, full.HeapAlloc, after.HeapAlloc)
	}
	return data, nil
}

// readMetrics reads every metric this release has; each must have a value of a kind the package knows.
func readMetrics(place) (any, error) {
	known := metrics.All()
	samples := make([]metrics.Sample, len(known))
	for i := range known {
		samples[i].Name = known[i].Name
	}
	metrics.Read(samples)
	bad := 0
	for i := range samples {
		if samples[i].Value.Kind() == metrics.KindBad {
			bad++
		}
	}
	data := map[string]any{"count": len(samples), "bad": bad}
	if bad > 0 {
		return data, fmt.Errorf("%d of %d metrics have no value", bad, len(samples))
	}
	return data, nil
}
