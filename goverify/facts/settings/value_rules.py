"""Which values go accepts for a setting of one word, and what it does with others.

Sources: internal/buildcfg, cmd/go/internal/cfg, cmd/go/internal/toolchain, runtime (parseByteCount). What go does with
a wrong level was tried on 1.21.13 and 1.27.3: a check that comes later in buildcfg takes the error of an earlier back.
"""

import re
from typing import NamedTuple

ANY = (0, 0, 0)


class Rule(NamedTuple):
    """What go accepts for one variable."""

    pattern: str
    """Of a whole value."""
    takes: str
    """The accepted values, in words."""
    since: tuple[int, int, int] = ANY
    """The first release that looks at the variable."""
    ignored_from: tuple[int, int, int] | None = None
    """From this release on, go goes on with the default and says nothing."""
    outcome: str = "every build fails"
    """What comes of another value."""


_FLOAT = Rule("hardfloat|softfloat", "hardfloat and softfloat")
_NUMBER = r"(?:0|[1-9]\d*)"
_CHOICE = rf"go1(?:\.{_NUMBER}(?:\.{_NUMBER}|[a-z]+{_NUMBER}?)?)?(?:[ \t-][^/\\+]*)?"
"""A toolchain as cmd/go/internal/gover reads its name (FromToolchain): a packager's suffix belongs to none."""

RULES = {
    "GO111MODULE": Rule("on|off|auto", "on, off and auto", outcome="every go command fails"),
    "GOAMD64": Rule("v[1-4]", "v1, v2, v3 and v4", (1, 18, 0), (1, 23, 0)),
    "GOARM": Rule("[567](?:,(?:hard|soft)float)?", "5, 6 and 7", ignored_from=(1, 23, 0)),
    "GOARM64": Rule(
        r"v(?:8\.\d|9\.[0-5])(?:,lse|,crypto)*", "v8.0 to v8.9 and v9.0 to v9.5, with ,lse and ,crypto", (1, 23, 0)
    ),
    "GO386": Rule("sse2|softfloat", "sse2 and softfloat"),
    "GOMIPS": _FLOAT,
    "GOMIPS64": _FLOAT,
    "GOPPC64": Rule("power(?:8|9|10)", "power8, power9 and power10"),
    "GORISCV64": Rule("rva2[023]u64", "rva20u64, rva22u64 and rva23u64", (1, 23, 0)),
    "GOWASM": Rule("(?:satconv|signext|,)*", "satconv and signext"),
    "GOFIPS140": Rule(
        r"off|latest|inprocess|certified|v1\.\d+\.\d+(?:-rc\d+|-.{8})?",
        "off, latest, inprocess, certified and v1.Y.Z",
        (1, 24, 0),
    ),
    "GOTOOLCHAIN": Rule(
        rf"auto|path|local(?:\+auto|\+path)?|{_CHOICE}(?:\+auto|\+path)?",
        "local, auto, path, and a release such as go1.27.3, which may be followed by +auto or +path",
        (1, 21, 0),
        outcome="every go command fails",
    ),
    "CGO_ENABLED": Rule("[01]", "0 and 1", ignored_from=ANY),
    "GOGC": Rule(r"off|[+-]?\d{1,9}", "off and a whole number", ignored_from=ANY),
    "GOMAXPROCS": Rule(r"\+?0*[1-9]\d{0,8}", "a number from 1 on", ignored_from=ANY),
    "GOTRACEBACK": Rule(
        r"none|single|all|system|crash|wer|\d{1,9}", "none, single, all, system, crash and wer", ignored_from=ANY
    ),
    "GOMEMLIMIT": Rule(
        "off|[0-9]{1,19}(?:B|KiB|MiB|GiB|TiB)?",
        "off and a whole number with B, KiB, MiB, GiB or TiB",
        (1, 19, 0),
        outcome="every Go program fails, go itself included",
    ),
}

_SYSTEMS = {
    "macos": "darwin",
    "mac": "darwin",
    "osx": "darwin",
    "win": "windows",
    "win32": "windows",
    "win64": "windows",
}
_ARCHS = {
    "x86_64": "amd64",
    "x64": "amd64",
    "x86-64": "amd64",
    "aarch64": "arm64",
    "armv8": "arm64",
    "arm64v8": "arm64",
    "i386": "386",
    "i686": "386",
    "x86": "386",
    "armv6l": "arm",
    "armv7l": "arm",
    "armhf": "arm",
}
ALIASES = {"GOOS": _SYSTEMS, "GOARCH": _ARCHS}
"""What other tools call the systems and processors that go has names for."""


EARLIER = {
    "GOARM": ((1, 22, 0), Rule("[567]", "5, 6 and 7")),
    "GORISCV64": ((1, 25, 0), Rule("rva2[02]u64", "rva20u64 and rva22u64", (1, 23, 0))),
}
"""What releases before the one that is named took."""

_SIZES = {"": 1, "B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40}


class Fault(NamedTuple):
    """Why a value is none that go accepts."""

    why: str
    """Goes on after the setting with its value: "is not among the values that go knows: …"."""
    meant: str = ""
    """The value that was meant, where it can be told."""
    ignored: bool = False
    """Go says nothing, and goes on as if it were not set."""


def fault_of(name: str, value: str, release: tuple[int, int, int]) -> Fault | None:
    """Return why a release refuses or ignores the value of a setting; None where it takes it."""
    rule = RULES.get(name)
    if name in EARLIER and release < EARLIER[name][0]:
        rule = EARLIER[name][1]
    if rule is None or release < rule.since or re.fullmatch(rule.pattern, value, re.DOTALL):
        return None
    ignored = rule.ignored_from is not None and release >= rule.ignored_from
    outcome = "go says nothing and goes on with its default" if ignored else rule.outcome
    why = f"{_form(value)}: {name} takes {rule.takes}, and {outcome}"
    return Fault(why, _meant(rule, value), ignored)


def megabytes(text: str) -> float | None:
    """Return how much memory a value of GOMEMLIMIT grants; None for no limit, and for what is no value of it."""
    found = re.fullmatch(r"([0-9]{1,19})([KMGT]iB|B)?", text)
    return int(found[1]) * _SIZES[found[2] or ""] / (1 << 20) if found else None


def _form(value: str) -> str:
    """Return what is wrong with a value, as far as its characters show it."""
    if value.endswith("\r"):
        return "ends in a carriage return, left by a file with Windows line ends"
    if value != value.strip():
        return "has blanks around it"
    if re.search(r"""^["']|["']$""", value):
        return "holds quote characters, which belong to a shell's line"
    return "is not among the values that go knows"


def _meant(rule: Rule, value: str) -> str:
    bare = value.strip().strip("\"'")
    tries = (bare, bare.lower(), f"go{bare}", f"v{bare}", f"{bare}.0", re.sub(r"(?i)(?<=\d)([kmgt])i?b?$", _unit, bare))
    return next((text for text in tries if text != value and text and re.fullmatch(rule.pattern, text)), "")


def _unit(found: re.Match[str]) -> str:
    return f"{found[1].upper()}iB"
