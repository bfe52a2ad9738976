"""What packagers' records say, in one form for all of them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts, Unavailable
from goverify.host import Reader

LIMIT_BYTES = 16 << 20
"""The sums of golang-1.27-src have a megabyte, conda's record of go five, apk's database of a large system four."""

MOST_LINES = 400_000
MOST_PACKAGES = 40
"""Debian has four for a release, and its default release has three more."""

LONGEST_LINE = 20_000
"""A path has 4096 bytes at most, and mtree(5) writes some of them with four."""

LONGEST_QUOTE = 60


class BadRecord(Unavailable):
    """A packager's record is not what that packager writes; the text says which, and why."""


class Package(NamedTuple):
    """A package with the files of a tree that it holds."""

    name: str
    version: str
    """Empty where the record does not tell."""
    record: PurePath
    """Where the packager put it down."""
    files: Mapping[str, str]
    """The hash of each file by its path, with slashes; empty where the file is listed without one."""
    links: Mapping[str, str] = {}
    """Where each link has to lead, as a path; empty where the record only says that there is one."""

    def __str__(self) -> str:
        return f"{self.name} {self.version}".rstrip()


class Records(NamedTuple):
    """The packages that a tree came with."""

    packager: str
    """The program that keeps the records, such as "dpkg"."""
    packages: tuple[Package, ...]
    folders: tuple[PurePath, ...]
    """The tree, and where a part of it lies that its links lead to: the same names below each of them."""
    algorithm: str = "sha256"
    """Of the hashes."""


class Held(NamedTuple):
    """A tree held against its packages; names are relative to the tree, or whole paths where they lie elsewhere."""

    packager: str
    packages: tuple[Package, ...]
    total: int = 0
    """Files that the packages have in the tree."""
    same: int = 0
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    """What none of them lists."""
    retargeted: Mapping[str, str] = {}
    """Links that lead elsewhere, and where."""
    replaced: Mapping[str, str] = {}
    """Names outside of the tree that the administrator had lead elsewhere, through the system's own means."""
    unreadable: Mapping[str, str] = {}
    remark: str = ""
    """Why the packager's word says nothing of single files; empty where it does."""


def entries(
    ask: Facts, bases: Iterable[PurePath], place: tuple[str, ...], wanted: re.Pattern[str]
) -> Iterator[tuple[PurePath, re.Match[str]]]:
    """Yield the fitting names in a folder below each base, with the base."""
    for base in bases:
        try:
            names = ask.host.names(base.joinpath(*place))
        except OSError:
            continue
        fitting = [found for name in names if (found := wanted.fullmatch(name))]
        yield from ((base, found) for found in fitting[:MOST_PACKAGES])


def recorded(
    packager: str, packages: Iterable[Package], folders: tuple[PurePath, ...], algorithm: str = "sha256"
) -> Records | None:
    """Return the records of those packages that have a part in a tree; None where none has its files."""
    found = tuple(package for package in packages if package.files or package.links)
    return Records(packager, found, folders, algorithm) if any(package.files for package in found) else None


def condensed(ask: Facts, record: PurePath, question: str, judge: Callable[[bytes], Iterable[str]]) -> tuple[str, ...]:
    """Return the lines that `judge` makes of a record, none where there is no such file; BadRecord where it is none.

    A recording keeps these lines, and not the whole of a large record.
    """

    def judged(reader: Reader) -> str:
        if reader.size > LIMIT_BYTES:
            raise BadRecord(f"{record} is larger than any record of Go's files")
        return "\n".join(judge(reader.read(0, LIMIT_BYTES)))

    try:
        told = ask.host.judged(record, question, judged)
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        raise BadRecord(f"{record} cannot be read: {error.strerror or error}") from error
    return tuple(told.split("\n")) if told else ()


def lines(record: PurePath, data: bytes) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines of a record; BadRecord for more than any packager writes, or for what is no text."""
    parts = data.split(b"\n", MOST_LINES)
    if len(parts) > MOST_LINES:
        raise BadRecord(f"{record} has more lines than any record of Go's files")
    for number, part in enumerate(parts, 1):
        if len(part) > LONGEST_LINE:
            raise bad_line(record, number, repr(part[:LONGEST_QUOTE]))
        try:
            text = part.rstrip(b"\r").decode("utf-8")
        except UnicodeDecodeError:
            raise bad_line(record, number, repr(part[:LONGEST_QUOTE])) from None
        if text:
            yield number, text


def bad_line(record: PurePath, number: int, text: str) -> BadRecord:
    """Return the error for a line that the packager would not write."""
    return BadRecord(f"{record}, line {number}: {text[:LONGEST_QUOTE]!r} is nothing that its packager writes")


def is_inside(name: str) -> bool:
    """Return whether a recorded name stays below the folder that it is relative to, and can be one at all."""
    return (
        bool(name)
        and name[0] != "/"
        and "\\" not in name
        and name.isprintable()
        and not {"..", "."} & {*name.split("/")}
    )


def is_below(name: str, folders: Iterable[PurePath]) -> bool:
    """Return whether a path lies in one of these folders."""
    return any(name.startswith(f"{folder.as_posix()}/") for folder in folders)
