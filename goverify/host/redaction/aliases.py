"""The other names of folders that lie elsewhere on each run, in whatever way a text writes them."""

import re
from collections.abc import Mapping
from functools import partial
from pathlib import PurePath

from goverify.host import System

START = r"(?:(?<![\w.~/\\-])(?!(?<=:)///)|(?<=-[A-Za-z])|(?<=//))"
"""Where an absolute path may begin: not within another, but right behind a flag as in -I/home/ann, and behind file://."""


class Aliases:
    """Replaces folders by their other names, longest first; separators stay as they are written."""

    def __init__(self, aliases: Mapping[PurePath, PurePath], system: System) -> None:
        flags = re.NOFLAG if system is System.LINUX else re.IGNORECASE
        separator = r"[\\/]{1,4}" if system is System.WINDOWS else r"/{1,4}"
        self._rules = []
        for path in sorted(aliases, key=lambda path: len(str(path)), reverse=True):
            *above, name = (re.escape(part.rstrip("\\/")) for part in path.parts)
            pattern = rf"{START}{separator.join(above)}(?P<separator>{separator}){name}(?![\w-]|\.\w)"
            self._rules.append((re.compile(pattern, flags), aliases[path].parts))

    def text(self, text: str) -> str:
        """Return `text` with the other names."""
        for pattern, parts in self._rules:
            text = pattern.sub(partial(_renamed, parts), text)
        return text


def _renamed(parts: tuple[str, ...], found: re.Match[str]) -> str:
    return found["separator"].join(parts)
