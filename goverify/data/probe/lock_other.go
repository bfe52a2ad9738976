//go:build !(darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd || windows)

package main

import (
	"errors"
	"os"
	"runtime"
)

var errNoLocks = errors.New("the probe knows no file lock on " + runtime.GOOS)

func tryLock(*os.File) (bool, error) {
	return false, errNoLocks
}

func unlock(*os.File) error {
	return errNoLocks
}
