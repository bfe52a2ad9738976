"""Recorded hosts for tests of deep proofs: how go builds the small program in each way, and what that says."""

from collections.abc import Mapping

from goverify.facts import Allowances, Facts
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import FileRecord
from goverify.model import Evidence, Finding
from tests.builds import GO, ROOT, host
from tests.golang import CheckFunction
from tests.hosts import go_binary

WORKS = Completed(0, stdout="it works\n")
RACE = Completed(66, stderr="==================\nWARNING: DATA RACE\nWrite at 0x00c000018108 by goroutine 7:\n")
SYSO = f"{ROOT}/src/runtime/race/internal/amd64v1/race_linux.syso"
LOADER = "/opt/lib/ld-goverify.so"

VET = f"{GO} vet ."
TEST = f"{GO} test -count=1 ."
FOUND = Completed(
    1, stderr='# goverify.wrong\n./main.go:5:15: fmt.Printf format %d has arg "it works" of wrong type string\n'
)


def built(folder: str, *flags: str, output: str = "program") -> str:
    """Return the command that builds the program in a folder of scratch."""
    return " ".join((GO, "build", "-buildvcs=false", *flags, "-o", f"<scratch>/{folder}/{output}", "."))


def made(folder: str, output: str = "program", *, system: str = "linux", arch: str = "amd64") -> dict[str, FileRecord]:
    """Return the program that such a build leaves."""
    program = go_binary("go1.27.3", system=system, arch=arch, path="goverify.proof")
    return {f"<scratch>/{folder}/{output}": program}


def proving(
    runs: Mapping[str, Completed | None], files: Mapping[str, FileRecord] | None = None, **env: str
) -> RecordedHost:
    """Return a Linux host on which a plain build goes well, and these runs of proofs end so."""
    return host(runs, **env).but(files=dict(files or {}))


def deep(host: RecordedHost) -> Facts:
    """Return the facts of a host whose proofs were asked for."""
    return Facts(host, Allowances(deep=True))


def seen(check: CheckFunction, host: RecordedHost) -> list[Finding | Evidence]:
    """Return all that a check says where its proof was asked for."""
    return list(check(deep(host)))


def found(check: CheckFunction, host: RecordedHost) -> list[Finding]:
    """Return what a check finds where its proof was asked for."""
    return [item for item in seen(check, host) if isinstance(item, Finding)]


def told(check: CheckFunction, host: RecordedHost) -> str:
    """Return what a check saw, as one text."""
    lines = (f"{item.place}: {item.observed}" for item in seen(check, host) if isinstance(item, Evidence))
    return "\n".join(lines)
