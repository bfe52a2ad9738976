package main

import (
	"crypto/x509"
	"errors"
	"os"
	"os/signal"
	"runtime"
	"time"
)

// signalSelf sends this process an interrupt and waits for the runtime to hand it over. Windows cannot signal a single
// process, the others of the list have no signals.
func signalSelf(place) (any, error) {
	switch runtime.GOOS {
	case "windows", "plan9", "js", "wasip1":
		return "not_applicable", nil
	}
	caught := make(chan os.Signal, 1)
	signal.Notify(caught, os.Interrupt)
	defer signal.Stop(caught)
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		return nil, err
	}
	if err := self.Signal(os.Interrupt); err != nil {
		return nil, err
	}
	select {
	case s := <-caught:
		return s.String(), nil
	case <-time.After(2 * time.Second):
		return nil, errors.New("an interrupt sent to this process did not arrive within 2s")
	}
}

// loadZone shows that time zone data is at hand, from the system or from GOROOT. The zone is one without summer time,
// so its offset is the same all year.
func loadZone(place) (any, error) {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		return nil, err
	}
	now := time.Now()
	_, offset := now.In(zone).Zone()
	return map[string]any{"offset": offset, "local": now.Location().String()}, nil
}

// loadRoots counts the certificate authorities that Go finds. On Windows and macOS the system verifies and the pool is
// empty by design.
func loadRoots(place) (any, error) {
	pool, err := x509.SystemCertPool()
	if err != nil {
		return nil, err
	}
	// Subjects is deprecated for leaving out what the system keeps to itself; only the rest is meant here.
	return map[string]any{"count": len(pool.Subjects())}, nil
}
