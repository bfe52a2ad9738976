"""GOBIN is not set while builds are for another kind of machine.

Why
    go install puts programs for another machine into a folder of their own, and GOBIN leaves no room for that, so it
    refuses: "cannot install cross-compiled binaries when GOBIN is set".

Looks at
    GOBIN, and GOOS and GOARCH against what go builds for by itself. Without GOBIN, or where they name this machine, it
    is no fault.

Fix
    Unset what names the other machine, or GOBIN for the one command.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Unavailable, check
from goverify.facts.held import about_setting, as_written, named
from goverify.facts.settings.in_force import setting
from goverify.facts.target import foreign_target


@check(causes=("gobin-cross",))
def gobin_cross(ask: Ask) -> Iterator[Finding | Evidence]:
    held = ask(setting, "GOBIN")
    if held is None:
        raise Unavailable("GOBIN is not set")
    target = ask(foreign_target)
    if target is None:
        yield Evidence(held.place, f"{as_written(held)}, and builds are for this machine")
        return
    yield about_setting(
        ask,
        "gobin-cross",
        held,
        f"{named(held)} makes go install refuse every program, since builds are for {target.pair}",
        evidence=tuple(Evidence(other.place, as_written(other)) for other in target.guilty),
        concerns=tuple(other.name for other in target.guilty),
    )
