"""The disguise of people: user names, homes and what lies in them get stable other names, everywhere the same.

A path keeps its depth, so that links and relative paths lead where they led; root's home stays as it is, since it
names nobody. Free text is searched for paths, so a name is taken up to the next blank or punctuation mark, unless a
name with such marks in it has been announced.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import PurePath

from goverify.host import System
from goverify.host.redaction.aliases import START, Aliases
from goverify.host.redaction.names import NEW_NAME, Names, is_common, stays

PLAIN = r"[^\s\\/:;,\"'`<>|*?()\[\]{}=&\x00-\x1f]+"
"""A name that needs no announcement to be recognised in a text."""
_MOUNTS = r"(?:/mnt/[a-z]|/[a-z]|/mnt|/export|/data|/net|/nfs|/private|/System/Volumes/Data|/var|/usr)?"
_TILDE = r"(?:~|\$HOME|\$\{HOME\}|%USERPROFILE%|\$env:USERPROFILE)(?=[\\/])"


class Disguise:
    """Replaces people's names in texts and paths of one host."""

    def __init__(
        self,
        system: System,
        homes: Iterable[str],
        users: Collection[str],
        hosts: Iterable[str],
        names: Iterable[str],
        kept: Iterable[str],
        aliases: Mapping[PurePath, PurePath],
    ) -> None:
        windows = system is System.WINDOWS
        self._separator = r"[\\/]{1,4}" if windows else r"/{1,4}"
        self._flags = re.IGNORECASE if system is not System.LINUX else 0
        self._aliases = Aliases(aliases, system)
        self._names = Names(users, kept, ignores_case=bool(self._flags))
        odd = {name for name in (*names, *users) if name.strip("\\/") and not re.fullmatch(PLAIN, name)}
        part = "|".join([NEW_NAME, *(re.escape(name) for name in sorted(odd, key=len, reverse=True)), PLAIN])
        rest = rf"(?P<rest>(?:{self._separator}(?:{part}))*)"
        end = r"(?![\w-]|\.\w)"
        literal = [self._literal(home) for home in sorted(set(homes), key=len, reverse=True)]
        self._home = re.compile(rf"{START}(?P<base>{'|'.join(literal)}){end}{rest}", self._flags) if literal else None
        anyone = rf"(?P<base>{START}{_MOUNTS}/{{1,4}}(?:home|Users)/{{1,4}})(?P<name>{part}){rest}"
        self._anyone = re.compile(anyone, self._flags)
        drive = rf"(?P<base>[A-Za-z]:[\\/]{{1,4}}(?:Users|Documents and Settings)[\\/]{{1,4}})(?P<name>{part})(?P<rest>(?:[\\/]{{1,4}}(?:{part}))*)"
        self._drive = re.compile(drive, re.IGNORECASE)
        self._tilde = re.compile(rf"(?P<base>{_TILDE}){rest}", self._flags)
        self._words = _words({**dict.fromkeys(users, "user"), **dict.fromkeys(hosts, "host")}, self._flags)

    def _literal(self, home: str) -> str:
        parts = [re.escape(part) for part in re.split(r"[\\/]+", home) if part]
        return ("" if re.match(r"[A-Za-z]:", home) else self._separator) + self._separator.join(parts)

    def renamed(self, text: str) -> str:
        """Return `text` with the other names of folders that lie elsewhere on each run."""
        return self._aliases.text(text)

    def text(self, text: str) -> str:
        """Return `text` with people's names replaced."""
        if self._home:
            text = self._home.sub(self._at_home, text)
        text = self._anyone.sub(self._someone, text)
        if ":" in text:
            text = self._drive.sub(self._someone, text)
        if "~" in text or "$" in text or "%" in text:
            text = self._tilde.sub(lambda found: found["base"] + self._below(found["rest"]), text)
        for pattern, replacement in self._words:
            text = pattern.sub(replacement, text)
        return text

    def is_personal(self, path: str) -> bool:
        """Return whether a path lies in somebody's home."""
        patterns = (self._home, self._anyone, self._drive)
        return any(found["rest"] for pattern in patterns if pattern and (found := pattern.match(path)))

    def _at_home(self, found: re.Match[str]) -> str:
        pieces = re.split(rf"({self._separator})", found["base"])
        last = pieces[-1]
        above = "".join(pieces[:-1])
        mine = last if last.lower() == "root" else "user"
        return self._anyone.sub(self._someone, above) + mine + self._below(found["rest"])

    def _someone(self, found: re.Match[str]) -> str:
        if stays(found["name"]):
            return found[0]
        return found["base"] + self._names.person(found["name"]) + self._below(found["rest"])

    def _below(self, rest: str) -> str:
        """Return a path below a home with the names replaced that are not everybody's."""
        pieces = re.split(r"([\\/]+)", rest)
        return "".join(piece if index % 2 else self._names.file(piece) for index, piece in enumerate(pieces))


def _words(names: Mapping[str, str], flags: int) -> list[tuple[re.Pattern[str], str]]:
    """Return what replaces names that stand alone; common words are left, since they mean something else."""
    telling = sorted((name for name in names if not is_common(name)), key=len, reverse=True)
    return [(re.compile(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", flags), names[name]) for name in telling]
