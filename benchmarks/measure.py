"""How the benchmarks measure: whole processes, A and B in turn, the median of ratios; never a single absolute time."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a process and its children cost."""

    wall_s: float
    cpu_s: float
    peak_mib: float
    """The largest of its processes."""


def run(
    argv: Sequence[str], *, env: Mapping[str, str] | None = None, cwd: str | None = None, ok: tuple[int, ...] = (0,)
) -> Cost:
    """Run a command with its output thrown away; an exit status outside `ok` ends the benchmark."""
    begun = time.perf_counter()
    process = subprocess.Popen(argv, env=env, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall_s = time.perf_counter() - begun
    if os.waitstatus_to_exitcode(status) not in ok:
        sys.exit(f"{' '.join(argv)}: exit status {os.waitstatus_to_exitcode(status)}")
    peak = usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return Cost(wall_s, usage.ru_utime + usage.ru_stime, peak)


def in_turn(runs: int, *measured: Callable[[], Cost]) -> list[list[Cost]]:
    """Return the costs of each command over several rounds, after one that does not count."""
    rounds = [[measure() for measure in measured] for _ in range(runs + 1)][1:]
    return [list(costs) for costs in zip(*rounds, strict=True)]


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return the median of the ratios, pair by pair."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


def line(what: str, value: float, budget: float, unit: str = "×") -> None:
    """Print one figure beside its budget."""
    print(f"{what:<62} {value:8.2f} {unit:<4} budget {budget:g} {unit}  {'ok' if value <= budget else 'OVER'}")
