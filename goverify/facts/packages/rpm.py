"""rpm's own judgement, on Fedora, Red Hat, SUSE and what is built on them: its database is not read, but asked.

Source: rpm(8) and rpm-queryformat(7). `rpm -V` writes a line for each file that is not as recorded: nine columns, of which
S (size), 5 (hash) and L (where a link leads) tell a change, then a mark for some kinds of files, and the path.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.packages.values import BadRecord, Held, Package
from goverify.facts.second_readers import second_reader, told_by
from goverify.facts.tree_files import TreeFiles, tree_files
from goverify.host import Completed
from goverify.host.paths import follow, is_folder

DATABASES = ("/var/lib/rpm", "/usr/lib/sysimage/rpm")
ASKED = ("bin/go", "bin/gofmt", "VERSION", "go.env", "src/go.mod", "src/fmt/print.go", "lib/time/zoneinfo.zip")
"""Files that belong to different packages of one Go."""

LONGEST_LINE = 5000
COMMANDS = ("/bin/go", "/bin/gofmt")
MOST_PACKAGES = 20
ROUNDS = 3
MOST_ASKED = 300
"""Files whose owner is asked for at once; Fedora has the files for tests in a package of their own."""

_LINE = re.compile(r"(?:(missing) |([SM5DLUGTP.?]{8,10}))\s+(?:[acdglmr] )?\s*(/[^\0]*?)(?: \(.*\))?")
_OWNER = re.compile(r"([A-Za-z0-9][\w.+-]*)\t([\w.+~^-]+)")


def held(ask: Facts, root: PurePath) -> Held | None:
    """Return what rpm says of a tree; None where there is no rpm, or the tree is none of its packages'."""
    host = ask.host
    system = host.path("/usr")
    if not root.is_relative_to(system) or root.is_relative_to(system / "local"):
        return None
    database = next((path for folder in DATABASES if _is_there(ask, path := host.path(folder))), None)
    program = second_reader(ask, "rpm") if database else None
    if program is None or database is None:
        return None
    packages, listed = _owners(ask, program, database, root)
    return _held(ask, program, root, packages, listed) if packages else None


def _owners(
    ask: Facts, program: PurePath, database: PurePath, root: PurePath
) -> tuple[tuple[Package, ...], frozenset[str]]:
    """Return the packages of a tree, and all that they list; what none of the first lists is asked for anew."""
    packages: dict[str, Package] = {}
    listed: frozenset[str] = frozenset()
    names: Iterable[str] = ASKED
    for _ in range(ROUNDS):
        new = [each for each in _packages(ask, program, database, root, names) if each.name not in packages]
        if not new:
            break
        packages |= {each.name: each for each in new[:MOST_PACKAGES]}
        listed = listed.union(*(_listed(ask, program, each.name) for each in new[:MOST_PACKAGES]))
        files = ask(tree_files, root)
        places = _places(root, files)
        known = {_name(path, places) for path in listed}
        strangers = sorted(name for name in files.names if name not in known)
        names = strangers[:: len(strangers) // MOST_ASKED + 1]
        if not names:
            break
    return tuple(packages.values()), listed


def _held(ask: Facts, program: PurePath, root: PurePath, packages: tuple[Package, ...], listed: frozenset[str]) -> Held:
    judged = told_by(ask, program, ("-V", "--nodeps", "--noscripts", *(package.name for package in packages)))
    _demand_whole(judged, "-V")
    folders = {path.rpartition("/")[0] for path in listed}
    states = {
        path: _state(columns) or ("changed" if path not in folders and _is_turned(ask, columns, path) else "")
        for columns, path in _judged(judged.stdout)
    }
    files = ask(tree_files, root)
    places = _places(root, files)
    in_tree = {name for path in listed if (name := _name(path, places)) in files.names}
    told = {name: state for path, state in states.items() if state and (name := _name(path, places) or _command(path))}

    def named(state: str) -> tuple[str, ...]:
        return tuple(sorted(name for name, each in told.items() if each == state))

    gone, changed = named("removed"), named("changed")
    return Held(
        "rpm",
        packages,
        total=len(in_tree) + len(gone),
        same=len(in_tree.difference(changed, named("retargeted"), named("unreadable"))),
        changed=changed,
        removed=gone,
        added=tuple(sorted(files.names - in_tree)),
        retargeted={name: str(follow(ask.host, root / name).end) for name in named("retargeted")},
        unreadable=dict.fromkeys(named("unreadable"), "rpm may not read it"),
    )


def _packages(
    ask: Facts, program: PurePath, database: PurePath, root: PurePath, names: Iterable[str]
) -> tuple[Package, ...]:
    """Return the packages that some files of a tree belong to."""
    paths = [str(follow(ask.host, root / name).end) for name in names]
    owners = told_by(ask, program, ("-qf", "--qf", r"%{NAME}\t%{VERSION}-%{RELEASE}\n", *paths))
    found = dict.fromkeys(each.groups() for line in owners.stdout.splitlines() if (each := _OWNER.fullmatch(line)))
    return tuple(Package(name, version, database, {}) for name, version in found)


def _places(root: PurePath, files: TreeFiles) -> dict[str, str]:
    """Return where the tree's files lie, and what their names in it begin with."""
    return {str(root): "", **{end: f"{name}/" for name, end in files.links.items()}}


def _judged(text: str) -> Iterator[tuple[str, str]]:
    """Yield the columns and the path of each line that tells of a file."""
    for line in text.splitlines():
        if len(line) < LONGEST_LINE and (found := _LINE.fullmatch(line)):
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


def _is_turned(ask: Facts, columns: str, path: str) -> bool:
    """Return whether a folder stands in the place of what may have been a file, of which rpm only says that the mode differs."""
    return "M" in columns and is_folder(ask.host, ask.host.path(path))


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
