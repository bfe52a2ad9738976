"""The records and manifests that come with goverify: how their files are written and read.

A JSON document holds one signed tree head, the records with the proofs that this tree holds them, and how the
manifests of each line of releases are grouped. Two more files a line hold the names and the hashes.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from goverify.sumdb.client import Proven
from goverify.sumdb.dirhash import h1
from goverify.sumdb.manifest import Group, Manifest, Shelf, pack, unpack
from goverify.sumdb.records import sum_of
from goverify.sumdb.refused import Refused
from goverify.sumdb.tlog import Proof
from goverify.sumdb.toolchain import MODULE, prefix_of, version_of

CATALOGUE = "records.json"

ReadFile = Callable[[str], bytes]
"""From a file's name to its content."""


class Catalogue(NamedTuple):
    """What comes with goverify, but for names and hashes."""

    note: bytes
    """The signed head of the tree that holds all records."""
    records: Mapping[str, tuple[bytes, Proof]]
    """By module, such as "go1.27.3.linux-amd64": the record's text, and the proof."""
    groups: Mapping[str, tuple[Group, ...]]
    """By line, such as "1.27"."""

    def proven(self, module: str) -> Proven:
        """Return the record of a module with its proof, not yet checked."""
        record, proof = self.records[module]
        return Proven(sum_of(record, MODULE, version_of(*split(module))), record, self.note, proof)

    def manifest(self, module: str, read: ReadFile) -> Manifest:
        """Return the files of a module; Refused where they do not come to the hash that its record gives."""
        found = unpack(self.shelf(line_of(module), read), module)
        if h1(prefix_of(*split(module)), found) != self.proven(module).sum:
            raise Refused(f"the manifest of {module} does not come to the hash of its record")
        return found

    def shelf(self, line: str, read: ReadFile) -> Shelf:
        """Return the packed manifests of a line."""
        return Shelf(self.groups[line], read(f"{line}.names"), read(f"{line}.digests"))


def split(module: str) -> tuple[str, str]:
    """Return the release and the platform of "go1.27.3.linux-amd64"."""
    release, _, platform = module.rpartition(".")
    return release, platform


def line_of(module: str) -> str:
    """Return the line of releases that a module belongs to, such as "1.27"."""
    return ".".join(module.removeprefix("go").split(".")[:2])


def decode(data: bytes) -> Catalogue:
    """Return the catalogue; Refused where it is damaged."""
    try:
        fields: dict[str, Any] = json.loads(data)
        return Catalogue(
            note=fields["note"].encode(),
            records={
                module: (item["record"].encode(), Proof(item["number"], tuple(map(b64decode, item["path"]))))
                for module, item in fields["records"].items()
            },
            groups={
                line: tuple(Group(tuple(group["modules"]), group["files"]) for group in groups)
                for line, groups in fields["lines"].items()
            },
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refused("the records that come with goverify are damaged") from None


def encode(proven: Mapping[str, Proven], manifests: Mapping[str, Manifest]) -> dict[str, bytes]:
    """Return the files that hold records and manifests, by their names; all records lie in one tree."""
    lines = sorted({line_of(module) for module in proven})
    shelves = {line: pack({each: manifests[each] for each in proven if line_of(each) == line}) for line in lines}
    (note,) = {item.note for item in proven.values()}
    records = {
        module: {
            "number": item.proof.number,
            "record": item.record.decode(),
            "path": [b64encode(each).decode() for each in item.proof.path],
        }
        for module, item in sorted(proven.items())
    }
    groups = {
        line: [{"modules": list(group.modules), "files": group.files} for group in shelf.groups]
        for line, shelf in shelves.items()
    }
    text = json.dumps({"note": note.decode(), "records": records, "lines": groups}, ensure_ascii=False, indent=1)
    files = {CATALOGUE: f"{text}\n".encode()}
    for line, shelf in shelves.items():
        files |= {f"{line}.names": shelf.names, f"{line}.digests": shelf.digests}
    return files
