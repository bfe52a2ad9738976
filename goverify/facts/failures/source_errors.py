"""Errors that the compiler finds in the standard library's own source: no program of a user's can cause them."""

import re
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.words import plain, words_of
from goverify.host import Completed
from goverify.host.paths import follow, is_file

COMPILE_ERROR = re.compile(r"^(?P<file>\S.*?\.(?:go|s|h)):(?P<line>\d+)(?::\d+)?: (?P<words>.+)$", re.MULTILINE)

NOT_IN_STD = re.compile(r"package (?P<package>\S+) is not in (?:std|GOROOT) \((?P<folder>[^)\n]+)\)")
"""Said of a package whose folder is missing, and as well of one that is there when the build cache cannot be used."""

DOUBLE = re.compile(r"redeclared in this block|other declaration of|go:linkname(?:std)? .*not allowed")
"""What a file left over from another release brings about."""


class SourceError(NamedTuple):
    """One error inside the tree's `src`."""

    file: PurePath
    line: int
    words: str

    @property
    def of_two_releases(self) -> bool:
        """Return whether it is the mark of two releases in one tree."""
        return bool(DOUBLE.search(self.words))


def source_errors(ask: Facts, run: Completed, root: PurePath, work: PurePath) -> tuple[SourceError, ...]:
    """Return the compile errors of a build in `work` that lie in the source of the tree at `root`.

    The compiler prints paths relative to the folder of the build where that is shorter (cmd/go/internal/base), and
    with -trimpath relative to src. That a package is not found is no error of the file that imports it.
    """
    source = follow(ask.host, root / "src").end
    found = []
    for match in COMPILE_ERROR.finditer(words_of(run)):
        if NOT_IN_STD.search(match["words"]):
            continue
        places = (follow(ask.host, base / match["file"]).end for base in (work, source))
        file = next((place for place in places if place.is_relative_to(source) and is_file(ask.host, place)), None)
        if file:
            found.append(SourceError(file, int(match["line"]), plain(match["words"].strip())))
    return tuple(found)


def absent_packages(run: Completed) -> tuple[tuple[str, str], ...]:
    """Return package and folder of each standard package that a build did not find, each once."""
    pairs = ((match["package"], match["folder"]) for match in NOT_IN_STD.finditer(words_of(run)))
    return tuple(dict.fromkeys(pairs))
