"""Files may become as large as builds make them.

Why
    The compiler's output for a large package, and the program that is linked, have tens of megabytes. Where a limit
    cuts them off, go says "file too large", or that packages of its own standard library are "not in std".

Looks at
    The limit for the size of a file (RLIMIT_FSIZE) that programs started here inherit.

Fix
    Take the limit away: ulimit -f unlimited, fsize in limits.conf, LimitFSIZE= of a service.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, check
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import concerned
from goverify.host import System

SMALL_BYTES, MODEST_BYTES = 64 << 20, 1 << 30
"""Small programs need the first; programs with debug information and the archives of modules may need the second."""


@check(causes=("limit-file-size",), systems=(System.LINUX, System.MACOS))
def file_size(ask: Ask) -> Iterator[Finding | Evidence]:
    ask(answering_go)
    limit = ask.host.limits().file_size_bytes
    if limit is None or limit >= MODEST_BYTES:
        yield Evidence("RLIMIT_FSIZE", "no limit" if limit is None else f"{limit >> 20} MiB")
        return
    small = limit < SMALL_BYTES
    what = "a build" if small else "large builds"
    yield Finding(
        cause="limit-file-size",
        subject="RLIMIT_FSIZE",
        message=f"the limit of {limit >> 10} KiB for the size of a file is too low for {what}",
        evidence=(Evidence("RLIMIT_FSIZE", f"{limit} bytes"),),
        fix=Fix("Raise the limit (RLIMIT_FSIZE, fsize in limits.conf).", ("ulimit -f unlimited",)),
        detail='Go may say instead that a package "is not in std": the tree is not what is wrong then.',
        severity=None if small else Severity.LOW,
        concerns=concerned(ask),
    )
