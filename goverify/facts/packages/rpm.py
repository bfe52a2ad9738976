"""rpm's own judgement, on Fedora, Red Hat, SUSE and what is built on them: its database is not read, but asked.

Source: rpm(8) and rpm-queryformat(7). `rpm -V` writes a line for each file that is not as recorded: nine columns, of which
S (size), 5 (hash) and L (where a link leads) tell a change, then a mark for some kinds of files, and the path.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.packages.values import BadRecord, Held, Package
from goverify.facts.second_readers import second_reader, told_by
from goverify.facts.tree_files import tree_files
from goverify.host import Completed
from goverify.host.paths import follow

DATABASES = ("/var/lib/rpm", "/usr/lib/sysimage/rpm")
ASKED = ("bin/go", "bin/gofmt", "VERSION", "go.env", "src/go.mod", "src/fmt/print.go", "lib/time/zoneinfo.zip")
"""Files that belong to different packages of one Go."""

COMMANDS = ("/bin/go", "/bin/gofmt")
MOST_PACKAGES = 20
_LINE = re.compile(r"(?:(missing) |([SM5DLUGTP.?]{8,10}))\s+(?:[acdglmr] )?\s*(/[^\0]*?)(?: \(.*\))?")
_OWNER = re.compile(r"([A-Za-z0-9][\w.+-]*)\t([\w.+~^-]+)")


def held(ask: Facts, root: PurePath) -> Held | None:
    """Return what rpm says of a tree; None where there is no rpm, or the tree is none of its packages'."""
    host = ask.host
    system = host.path("/usr")
    if not root.is_relative_to(system) or root.is_relative_to(system / "local"):
        return None
    if not any(_is_there(ask, host.path(folder)) for folder in DATABASES):
        return None
    program = second_reader(ask, "rpm")
    packages = _packages(ask, program, root) if program else ()
    return _held(ask, program, root, packages) if program and packages else None


def _held(ask: Facts, program: PurePath, root: PurePath, packages: tuple[Package, ...]) -> Held:
    names = tuple(package.name for package in packages)
    judged = told_by(ask, program, ("-V", "--nodeps", "--noscripts", *names))
    _demand_whole(judged, "-V")
    states = {path: _state(columns) for columns, path in _judged(judged.stdout)}
    listed = {path for name in names for path in _listed(ask, program, name)}
    files = ask(tree_files, root)
    places = {str(root): "", **{end: f"{name}/" for name, end in files.links.items()}}
    in_tree = {name for path in listed if (name := _name(path, places)) in files.names}
    told = {name: state for path, state in states.items() if state and (name := _name(path, places) or _command(path))}

    def named(state: str) -> tuple[str, ...]:
        return tuple(sorted(name for name, each in told.items() if each == state))

    gone, changed = named("removed"), named("changed")
    return Held(
        "rpm",
        packages,
        total=len(in_tree) + len(gone),
        same=len(in_tree - set(changed)),
        changed=changed,
        removed=gone,
        added=tuple(sorted(files.names - in_tree)) if listed else (),
        retargeted={name: str(follow(ask.host, root / name).end) for name in named("retargeted")},
        unreadable=dict.fromkeys(named("unreadable"), "rpm may not read it"),
    )


def _packages(ask: Facts, program: PurePath, root: PurePath) -> tuple[Package, ...]:
    paths = [str(follow(ask.host, root / name).end) for name in ASKED]
    owners = told_by(ask, program, ("-qf", "--qf", r"%{NAME}\t%{VERSION}-%{RELEASE}\n", *paths))
    found = dict.fromkeys(each.groups() for line in owners.stdout.splitlines() if (each := _OWNER.fullmatch(line)))
    return tuple(Package(name, version, program, {}) for name, version in list(found)[:MOST_PACKAGES])


def _judged(text: str) -> Iterator[tuple[str, str]]:
    """Yield the columns and the path of each line that tells of a file."""
    for line in text.splitlines():
        if found := _LINE.fullmatch(line):
            yield found[1] or found[2], found[3]


def _state(columns: str) -> str:
    """Return what the columns come to; modes, owners and times are nobody's change of a file."""
    if columns == "missing":
        return "removed"
    if "L" in columns:
        return "retargeted"
    if {"5", "S", "D"} & set(columns):
        return "changed"
    return "unreadable" if columns[2] == "?" else ""


def _listed(ask: Facts, program: PurePath, name: str) -> Sequence[str]:
    """Return the paths that a package has."""
    answer = told_by(ask, program, ("-ql", name))
    _demand_whole(answer, "-ql")
    return [line for line in answer.stdout.splitlines() if line.startswith("/")]


def _demand_whole(answer: Completed, asked: str) -> None:
    """Raise BadRecord where an answer was cut off; `rpm -V` ends with another status where files differ."""
    if answer.status is None or answer.timed_out or answer.flooded:
        raise BadRecord(f"rpm {asked} gave no answer to the end")


def _name(path: str, places: dict[str, str]) -> str | None:
    """Return the name that a path has in the tree; None where it lies elsewhere."""
    for place, before in places.items():
        if path == place and before:
            return before.rstrip("/")
        if path.startswith(f"{place}/"):
            return before + path.removeprefix(f"{place}/")
    return None


def _command(path: str) -> str:
    return path if path.endswith(COMMANDS) else ""


def _is_there(ask: Facts, path: PurePath) -> bool:
    try:
        return ask.host.entry(path) is not None
    except OSError:
        return False
