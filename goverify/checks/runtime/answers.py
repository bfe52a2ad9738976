"""What every Go program builds on works while one runs.

Why
    A program that starts proves little: a runtime that was put together from files of two releases, or one that the
    machine or its sandbox does not bear, may still fail in what all programs do later on.

Looks at
    The steps of the probe that depend on Go itself, each with a limit of its own:
    runtime and buildinfo (which Go runs, and what was compiled into it: fails where the linker left it out);
    signal (an interrupt and the request to end reach a program, on Windows Ctrl+Break: else it cannot be stopped);
    sched (a thousand goroutines run, channels hand values over: else programs hang);
    gc (a collection runs and gives memory back: else memory grows without end);
    netpoll (messages come back over several connections, or pipes, at once: else servers and clients hang);
    metrics (each has a value), trace and heap_profile (what is written is well-formed: else go tool trace and pprof
    cannot read it), filepath (a walk finds what was made). With -v all that the running Go says is told.
    What hangs on the host is judged by checks of its own: cgroup (host.cpu-quota), tz (runtime.time-zones),
    ca_roots (runtime.certificates), dns (runtime.resolver), lock (storage.locks). `goverify explain probe:sched`, and
    so for each step, says what it proves and what its failure means.

Fix
    Install the release anew into an empty folder; if it fails the same way, the machine or its sandbox is at fault.
"""

from collections.abc import Iterator

from goverify.api import Ask, Blocked, Evidence, Finding, Fix, Severity, check
from goverify.facts.build import runnable_go
from goverify.facts.failures.symptoms import read
from goverify.facts.goroot import concerned, goroot
from goverify.facts.probing.probe import Probe, Step, probe
from goverify.facts.probing.probe_steps import STEPS
from goverify.facts.probing.running_go import running_go
from goverify.facts.remedies import reinstall
from goverify.host import Completed, System

CORE = {name: STEPS[name].failed for name in ("runtime", "buildinfo", "signal", "netpoll", "sched", "gc")}
"""Steps without which no Go program is sound, with what it means that one fails."""

WRITTEN = {name: STEPS[name].failed for name in ("metrics", "trace", "heap_profile", "filepath")}
"""Steps that write: an error alone may be the disk's, while an answer that is wrong is Go's."""

FEWEST_METRICS = 30
"""Go 1.19 has more than that, and no release has taken many away."""


SHORT_OF = ("limit-files", "limit-processes", "memory-low")
"""What the host may give too little of for a step: then Go is not at fault."""


@check(causes=("run-fails", *SHORT_OF))
def answers(ask: Ask) -> Iterator[Finding | Evidence]:
    seen = ask(probe)
    if seen.problem:
        raise Blocked("the probe did not print its answers")
    for word in ask(running_go):
        yield Evidence(word.about, word.said)
    for name, meaning in CORE.items():
        step = seen.step(name)
        if step is None:
            yield _unsound(ask, f"says nothing of its step {name}", name, meaning)
        elif step.error:
            yield _short(ask, step) or _unsound(
                ask, f"fails in {name}: {step.error}", name, meaning, _gravity(ask, name)
            )
    for name, meaning in WRITTEN.items():
        step = seen.step(name)
        if step and step.error and step.data:
            yield _unsound(ask, f"gives a wrong answer in {name}: {step.error}", name, meaning, Severity.HIGH)
        elif step and step.error:
            yield Evidence(f"the probe's step {name}", step.error)
    yield from _counted(ask, seen)


def _short(ask: Ask, step: Step) -> Finding | None:
    """Return the finding that the host gives programs too little, where a step's error says so."""
    said = Completed(1, stderr=f"{step.error}\n")
    symptom = read(ask, said, ask(goroot).judged, under_settings=False)
    if symptom is None or symptom.cause not in SHORT_OF:
        return None
    return Finding(
        cause=symptom.cause,
        subject=symptom.subject or ask(runnable_go).found,
        message=f"{symptom.message}: a program fails in {step.name}",
        evidence=(Evidence(f"the probe's step {step.name}", step.error),),
        fix=Fix(symptom.remedy, symptom.commands),
        concerns=concerned(ask),
    )


def _gravity(ask: Ask, name: str) -> Severity | None:
    # On Windows a console can keep Ctrl+Break from a program: that is not sure to be Go's fault.
    return Severity.MEDIUM if name == "signal" and ask.host.platform.system is System.WINDOWS else None


def _counted(ask: Ask, seen: Probe) -> Iterator[Finding]:
    step = seen.step("metrics")
    count = step.data.get("count") if step and not step.error else None
    if isinstance(count, int) and count < FEWEST_METRICS:
        what = f"has {count} metrics, while every release from 1.19 on has more than {FEWEST_METRICS}"
        yield _unsound(ask, what, "metrics", WRITTEN["metrics"], Severity.HIGH)


def _unsound(ask: Ask, what: str, step: str, meaning: str, severity: Severity | None = None) -> Finding:
    go, root = ask(runnable_go), ask(goroot).judged
    return Finding(
        cause="run-fails",
        subject=go.found,
        message=f"a program that {go.found} built {what}",
        evidence=(Evidence(f"the probe's step {step}", what),),
        fix=reinstall(ask, root, go.release) if root else None,
        severity=severity,
        detail=meaning,
        concerns=concerned(ask),
    )
