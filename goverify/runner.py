"""The runner: checks side by side under one deadline, each ending in one of the outcomes whatever it does."""

import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from goverify.causes import severity_of
from goverify.facts import Blocked, Facts, Unavailable
from goverify.host import NotRecorded
from goverify.model import CheckResult, Evidence, Finding, Outcome, Severity
from goverify.registry import Check

T = TypeVar("T")


STACK_BYTES = 1 << 20
"""Of each thread: what checks need, and little enough for a session with a limit on its address space."""


class Gathering(Generic[T]):
    """Named tasks, each on a daemon thread of its own; what is not done by the deadline is left behind.

    A thread each, since any number of them may wait for one go that hangs, and the others must not wait with them.
    """

    def __init__(self, tasks: Mapping[str, Callable[[], T]]) -> None:
        self._tasks = tasks
        self._change = threading.Condition()
        self._left = list(tasks)
        self._waiting = deque(tasks)
        self.done: dict[str, T] = {}
        self.failed: dict[str, Exception] = {}

    def start(self, most: int | None = None) -> None:
        """Begin all tasks, with `most` on that many threads; where the system grants none, what is left runs here."""
        usual = threading.stack_size(STACK_BYTES)
        try:
            for _ in list(self._waiting)[:most]:
                threading.Thread(target=self._work, daemon=True).start()
        except RuntimeError:
            self._work()
        finally:
            threading.stack_size(usual)

    def _work(self) -> None:
        """Run what no thread has begun yet, one by one."""
        while True:
            try:
                name = self._waiting.popleft()
            except IndexError:
                return
            self._run(name, self._tasks[name])

    def _run(self, name: str, task: Callable[[], T]) -> None:
        try:
            self.done[name] = task()
        except Exception as error:  # noqa: BLE001 - a thread has nobody else to tell
            self.failed[name] = error
        with self._change:
            self._left.remove(name)
            self._change.notify_all()

    def wait(self, timeout_s: float) -> bool:
        """Wait for the tasks, and return whether all are done."""
        with self._change:
            return self._change.wait_for(lambda: not self._left, timeout_s)

    def running(self) -> tuple[str, ...]:
        """Return the names of the tasks that have not ended."""
        with self._change:
            return tuple(self._left)


def run_check(check: Check, facts: Facts) -> CheckResult:
    """Run one check; nothing that it raises goes further than its result."""
    begun = time.monotonic()
    findings: list[Finding] = []
    evidence: list[Evidence] = []
    outcome, reason = Outcome.PASSED, ""
    try:
        if facts.host.platform.system not in check.systems:
            raise Unavailable(f"does not apply on {facts.host.platform.system}")  # noqa: TRY301 - one place turns it into an outcome
        for item in check.function(facts):
            if isinstance(item, Evidence):
                evidence.append(item)
            elif item.cause in check.causes:
                findings.append(item)
            else:
                raise LookupError(f"{check.id} reports {item.cause!r}, which it does not declare")  # noqa: TRY301
    except Blocked as why:
        outcome, reason = Outcome.BLOCKED, str(why)
    except Unavailable as why:
        outcome, reason = Outcome.SKIPPED, str(why)
    except NotRecorded as why:
        outcome, reason = Outcome.UNKNOWN, f"the recording does not answer: {why}"
    except Exception as error:  # noqa: BLE001 - the one place where any failure becomes an outcome
        outcome, reason = Outcome.UNKNOWN, f"{type(error).__name__}: {error}"
    if any(severity_of(finding) > Severity.INFO for finding in findings):
        outcome = Outcome.FAILED
    return _result(check, outcome, reason, tuple(findings), tuple(evidence), time.monotonic() - begun)


def unfinished(check: Check, reason: str) -> CheckResult:
    """Return the result of a check that was left behind."""
    return _result(check, Outcome.UNKNOWN, reason, (), (), 0.0)


def _result(
    check: Check,
    outcome: Outcome,
    reason: str,
    findings: tuple[Finding, ...],
    evidence: tuple[Evidence, ...],
    duration_s: float,
) -> CheckResult:
    return CheckResult(
        id=check.id,
        category=check.category,
        title=check.title,
        outcome=outcome,
        severity=check.severity,
        reason=reason,
        findings=findings,
        evidence=evidence,
        duration_s=round(duration_s, 4),
    )
