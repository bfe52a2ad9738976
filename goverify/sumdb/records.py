"""The texts of the checksum database: a record, a tree head, and the answer to a look-up that holds both.

Source: golang.org/x/mod/sumdb (client.go), golang.org/x/mod/sumdb/tlog (note.go).
"""

import binascii
from base64 import b64decode
from typing import NamedTuple

from goverify.sumdb.note import Key, open_note
from goverify.sumdb.refused import Refused
from goverify.sumdb.tlog import HASH_BYTES, MAX_SIZE, Head

TREE = "go.sum database tree"
"""The first line of every tree head."""

MAX_RECORD_BYTES = 1 << 16


class Answer(NamedTuple):
    """What a look-up says, before any of it is proven."""

    number: int
    """The record's place in the log."""
    record: bytes
    """The record's text: lines of a go.sum file."""
    note: bytes
    """A signed tree head."""


def parse_answer(data: bytes) -> Answer:
    """Return the parts of an answer: the record's number, its text, a signed tree head; Refused for any other text."""
    first, _, rest = data[: 2 * MAX_RECORD_BYTES].partition(b"\n")
    text, blank, note = rest.partition(b"\n\n")
    record = text + b"\n"
    if not blank or not note or not is_record(record):
        raise Refused("the answer is not a record with a signed tree head behind it")
    return Answer(_number(first, "the record's number"), record, note)


def is_record(record: bytes) -> bool:
    """Return whether a text can be a record: whole lines of UTF-8 without control characters, none of them empty."""
    try:
        text = record.decode()
    except UnicodeDecodeError:
        return False
    if len(record) > MAX_RECORD_BYTES or not text.endswith("\n") or "\n\n" in text or text.startswith("\n"):
        return False
    return not any(char < " " and char != "\n" for char in text)


def parse_head(note: bytes, key: Key) -> Head:
    """Return the tree head that a note holds, signed by the key's owner; Refused for any other."""
    lines = open_note(note, key).split("\n", 3)
    if len(lines) != 4 or lines[0] != TREE:
        raise Refused("the note is signed and holds no tree head")
    try:
        root = b64decode(lines[2], validate=True)
    except (binascii.Error, ValueError):
        root = b""
    if len(root) != HASH_BYTES:
        raise Refused("the tree head's hash is none")
    return Head(_number(lines[1].encode(), "the tree's size"), root)


def sum_of(record: bytes, module: str, version: str) -> str:
    """Return the hash that a record gives a module's files; Refused for a record of another module or version."""
    lines = [line.split(" ") for line in record.decode().splitlines()]
    found = [line[2] for line in lines if len(line) == 3 and line[:2] == [module, version]]
    if len(found) != 1 or not found[0].startswith("h1:"):
        named = f"{lines[0][0]} {lines[0][1]}" if lines and len(lines[0]) > 1 else "nothing"
        raise Refused(f"the record is not that of {module} {version} but of {named}")
    return found[0]


def _number(text: bytes, what: str) -> int:
    if not text.isdigit() or len(text) > 19 or (text[:1] == b"0" and text != b"0") or int(text) > MAX_SIZE:
        raise Refused(f"{what} is not a number")
    return int(text)
