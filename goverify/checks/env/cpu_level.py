"""Builds are not set to use more than this processor has.

Why
    GOAMD64 and GOARM64 let the compiler use newer instructions without asking whether they are there. Programs built
    so end at their start on an older processor, those of `go run` and `go test` among them.

Looks at
    GOAMD64 or GOARM64, where builds are for this kind of machine, against what the kernel says of the processor. A
    level that the processor has is no fault.

Fix
    Unset the variable, or lower it.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Unavailable, check
from goverify.facts.cpu_flags import cpu_flags, lacking
from goverify.facts.held import about_setting, as_written, named
from goverify.facts.settings import setting
from goverify.host import System

LEVELS = {"amd64": "GOAMD64", "arm64": "GOARM64"}


@check(causes=("cpu-level-too-high",), systems=(System.LINUX,))
def cpu_level(ask: Ask) -> Iterator[Finding | Evidence]:
    platform = ask.host.platform
    name = LEVELS.get(platform.arch, "")
    held = ask(setting, name) if name else None
    if held is None:
        raise Unavailable("no level of this processor is set")
    system, arch = ask(setting, "GOOS"), ask(setting, "GOARCH")
    if (system and system.value != platform.system.goos) or (arch and arch.value != platform.arch):
        raise Unavailable("builds are for another kind of machine")
    missing = lacking(name, held.value, ask(cpu_flags))
    if not missing:
        yield Evidence(held.place, f"{as_written(held)}, which this processor has")
        return
    yield about_setting(
        ask,
        "cpu-level-too-high",
        held,
        f"{named(held)} makes programs that this processor cannot run: it lacks {', '.join(missing)}",
        remedy="Or lower it.",
        evidence=(Evidence("/proc/cpuinfo", f"does not list {', '.join(missing)}"),),
    )
