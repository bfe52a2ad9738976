"""The signs by which the table of installers knows a Go's origin: files, folders, texts, variables, records beside it.

Each is looked at without running anything, and gives the evidence that a person can check.
"""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.provenance.installers import pattern
from goverify.facts.provenance.records import listed
from goverify.facts.provenance.trail import Trail, version_of
from goverify.host.paths import home, is_file, is_folder, read_text
from goverify.model import Evidence

TEXT_BYTES = 64 << 10
"""Scripts, VERSION and receipts are far below; an IDE's workspace.xml may be longer, and names its Go near the top."""

LIMIT_NAMES = 5000
LIMIT_MATCHES = 5
"""Names that one pattern may fit."""

LONGEST_QUOTE = 80


def holds(ask: Facts, sign: str, go: Trail) -> Evidence | None:
    """Return the evidence for a sign of the table, or None where it is not there."""
    what, _, rest = sign.partition(":")
    match what:
        case "env":
            return _variable(ask, rest)
        case "system":
            name = ask.host.platform.name
            return Evidence("system", name) if pattern(rest).search(name) else None
        case "registry":
            return _registered(ask, rest)
    place, _, text = rest.partition(":") if what == "text" else (rest, "", "")
    seen = (_at(ask, what, path, text, go) for path in places(ask, place, go))
    return next((evidence for evidence in seen if evidence), None)


def places(ask: Facts, place: str, go: Trail) -> Iterator[PurePath]:
    """Yield the paths that the place in a sign stands for; none where a part of it is unknown."""
    path = filled(ask, place, go)
    if path is None:
        return
    at = next((index for index, part in enumerate(path.parts) if "*" in part), None)
    if at is None:
        yield path
        return
    folder = type(path)(*path.parts[:at])
    try:
        names = ask.host.names(folder)[:LIMIT_NAMES]
    except OSError:
        return
    fitting = [name for name in names if fnmatchcase(name, path.parts[at])][:LIMIT_MATCHES]
    yield from (folder.joinpath(name, *path.parts[at + 1 :]) for name in fitting)


def filled(ask: Facts, place: str, go: Trail) -> PurePath | None:
    """Return the path that a place stands for, * as it is written; None where a part of it is unknown."""
    text = _filled(ask, place, go)
    path = ask.host.path(text or "")
    return path if text and path.is_absolute() else None


def _filled(ask: Facts, place: str, go: Trail) -> str | None:
    """Return a place with its variable, home and braces filled in; None where one of them has no value."""
    host = ask.host
    start, _, rest = place.partition("/")
    if start == "~":
        base = home(host)
        start = str(base) if base else ""
    elif start.startswith("$"):
        start = host.env.get(start[1:], "")
    elif start:
        start = _around(ask, start.strip("{}"), go) if start.startswith("{") else start
    if not start and not place.startswith("/"):
        return None
    version = version_of(host, go.root) if "{version}" in rest else ""
    release = re.search(r"\d+\.\d+", go.end.as_posix())
    number = re.search(r"\d+$", go.end.name)
    values = {"version": version, "minor": release[0] if release else "", "number": number[0] if number else ""}
    if any(f"{{{name}}}" in rest and not value for name, value in values.items()):
        return None
    return f"{start}/" + rest.format(**values)


def _around(ask: Facts, name: str, go: Trail) -> str:
    """Return a folder or file near the go; empty where it has none of that kind."""
    root = go.root
    near = {
        "root": root,
        "site": root.parent if root else None,
        "keg": root.parent if root and root.name == "libexec" else root,
        "prefix": go.found.parent.parent,
        "end": go.end,
        "cwd": ask.host.cwd,
    }
    return str(near[name] or "")


def _at(ask: Facts, what: str, path: PurePath, text: str, go: Trail) -> Evidence | None:
    host = ask.host
    if what == "record":
        name = listed(ask, path, go)
        return Evidence(str(path), f"lists {name}") if name else None
    if what == "text":
        said = _said(ask, path, text.replace("{root}", re.escape(go.root.as_posix() if go.root else "?")))
        return Evidence(str(path), f"says {said[:LONGEST_QUOTE]}") if said else None
    if what == "folder":
        return Evidence(str(path), "is there") if is_folder(host, path) else None
    return Evidence(str(path), "is there") if is_file(host, path) else None


def _said(ask: Facts, path: PurePath, text: str) -> str:
    try:
        content = read_text(ask.host, path, TEXT_BYTES) or ""
    except OSError:
        return ""
    found = pattern(text).search(content)
    return found[0].strip() if found else ""


def _variable(ask: Facts, rest: str) -> Evidence | None:
    name, _, wanted = rest.partition(":")
    value = ask.host.env.get(name, "")
    fits = bool(value) and (not wanted or pattern(wanted).search(value) is not None)
    return Evidence(name, value) if fits else None


def _registered(ask: Facts, rest: str) -> Evidence | None:
    key, _, name = rest.partition(":")
    value = ask.host.registry(key).get(name, "")
    return Evidence(rf"{key}\{name}", value) if value else None
