"""Signed notes: a text with the signatures of those who vouch for it.

Source: golang.org/x/mod/sumdb/note. What is signed is the text with its last line break; a blank line and the
signatures follow. Signers that nobody here knows are passed over; a bad signature of a known one spoils the note.
"""

import binascii
import hashlib
from base64 import b64decode
from typing import NamedTuple

from goverify.sumdb.refused import Refused

MAX_BYTES = 1 << 20
"""As golang.org/x/mod limits a note."""

MAX_SIGNATURES = 100
"""As golang.org/x/mod counts them, so that nobody is kept busy."""

ED25519 = 1
"""The number of the one algorithm for notes in use here."""

LEAD = "— "
"""An em dash and a space begin each signature."""

KEY_HASH_BYTES = 4


class Key(NamedTuple):
    """A public key with the name of its owner."""

    name: str
    hash: bytes
    """The four bytes by which a signature names the key."""
    public: bytes

    @classmethod
    def parse(cls, text: str) -> "Key":
        """Return the key of a text such as "example.org+1a2b3c4d+AbCd…"; Refused where its parts do not fit together."""
        name, _, rest = text.partition("+")
        stated, _, encoded = rest.partition("+")
        data = _decoded(encoded)
        if not _is_name(name) or len(stated) != 2 * KEY_HASH_BYTES or data is None:
            raise Refused("the key is not written as name+hash+key")
        if data[:1] != bytes([ED25519]) or len(data) != 33:
            raise Refused("the key is not an Ed25519 key")
        if key_hash(name, data).hex() != stated:
            raise Refused("the key's hash is not that of its name and content")
        return cls(name, bytes.fromhex(stated), data[1:])


def key_hash(name: str, data: bytes) -> bytes:
    """Return the four bytes that stand for a key: its algorithm's number and content, and its owner's name."""
    return hashlib.sha256(name.encode() + b"\n" + data).digest()[:KEY_HASH_BYTES]


def open_note(message: bytes, key: Key) -> str:
    """Return the text of a note that the key's owner has signed; Refused for every other."""
    text, signatures = _parts(message)
    own = [signature for name, signature in signatures if name == key.name and signature[:KEY_HASH_BYTES] == key.hash]
    if not own:
        names = sorted({name for name, _ in signatures})
        others = ", ".join("another of that name" if name == key.name else name for name in names) or "nobody"
        raise Refused(f"the note is not signed by {key.name}'s known key but by {others}")
    # golang.org/x/mod looks at the first signature of each key alone.
    if not _is_signed(text.encode(), own[0][KEY_HASH_BYTES:], key.public):
        raise Refused(f"the signature of {key.name} does not fit the text")
    return text


def _parts(message: bytes) -> tuple[str, list[tuple[str, bytes]]]:
    if len(message) > MAX_BYTES:
        raise Refused("the note is longer than any is")
    try:
        text = message.decode()
    except UnicodeDecodeError:
        raise Refused("the note is not UTF-8") from None
    if any(char < " " and char != "\n" for char in text):
        raise Refused("the note holds control characters")
    end = text.rfind("\n\n")
    if end < 0:
        raise Refused("the note has no blank line between its text and its signatures")
    body, tail = text[: end + 1], text[end + 2 :]
    if not tail.endswith("\n"):
        raise Refused("the note's signatures are missing or cut off")
    lines = tail[:-1].split("\n")
    if len(lines) > MAX_SIGNATURES:
        raise Refused(f"the note has more than {MAX_SIGNATURES} signatures")
    return body, [_signature(line) for line in lines]


def _signature(line: str) -> tuple[str, bytes]:
    name, _, encoded = line.removeprefix(LEAD).partition(" ")
    data = _decoded(encoded)
    if not line.startswith(LEAD) or not _is_name(name) or data is None or len(data) <= KEY_HASH_BYTES:
        raise Refused("a line among the note's signatures is none")
    return name, data


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(map(str.isspace, name))


def _decoded(text: str) -> bytes | None:
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None


def _is_signed(text: bytes, signature: bytes, public: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text)
    except (InvalidSignature, ValueError):
        return False
    return True
