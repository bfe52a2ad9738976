"""A whole tree judged, against hashing the same bytes from memory, and against Go's own dirhash over the same files."""

import sys

sys.path[0] = sys.path[0].removesuffix("benchmarks")  # inspect.py beside this would stand in for Python's own

import hashlib
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path, PurePath

from benchmarks.measure import Cost, in_turn, line, ratio
from goverify.facts import Facts
from goverify.facts.authenticity.judgement import authenticity
from goverify.facts.authenticity.shipped_records import shipped_manifest
from goverify.host.live import LiveHost
from goverify.host.local import digests
from goverify.sumdb.toolchain import UNHASHED

ROUNDS = 15

PROGRAM = """package main

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/mod/sumdb/dirhash"
)

func main() {
	root, list := os.Args[1], os.Args[2]
	text, err := os.ReadFile(list)
	must(err)
	names := strings.Fields(string(text))
	contents := make([][]byte, len(names))
	for i, name := range names {
		contents[i], err = os.ReadFile(filepath.Join(root, name))
		must(err)
	}
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		begun := time.Now()
		switch lines.Text() {
		case "dirhash":
			open := func(name string) (io.ReadCloser, error) { return os.Open(filepath.Join(root, name)) }
			_, err := dirhash.Hash1(names, open)
			must(err)
		case "memory":
			onAllThreads(len(names), func(i int, _ []byte) { sha256.Sum256(contents[i]) })
		case "files":
			files := listed(root)
			onAllThreads(len(files), func(i int, buffer []byte) { readAndHash(files[i], buffer) })
		}
		fmt.Println(time.Since(begun).Seconds())
	}
}

func onAllThreads(count int, work func(i int, buffer []byte)) {
	var next atomic.Int64
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Add(1)
		go func() {
			defer all.Done()
			buffer := make([]byte, 1<<17)
			for i := int(next.Add(1)) - 1; i < count; i = int(next.Add(1)) - 1 {
				work(i, buffer)
			}
		}()
	}
	all.Wait()
}

func listed(root string) (files []string) {
	must(filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if slices.Contains(os.Args[3:], strings.TrimPrefix(path, root+"/")) {
			return fs.SkipDir
		}
		if err == nil && entry.Type().IsRegular() {
			files = append(files, path)
		}
		return err
	}))
	return files
}

func readAndHash(name string, buffer []byte) {
	descriptor, err := syscall.Open(name, syscall.O_RDONLY|syscall.O_CLOEXEC, 0)
	must(err)
	digest := sha256.New()
	for {
		length, err := syscall.Read(descriptor, buffer)
		must(err)
		digest.Write(buffer[:length])
		if length < len(buffer) {
			break
		}
	}
	digest.Sum(nil)
	must(syscall.Close(descriptor))
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
"""
"""What Go itself makes of the same files: its dirhash, the hashes of what is in memory already, and the least that any
reader has to do, without a lock in its way. Only that is timed: the program is started and given the names once."""


def timed(work: Callable[[], object]) -> Cost:
    """Return what some work in this process cost."""
    begun, cpu = time.perf_counter(), time.process_time()
    work()
    return Cost(time.perf_counter() - begun, time.process_time() - cpu, 0.0)


def from_memory(contents: Iterable[bytes], threads: int) -> None:
    """Hash contents, each by itself, on so many threads."""
    shared = iter(contents)
    found: list[str] = []

    def hash_all() -> None:
        found.extend(hashlib.sha256(content).hexdigest() for content in shared)

    workers = [threading.Thread(target=hash_all) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def judged(root: str) -> None:
    """Judge the tree as a fresh run does, which has unpacked and proven no manifest yet."""
    shipped_manifest.cache_clear()
    with LiveHost() as host:
        Facts(host)(authenticity, host.path(root))


class Native:
    """The Go program, which does one of its tasks whenever it is told to."""

    def __init__(self, go: str, folder: str, root: str, names: Iterable[str]) -> None:
        Path(folder, "main.go").write_text(PROGRAM, "utf-8")
        Path(folder, "names").write_text("\n".join(names) + "\n", "utf-8")
        for command in (["mod", "init", "native.example"], ["get", "golang.org/x/mod"], ["build", "-o", "native", "."]):
            subprocess.run([go, *command], cwd=folder, check=True, capture_output=True)
        self._program = subprocess.Popen(
            [f"{folder}/native", root, f"{folder}/names", *UNHASHED],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, task: str) -> Cost:
        """Do a task once more."""
        assert self._program.stdin
        assert self._program.stdout
        print(task, file=self._program.stdin, flush=True)
        return Cost(float(self._program.stdout.readline()), 0.0, 0.0)


def main() -> None:
    """Measure and print."""
    go = shutil.which("go")
    if go is None:
        sys.exit("no go on PATH: no tree to judge")
    root = subprocess.run([go, "env", "GOROOT"], capture_output=True, text=True, check=True).stdout.strip()
    files = digests.digests(PurePath(root), UNHASHED).files
    contents = [Path(root, name).read_bytes() for name in files]
    threads = 1 + min((os.cpu_count() or 1) - 1, digests.MAX_HELPERS)
    print(f"{root}: {len(files)} files, {sum(map(len, contents)) / 1e6:.0f} MB, {threads} threads")
    with tempfile.TemporaryDirectory() as folder:
        native = Native(go, folder, root, files)
        memory, hashed, whole, native_memory, native_files, dirhash = (
            [cost.wall_s for cost in costs]
            for costs in in_turn(
                ROUNDS,
                lambda: timed(lambda: from_memory(contents, threads)),
                lambda: timed(lambda: digests.digests(PurePath(root), UNHASHED)),
                lambda: timed(lambda: judged(root)),
                *(partial(native, task) for task in ("memory", "files", "dirhash")),
            )
        )
    line("reading and hashing the tree against hashing from memory", ratio(hashed, memory), 1.5)
    line("the whole verdict against hashing from memory", ratio(whole, memory), 1.5)
    line("the whole verdict against Go's dirhash", ratio(whole, dirhash), 1.0)
    print(
        f"the least a Go program can do, against its own hashing from memory: {ratio(native_files, native_memory):.2f} ×"
    )
    print(f"reading and hashing the tree against that least: {ratio(hashed, native_files):.2f} ×")


if __name__ == "__main__":
    main()
