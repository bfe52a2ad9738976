"""Whether a packager's own record lists a Go: dpkg's file lists, apk's database, pacman's, portage's, pip's, conda's.

Sources: dpkg-query(1) (info/*.list), apk-package(5) (the fields P, F and R), the file formats of pacman (files),
portage (CONTENTS), pip (RECORD) and conda (conda-meta). A record is searched as a whole; a recording keeps the answer alone.
"""

import re
from collections.abc import Iterator
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.provenance.trail import Trail
from goverify.host import Host, Reader

LIMIT_BYTES = 16 << 20
"""The list of golang-1.27-src has half a megabyte, conda's record of go five, apk's database of a large system four."""

APK = frozenset({"/lib/apk/db/installed", "/usr/lib/apk/db/installed"})


def listed(ask: Facts, record: PurePath, go: Trail) -> str | None:
    """Return under which name a record lists a go or a name of it; None where it does not, or there is no such record."""
    names = tuple(dict.fromkeys(_names(record, go)))
    question = f"which of these it lists: {', '.join(names)}"
    try:
        found = ask.host.judged(record, question, lambda reader: _first(record, reader, names))
    except OSError:
        return None
    return found or None


def keeper(host: Host, record: PurePath) -> PurePath | None:
    """Return the packager's database that a record would stand in, where this host has it."""
    folder = record if record.as_posix() in APK else record.parent
    while folder.name.startswith("go") or folder.name == "dev-lang":
        folder = folder.parent
    try:
        return folder if host.entry(folder) else None
    except OSError:
        return None


def _names(record: PurePath, go: Trail) -> Iterator[str]:
    """Yield the names by which a record may list a go: absolute, without the first slash, and below the record's folder."""
    base = record.parent.parent
    for path in (go.end, go.found):
        text = path.as_posix()
        yield from (text, text.lstrip("/"))
        if path.is_relative_to(base):
            yield path.relative_to(base).as_posix()


def _first(record: PurePath, reader: Reader, names: tuple[str, ...]) -> str:
    data = reader.read(0, LIMIT_BYTES)
    if record.as_posix() in APK:
        return next((name for name in names if name in _of_apk(data, {name.rpartition("/")[0] for name in names})), "")
    choice = b"|".join(re.escape(name.encode()) for name in names)
    found = re.search(rb"(?m)(?:^|[\s\"'])(" + choice + rb")(?=$|[\s\"',])", data)
    return found[1].decode() if found else ""


def _of_apk(data: bytes, folders: set[str]) -> set[str]:
    """Return the files that apk's database lists in some folders."""
    found, folder = set(), ""
    for line in data.splitlines():
        if line.startswith(b"F:"):
            folder = line[2:].decode("utf-8", "replace")
        elif line.startswith(b"R:") and folder in folders:
            found.add(f"{folder}/{line[2:].decode('utf-8', 'replace')}")
    return found
