"""pacman's records: Arch and what is built on it, MSYS2.

Source: libalpm's be_local.c and pacman's check.c: local/NAME-VERSION/mtree is an mtree(5) in gzip.
"""

import re
import zlib
from collections.abc import Iterator
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.packages.holding import normal
from goverify.facts.packages.values import (
    BadRecord,
    Package,
    Records,
    bad_line,
    condensed,
    entries,
    is_inside,
    lines,
    recorded,
)

LOCAL = ("var", "lib", "pacman", "local")
LONGEST_UNPACKED = 32 << 20
"""The mtree of a large package unpacks to a few megabytes."""

GZIP = 31
"""zlib's word for it."""

_FOLDER = re.compile(r"((?:mingw-w64-[a-z0-9_-]+-)?go)-([^-]+-[^-]+)")
_ESCAPED = re.compile(r"\\([0-7]{3})")


def records(ask: Facts, root: PurePath) -> Records | None:
    """Return the packages that a tree came with; None where pacman lists nothing of it."""
    found = entries(ask, root.parents, LOCAL, _FOLDER)
    return recorded("pacman", (_package(ask, base, each, root) for base, each in found), (root,))


def _package(ask: Facts, base: PurePath, folder: re.Match[str], root: PurePath) -> Package:
    record = base.joinpath(*LOCAL, folder[0], "mtree")
    inside = root.relative_to(base).as_posix()
    told = condensed(ask, record, f"the files in {inside}", lambda data: _told(record, data, inside))
    before = base.as_posix().rstrip("/")
    files, links = {}, {}
    for line in told:
        digest, path, target = line.split("\t", 2)
        if target:
            links[f"{before}/{path}"] = normal(base.joinpath(path).parent / ask.host.path(target))
        else:
            files[f"{before}/{path}"] = digest
    return Package(folder[1], folder[2], record, files, links)


def _told(record: PurePath, data: bytes, inside: str) -> Iterator[str]:
    """Yield a line for each file and link in a folder, and for the names of commands: its hash, its path, its target."""
    machine = zlib.decompressobj(GZIP)
    try:
        text = machine.decompress(data, LONGEST_UNPACKED)
    except zlib.error:
        raise BadRecord(f"{record} is not compressed as its packager does it") from None
    if machine.unconsumed_tail:
        raise BadRecord(f"{record} unpacks to more than any record of Go's files")
    defaults: dict[str, str] = {}
    for number, line in lines(record, text):
        name, *words = line.split(" ")
        values = dict(word.partition("=")[::2] for word in words)
        if name == "/set":
            defaults |= values
            continue
        path = _plain(name).removeprefix("./")
        if not path.startswith((f"{inside}/", "usr/bin/go")):
            continue
        kind, digest, target = (values.get(key, defaults.get(key, "")) for key in ("type", "sha256digest", "link"))
        if not is_inside(path) or (digest and not re.fullmatch("[0-9a-f]{64}", digest)):
            raise bad_line(record, number, line)
        if kind == "link" or (kind == "file" and path.startswith(f"{inside}/")):
            yield f"{digest}\t{path}\t{_plain(target) if kind == 'link' else ''}"


def _plain(text: str) -> str:
    """Return a name without the escapes of mtree(5), which stand for bytes."""
    escaped = _ESCAPED.sub(lambda found: chr(int(found[1], 8) & 255), text)
    return escaped.encode("latin-1", "ignore").decode("utf-8", "replace") if escaped != text else text
