"""The signer of tiny Mach-O files: ad-hoc as the linker does it, or by a developer of the test authorities."""

import hashlib
import plistlib
import struct
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from asn1crypto import core

from goverify.binfmt import identify
from goverify.signatures import Signature, Trust, verify
from tests.binfmt.builders import Bytes
from tests.signatures.authorities import NOW, TEAM, Issued, world
from tests.signatures.messages import Attribute, message, stamped

ADHOC, LINKER_SIGNED, RUNTIME = 0x2, 0x20000, 0x10000
ROOM = 0x3000
"""What is left for the signature, as codesign leaves some."""
CODE_AT = 0x200
REQUIREMENTS = struct.pack(">III", 0xFADE0C01, 12, 0)
_TYPES = {1: ("sha1", 20, "1.3.14.3.2.26"), 2: ("sha256", 32, "2.16.840.1.101.3.4.2.1")}
_TYPES |= {3: ("sha256", 20, "2.16.840.1.101.3.4.2.1"), 4: ("sha384", 48, "2.16.840.1.101.3.4.2.2")}


class Shape(NamedTuple):
    """What a code directory says."""

    identifier: str = "org.example.tool"
    team: str = ""
    flags: int = ADHOC | LINKER_SIGNED
    hash_type: int = 2
    page: int = 12
    version: int = 0x20400
    scatter: int = 0
    limit: int | None = None
    long_limit: int = 0
    outside: tuple[tuple[int, bytes], ...] = ()
    """Hashes of special slots whose content is not in the file."""


def blob(mark: int, content: bytes) -> bytes:
    """Return content behind its mark and length."""
    return struct.pack(">II", mark, 8 + len(content)) + content


def directory(program: bytes, shape: Shape = Shape(), parts: Mapping[int, bytes] | None = None) -> bytes:  # noqa: B008  # frozen
    """Return a code directory over the program and the parts of its signature."""
    name, size, _ = _TYPES[shape.hash_type]
    step = 1 << shape.page if shape.page else max(len(program), 1)
    hashes = [_hash(name, program[at : at + step])[:size] for at in range(0, len(program), step)]
    special = {slot: _hash(name, part)[:size] for slot, part in (parts or {}).items()} | dict(shape.outside)
    count = max(special, default=0)
    table = b"".join(special.get(slot, bytes(size)) for slot in range(count, 0, -1))
    names = shape.identifier.encode() + b"\0" + (shape.team.encode() + b"\0" if shape.team else b"")
    name_at = 88
    team_at = name_at + len(shape.identifier) + 1 if shape.team else 0
    hashes_at = name_at + len(names) + len(table)
    limit = len(program) if shape.limit is None else shape.limit
    head = struct.pack(">7I", shape.version, shape.flags, hashes_at, name_at, count, len(hashes), limit)
    head += struct.pack(">4BI", size, shape.hash_type, 0, shape.page, 0)
    head += struct.pack(">IIIQ", shape.scatter, team_at, 0, shape.long_limit) + bytes(24)
    return blob(0xFADE0C02, head + names + table + b"".join(hashes))


def _hash(name: str, data: bytes) -> bytes:
    return hashlib.new(name, data).digest()


def container(parts: Mapping[int, bytes]) -> bytes:
    """Return the parts of a signature by slot, one behind the other."""
    at = 12 + 8 * len(parts)
    table = b""
    for slot, part in parts.items():
        table += struct.pack(">II", slot, at)
        at += len(part)
    return struct.pack(">III", 0xFADE0CC0, at, len(parts)) + table + b"".join(parts.values())


