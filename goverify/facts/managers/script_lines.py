"""What a small script that stands in for go sets, and what its last line starts: read line by line, never by running it.

Plain lines alone count: `NAME=value` and `export NAME=value`, in a line of their own or before a command, and
`env NAME=value`. Source: sh(1), env(1).
"""

import re
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.host import Host
from goverify.host.paths import home, is_file, read_text

SCRIPT_BYTES = 16 << 10
LIMIT_LINES = 60

VALUE = r"""(?:"[^"`\\]*"|'[^']*'|[^\s"'`;&|<>\\()]*)"""
"""A value without anything that a shell would have to run."""

WAY = r"""(?:"(?P<quoted>[\w@%+=:,./${}~ -]*go(?:\.exe)?)"|'(?P<literal>[\w@%+=:,./ -]*go(?:\.exe)?)'|(?P<bare>[\w@%+=:,./${}~-]*go(?:\.exe)?))"""
"""The go that is started, with its way or without."""

# Texts, as hardly a run needs them: compiling them would cost each start.
_BEFORE = rf"(?P<before>(?:[A-Z_]\w*={VALUE}\s+)*)"
_ENV = rf"(?:(?:/usr)?(?:/bin/)?env\s+(?P<env>(?:[A-Z_]\w*={VALUE}\s+)*))?"
_HANDED = r"""(?:\s+(?P<handed>"\$@"|"\$\{@\}"|\$\{1\+"\$@"\}|\$@|"\$\*"|\$\*))?"""
_LAST = rf"\s*{_BEFORE}(?:exec\s+(?:-a\s+\S+\s+)?)?{_ENV}{WAY}{_HANDED}\s*;?\s*"
_ASSIGNED = rf"(?:export\s+)?(?P<name>[A-Z_]\w*)=(?P<value>{VALUE})\s*;?\s*(?:#.*)?"
_PAIR = rf"([A-Z_]\w*)=({VALUE})\s"
_NAMED = r"\$(?:(\w+)|\{(\w+)\})"


class Assigned(NamedTuple):
    """A variable that a script sets to something that can be read."""

    name: str
    value: str
    line: int
    alone: bool
    """Nothing else stands in the line."""


class Ending(NamedTuple):
    """What the last line of a script starts."""

    go: str
    """As it would be looked up, variables filled in; "go" for the next one on PATH."""
    whole: bool
    """It hands on all arguments, one by one or at least split at blanks."""
    joined: bool
    """It hands them on as a single one."""
    line: int
    unset: str = ""
    """A variable in the way to it that nothing sets, so that the shell puts nothing in its place."""


def ending(ask: Facts, script: PurePath) -> Ending | None:
    """Return what the last line of a script starts; None where that is no go, or cannot be told."""
    lines = script_lines(ask.host, script)
    number = next((number for number, line in reversed(tuple(enumerate(lines, 1))) if line.strip()), 0)
    found = re.fullmatch(_LAST, lines[number - 1]) if number and lines[0].startswith("#!") else None
    if found is None:
        return None
    known = {each.name: each.value for each in ask(assigned, script)}
    written = found["quoted"] or found["bare"] or ""
    unset = next((name for name in _names(written) if not _values(ask.host, known).get(name)), "")
    text = found["literal"] or _filled(ask.host, written, known, whole=_is_plain(lines))
    if text is None or text.rpartition("/")[2] not in {"go", "go.exe"}:
        return None
    joined = found["handed"] == '"$*"'
    return Ending(text, bool(found["handed"]) and not joined, joined, number, unset)


def assigned(ask: Facts, script: PurePath) -> tuple[Assigned, ...]:
    """Return the variables that a script sets in lines of their own, and before the command of its last line."""
    lines = script_lines(ask.host, script)
    known: dict[str, str] = {}
    result: list[Assigned] = []
    for number, line in enumerate(lines, 1):
        plain, last = re.fullmatch(_ASSIGNED, line), re.fullmatch(_LAST, line)
        pairs = [(plain["name"], plain["value"])] if plain else []
        pairs += re.findall(_PAIR, f"{last['before']} {last['env'] or ''}") if last else []
        for name, written in pairs:
            plainly = _filled(ask.host, written.strip('"'), known, whole=_is_plain(lines))
            value = written[1:-1] if written[:1] == "'" else plainly
            if value is not None:
                known[name] = value
                result.append(Assigned(name, value, number, alone=plain is not None))
    return tuple(result)


def script_lines(host: Host, script: PurePath) -> list[str]:
    """Return the lines of a script, of which a long one shows no more than its beginning; none where it is unreadable."""
    try:
        text = (read_text(host, script, SCRIPT_BYTES) if is_file(host, script) else None) or ""
    except OSError:
        return []
    return text.splitlines()[:LIMIT_LINES]


def _is_plain(lines: list[str]) -> bool:
    """Return whether nothing before the last line could set a variable but what is read here."""
    told = [line for line in lines if line.strip() and not line.lstrip().startswith("#")][:-1]
    return all(re.fullmatch(_ASSIGNED, line) or re.fullmatch(r"\s*set -[a-z]+\s*", line) for line in told)


def _names(text: str) -> list[str]:
    return [one or other for one, other in re.findall(_NAMED, text)]


def _values(host: Host, known: dict[str, str]) -> dict[str, str]:
    base = home(host)
    return {**host.env, **({"HOME": str(base)} if base else {}), **known}


def _filled(host: Host, text: str, known: dict[str, str], *, whole: bool) -> str | None:
    """Return a text with its variables filled in; None where one is unknown and may be set in ways not read here."""
    values, base = _values(host, known), home(host)
    if not whole and any(name not in values for name in _names(text)):
        return None
    filled = re.sub(_NAMED, lambda found: values.get(found[1] or found[2], ""), text)
    if filled.startswith("~/") and base:
        filled = f"{base}{filled[1:]}"
    return None if "$" in filled or "~" in filled[:1] else filled
