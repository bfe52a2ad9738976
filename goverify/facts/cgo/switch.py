"""Whether cgo is on, and by whose choice.

Sources: cmd/go/internal/cfg (SetGOROOT, defaultContext: CGO_ENABLED counts where it is 0 or 1; else cgo is off for
another kind of machine, and from 1.20 on where CC is not set in the environment and PATH lacks the usual compiler),
cmd/dist (mkzdefaultcc, which writes down the usual compilers of a release).
"""

import re
from typing import NamedTuple

from goverify.facts import Blocked, Facts
from goverify.facts.build import runnable_go
from goverify.facts.git.program import program
from goverify.facts.identity import identity
from goverify.facts.release_lists import default_of, source_of
from goverify.facts.settings.in_force import Origin, Setting, setting
from goverify.facts.work_release import numbers_at_work

LOOKS_FOR_COMPILER = (1, 20, 0)
"""The first release that turns cgo off by itself where there is no C compiler (go.dev/doc/go1.20)."""

CLANG_SYSTEMS = frozenset({"darwin", "ios", "freebsd", "openbsd"})

USUAL = {"CC": ("gcc", "clang"), "CXX": ("g++", "clang++")}
"""The compilers that go takes unless it is told another: elsewhere, and on these systems."""


class Switch(NamedTuple):
    """Whether cgo is on."""

    why: str
    """What decides it, as the end of a sentence."""
    on: bool
    held: Setting | None
    """The CGO_ENABLED that decides it."""
    os: str
    arch: str
    """What builds are for, in Go's words."""
    foreign: bool
    """That is another kind of machine than the one go is made for."""
    lacking: str = ""
    """The usual compiler, where it is off because PATH has none."""


def cgo_switch(ask: Facts) -> Switch:
    """Return whether cgo is on for builds here; Blocked where go does not answer."""
    said = ask(identity, ask(runnable_go))
    if not said.host_os:
        raise Blocked("go finds no tree, and does not tell what it builds for")
    os, arch = _wanted(ask, "GOOS", said.host_os), _wanted(ask, "GOARCH", said.host_arch)
    foreign = (os, arch) != (said.host_os, said.host_arch)
    held = _choice(ask)
    if held is not None:
        why = f"{held.name}={held.value} in {held.place} says so"
        return Switch(why, held.value == "1", held, os, arch, foreign)
    if foreign:
        why = f"builds are for {os}/{arch}, another kind of machine"
        return Switch(why, on=False, held=None, os=os, arch=arch, foreign=True)
    lacking = _lacking(ask, os, arch)
    if lacking and ask(numbers_at_work) >= LOOKS_FOR_COMPILER:
        why = f"PATH offers no {lacking}"
        return Switch(why, on=False, held=None, os=os, arch=arch, foreign=False, lacking=lacking)
    return Switch("go takes the usual compiler", on=True, held=None, os=os, arch=arch, foreign=False)


def usual(ask: Facts, variable: str, os: str, arch: str) -> str:
    """Return the compiler that go takes where CC or CXX is not set, as the release was built."""
    text = source_of(ask, "cmd/go/internal/cfg/zdefaultcc.go") or ""
    body = text.partition(f"func Default{variable}(")[2].partition("\n}")[0]
    for case, command in re.findall(r"case (.*?):\s*return [`\"](.*?)[`\"]", body[:4096]):
        if f'"{os}"' in case or f'"{os}/{arch}"' in case:
            return str(command)
    found = re.search(r"\n\treturn [`\"](.*?)[`\"]", body[:4096])
    return found[1] if found else USUAL[variable][os in CLANG_SYSTEMS]


def _wanted(ask: Facts, name: str, own: str) -> str:
    held = ask(setting, name)
    return held.value if held else own


def _choice(ask: Facts) -> Setting | None:
    """Return the CGO_ENABLED in force; one that is neither 0 nor 1 decides nothing."""
    held = ask(setting, "CGO_ENABLED")
    if held is None and (value := default_of(ask, "CGO_ENABLED")):
        held = Setting("CGO_ENABLED", value, Origin.RELEASE, "the tree's go.env")
    return held if held and held.value in {"0", "1"} else None


def _lacking(ask: Facts, os: str, arch: str) -> str:
    """Return the usual compiler where PATH has none of it and the environment names no other; else empty."""
    if ask.host.env.get("CC"):
        return ""
    name = usual(ask, "CC", os, arch).partition(" ")[0]
    return "" if ask(program, name) else name
