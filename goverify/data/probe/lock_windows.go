package main

import (
	"errors"
	"os"
	"syscall"
	"unsafe"
)

// LockFileEx function (fileapi.h) and system error codes, Microsoft Learn.
const (
	lockfileFailImmediately = 1
	lockfileExclusiveLock   = 2
	errorLockViolation      = syscall.Errno(33)
)

var (
	kernel32     = syscall.NewLazyDLL("kernel32.dll") // a known DLL: only ever loaded from the system's folder
	lockFileEx   = kernel32.NewProc("LockFileEx")
	unlockFileEx = kernel32.NewProc("UnlockFileEx")
)

// tryLock takes an exclusive lock without waiting; false means that somebody else holds one.
func tryLock(file *os.File) (bool, error) {
	const flags = lockfileExclusiveLock | lockfileFailImmediately
	var start syscall.Overlapped
	ok, _, err := lockFileEx.Call(file.Fd(), flags, 0, 1, 0, uintptr(unsafe.Pointer(&start)))
	if ok != 0 {
		return true, nil
	}
	if errors.Is(err, errorLockViolation) || errors.Is(err, syscall.ERROR_IO_PENDING) {
		return false, nil
	}
	return false, err
}

func unlock(file *os.File) error {
	var start syscall.Overlapped
	if ok, _, err := unlockFileEx.Call(file.Fd(), 0, 1, 0, uintptr(unsafe.Pointer(&start))); ok == 0 {
		return err
	}
	return nil
}
