//go:build !windows

package main

import (
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"time"
)

// signalSelf sends this process an interrupt and then the request to end, and waits for the runtime to hand over each.
func signalSelf(place) (any, error) {
	arrived := map[string]bool{}
	switch runtime.GOOS {
	case "plan9", "js", "wasip1":
		return arrived, nil // these have no signals
	}
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		return nil, err
	}
	caught := make(chan os.Signal, 2)
	signal.Notify(caught, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(caught)
	for _, sent := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		if err := self.Signal(sent); err != nil {
			return nil, err
		}
		select {
		case s := <-caught:
			arrived[s.String()] = s == sent
		case <-time.After(patience):
		}
		if !arrived[sent.String()] {
			return arrived, fmt.Errorf("the signal %q, sent to this process, did not arrive within %v", sent, patience)
		}
	}
	return arrived, nil
}
