"""Failed runs, and what they are blamed on."""

from pathlib import PurePosixPath

from goverify.blame import blame
from goverify.facts import Facts
from goverify.facts.go_commands import answering_go
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from goverify.model import Finding, Fix
from tests.builds import ROOT, host

WORK, CACHE = PurePosixPath("/srv/app"), PurePosixPath("/data/cache")
MISMATCH = 'compile: version "go1.26.6" does not match go tool version "go1.27.3"'
NOT_IN_STD = "main.go:3:8: package fmt is not in std (/usr/local/go/src/fmt)"
OVERLAID = f"{ROOT}/src/runtime/proc.go:369:6: runExitHooks redeclared in this block"
SOURCE = {f"{ROOT}/src/runtime/proc.go": "package runtime\n", f"{ROOT}/src/fmt/print.go": "package fmt\n"}


def blamed(
    said: str | Completed,
    on: RecordedHost | None = None,
    *,
    root: str | None = ROOT,
    under_settings: bool = False,
    cache: PurePosixPath | None = None,
    fix: Fix | None = None,
) -> list[Finding]:
    """Return what a failed build comes from that said this."""
    ask = Facts((on or host()).but(files=SOURCE))
    run = said if isinstance(said, Completed) else Completed(1, stderr=f"{said}\n")
    return list(
        blame(
            ask,
            ask(answering_go),
            run,
            cause="build-fails",
            doing="build a program",
            root=PurePosixPath(root) if root else None,
            work=WORK,
            cache=cache,
            under_settings=under_settings,
            fix=fix,
        )
    )
