"""A whole tree judged, against hashing the same bytes from memory, and against Go's own dirhash over the same files."""

import sys

sys.path[0] = sys.path[0].removesuffix("benchmarks")  # inspect.py beside this would stand in for Python's own

import hashlib
import os
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath

from benchmarks.measure import Cost, in_turn, line, ratio
from goverify.facts import Facts
from goverify.facts.authenticity import authenticity
from goverify.host.live import LiveHost
from goverify.host.local import digests
from goverify.sumdb.toolchain import UNHASHED

ROUNDS = 15

DIRHASH = """package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/mod/sumdb/dirhash"
)

func main() {
	root, list := os.Args[1], os.Args[2]
	file, err := os.Open(list)
	if err != nil {
		panic(err)
	}
	var names []string
	for lines := bufio.NewScanner(file); lines.Scan(); {
		names = append(names, lines.Text())
	}
	open := func(name string) (io.ReadCloser, error) { return os.Open(filepath.Join(root, name)) }
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		begun := time.Now()
		if _, err := dirhash.Hash1(names, open); err != nil {
			panic(err)
		}
		fmt.Println(time.Since(begun).Seconds())
	}
}
"""
"""Only the hashing is timed: it is given the names, and started once."""


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


def only_read(root: str) -> None:
    """List the tree, open each of its files and read it through, no more: what no reader can do without."""
    buffer = memoryview(bytearray(digests.CHUNK_BYTES))
    todo = [root]
    while todo:
        with os.scandir(todo.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    todo.append(entry.path)
                elif entry.is_file(follow_symlinks=False):
                    descriptor = os.open(entry.path, os.O_RDONLY)
                    while os.readv(descriptor, (buffer,)) == len(buffer):
                        pass
                    os.close(descriptor)


def judged(root: str) -> None:
    """Judge the tree as a fresh run does."""
    with LiveHost() as host:
        Facts(host)(authenticity, host.path(root))


class Dirhash:
    """A Go program that hashes the same files with golang.org/x/mod/sumdb/dirhash whenever it is told to."""

    def __init__(self, go: str, folder: str, root: str, names: Iterable[str]) -> None:
        Path(folder, "main.go").write_text(DIRHASH, "utf-8")
        Path(folder, "names").write_text("\n".join(names) + "\n", "utf-8")
        for command in (
            ["mod", "init", "dirhash.example"],
            ["get", "golang.org/x/mod"],
            ["build", "-o", "dirhash", "."],
        ):
            subprocess.run([go, *command], cwd=folder, check=True, capture_output=True)
        self._program = subprocess.Popen(
            [f"{folder}/dirhash", root, f"{folder}/names"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __call__(self) -> Cost:
        """Hash the files once more."""
        assert self._program.stdin
        assert self._program.stdout
        print(file=self._program.stdin, flush=True)
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
        dirhash = Dirhash(go, folder, root, files)
        memory, read, hashed, whole, theirs = in_turn(
            ROUNDS,
            lambda: timed(lambda: from_memory(contents, threads)),
            lambda: timed(lambda: only_read(root)),
            lambda: timed(lambda: digests.digests(PurePath(root), UNHASHED)),
            lambda: timed(lambda: judged(root)),
            dirhash,
        )
    wall = [[cost.wall_s for cost in costs] for costs in (memory, hashed, whole, theirs)]
    hashing, reading = (statistics.median(cost.cpu_s for cost in costs) for costs in (memory, read))
    print(f"CPU: hashing from memory {hashing * 1000:.0f} ms, listing and reading alone {reading * 1000:.0f} ms;")
    print(f"one after the other, without a line of Python for what is found, that is {1 + reading / hashing:.2f} ×")
    line("reading and hashing the tree against hashing from memory", ratio(wall[1], wall[0]), 1.5)
    line("the whole verdict against hashing from memory", ratio(wall[2], wall[0]), 1.5)
    line("the whole verdict against Go's dirhash", ratio(wall[2], wall[3]), 1.0)


if __name__ == "__main__":
    main()
