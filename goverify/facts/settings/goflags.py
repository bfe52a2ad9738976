"""The flags in GOFLAGS, taken apart as go does, and what in them go refuses.

Sources: cmd/go/internal/base (InitGOFLAGS, SetFromGOFLAGS), cmd/internal/quoted, cmd/go/internal/work (buildModeInit,
BuildInit), cmd/go/internal/test (testflag.go), strconv (ParseInt), time (ParseDuration).
"""

import re
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.release_lists import documents_flag
from goverify.facts.settings.in_force import Setting, setting
from goverify.facts.taming import split_flags

FLAGS = frozenset(
    """
    C a all args artifacts asan asmflags bench benchmem benchtime blockprofile blockprofilerate buildmode buildvcs c cache
    changed cmd compat compiled compiler count cover covermode coverpkg coverprofile cpu cpuprofile d debug-actiongraph
    debug-runtime-trace debug-trace deps diff e ex exclude exec export f failfast find fix fmt fullpath fuzz fuzzcache
    fuzzminimizetime fuzztime gccgoflags gcflags go godebug http i insecure installsuffix json ldflags linkshared list m
    memprofile memprofilerate mod modcache modcacherw modfile module msan mutexprofile mutexprofilefraction n o outputdir
    overlay p parallel pgo pkgdir print r race replace require retract retracted reuse run s short shuffle skip src t tags
    test testcache testwork timeout tool toolchain toolexec trace trimpath u use v versions vet vettool w work x
    """.split()
)
"""What the commands of 1.19 to 1.27 know between them, each of which ignores the flags of the others."""

NEED_VALUE = frozenset(
    """
    asmflags buildmode compiler gccgoflags gcflags installsuffix ldflags mod modfile overlay p pgo pkgdir tags toolexec
    """.split()
)
"""Flags of every build that stand for nothing without a value."""

SWITCHES = frozenset("a asan linkshared modcacherw msan n race trimpath work x".split())
"""Flags of every build that are on or off."""

TRUTHS = frozenset("1 0 t f T F true false TRUE FALSE True False".split())
"""What a switch takes (strconv.ParseBool)."""

MODES = ("mod", "readonly", "vendor")

_WHOLE = r"[+-]?(?:0[xX][0-9a-fA-F_]+|[0-9][0-9_]*)"
_SPAN = r"[+-]?(?:0|(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+)"
_ROUNDS = rf"{_SPAN}|[0-9]+x"

FORMS = {
    "p": (r"\+?0*[1-9][0-9_]*|0[xX][0-9a-fA-F_]+", "a whole number from 1 on"),
    "compiler": ("gc|gccgo", "gc and gccgo"),
    "buildmode": (
        "archive|c-archive|c-shared|default|exe|pie|plugin|shared",
        "default, exe, pie, archive, c-archive, c-shared, plugin and shared",
    ),
    "covermode": ("set|count|atomic", "set, count and atomic"),
}
"""What flags of every build take, by name: of a whole value, and in words."""

OF_TESTS = {
    **dict.fromkeys(
        ("blockprofilerate", "count", "memprofilerate", "mutexprofilefraction", "parallel"), (_WHOLE, "a whole number")
    ),
    "timeout": (_SPAN, "a time with its unit, such as 30s"),
    **dict.fromkeys(
        ("benchtime", "fuzztime", "fuzzminimizetime"),
        (_ROUNDS, "a time with its unit, such as 30s, or a number with x"),
    ),
}
"""What flags of go test alone take."""


class Flag(NamedTuple):
    """One flag."""

    text: str
    name: str
    value: str | None


class Goflags(NamedTuple):
    """GOFLAGS as someone set it."""

    held: Setting
    flags: tuple[Flag, ...] | None
    """None where a quote is not closed."""

    def last(self, name: str) -> Flag | None:
        """Return the flag of that name that counts."""
        return next((flag for flag in reversed(self.flags or ()) if flag.name == name), None)

    def without(self, name: str) -> str:
        """Return the value without the flags of one name."""
        return " ".join(quoted(flag.text) for flag in self.flags or () if flag.name != name)


def goflags(ask: Facts) -> Goflags | None:
    """Return the flags that every go command gets; None where GOFLAGS is not set."""
    held = ask(setting, "GOFLAGS")
    return taken_apart(held) if held else None


def taken_apart(held: Setting) -> Goflags:
    """Return the flags that a setting of GOFLAGS holds."""
    fields = split_flags(held.value)
    return Goflags(held, None if fields is None else tuple(map(_flag, fields)))


def _flag(text: str) -> Flag:
    name, mark, value = text.removeprefix("-").removeprefix("-").partition("=")
    return Flag(text, name, value if mark else None)


def refused_flag(ask: Facts, flag: Flag) -> str:
    """Return why go refuses a flag, as the end of a sentence; empty where it does not."""
    if not flag.text.startswith("-") or flag.text.startswith("---") or not flag.name:
        return f"{flag.text} is no flag: a value belongs behind its flag with = and without a blank"
    if flag.name not in FLAGS and not documents_flag(ask, flag.name):
        return f"no go command has a flag -{flag.name}"
    return _refused_value(flag)


def _refused_value(flag: Flag) -> str:
    if flag.name in NEED_VALUE and flag.value is None:
        return f"{flag.text} lacks its value, which belongs behind it with ="
    if flag.name == "C":
        return "-C must come first on the command line"
    if flag.name in SWITCHES and flag.value is not None and flag.value not in TRUTHS:
        return f"-{flag.name} takes true and false, and not {flag.value}"
    if flag.name == "mod" and flag.value not in MODES:
        return f"-mod takes mod, readonly and vendor, and not {flag.value}"
    form, takes = FORMS.get(flag.name, ("", ""))
    return f"-{flag.name} takes {takes}, and not {flag.value}" if form and not _has(flag, form) else ""


def refused_by_tests(flag: Flag) -> str:
    """Return why go test alone refuses a flag, as the end of a sentence; empty where it does not."""
    form, takes = OF_TESTS.get(flag.name, ("", ""))
    return f"-{flag.name} takes {takes}, and not {flag.value}" if form and not _has(flag, form) else ""


def _has(flag: Flag, form: str) -> bool:
    return re.fullmatch(form, flag.value or "") is not None


def quoted(text: str) -> str:
    """Return a flag as it is written in GOFLAGS."""
    if not any(char in " \t\n\r\"'" for char in text):
        return text
    return f'"{text}"' if "'" in text else f"'{text}'"
