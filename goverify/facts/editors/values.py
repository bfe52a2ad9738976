"""The values that tell which Go an editor is set to: the setting as it stands, and what it comes to here."""

from enum import StrEnum
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts.release import Release


class Level(StrEnum):
    """How far a setting reaches; the first of these wins over those behind it."""

    FOLDER = "folder"
    WORKSPACE = "workspace"
    REMOTE = "remote machine"
    PROFILE = "profile"
    USER = "user"
    SEARCH = "search order"
    """Nothing is set: where the editor looks by itself."""


class Names(StrEnum):
    """What the value of a setting names."""

    TREE = "the root of a Go tree"
    GO = "a go file"
    PATH = "folders in which a go is looked for"


class State(StrEnum):
    """How an editor's Go stands to the one that a terminal runs."""

    MISSING = "missing"
    SAME = "same"
    """The same file, or another tree of the same release."""
    DIFFERS = "differs"
    UNKNOWN = "unknown"


class Told(NamedTuple):
    """One setting that tells an editor which Go to use."""

    editor: str
    """As people call it: "VS Code", "GoLand"."""
    level: Level
    file: PurePath
    line: int
    setting: str
    """As the editor's documentation writes it: "go.goroot"."""
    written: str
    names: Names
    text: str
    """The value with what it refers to filled in; `UNKNOWN` stands for what cannot be told."""
    idle: str = ""
    """Why it has no effect, empty where it has one."""
    nested: bool = False
    """It stands in a program, at a place that may never be reached."""


class Oddity(NamedTuple):
    """A settings file that cannot be read, or not as a whole."""

    file: PurePath
    problem: str


class EditorGo(NamedTuple):
    """The Go that one setting gives to an editor."""

    editor: str
    level: Level
    file: PurePath
    line: int
    setting: str
    written: str
    names: Names
    place: PurePath | None
    """The tree or the go file that it comes to, links not followed; None where that cannot be told."""
    go: PurePath | None
    """The go file at the end of all links; None where there is none."""
    release: Release | None
    state: State
    why: str
    """What keeps the Go from being found, or what is to be known of it, in words; may be empty."""
    idle: str
    nested: bool
    elsewhere: bool
    """The value was written on another machine: it has the form of another system, or lies in a home that is not here."""

    @property
    def where(self) -> str:
        """Return the setting with its file and line."""
        return (
            f"{self.setting}: {self.file}"
            if self.level is Level.SEARCH
            else f"{self.setting} in {self.file}, line {self.line}"
        )


UNKNOWN = "\0"
"""Stands for text that only the editor itself could tell."""
