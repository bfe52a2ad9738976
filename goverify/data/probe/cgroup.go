package main

import (
	"errors"
	"io"
	"io/fs"
	"math"
	"os"
	"path"
	"runtime"
	"strconv"
	"strings"
)

// A limits is what the cgroups above this process grant it; nil means no limit.
type limits struct {
	Version  string   `json:"version"`
	CPUQuota *float64 `json:"cpu_quota"` // in processors
	MemLimit *int64   `json:"mem_limit"` // in bytes
}

// readCgroup finds the tightest limits between this process's own cgroup and the top of what is mounted here: a limit
// of a parent binds too. Sources: cgroups(7), proc_pid_mountinfo(5), the kernel's cgroup-v1 and cgroup-v2 documents.
func readCgroup(p place) (any, error) {
	found := limits{Version: "none"}
	if runtime.GOOS != "linux" {
		return found, nil
	}
	membership, err := read(p.root + "/proc/self/cgroup")
	if errors.Is(err, fs.ErrNotExist) {
		return found, nil // a kernel without cgroups; that /proc as a whole is missing shows elsewhere
	}
	if err != nil {
		return found, err
	}
	table, err := read(p.root + "/proc/self/mountinfo")
	if err != nil {
		return found, err
	}
	mine, mounts := memberships(membership), cgroupMounts(table)
	cpu, cpuVersion := foldersOf("cpu", mine, mounts)
	memory, memoryVersion := foldersOf("memory", mine, mounts)
	found.Version = cpuVersion
	if cpuVersion == "none" {
		found.Version = memoryVersion
	}
	err = tightest(p.root, cpu, quotas[cpuVersion], &found.CPUQuota)
	if failure := tightest(p.root, memory, memoryLimits[memoryVersion], &found.MemLimit); err == nil {
		err = failure
	}
	return found, err
}

// tightest keeps the smallest limit of folders in least. A folder without the file sets none: the topmost of a
// hierarchy never has it.
func tightest[T int64 | float64](root string, folders []string, limit func(folder string) (T, error), least **T) error {
	for _, folder := range folders {
		value, err := limit(root + folder)
		switch {
		case errors.Is(err, fs.ErrNotExist), errors.Is(err, errUnlimited):
		case err != nil:
			return err
		case *least == nil || value < **least:
			*least = &value
		}
	}
	return nil
}

var errUnlimited = errors.New("unlimited")

// quotas says, by the version of the hierarchy, how a folder's CPU quota is read.
var quotas = map[string]func(folder string) (float64, error){
	"v1": func(folder string) (float64, error) {
		quota, err := read(path.Join(folder, "cpu.cfs_quota_us"))
		if err != nil {
			return 0, err
		}
		period, err := read(path.Join(folder, "cpu.cfs_period_us"))
		if err != nil {
			return 0, err
		}
		return processors(quota, period)
	},
	"v2": func(folder string) (float64, error) {
		text, err := read(path.Join(folder, "cpu.max"))
		if err != nil {
			return 0, err
		}
		quota, period, _ := strings.Cut(text, " ")
		return processors(quota, period)
	},
}

// memoryLimits says, by the version of the hierarchy, how a folder's memory limit is read.
var memoryLimits = map[string]func(folder string) (int64, error){
	"v1": func(folder string) (int64, error) { return memoryBytes(path.Join(folder, "memory.limit_in_bytes")) },
	"v2": func(folder string) (int64, error) { return memoryBytes(path.Join(folder, "memory.max")) },
}

func processors(quota, period string) (float64, error) {
	if quota == "max" || quota == "-1" {
		return 0, errUnlimited
	}
	share, err := strconv.ParseUint(quota, 10, 64)
	if err != nil {
		return 0, err
	}
	of, err := strconv.ParseUint(period, 10, 64)
	if err != nil {
		return 0, err
	}
	if of == 0 {
		return 0, errUnlimited // no kernel writes it, and it divides badly
	}
	return float64(share) / float64(of), nil
}

func memoryBytes(name string) (int64, error) {
	text, err := read(name)
	if err != nil {
		return 0, err
	}
	if text == "max" {
		return 0, errUnlimited
	}
	limit, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return 0, err
	}
	if limit > math.MaxInt64/2 {
		return 0, errUnlimited // version 1 writes the largest whole number of pages
	}
	return int64(limit), nil
}

// read gives a small file's text, without the line break at its end.
func read(name string) (string, error) {
	file, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, 16<<20))
	return strings.TrimRight(string(text), "\n"), err
}
