"""What a deep proof that fails is reported as: milder than a plain build that fails, and by the deeper cause that its words name."""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.blame import blame
from goverify.facts import Facts
from goverify.facts.build import runnable_go
from goverify.facts.deep.programs import Built, said
from goverify.facts.goroot import goroot
from goverify.facts.remedies import reinstall
from goverify.host import Completed
from goverify.model import Evidence, Finding, Severity

BUILD, RUN = "build-fails", "run-fails"


def failed(
    ask: Facts,
    run: Completed,
    *,
    cause: str,
    doing: str,
    work: PurePath,
    severity: Severity,
    cache: PurePath | None = None,
    under_settings: bool = False,
) -> Iterator[Finding]:
    """Yield what a failed run of go or of what it made comes from; `doing` completes "go cannot …"."""
    go, root = ask(runnable_go), ask(goroot).judged
    fix = reinstall(ask, root, go.release) if root and run.status else None
    found = blame(
        ask,
        go,
        run,
        cause=cause,
        doing=doing,
        root=root,
        work=work,
        cache=cache,
        under_settings=under_settings,
        fix=fix,
    )
    for finding in found:
        yield finding._replace(severity=severity) if finding.cause == cause else finding


def not_built(ask: Facts, made: Built, *, doing: str, severity: Severity) -> Iterator[Finding]:
    """Yield what a build comes from that failed."""
    yield from failed(
        ask, made.completed, cause=BUILD, doing=doing, work=made.work, severity=severity, cache=made.cache
    )


def not_running(ask: Facts, made: Built, *, how: str, severity: Severity) -> Iterator[Finding]:
    """Run a program that was built, and yield what is wrong with that; `how` completes "a program that go built …"."""
    run = said(ask, made)
    if run.wrong:
        what = f"a program that {ask(runnable_go).found} built {how} {run.wrong}"
        yield unsound(ask, RUN, what, "the program's output", severity=severity)
    elif not run.completed.ok:
        doing = f"make a program {how} that runs"
        yield from failed(ask, run.completed, cause=RUN, doing=doing, work=made.work, severity=severity)


def unsound(ask: Facts, cause: str, what: str, place: str, *, severity: Severity) -> Finding:
    """Return the finding about something that was made and is not what it ought to be; `what` is a whole sentence."""
    go, root = ask(runnable_go), ask(goroot).judged
    return Finding(
        cause=cause,
        subject=go.found,
        message=what,
        evidence=(Evidence(place, what),),
        fix=reinstall(ask, root, go.release) if root else None,
        severity=severity,
        concerns=(root,) if root else (),
    )
