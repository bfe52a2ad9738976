"""Builds may open as many files as they need.

Why
    Go starts compilers side by side, each with files and pipes of its own. A limit of 16 ends even a small build
    with "too many open files".

Looks at
    The limit for open files (RLIMIT_NOFILE) that programs started here inherit. On Linux the hard one, to which Go
    raises the soft one by itself from 1.19 on. The usual 256 of macOS and 1024 of Linux are no fault.

Fix
    Raise the limit: ulimit -n, limits.conf, LimitNOFILE= of a service.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, check
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import concerned
from goverify.facts.machine.session_limits import hard_limit
from goverify.facts.tree import release_at_work
from goverify.host import System

FEW, SOME = 64, 256
"""With fewer than the first, small builds fail on some processors; with fewer than the second, large ones may."""

RAISES_ITSELF = (1, 19, 0)


@check(causes=("limit-files",), systems=(System.LINUX, System.MACOS))
def open_files(ask: Ask) -> Iterator[Finding | Evidence]:
    ask(answering_go)
    soft, release = ask.host.limits().open_files, ask(release_at_work)
    hard = ask(hard_limit, "Max open files") if release is None or release.numbers >= RAISES_ITSELF else None
    limit = soft if hard is None or soft is None else max(soft, hard)
    if limit is None or limit >= SOME:
        yield Evidence(
            "RLIMIT_NOFILE", "no limit" if soft is None else f"{soft}, which go may raise" if hard else str(soft)
        )
        return
    few = limit < FEW
    yield Finding(
        cause="limit-files",
        subject="RLIMIT_NOFILE",
        message=f"the limit of {limit} for open files is too low for {'a build' if few else 'large builds'}",
        evidence=(Evidence("RLIMIT_NOFILE", f"{limit} open files"),),
        fix=Fix(
            "Raise the limit (RLIMIT_NOFILE, nofile in limits.conf, LimitNOFILE= of a service).", ("ulimit -n 1024",)
        ),
        severity=None if few else Severity.LOW,
        concerns=concerned(ask),
    )
