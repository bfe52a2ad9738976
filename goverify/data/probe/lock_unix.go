//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

package main

import (
	"errors"
	"os"
	"syscall"
)

// tryLock takes an exclusive lock without waiting; false means that somebody else holds one.
func tryLock(file *os.File) (bool, error) {
	err := retry(func() error { return syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) })
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}

func unlock(file *os.File) error {
	return retry(func() error { return syscall.Flock(int(file.Fd()), syscall.LOCK_UN) })
}

// retry repeats a call that a signal interrupted, as the runtime's own preemption signals may.
func retry(call func() error) error {
	for {
		if err := call(); !errors.Is(err, syscall.EINTR) {
			return err
		}
	}
}
