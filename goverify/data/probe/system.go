package main

import (
	"crypto/x509"
	"time"
)

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
