"""The syntax of git's settings files, and the line at which git gives one up.

Source: git-config(1) and git's config.c (git_parse_source), whose mistakes end every git command.
"""

import re
from pathlib import PurePath
from typing import NamedTuple

from goverify.host import Host, Reader

LIMIT_BYTES, LIMIT_SETTINGS = 256 << 10, 200
"""No settings file that a person wrote is larger."""

TRUE = frozenset({"1", "true", "yes", "on"})
"""What a switch takes for on."""

_MATTERS = re.compile(
    r"safe\.directory|include\.path|includeif\.[^\n=]*\.path|core\.(?:bare|worktree|repositoryformatversion)"
    r"|url\.[^\n=]*\.insteadof|credential\.(?:[^\n=]*\.)?helper|http\.(?:[^\n=]*\.)?extraheader"
)
_SECRET = re.compile(r"http\..*extraheader", re.DOTALL)
"""Settings of which it matters only that they are there."""

_GAP = re.compile(r"(?:\s|[#;][^\n]*)+")
_SECTION = re.compile(r'\[(?P<name>[A-Za-z0-9.-]*)(?:[ \t]+"(?P<part>(?:[^"\\\n]|\\[^\n])*)")?\]')
_KEY = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9-]*)[ \t]*(?P<sign>=|(?=\n)|\Z)")
_VALUE = re.compile(r'(?P<text>(?:[^"\\\n#;]|\\[\ntbn"\\]|"(?:[^"\\\n]|\\[\ntbn"\\])*")*)(?:[#;][^\n]*)?(?=\n|\Z)')
_PIECE = re.compile(r'\\(?P<escape>[\ntbn"\\])|"(?P<quoted>(?:[^"\\]|\\[\ntbn"\\])*)"|(?P<plain>[^"\\]+)')
_ESCAPE = re.compile(r'\\([\ntbn"\\])')
_MEANT = {"\n": "", "t": "\t", "b": "\b", "n": "\n"}


class GitSetting(NamedTuple):
    """One setting."""

    key: str
    """Section, subsection and name; only the subsection may have capitals."""
    value: str | None
    """None where the name stands alone, which means true."""


class GitConfig(NamedTuple):
    """What a settings file holds."""

    settings: tuple[GitSetting, ...]
    """Down to the line that cannot be read."""
    bad_line: int | None

    def last(self, key: str) -> str | None:
        """Return the value that counts, None where there is none."""
        return next((each.value for each in reversed(self.settings) if each.key == key), None)


def read_config(host: Host, path: PurePath) -> GitConfig:
    """Return what matters here of what a file holds, nothing where it is not there; OSError where it cannot be read."""
    try:
        told = host.judged(path, "git: the settings that decide whether it answers", _told)
    except (FileNotFoundError, NotADirectoryError):
        return GitConfig((), None)
    *lines, end = told.split("\n")
    pairs = [line.partition("=") for line in lines]
    return GitConfig(
        tuple(GitSetting(key, value if sign else None) for key, sign, value in pairs), int(end or 0) or None
    )


def _told(reader: Reader) -> str:
    """Return the settings that matter, a line each, and the number of a bad line; all others are nobody's business."""
    config = parse(reader.read(0, LIMIT_BYTES).decode("utf-8", "replace"))
    kept = [each for each in config.settings if _MATTERS.fullmatch(each.key)][:LIMIT_SETTINGS]
    values = [(each.key, None if _SECRET.fullmatch(each.key) else each.value) for each in kept]
    lines = [key if value is None else f"{key}={value}".replace("\n", " ") for key, value in values]
    return "\n".join([*lines, str(config.bad_line or "")])


def parse(text: str) -> GitConfig:
    """Return the settings in a text."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    found: list[GitSetting] = []
    section, at = "", 0
    while at < len(text):
        if gap := _GAP.match(text, at):
            at = gap.end()
        elif head := _SECTION.match(text, at):
            section, at = _section(head), head.end()
        elif (key := _KEY.match(text, at)) and (value := _value(text, key)):
            found.append(GitSetting(f"{section}.{key['name'].lower()}", value[0]))
            at = value[1]
        else:
            return GitConfig(tuple(found), text.count("\n", 0, at) + 1)
    return GitConfig(tuple(found), None)


def _section(head: re.Match[str]) -> str:
    part = head["part"]
    return head["name"].lower() + ("" if part is None else "." + re.sub(r"\\(.)", r"\1", part))


def _value(text: str, key: re.Match[str]) -> tuple[str | None, int] | None:
    """Return a value and where it ends; None where git cannot read it."""
    if not key["sign"]:
        return None, key.end()
    found = _VALUE.match(text, key.end())
    return (_meant(found["text"]), found.end()) if found else None


def _meant(text: str) -> str:
    """Return a value as it is meant: blanks around it count only within quotes."""
    done, kept = "", 0
    for piece in _PIECE.finditer(text.lstrip()):
        if piece["plain"] is not None:
            done += piece["plain"]
            kept = max(kept, len(done.rstrip()))
            continue
        done += (
            _escaped(piece["escape"]) if piece["escape"] else _ESCAPE.sub(lambda one: _escaped(one[1]), piece["quoted"])
        )
        kept = len(done)
    return done[:kept]


def _escaped(char: str) -> str:
    return _MEANT.get(char, char)
