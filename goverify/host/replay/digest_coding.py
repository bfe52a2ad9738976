"""The hashes of whole folders in a recorded host: plain where they are few, in one packed text where they are many."""

import base64
import binascii
import json
import zlib
from pathlib import PurePath
from typing import Any

from goverify.host import Digests
from goverify.host.replay.file_encoding import without
from goverify.host.replay.json_node import Node
from goverify.host.replay.records import Fault

FEW = 50
"""That many are fit to be edited by hand."""

LONGEST_UNPACKED = 1 << 26
LENGTHS = {32, 40, 64}
"""Hexadecimal digits of an MD5, a SHA-1 and a SHA-256."""

_FIELDS = ("files", "links", "failures", "others")


def hashed(folder: PurePath, algorithm: str) -> PurePath:
    """Return under which name the hashes of a folder's files are kept; the SHA-256 is the one without a name of its own."""
    return folder if algorithm == "sha256" else folder / f"<{algorithm}>"


def encode_digests(known: Digests | Fault) -> dict[str, Any]:
    """Return hashes as JSON."""
    if isinstance(known, Fault):
        return {"error": known.name}
    fields = {name: dict(sorted(getattr(known, name).items())) for name in _FIELDS[:3]}
    plain = without(fields | {"others": list(known.others)}, links={}, failures={}, others=[])
    if len(known.files) <= FEW:
        return plain
    text = json.dumps(plain, separators=(",", ":"))
    return {"packed": base64.b64encode(zlib.compress(text.encode("utf-8", "surrogateescape"), 9)).decode()}


def decode_digests(node: Node) -> Digests | Fault:
    """Return the hashes; BadRecording where they are none."""
    if isinstance(node.value, dict) and "error" in node.value:
        return Fault(node.fields(("error",))["error"].error_name())
    if isinstance(node.value, dict) and "packed" in node.value:
        node = _unpacked(node.fields(("packed",))["packed"])
    fields = node.fields(_FIELDS, ("files",))
    return Digests(
        files={name: _digest(each) for name, each in fields["files"].items()},
        links={name: each.text() for name, each in fields["links"].items()} if "links" in fields else {},
        failures={name: each.text() for name, each in fields["failures"].items()} if "failures" in fields else {},
        others=fields["others"].texts() if "others" in fields else (),
    )


def _unpacked(node: Node) -> Node:
    try:
        machine = zlib.decompressobj()
        data = machine.decompress(base64.b64decode(node.text(), validate=True), LONGEST_UNPACKED)
        return Node(json.loads(data), node.place)
    except (ValueError, RecursionError, zlib.error, binascii.Error):
        raise node.wrong("JSON, compressed with zlib, in base64") from None


def _digest(node: Node) -> str:
    text = node.text()
    if len(text) not in LENGTHS or set(text) - set("0123456789abcdef"):
        raise node.wrong("an MD5, SHA-1 or SHA-256 in lower-case hexadecimal")
    return text
