"""dpkg's records: Debian, Ubuntu and what is built on them, Termux; also of a system that lies in a folder.

Sources: dpkg's own documents (dpkg-query(1), deb-md5sums(5), update-alternatives(1)) and golang-1.27's packaging.
A list names files, folders and links alike, md5sums only the files, and nothing tells where a link leads: that follows
from the packaging, which splits a tree into usr/lib/go-1.27 with the programs and usr/share/go-1.27 with the rest.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.packages.values import (
    MOST_PACKAGES,
    Package,
    Records,
    bad_line,
    condensed,
    is_below,
    is_inside,
    lines,
    recorded,
)

ADMIN = ("var", "lib", "dpkg")
_LIST = re.compile(r"(golang(?:-(\d+\.\d+))?(?:-(?:go|src|doc|misc|race-detector-runtime))?)(?::[a-z0-9-]+)?\.list")
_SUM = re.compile(r"([0-9a-f]{32})  (.+)")
_DEFAULT = re.compile(r"\bgolang-(\d+\.\d+)-go\b")
COMMANDS = ("/bin/go", "/bin/gofmt", "/lib/go", "/share/go")
"""Names by which packages make a release the default one."""


class _Described(NamedTuple):
    """What the status says of a package."""

    version: str = ""
    default: str = ""
    """The release that it makes the default one."""


class _Database(NamedTuple):
    """One dpkg's records."""

    admin: PurePath
    base: PurePath
    """What the names in it are relative to."""


def records(ask: Facts, root: PurePath) -> Records | None:
    """Return the packages that a tree came with; None where dpkg lists nothing of it."""
    for database in _databases(ask, root):
        folders = _folders(root)
        found = recorded("dpkg", _packages(ask, database, folders), folders, "md5")
        if found:
            return found
    return None


def _databases(ask: Facts, root: PurePath) -> Iterator[_Database]:
    """Yield the records that could list a tree, those of the system nearest to it first."""
    prefix = ask.host.env.get("PREFIX", "")
    if "/com.termux/" in prefix:
        path = ask.host.path(prefix)
        yield _Database(path.joinpath(*ADMIN), type(path)("/"))
    for base in root.parents:
        yield _Database(base.joinpath(*ADMIN), base)


def _folders(root: PurePath) -> tuple[PurePath, ...]:
    split = re.fullmatch(r"go-\d+\.\d+", root.name) and root.parent.name == "lib"
    return (root, root.parent.parent / "share" / root.name) if split else (root,)


def _packages(ask: Facts, database: _Database, folders: Sequence[PurePath]) -> Iterator[Package]:
    try:
        names = ask.host.names(database.admin / "info")
    except OSError:
        return
    minor = folders[0].name.removeprefix("go-") if len(folders) > 1 else None
    fitting = [each for name in names if (each := _LIST.fullmatch(name)) and (not minor or each[2] in (None, minor))]
    described = _described(ask, database, tuple(each[1] for each in fitting)) if fitting else {}
    diverted = _diverted(ask, database) if fitting else {}
    for each in fitting[:MOST_PACKAGES]:
        info, status = database.admin / "info" / each[0], described.get(each[1], _Described())
        files = _files(ask, database, info.with_name(f"{each[0].removesuffix('.list')}.md5sums"), folders)
        links = dict(_links(ask, database, info, each[2] or status.default, folders, files))
        yield Package(each[1], status.version, info, _moved(files, diverted), _moved(links, diverted))


def _files(ask: Facts, database: _Database, record: PurePath, folders: Sequence[PurePath]) -> dict[str, str]:
    before = database.base.as_posix().rstrip("/")

    def judge(data: bytes) -> Iterator[str]:
        for number, line in lines(record, data):
            found = _SUM.fullmatch(line)
            if not found or not is_inside(found[2]):
                raise bad_line(record, number, line)
            if is_below(f"{before}/{found[2]}", folders):
                yield line

    told = condensed(ask, record, f"the sums of what lies in {_named(folders)}", judge)
    return {f"{before}/{line[34:]}": line[:32] for line in told}


def _links(
    ask: Facts,
    database: _Database,
    record: PurePath,
    minor: str,
    folders: Sequence[PurePath],
    files: dict[str, str],
) -> Iterator[tuple[str, str]]:
    """Yield the links among what a package lists, and where each has to lead."""
    before = database.base.as_posix().rstrip("/")

    def judge(data: bytes) -> Iterator[str]:
        listed = {line.rstrip("/") for _, line in lines(record, data)}
        parents = {name.rpartition("/")[0] for name in listed}
        for name in sorted(listed - parents):
            inside = name.startswith("/") and is_inside(name[1:]) and f"{before}{name}" not in files
            if inside and (is_below(before + name, folders) or _is_command(name)):
                yield name

    for name in condensed(ask, record, f"the links to and in {_named(folders)}", judge):
        expected = _expected(before, name, minor, folders)
        if is_below(before + name, folders) or not expected or is_below(f"{expected}/", folders):
            yield before + name, expected


def _is_command(name: str) -> bool:
    return name.endswith(COMMANDS)


def _expected(before: str, name: str, minor: str, folders: Sequence[PurePath]) -> str:
    """Return where the packaging has a link lead; empty where nothing tells."""
    root = folders[0].as_posix()
    if len(folders) > 1 and (before + name).startswith(f"{root}/"):
        return folders[1].as_posix() + (before + name).removeprefix(root)
    usr, _, last = name.rpartition("/")
    if not minor or not usr.startswith("/usr/"):
        return ""
    if usr == "/usr/bin":
        return f"{before}/usr/lib/go-{minor}/bin/{last}"
    return f"{before}{name}-{minor}"


def _described(ask: Facts, database: _Database, names: tuple[str, ...]) -> dict[str, _Described]:
    """Return the version of each package, and which release it makes the default one."""
    record = database.admin / "status"

    def judge(data: bytes) -> Iterator[str]:
        for paragraph in data.split(b"\n\n"):
            if paragraph.startswith(b"Package: golang"):
                text = paragraph.decode("utf-8", "replace")
                fields = dict(re.findall(r"(?m)^(Package|Version|Depends): (.*)$", text))
                if fields["Package"] in names:
                    default = _DEFAULT.search(fields.get("Depends", ""))
                    yield f"{fields['Package']}\t{fields.get('Version', '')}\t{default[1] if default else ''}"

    found = condensed(ask, record, f"the versions of {', '.join(names)}", judge)
    parts = (line.split("\t") for line in found)
    return {name: _Described(version, default) for name, version, default in parts}


def _diverted(ask: Facts, database: _Database) -> dict[str, str]:
    """Return the files of packages that the administrator moved aside, and where (dpkg-divert(1)): three lines for each."""
    before = database.base.as_posix().rstrip("/")
    record = database.admin / "diversions"
    told = condensed(ask, record, "all of it", lambda data: (line for _, line in lines(record, data)))
    return {before + path: before + place for path, place in zip(told[::3], told[1::3], strict=False)}


def _moved(paths: dict[str, str], diverted: dict[str, str]) -> dict[str, str]:
    return {diverted.get(path, path): value for path, value in paths.items()}


def _named(folders: Sequence[PurePath]) -> str:
    return " and ".join(str(folder) for folder in folders)
