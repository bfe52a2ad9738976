"""The Go programs that people install beside Go and start by their names: linters, gopls, dlv, generators.

They are known by the main package that their build info names, whatever their files are called, and never run. Looked
at is what `go install` puts down, and on the rest of PATH the names that tools of this kind usually have.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.executable import executable
from goverify.facts.gopath import gopath
from goverify.facts.path.entries import search_path
from goverify.facts.path.hits import why_not_executable
from goverify.facts.release import Release
from goverify.host import Host, Kind, System
from goverify.host.paths import Chain, follow, resolve

LIMIT_FILES = 60
"""Programs that are looked into; the usual names come first."""

LIMIT_FOLDERS = 64

USUAL = tuple(
    """
    golangci-lint gopls staticcheck dlv govulncheck errcheck gosec stringer deadcode wire mockery controller-gen
    """.split()
)
"""The names that are looked for all over PATH: those of tools that depend on the release they were built with."""


class InstalledTool(NamedTuple):
    """One Go program."""

    name: str
    """The command, without .exe."""
    found: PurePath
    file: PurePath
    """The file behind all links."""
    package: str
    """The main package that its build info names."""
    version: str
    """Of its module, such as "v2.15.0"; "(devel)" or empty where it was built from a checkout."""
    release: Release
    """The release that it was built with."""
    fetched: bool
    """Its module came from a module proxy, as `go install package@version` gets it, and not out of a checkout."""
    on_path: bool
    """A command line starts this file by the name."""


def installed_tools(ask: Facts) -> tuple[InstalledTool, ...]:
    """Return the Go programs that are found by their names: of two with one name the first on PATH, else in the bin folders."""
    host = ask.host
    seen: dict[str, InstalledTool | None] = {}
    for found, on_path in islice(_candidates(ask), LIMIT_FILES):
        name, chain = _command(host, found), follow(host, found)
        # What a command line passes over hides nothing; a shim or another program of that name does.
        if name not in seen and chain.dead is None and chain.kind is Kind.FILE and not why_not_executable(host, chain):
            seen[name] = _tool(ask, name, chain, on_path=on_path)
    return tuple(tool for tool in seen.values() if tool is not None)


def _candidates(ask: Facts) -> Iterator[tuple[PurePath, bool]]:
    """Yield the files to be looked at: on PATH in its order, then in bin folders that PATH leaves out; usual names first."""
    host = ask.host
    folders = [entry.folder for entry in ask(search_path) if entry.folder][:LIMIT_FOLDERS]
    bins = ask(gopath).bins[:LIMIT_FOLDERS]
    own = {resolve(host, folder) for folder in bins}
    places = [(folder, True) for folder in dict.fromkeys(folders)]
    places += [(folder, False) for folder in bins if folder not in folders]
    for folder, on_path in places:
        yield from ((folder / name, on_path) for name in _usual(host) if _there(host, folder / name))
    for folder, on_path in places:
        if bins and resolve(host, folder) in own:
            yield from ((folder / name, on_path) for name in _names(host, folder) if name not in _usual(host))


def _usual(host: Host) -> tuple[str, ...]:
    return tuple(f"{name}.exe" for name in USUAL) if host.platform.system is System.WINDOWS else USUAL


def _there(host: Host, path: PurePath) -> bool:
    try:
        return host.entry(path) is not None
    except OSError:
        return False


def _names(host: Host, folder: PurePath) -> tuple[str, ...]:
    try:
        return host.names(folder)
    except OSError:
        return ()


def _command(host: Host, file: PurePath) -> str:
    """Return the name that a command line has for a file."""
    if host.platform.system is not System.WINDOWS:
        return file.name
    return file.name.lower().removesuffix(".exe")


def _tool(ask: Facts, name: str, chain: Chain, *, on_path: bool) -> InstalledTool | None:
    """Return what a file says of itself; None for what is no Go program, or cannot be read."""
    try:
        go = ask(executable, chain.end).go
    except OSError:
        return None
    release = Release.parse(go.version) if go else None
    if go is None or release is None or not go.path:
        return None
    version, fetched = (go.module.version, bool(go.module.sum)) if go.module else ("", False)
    return InstalledTool(name, chain.start, chain.end, go.path, version, release, fetched, on_path)
