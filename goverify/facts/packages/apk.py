"""apk's records: Alpine and what is built on it.

Source: apk-package(5) of apk-tools: paragraphs with P (name), V (version), F (folder), R (file in it) and Z, which is Q1
and the SHA-1 of the file in base64; of a link it is that of its text.
"""

import base64
import binascii
from collections.abc import Iterator
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.packages.values import Package, Records, bad_line, condensed, is_inside, lines, recorded

DATABASES = (("lib", "apk", "db", "installed"), ("usr", "lib", "apk", "db", "installed"))
COMMANDS = {"usr/bin/go", "usr/bin/gofmt"}
SHA1 = "Q1"


def records(ask: Facts, root: PurePath) -> Records | None:
    """Return the packages that a tree came with; None where apk lists nothing of it."""
    for base in root.parents:
        for place in DATABASES:
            found = recorded("apk", _packages(ask, base, base.joinpath(*place), root), (root,), "sha1")
            if found:
                return found
    return None


def _packages(ask: Facts, base: PurePath, record: PurePath, root: PurePath) -> tuple[Package, ...]:
    inside = root.relative_to(base).as_posix()
    told = condensed(ask, record, f"the files in {inside}", lambda data: _told(record, data, inside))
    before = base.as_posix().rstrip("/")
    found: dict[tuple[str, str], tuple[dict[str, str], dict[str, str]]] = {}
    for line in told:
        name, version, digest, path = line.split("\t", 3)
        files, links = found.setdefault((name, version), ({}, {}))
        if path in COMMANDS:
            links[f"{before}/{path}"] = ""
        else:
            files[f"{before}/{path}"] = digest
    return tuple(Package(*name, record, files, links) for name, (files, links) in found.items() if files)


def _told(record: PurePath, data: bytes, inside: str) -> Iterator[str]:
    """Yield a line for each file in a folder, and each command: its package, the version, the hash, the path."""
    name = version = folder = path = ""
    for number, line in lines(record, data):
        field, text = line[:2], line[2:]
        if field == "P:":
            name, version, folder, path = text, "", "", ""
        elif field == "V:":
            version = text
        elif field == "F:":
            folder, path = text, ""
        elif field == "R:":
            path = f"{folder}/{text}"
            wanted = path in COMMANDS or path.startswith(f"{inside}/")
            if wanted and not is_inside(path):
                raise bad_line(record, number, line)
            path = path if wanted else ""
        elif field == "Z:" and path:
            yield f"{name}\t{version}\t{_digest(record, number, text)}\t{path}"


def _digest(record: PurePath, number: int, text: str) -> str:
    """Return a hash in hexadecimal; empty for one of a newer kind."""
    if not text.startswith(SHA1):
        return ""
    try:
        digest = base64.b64decode(text.removeprefix(SHA1), validate=True)
    except (binascii.Error, ValueError):
        raise bad_line(record, number, text) from None
    if len(digest) != 20:
        raise bad_line(record, number, text)
    return digest.hex()
