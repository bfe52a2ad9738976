"""conda's records: conda-meta/NAME-VERSION-BUILD.json with the SHA-256 of each file as it was put into the prefix.

Source: conda's core/prefix_data and models/records (PathDataV1).
"""

import re
from collections.abc import Iterator
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.packages.values import BadRecord, Package, Records, condensed, entries, is_inside, recorded

_RECORD = re.compile(r"(go(?:-[a-z][a-z0-9]*)*)-(\d[^-]*)-[^-]+\.json")
COMMANDS = {"bin/go", "bin/gofmt"}
SHA256 = re.compile("[0-9a-f]{64}")


def records(ask: Facts, root: PurePath) -> Records | None:
    """Return the packages that a tree came with; None where conda lists nothing of it."""
    found = entries(ask, root.parents, ("conda-meta",), _RECORD)
    return recorded("conda", (_package(ask, prefix, each, root) for prefix, each in found), (root,))


def _package(ask: Facts, prefix: PurePath, name: re.Match[str], root: PurePath) -> Package:
    record = prefix / "conda-meta" / name[0]
    inside = root.relative_to(prefix).as_posix()
    told = condensed(ask, record, f"the files in {inside}", lambda data: _told(record, data, inside))
    pairs = [line.split("\t", 1) for line in told]
    paths = {f"{prefix.as_posix()}/{path}": digest for digest, path in pairs}
    files = {path: "" if digest == "-" else digest for path, digest in paths.items() if digest != "link"}
    return Package(name[1], name[2], record, files, {path: "" for path, digest in paths.items() if digest == "link"})


def _told(record: PurePath, data: bytes, inside: str) -> Iterator[str]:
    """Yield a line for each file and link in a folder, and for the names of commands: its hash or "link", its path."""
    import json  # few need it

    try:
        entries = json.loads(data)["paths_data"]["paths"]
        for entry in entries:
            path, kind = entry["_path"], entry.get("path_type", "hardlink")
            if not path.startswith(f"{inside}/") and path not in COMMANDS:
                continue
            digest = entry.get("sha256_in_prefix") or entry.get("sha256") or "-"
            if not is_inside(path) or not (digest == "-" or SHA256.fullmatch(digest)):
                raise BadRecord(f"{record} has an entry that conda does not write: {path[:60]!r}")
            yield f"{'link' if kind == 'softlink' else digest}\t{path}"
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BadRecord(f"{record} is not what conda writes") from None
