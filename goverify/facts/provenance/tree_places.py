"""The places where this host may have a Go tree: usual ones, and those that PATH, settings and start-up files name."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from itertools import islice
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.broken_entries import broken_entries
from goverify.facts.gopath import gopath
from goverify.facts.path.hits import HitState, culprit, path_hits
from goverify.facts.provenance.places import PLACES
from goverify.facts.settings.in_force import setting
from goverify.facts.variables.path_lines import path_lines
from goverify.host import Host, Kind, System
from goverify.host.paths import follow, home

LIMIT_NAMES = 2000
"""Names of one folder that are compared with a pattern."""

LIMIT_MATCHES = 200
"""Names of one folder that are followed further."""

LIMIT_HITS = 20
"""Dead names of go on PATH whose neighbours are looked at."""

VERSIONS = ("go*", "[0-9]*", "v[0-9]*")
"""Names of folders that each hold one version."""


def tree_places(ask: Facts) -> Iterator[PurePath]:
    """Yield the folders that may be roots of Go trees, there or not, the most telling first; some come twice."""
    host = ask.host
    windows = host.platform.system is System.WINDOWS
    yield from _named(ask)
    for pattern in PLACES[host.platform.system]:
        yield from _expand(ask, pattern)
    yield from _beside_dead_links(ask)
    told = host.registry(r"HKCU\Software\GoProgrammingLanguage").get("installLocation") if windows else None
    yield from [host.path(told)] if told else []
    caches = (folder / "golang.org" for folder in ask(gopath).module_caches)
    yield from (path for folder in caches for path in _matches(host, folder, ["toolchain@*"]))


def _named(ask: Facts) -> Iterator[PurePath]:
    """Yield the places that this user's own surroundings name."""
    host = ask.host
    yield from (hit.chain.end.parent.parent for hit in ask(path_hits) if hit.chain.kind is Kind.FILE)
    told = ask(setting, "GOROOT")
    yield from [host.cwd / host.path(told.value)] if told else []
    yield from (broken.meant.parent for broken in ask(broken_entries) if broken.go)
    folders = dict.fromkeys(folder for line in ask(path_lines) for folder in line.folders)
    name = "go.exe" if host.platform.system is System.WINDOWS else "go"
    yield from (follow(host, folder / name).end.parent.parent for folder in folders)
    yield from (hit.found for hit in ask(path_hits) if hit.chain.kind is Kind.FOLDER)


def _beside_dead_links(ask: Facts) -> Iterator[PurePath]:
    """Yield what stands beside the version that a link on PATH leads to in vain: an upgrade leaves its like there."""
    host = ask.host
    for hit in ask(path_hits)[:LIMIT_HITS]:
        hop = culprit(host, hit.chain) if hit.state is HitState.DANGLING else None
        if hop is None:
            continue
        aim = hop.link.parent / host.path(hop.target)
        folder = aim.parents[2] if aim.parent.name == "bin" and len(aim.parents) > 2 else aim.parent
        yield from (path for version in VERSIONS for path in _matches(host, folder, [version]))


def _expand(ask: Facts, pattern: str) -> Iterator[PurePath]:
    """Yield the paths that fit a line of the table."""
    host = ask.host
    first, _, rest = pattern.partition("/")
    starts: list[PurePath] = []
    if first == "~":
        starts = [*_homes(ask)]
    elif first.startswith("$"):
        value = host.env.get(first[1:], "")
        starts = [host.path(value)] if value and host.path(value).is_absolute() else []
    else:
        starts = [host.path(f"{first}/")]
    for start in starts:
        yield from _matches(host, start, rest.split("/"))


def _homes(ask: Facts) -> Iterator[PurePath]:
    """Yield the home folder, and under sudo that of the person who called it."""
    host, own = ask.host, home(ask.host)
    if own is not None:
        yield own
    caller = host.env.get("SUDO_USER", "")
    if caller and "/" not in caller and caller not in {".", "..", "root"}:
        yield host.path("/Users" if host.platform.system is System.MACOS else "/home") / caller


def _matches(host: Host, start: PurePath, parts: list[str]) -> Iterator[PurePath]:
    """Yield what stands below `start` under names that fit the parts one by one."""
    if not parts:
        yield start
        return
    part, *rest = parts
    if "*" not in part:
        yield from _matches(host, start / part, rest)
        return
    try:
        names = host.names(start)
    except OSError:
        return
    fitting = (name for name in names[:LIMIT_NAMES] if fnmatchcase(name.lower(), part.lower()))
    for name in islice(fitting, LIMIT_MATCHES):
        yield from _matches(host, start / name, rest)