def program(code: bytes, *, cpu: int = 0x0100000C, room: int = ROOM, linked: tuple[int, int] | None = None) -> bytes:
    """Return a program that ends where its signature has to begin; `linked` is another place for __LINKEDIT."""
    start = CODE_AT + -(-len(code) // 16) * 16
    at, size = linked or (start, room)
    commands = [
        struct.pack("<II16s4QIIII", 0x19, 72, b"__TEXT", 1 << 32, start, 0, start, 5, 5, 0, 0),
        struct.pack("<II16s4QIIII", 0x19, 72, b"__LINKEDIT", 1 << 33, size, at, size, 1, 1, 0, 0),
        struct.pack("<IIII", 0x1D, 16, start, room),
    ]
    body = b"".join(commands)
    head = struct.pack("<IiiIIIII", 0xFEEDFACF, cpu, 0, 2, len(commands), len(body), 0x200000, 0)
    return ((head + body).ljust(CODE_AT, b"\0") + code).ljust(start, b"\0")


def with_signature(unsigned: bytes, signature: bytes, room: int = ROOM) -> bytes:
    """Return the program with a signature in the room for it."""
    assert len(signature) <= room
    return unsigned + signature.ljust(room, b"\0")


def flipped(data: bytes, at: int, mask: int = 1) -> bytes:
    """Return the file with a bit turned."""
    return data[:at] + bytes([data[at] ^ mask]) + data[at + 1 :]


CODE = bytes(range(256)) * 48
"""Three pages of a program, and the one of its header."""


def adhoc(
    code: bytes = CODE,
    *shapes: Shape,
    parts: Mapping[int, bytes] | None = None,
    more: Mapping[int, bytes] | None = None,
    cpu: int = 0x0100000C,
    room: int = ROOM,
) -> bytes:
    """Return a program signed by nobody; `more` are parts that no directory covers."""
    unsigned = program(code, cpu=cpu, room=room)
    slots = (0, *range(0x1000, 0x1006))
    directories = (directory(unsigned, shape, parts) for shape in shapes or (Shape(),))
    return with_signature(
        unsigned, container(dict(zip(slots, directories, strict=False)) | dict(parts or {}) | dict(more or {})), room
    )


DEVELOPED = Shape(team=TEAM, flags=RUNTIME)
Signer = Callable[[list[bytes]], bytes]


def developed(
    *shapes: Shape, parts: Mapping[int, bytes] | None = None, signer: Signer | None = None, code: bytes = CODE
) -> bytes:
    """Return a program signed by the test developer, or by another signer of its code directories."""
    unsigned = program(code)
    sealed = {2: REQUIREMENTS, **(parts or {})}
    directories = [directory(unsigned, shape, sealed) for shape in shapes or (DEVELOPED,)]
    slots = (0, *range(0x1000, 0x1006))
    signature = (signer or by())(directories)
    found = dict(zip(slots, directories, strict=False)) | sealed | {0x10000: blob(0xFADE0B01, signature)}
    return with_signature(unsigned, container(found))


def by(leaf: Issued | None = None, clock: Issued | None = None, **options: object) -> Signer:
    """Return a signer; the timestamp is of the test authority unless another is given."""
    home = world()
    chosen: dict[str, object] = {"others": (home.middle, home.root), **options}

    def signed(directories: list[bytes]) -> bytes:
        chosen.setdefault("attributes", apple_attributes(directories))
        return stamped(leaf or home.leaf, directories[0], clock or home.clock, **chosen)  # type: ignore[arg-type]

    return signed


def unstamped(leaf: Issued | None = None, **options: object) -> Signer:
    """Return a signer who asks no timestamp authority."""
    home = world()
    chosen: dict[str, object] = {"others": (home.middle, home.root), **options}
    return lambda directories: message(
        leaf or home.leaf,
        directories[0],
        **{"attributes": apple_attributes(directories), **chosen},  # type: ignore[arg-type]
    )


def apple_attributes(directories: list[bytes]) -> tuple[Attribute, ...]:
    """Return what Apple has a signer say of each code directory."""
    kinds = [_TYPES[data[37]] for data in directories]
    digests = [_hash(name, data) for (name, _, _), data in zip(kinds, directories, strict=True)]
    plist = plistlib.dumps({"cdhashes": [digest[:20] for digest in digests]})
    pairs = []
    for (_, _, oid), digest in zip(kinds, digests, strict=True):
        pair = core.ObjectIdentifier(oid).dump() + core.OctetString(digest).dump()
        pairs.append(core.Any.load(bytes([0x30, len(pair)]) + pair))
    return (("1.2.840.113635.100.9.1", [core.OctetString(plist)]), ("1.2.840.113635.100.9.2", pairs))


@cache
def trust() -> Trust:
    """Return the trust in the test root."""
    return Trust((world().root.der,), (), NOW)


def judged(data: bytes, believed: Trust | None = None) -> Signature:
    """Return the one signature of a file."""
    source = Bytes(data)
    [signature] = verify(source, identify(source), believed or trust())
    return signature
