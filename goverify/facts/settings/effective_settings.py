"""Every setting that the go at work knows: its value, where that stands, whether it takes effect, and if not why.

Sources: cmd/go/internal/cfg (Getenv, readEnvFile: the environment, then the go env file, then GOROOT/go.env, which is
read from Go 1.21 on) and cmd/go/internal/envcmd (MkEnv, checkEnvWrite: what go tells and takes from nowhere). Go is not
run for it, so that a default has no value here.
"""

import re
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts, Unavailable
from goverify.facts.goroot import goroot
from goverify.facts.release_lists import RUNTIME, VARIABLES
from goverify.facts.settings.goenv_defects import (
    DRESSED,
    MARKED,
    NOT_FROM_THE_FILE,
    QUOTED,
    RETURNS,
    WIDE,
    Kind,
    goenv_defects,
)
from goverify.facts.settings.in_force import GoEnvFile, Origin, assignments, goenv_file
from goverify.facts.settings.setting_rules import TOLD, not_of_this_machine, unknown_here
from goverify.facts.work_release import numbers_at_work
from goverify.host.paths import read_text

GO_ENV_SINCE = (1, 21, 0)
LIMIT_LINES = 1000

NAMES = tuple(sorted(VARIABLES | RUNTIME | TOLD))
"""What go env tells, and what the runtime reads."""


Meanings = tuple[tuple[Kind, str], ...]

LOST: Meanings = (
    (MARKED, "a byte-order mark stands before it, so go does not see its name"),
    (WIDE, "the file is UTF-16, in which go finds no setting"),
    (DRESSED, "its name does not stand at the beginning of the line up to =, so go passes over it"),
)
"""The defects of a go env file that keep a setting from taking effect."""

BENT: Meanings = (
    (RETURNS, "go takes the carriage return at the end of its line for a part of the value"),
    (QUOTED, "go takes the quotes for a part of the value"),
)
"""Those that give it another value than was meant."""


class EffectiveSetting(NamedTuple):
    """One place that gives a setting a value; a setting has several, or its default alone."""

    name: str
    value: str | None
    """None for a default, which only go tells."""
    origin: Origin
    place: PurePath | None = None
    """The file, where it stands in one."""
    line: int | None = None
    in_effect: bool = True
    why: str = ""
    """What keeps it from taking effect, or bends its value; else empty."""


class _Stored(NamedTuple):
    """What stands in a file of settings."""

    origin: Origin
    place: PurePath
    lines: tuple[tuple[int | None, str, str], ...]


def effective_settings(ask: Facts) -> tuple[EffectiveSetting, ...]:
    """Return the settings by name, for each the place that counts first."""
    env, file, released = ask.host.env, ask(goenv_file), ask(_released)
    rows = [EffectiveSetting(name, env[name], Origin.ENVIRONMENT) for name in NAMES if env.get(name)]
    if file:
        rows += _of(_users(file), rows, ask(_defective, BENT))
        rows += _lost(ask, file, rows)
    rows += _of(released, rows, {}) if released else []
    judged = [_judged(ask, row) for row in rows]
    there = {row.name for row in judged if row.in_effect}
    rest = (name for name in NAMES if name not in there and (name in TOLD or not ask(unknown_here, name)))
    judged += [EffectiveSetting(name, None, Origin.DEFAULT) for name in rest]
    return tuple(sorted(judged, key=lambda row: row.name))


def _defective(ask: Facts, meanings: Meanings) -> dict[str, str]:
    """Return what is wrong with settings as the go env file writes them, by name, where it is one of some defects."""
    try:
        found = [defect for defect in ask(goenv_defects) if defect.kind in dict(meanings)]
    except OSError:
        return {}
    return {name: dict(meanings)[defect.kind] for defect in found for name in defect.names}


def _lost(ask: Facts, file: GoEnvFile, rows: list[EffectiveSetting]) -> list[EffectiveSetting]:
    """Return the settings that go does not find in the file, though they are meant to stand there."""
    found = {row.name for row in rows if row.place}
    lost = {name: why for name, why in ask(_defective, LOST).items() if name not in found}
    lines = {name: (number, value) for number, name, value in ask(_shown_lines)}
    return [
        EffectiveSetting(name, value, Origin.FILE, file.path, number, in_effect=False, why=why)
        for name, why in lost.items()
        for number, value in [lines.get(name, (None, ""))]
    ]


def _shown_lines(ask: Facts) -> tuple[tuple[int, str, str], ...]:
    """Return the lines that show a defect, as numbers, names and values."""
    try:
        shown = [line for defect in ask(goenv_defects) for line in defect.lines]
    except OSError:
        return ()
    pairs = ((number, re.match(r"(?:.*\s)?([A-Z]\w*)\s*=(.*)", text)) for number, text in shown)
    return tuple((number, found[1], found[2]) for number, found in pairs if found)


def _users(file: GoEnvFile) -> _Stored:
    pairs = zip(file.lines, file.values, strict=True)
    return _Stored(Origin.FILE, file.path, tuple((number, name, value) for number, (name, value) in pairs))


def _released(ask: Facts) -> _Stored | None:
    """Return what the tree at work gives; None where it has no go.env or the release reads none."""
    try:
        root = ask(goroot).root
        text = read_text(ask.host, root / "go.env") if root else None
    except (OSError, Unavailable):
        return None
    if root is None or text is None or ask(numbers_at_work) < GO_ENV_SINCE:
        return None
    return _Stored(Origin.RELEASE, root / "go.env", assignments(text)[:LIMIT_LINES])


def _of(stored: _Stored, before: list[EffectiveSetting], bent: dict[str, str]) -> list[EffectiveSetting]:
    """Return the settings of a file; of two lines with one name the later counts."""
    last = {name: number for number, name, _ in stored.lines}
    first = {row.name: row for row in before if row.in_effect}
    rows = []
    for number, name, value in stored.lines[:LIMIT_LINES]:
        if name not in NAMES and name not in NOT_FROM_THE_FILE and not name.startswith(("GO", "CGO_")):
            continue
        row = EffectiveSetting(name, value, stored.origin, stored.place, number, why=bent.get(name, ""))
        if number != last[name]:
            row = row._replace(in_effect=False, why=f"line {last[name]} gives it another value")
        elif name in first and name not in NOT_FROM_THE_FILE:
            row = row._replace(in_effect=False, why=_beaten(first[name]))
        rows.append(row)
    return rows


def _beaten(first: EffectiveSetting) -> str:
    if first.origin is Origin.ENVIRONMENT:
        return "the environment sets it"
    return f"line {first.line} of {first.place} sets it" + ("" if first.value else ", to nothing")


def _judged(ask: Facts, row: EffectiveSetting) -> EffectiveSetting:
    """Return a setting with what keeps it from taking effect, wherever it stands."""
    if not row.in_effect:
        return row
    why = ask(unknown_here, row.name) or ask(not_of_this_machine, row.name)
    if row.origin is not Origin.ENVIRONMENT and row.name in NOT_FROM_THE_FILE | RUNTIME:
        why = "it is read from the environment alone"
    if row.origin is Origin.RELEASE and row.name == "GOROOT":
        why = "a tree names no other tree"
    return row._replace(in_effect=False, why=why) if why else row
