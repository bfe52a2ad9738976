"""portage's records: Gentoo and what is built on it. Source: portage(5), the file CONTENTS."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.packages.holding import normal
from goverify.facts.packages.values import Package, Records, bad_line, condensed, entries, is_inside, lines, recorded

DATABASE = ("var", "db", "pkg", "dev-lang")
_FOLDER = re.compile(r"go-(\d.*)")
_FILE = re.compile(r"obj /(.+) ([0-9a-f]{32}) -?\d+")
_LINK = re.compile(r"sym /((?:(?! -> ).)+) -> (.+) -?\d+")


def records(ask: Facts, root: PurePath) -> Records | None:
    """Return the packages that a tree came with; None where portage lists nothing of it."""
    found = entries(ask, root.parents, DATABASE, _FOLDER)
    return recorded("portage", (_package(ask, base, each, root) for base, each in found), (root,), "md5")


def _package(ask: Facts, base: PurePath, name: re.Match[str], root: PurePath) -> Package:
    record = base.joinpath(*DATABASE, name[0], "CONTENTS")
    inside = root.relative_to(base).as_posix()
    told = condensed(ask, record, f"the files in {inside}", lambda data: _told(record, data, inside))
    before = base.as_posix().rstrip("/")
    files, links = {}, {}
    for line in told:
        if file := _FILE.fullmatch(line):
            files[f"{before}/{file[1]}"] = file[2]
        elif link := _LINK.fullmatch(line):
            path = base / link[1]
            links[path.as_posix()] = normal(path.parent / ask.host.path(link[2]))
    return Package("dev-lang/go", name[1], record, files, links)


def _told(record: PurePath, data: bytes, inside: str) -> Iterator[str]:
    """Yield the lines for files and links in a folder, and for the names of commands."""
    for number, line in lines(record, data):
        found = _FILE.fullmatch(line) or _LINK.fullmatch(line)
        if found is None and not line.startswith(("dir ", "fif ", "dev ")):
            raise bad_line(record, number, line)
        if found and (found[1].startswith(f"{inside}/") or found[1] in {"usr/bin/go", "usr/bin/gofmt"}):
            if not is_inside(found[1]):
                raise bad_line(record, number, line)
            yield line
