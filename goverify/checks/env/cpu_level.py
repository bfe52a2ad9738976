"""Builds are not set to use more than this processor has.

Why
    GOAMD64, GOARM64, GOARM and GO386 let the compiler use instructions without asking whether they are there. Programs
    built so end at their start on an older processor, those of `go run` and `go test` among them.

Looks at
    The setting for this kind of machine, where builds are for it: on Linux against what the kernel says of the
    processor, on Macs with an Apple processor GOAMD64 against what Rosetta translates. On Windows and for other Macs
    nothing short of a program of one's own tells it, so that is left to the builds. A level that the processor has is
    no fault.

Fix
    Unset the variable, or lower it.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Unavailable, check
from goverify.facts.go_commands import answering_go
from goverify.facts.held import about_setting, as_written, named
from goverify.facts.machine.cpu_flags import cpu_flags, lacking, untranslated
from goverify.facts.settings.in_force import Setting, setting
from goverify.host import System

LEVELS = {"amd64": "GOAMD64", "arm64": "GOARM64", "arm": "GOARM", "386": "GO386"}


@check(causes=("cpu-level-too-high",))
def cpu_level(ask: Ask) -> Iterator[Finding | Evidence]:
    platform = ask.host.platform
    system, arch = ask(setting, "GOOS"), _built_for(ask)
    held = ask(setting, LEVELS[arch]) if arch in LEVELS else None
    if held is None:
        raise Unavailable("no level of this processor is set")
    translated = platform.system is System.MACOS and (arch, platform.arch) == ("amd64", "arm64")
    if (system and system.value != platform.system.goos) or (arch != platform.arch and not translated):
        raise Unavailable("builds are for another kind of machine")
    if translated:
        missing, place = untranslated(held.value, platform.kernel), "Rosetta"
    else:
        missing, place = lacking(held.name, held.value, ask(cpu_flags)), "/proc/cpuinfo"
    if missing:
        yield _finding(ask, held, missing, place)
    else:
        yield Evidence(held.place, f"{as_written(held)}, which this processor has")


def _built_for(ask: Ask) -> str:
    """Return the kind of processor that builds are for: as set, else that of the go itself."""
    given = ask(setting, "GOARCH")
    if given:
        return given.value
    platform = ask.host.platform
    if platform.system is not System.MACOS:
        return platform.arch
    made = ask(answering_go).binary
    return made.architectures[0] if made and len(made.architectures) == 1 else platform.arch


def _finding(ask: Ask, held: Setting, missing: tuple[str, ...], place: str) -> Finding:
    who = "Rosetta does not translate" if place == "Rosetta" else "it lacks"
    return about_setting(
        ask,
        "cpu-level-too-high",
        held,
        f"{named(held)} makes programs that this processor cannot run: {who} {', '.join(missing)}",
        remedy=_lower(ask, held, place),
        evidence=(Evidence(place, f"does not know {', '.join(missing)}"),),
    )


def _lower(ask: Ask, held: Setting, place: str) -> str:
    """Return the advice to lower a level, to the highest that this processor has where that is known."""
    if held.name != "GOAMD64" or place == "Rosetta":
        return "Or lower it."
    known = [level for level in ("v1", "v2", "v3") if not lacking(held.name, level, ask(cpu_flags))]
    return f"Or lower it: {known[-1]} is the highest that this processor has." if known else "Or lower it."
