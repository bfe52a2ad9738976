"""The index of a recorded world: which files are known, and which folders follow from them.

It works on texts: hosts of many files are made by the thousand in tests, and path objects are slow to compare.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath, PureWindowsPath
from typing import Self

from goverify.host.replay.records import FileRecord


@dataclass(frozen=True, slots=True)
class Place:
    """An absolute path without "..", as its text."""

    text: str
    separator: str
    root_length: int
    """Of the part that has no parent, such as "/" or "C:\\"."""

    @classmethod
    def root_of(cls, path: PurePath) -> Self:
        """Return the root of an absolute path."""
        root = path.parts[0]
        return cls(root, "\\" if isinstance(path, PureWindowsPath) else "/", len(root))

    def child(self, name: str) -> "Place":
        """Return what has that name in it."""
        between = "" if self.text.endswith(self.separator) else self.separator
        return Place(f"{self.text}{between}{name}", self.separator, self.root_length)

    @property
    def parent(self) -> "Place":
        """Return the folder that it lies in; a root is its own."""
        above = self.text[: max(self.text.rfind(self.separator), self.root_length)]
        return Place(above, self.separator, self.root_length)

    @property
    def name(self) -> str:
        """Return the last name, empty for a root."""
        return self.text[len(self.parent.text) :].lstrip(self.separator)


class Index:
    """Records by place; names compare without case where the host's do."""

    def __init__(self, flavour: type[PurePath], *, ignores_case: bool) -> None:
        self._folds = ignores_case or issubclass(flavour, PureWindowsPath)
        self._records: dict[str, FileRecord] = {}
        self._below: dict[str, dict[str, str]] = {}
        self._lock = threading.Lock()

    def _key(self, text: str) -> str:
        return text.lower() if self._folds else text

    def add(self, files: Mapping[PurePath, FileRecord]) -> None:
        """Take note of files; those that are known stay as they are, and folders get the names of both."""
        with self._lock:
            for path, record in files.items():
                text, root = str(path), path.parts[0] if path.parts else "."
                known = self._records.setdefault(self._key(text), record)
                if known.entry is not None:
                    self._introduce(text, "\\" if isinstance(path, PureWindowsPath) else "/", len(root))
                if isinstance(record.names, tuple):
                    below = self._below.setdefault(self._key(text), {})
                    for name in record.names:
                        below.setdefault(self._key(name), name)

    def _introduce(self, text: str, separator: str, root_length: int) -> None:
        """Make known that a path and the folders above it exist, under the names as they are first written."""
        while len(text) > root_length:
            above = text[: max(text.rfind(separator), root_length)]
            siblings = self._below.setdefault(self._key(above), {})
            name = text[len(above) :].lstrip(separator)
            if self._key(name) in siblings:
                return  # and so are the folders above it
            siblings[self._key(name)] = name
            text = above

    def record(self, place: Place) -> FileRecord | None:
        """Return the record of a place."""
        return self._records.get(self._key(place.text))

    def is_folder(self, place: Place) -> bool:
        """Return whether something is known to lie in it, or to be listed there."""
        return self._key(place.text) in self._below

    def is_listed(self, place: Place) -> bool:
        """Return whether the folder around it names it."""
        return self._key(place.name) in self._below.get(self._key(place.parent.text), {})

    def names(self, place: Place) -> tuple[str, ...]:
        """Return the sorted names of what stands in a folder."""
        with self._lock:
            below = dict(self._below.get(self._key(place.text), {}))
        records = {name: self.record(place.child(name)) for name in below.values()}
        return tuple(sorted(name for name, record in records.items() if record is None or record.entry is not None))
