"""The commands of golang.org/dl, such as go1.27.3, and the SDKs below ~/sdk that they stand for.

Source: golang/dl internal/version/version.go: the program runs ~/sdk/NAME/bin/go, and refuses where the file
.unpacked-success does not stand beside it; gotip builds its SDK there itself.
"""

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.executable import executable
from goverify.facts.gopath import gopath
from goverify.facts.managers.values import Choice, Source, go_of, versions_in
from goverify.facts.provenance.wrappers import DOWNLOADED
from goverify.host.paths import home, is_file

DONE = ".unpacked-success"
TIP = "gotip"
LIMIT_NAMES = 2000
LIMIT_PROGRAMS = 50

_NAME = re.compile(r"go1(\.\d+){1,2}((rc|beta)\d+)?|gotip")


class Launcher(NamedTuple):
    """One such command."""

    path: PurePath
    name: str
    """Of the release, as its build info says; its file may be called otherwise."""
    root: PurePath
    """Where its SDK belongs."""
    downloaded: bool


def launcher(ask: Facts, path: PurePath) -> Launcher | None:
    """Return the command that a file is, or None where it is none of golang.org/dl's."""
    base = home(ask.host)
    try:
        binary = ask(executable, path)
    except OSError:
        return None
    package = binary.go.path if binary.go else ""
    name = package.removeprefix(DOWNLOADED)
    if base is None or not package.startswith(DOWNLOADED) or not _NAME.fullmatch(name):
        return None
    root = base / "sdk" / name
    done = go_of(ask.host, root) is not None if name == TIP else is_file(ask.host, root / DONE)
    return Launcher(path, name, root, done)


def launchers(ask: Facts) -> tuple[Launcher, ...]:
    """Return the commands of golang.org/dl in the folders that `go install` puts programs into."""
    return tuple(found for folder in ask(gopath).bins for path in _named(ask, folder) if (found := ask(launcher, path)))


def choice(ask: Facts, path: PurePath) -> Choice | None:
    """Return what such a command runs; None where the file is none."""
    found = ask(launcher, path)
    if found is None:
        return None
    go = go_of(ask.host, found.root) if found.downloaded else None
    why = f"the program is built for {found.name}, whose SDK is {found.root}"
    why += "" if found.downloaded else ", which was never downloaded as a whole"
    available = versions_in(ask.host, found.root.parent)
    source = Source(f"the program's own package {DOWNLOADED}{found.name}", path)
    return Choice("golang.org/dl", found.name, source, found.downloaded, go, why, available)


def _named(ask: Facts, folder: PurePath) -> Iterator[PurePath]:
    try:
        names = ask.host.names(folder)[:LIMIT_NAMES]
    except OSError:
        return
    fitting = [name for name in names if _NAME.fullmatch(name.removesuffix(".exe"))]
    yield from (folder / name for name in fitting[:LIMIT_PROGRAMS])
