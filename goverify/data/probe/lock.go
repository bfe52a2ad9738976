package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// lockFile locks a file the way the go command locks its caches.
func lockFile(p place) (any, error) {
	return within(p, func(folder string) (any, error) {
		name := filepath.Join(folder, "lock")
		first, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return nil, err
		}
		defer first.Close()
		second, err := os.OpenFile(name, os.O_RDWR, 0)
		if err != nil {
			return nil, err
		}
		defer second.Close()
		return contend(first, second)
	})
}

// contend shows that a second lock is refused while the first is held, and granted once that is given back.
func contend(first, second *os.File) (any, error) {
	if got, err := tryLock(first); err != nil || !got {
		return nil, refusal("a free file", err)
	}
	got, err := tryLock(second)
	if err != nil {
		return nil, refusal("a locked file", err)
	}
	data := map[string]any{"second_lock_refused": !got}
	if got {
		return data, errors.New("a second lock was granted while the first was held")
	}
	if err := unlock(first); err != nil {
		return data, fmt.Errorf("unlock: %w", err)
	}
	if got, err := tryLock(second); err != nil || !got {
		return data, refusal("a file given back", err)
	}
	return data, nil
}

// refusal says what could not be locked; without an error of the system somebody else holds the lock.
func refusal(what string, err error) error {
	if err == nil {
		err = errors.New("somebody else holds it")
	}
	return fmt.Errorf("lock %s: %w", what, err)
}
