"""The reduction of files that are not Go's to the lines that concern Go or PATH; lines keep their numbers."""

import re
from pathlib import PurePath

from goverify.host.redaction.editor_files import is_structured, structured
from goverify.host.redaction.secrets_in_text import REDACTED
from goverify.host.redaction.variables import is_kept

LONGEST_LINE = 4000
"""Longer ones are data, not a person's."""

_GOS_OWN = frozenset(
    """
    version go.env go.mod go.sum go.work go.work.sum modules.txt .go-version .tool-versions mise.toml .mise.toml .prototools
    os-release paths go gofmt go.exe go.bat go.cmd go.ps1 goenv
    """.split()
)
_RELEASE = re.compile(r"[\w-]+[-_](?:release|version)")
_WHOLE_FOLDERS = frozenset({"paths.d", "shims", "alternatives"})
_CREDENTIALS = re.compile(
    r"(?i)[._]netrc|\.git-credentials|\.npmrc|\.pypirc|\.pgpass|\.htpasswd|id_\w+|.*\.(?:pem|key|p12|pfx|kdbx|jks)|credentials.*|hosts\.yml"
)
_CONCERNS = re.compile(
    r"(?i)path|\bgo\b|golang|\bgoroot\b|\bgo[a-z0-9]+\b.*=|\bcgo_|asdf|mise|\brtx\b|goenv|gvm|gobrew|gimme|sdkman|brew|\bnix|hermit|direnv"
    r"|zdotdir|(?:^|[\s;&|{'\"])(?:\.|source)\s"
)
_COMMENT = re.compile(r"\s*(?:#(?!!)|//|::|(?i:rem)\s)")
_TRAILING = re.compile(r"(?<=\s)#[^'\"]*$")
_VALUE = r"""(?P<value>"[^"]*"|'[^']*'|[^\s;&|)]*)"""
_ASSIGNMENTS = (
    re.compile(rf"(?P<before>(?<![\w$.-])(?P<name>[A-Za-z_]\w*)\+?=){_VALUE}"),
    re.compile(rf"(?P<before>(?i:\$env[.:])(?P<name>\w+)\s*\+?=\s*){_VALUE}"),
    re.compile(rf"(?P<before>(?<!\S)(?:setenv|setx|set(?:\s+-\w+)+|set)\s+(?P<name>\w+)\s+){_VALUE}"),
)
_USED = re.compile(r"\$(?:\{?|env:)(\w+)")
_PATH_NAMES = {"path", "fish_user_paths", "manpath", "fpath"}
_PATH_LIKE = re.compile(r"""["']?(?:[/~$.\\]|[A-Za-z]:[\\/]|["']?$)""")


def reduced(path: PurePath, text: str, *, personal: bool) -> str:
    """Return what may be shown of a file: all of Go's own, of start-up files and a person's other files a few lines.

    `personal` says that it lies in somebody's home.
    """
    name = path.name.lower()
    if _CREDENTIALS.fullmatch(name):
        return re.sub(r"[^\r\n]+", "", text)
    if (
        name in _GOS_OWN
        or _RELEASE.fullmatch(name)
        or (name == "env" and path.parent.name == "go")
        or path.parent.name.lower() in _WHOLE_FOLDERS
    ):
        return text
    startup = path.parts[1:2] == ("etc",) or path.parts[1:3] == ("private", "etc") or name == "profile.ps1"
    if personal and is_structured(path):
        return structured(text, _concerns)
    return _reduced(text) if personal or startup else text


def _reduced(text: str) -> str:
    """Return the text with all lines empty but those that concern Go or PATH, and those that give these their values."""
    lines = text.split("\n")
    kept = {number for number, line in enumerate(lines) if _concerns(line)}
    kept |= {0} if lines[0].startswith("#!") else set()
    used = {name for number in kept for name in _USED.findall(lines[number])}
    kept |= {number for number, line in enumerate(lines) if not _COMMENT.match(line) and used & _assigned(line)}
    return "\n".join(
        _plain(line) if number in kept else line[-1:] * line.endswith("\r") for number, line in enumerate(lines)
    )


def _concerns(line: str) -> bool:
    return len(line) < LONGEST_LINE and _COMMENT.match(line) is None and _CONCERNS.search(line) is not None


def _assigned(line: str) -> set[str]:
    return {found["name"] for pattern in _ASSIGNMENTS for found in pattern.finditer(line)}


def _plain(line: str) -> str:
    """Return a line without its comment and without what it gives to variables that are not known."""
    line = _TRAILING.sub("", line)
    for pattern in _ASSIGNMENTS:
        line = pattern.sub(_assignment, line)
    return line


def _assignment(found: re.Match[str]) -> str:
    shown = is_kept(found["name"]) or found["name"].lower() in _PATH_NAMES or _PATH_LIKE.match(found["value"])
    return found[0] if shown else found["before"].replace(found["name"], "NAME") + REDACTED
