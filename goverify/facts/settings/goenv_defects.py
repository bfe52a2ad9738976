"""What in the go env file keeps go from applying it as it was meant: its encoding, its line ends, its lines.

Source: cmd/go/internal/cfg (readEnvFile), which says nothing about any of this.
"""

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.release_lists import VARIABLES
from goverify.facts.settings.in_force import goenv_file

LIMIT_BYTES = 1 << 20
LIMIT_LINES = 1000
LIMIT_CHARACTERS = 4000

SPLIT_AT_BLANKS = frozenset({"GOFLAGS", "GOPROXY", "GOVCS", "GOSUMDB"})
"""Go cuts these apart at blanks, the carriage return being one."""

QUOTABLE = re.compile(r"GOFLAGS|GOAUTH|GOCACHEPROG|GCCGO|AR|CC|CXX|FC|PKG_CONFIG|CGO_.*")
"""Go itself takes the quotes off here."""

TOLD_BY_NAME = frozenset({"GOPATH", "GOROOT", "GOCACHE", "GOPROXY", "GOSUMDB", "GOEXPERIMENT"})
"""Quotes make their values wrong in a way that a check of their own tells, with how to mend it."""

NOT_FROM_THE_FILE = frozenset(
    "GODEBUG GOENV GOGC GOMAXPROCS GOMEMLIMIT GOTRACEBACK GORACE GOCOVERDIR PATH HOME TMPDIR "
    "HTTP_PROXY HTTPS_PROXY NO_PROXY".split()
)
"""What programs read from the environment alone."""

_BARE = re.compile(r"\s*(?:export\s+|set\s+|setenv\s+)?(?P<name>[A-Z][A-Z0-9_]+)(?:\s*:|\s)\s*(?![=\s])\S.*")
"""A name with a value behind a blank or a colon, as other programs write it."""

_LINE = re.compile(r"(?P<before>\s*(?:export\s+|set\s+)?)(?P<name>[A-Z][A-Z0-9_]+)(?P<gap>\s*)=(?P<value>.*)")


class Kind(NamedTuple):
    """A kind of defect."""

    name: str
    grave: bool
    """Settings are lost or wrong; else only lines without any effect stand there."""


WIDE = Kind("it is UTF-16, as Notepad and PowerShell write, so go finds no setting in it", grave=True)
MARKED = Kind("it begins with a byte-order mark, so go does not see its first line", grave=True)
RETURNS = Kind("its lines end as on Windows, so values end in a carriage return", grave=True)
QUOTED = Kind("it holds a value in quotes, which go takes as a part of the value", grave=True)
DRESSED = Kind(
    "it holds a line that go passes over, since the name does not stand at its beginning up to =", grave=True
)
UNASSIGNED = Kind("it holds a line without an = behind the name, which go passes over", grave=True)
FOREIGN = Kind("it sets what go reads from the environment alone", grave=False)


class Defect(NamedTuple):
    """One kind of defect, and where it is."""

    kind: Kind
    lines: tuple[tuple[int, str], ...]
    """The lines that show it, from 1 on, a few of them."""
    names: tuple[str, ...]
    """The settings that are lost or wrong."""


def goenv_defects(ask: Facts) -> tuple[Defect, ...]:
    """Return what is wrong with a go env file that can be read."""
    file = ask(goenv_file)
    if file is None or not file.exists or file.problem:
        return ()
    return defects_in(start_of(ask, file.path))


def defects_in(data: bytes) -> tuple[Defect, ...]:
    """Return what keeps go from applying the content of such a file as it was meant."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in data[:64]:
        text = data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-16-le", "replace")
        found = [match for line in text.splitlines()[:LIMIT_LINES] if (match := _LINE.match(line))]
        return (Defect(WIDE, (), tuple(match["name"] for match in found)),) if found else ()
    text = data.decode("utf-8", "replace")
    lines = tuple(enumerate(text.removeprefix("\ufeff").split("\n")[:LIMIT_LINES], 1))
    return tuple(_marked(text, lines)) + tuple(_of_lines(lines))


def start_of(ask: Facts, path: PurePath) -> bytes:
    """Return as much of a file as is looked at; OSError where it cannot be read."""
    with ask.host.open(path) as reader:
        return reader.read(0, LIMIT_BYTES)


def _marked(text: str, lines: tuple[tuple[int, str], ...]) -> Iterator[Defect]:
    first = _LINE.match(lines[0][1]) if text.startswith("\ufeff") else None
    if first:
        yield Defect(MARKED, lines[:1], (first["name"],))


def _of_lines(lines: tuple[tuple[int, str], ...]) -> Iterator[Defect]:
    parsed = [
        (number, match) for number, line in lines if len(line) < LIMIT_CHARACTERS and (match := _LINE.match(line))
    ]
    kinds = {RETURNS: _returned, QUOTED: _quoted, DRESSED: _dressed, FOREIGN: _foreign}
    for kind, has in kinds.items():
        hits = [(number, match) for number, match in parsed if has(match)]
        if hits:
            shown = tuple((number, match[0].rstrip("\r")) for number, match in hits[:4])
            yield Defect(kind, shown, tuple(match["name"] for _, match in hits))
    bare = [(number, match) for number, line in lines if (match := _bare(line))]
    if bare:
        shown = tuple((number, match[0].rstrip("\r")) for number, match in bare[:4])
        yield Defect(UNASSIGNED, shown, tuple(match["name"] for _, match in bare))


def _bare(line: str) -> re.Match[str] | None:
    match = _BARE.fullmatch(line) if len(line) < LIMIT_CHARACTERS else None
    return match if match and match["name"] in VARIABLES else None


def _returned(line: re.Match[str]) -> bool:
    return line["value"].endswith("\r") and line["name"] not in SPLIT_AT_BLANKS and _plain(line)


def _quoted(line: re.Match[str]) -> bool:
    value = line["value"].strip()
    return (
        len(value) > 1
        and value[0] == value[-1]
        and value[0] in "\"'"
        and not QUOTABLE.fullmatch(line["name"])
        and line["name"] not in TOLD_BY_NAME
        and _plain(line)
    )


def _dressed(line: re.Match[str]) -> bool:
    return line["name"] in VARIABLES and not _plain(line)


def _foreign(line: re.Match[str]) -> bool:
    return line["name"] in NOT_FROM_THE_FILE


def _plain(line: re.Match[str]) -> bool:
    return not line["before"] and not line["gap"]
