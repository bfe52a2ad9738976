"""A whole check against what it cannot do without: building the probe, running it, hashing the tree."""

import sys

sys.path[0] = sys.path[0].removesuffix("benchmarks")  # inspect.py beside this would stand in for Python's own

import hashlib
import os
import shutil
import statistics
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.measure import Cost, in_turn, line, ratio, run

PROBE = Path(__file__).parent.parent / "goverify" / "data" / "probe"
STATUSES = (0, 1, 3)
"""A report is a report, whatever it says of this machine."""

HASH = """
import sys, os
sys.path.insert(0, sys.argv[2])
from benchmarks.check import hash_tree
hash_tree(sys.argv[1])
"""


def hash_tree(root: str) -> None:
    """Hash every file of a tree, on as many threads as there are processors."""
    files = [os.path.join(folder, name) for folder, _, names in os.walk(root) for name in names]

    def digest(file: str) -> bytes:
        with open(file, "rb") as stream:
            return hashlib.file_digest(stream, "sha256").digest()

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(digest, files))


class Bench:
    """One scratch folder with the probe's source, and the commands that are measured."""

    def __init__(self, folder: str, go: str) -> None:
        self.go, self.folder = go, folder
        self.root = subprocess.run([go, "env", "GOROOT"], capture_output=True, text=True, check=True).stdout.strip()
        minor = subprocess.run([go, "env", "GOVERSION"], capture_output=True, text=True, check=True).stdout.split(".")
        for file in PROBE.glob("*.go"):
            shutil.copy(file, folder)
        Path(folder, "go.mod").write_text(f"module goverify.probe\n\ngo 1.{minor[1]}\n", encoding="utf-8")
        self.env = os.environ | {
            "GOCACHE": f"{folder}/cache", "GOFLAGS": "", "GOTOOLCHAIN": "local", "CGO_ENABLED": "0", "GOWORK": "off", "GOENV": "off",
            "XDG_CACHE_HOME": f"{folder}/own",
        }  # fmt: skip

    def build(self, *, cold: bool) -> Cost:
        """Build the probe alone."""
        if cold:
            shutil.rmtree(f"{self.folder}/cache", ignore_errors=True)
        return run([self.go, "build", "-o", "probe", "."], env=self.env, cwd=self.folder)

    def bare(self, *, cold: bool, hashing: bool) -> Cost:
        """Build the probe, run it, and hash the tree, one after the other."""
        steps = [self.build(cold=cold), run([f"{self.folder}/probe", "-dir", self.folder], cwd=self.folder)]
        if hashing:
            steps.append(run([sys.executable, "-I", "-c", HASH, self.root, str(Path(__file__).parent.parent)]))
        return Cost(sum(s.wall_s for s in steps), sum(s.cpu_s for s in steps), max(s.peak_mib for s in steps))

    def check(self, *more: str, cold: bool = False) -> Cost:
        """Run goverify."""
        if cold:
            shutil.rmtree(f"{self.folder}/own", ignore_errors=True)
        return run(
            [sys.executable, "-I", "-m", "goverify", "check", "--format", "json", *more], env=self.env, ok=STATUSES
        )


def main() -> None:
    """Measure and print."""
    go = shutil.which("go")
    if go is None:
        sys.exit("no go on PATH: nothing to compare with")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(folder, go)
        [quick] = in_turn(5, lambda: bench.check("--only", "path.*,goroot.*"))
        line("check --only path,goroot: CPU", statistics.median(cost.cpu_s for cost in quick) * 1000, 150, "ms")
        for cold, runs, budget in ((False, 7, 1.25), (True, 2, 1.10)):
            ours, with_hash, without = in_turn(
                runs,
                lambda cold=cold: bench.check(cold=cold),
                lambda cold=cold: bench.bare(cold=cold, hashing=True),
                lambda cold=cold: bench.bare(cold=cold, hashing=False),
            )
            what = f"full check, {'cold' if cold else 'warm'} build cache, wall against"
            wall = [[cost.wall_s for cost in costs] for costs in (ours, with_hash, without)]
            line(f"{what} build + run + hashing", ratio(wall[0], wall[1]), budget)
            line(f"{what} build + run alone", ratio(wall[0], wall[2]), budget)
            if not cold:
                line("full check: peak memory of one process", max(cost.peak_mib for cost in ours), 120, "MiB")


if __name__ == "__main__":
    main()
