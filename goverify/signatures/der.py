"""The reader of tags and lengths: DER, and as much BER as Apple writes.

Source: X.690. Each count and depth is bounded, and nothing here calls itself.
"""

from typing import NamedTuple

from goverify.signatures.broken import BrokenSignature

SEQUENCE, SET, INTEGER, OCTETS, NAME = 0x30, 0x31, 0x02, 0x04, 0x06
MOST_CHILDREN = 256
_DEEPEST = 32  # values of no stated length within each other; Apple's messages have five
_MOST_PIECES = 4096


class Item(NamedTuple):
    """One value."""

    mark: int
    """Its identifier octet: class, form and tag."""
    contents: bytes
    whole: bytes

    @property
    def number(self) -> int:
        """Return the value of an INTEGER."""
        if self.mark != INTEGER or not self.contents:
            raise BrokenSignature("the signed message has something else where a number belongs")
        return int.from_bytes(self.contents, "big", signed=True)

    @property
    def name(self) -> str:
        """Return the dotted form of an OBJECT IDENTIFIER."""
        if self.mark != NAME or not 0 < len(self.contents) <= 64 or self.contents[-1] & 0x80:
            raise BrokenSignature("the signed message has something else where a name belongs")
        arcs, arc = [], 0
        for octet in self.contents:
            arc = arc << 7 | octet & 0x7F
            if octet < 0x80:
                arcs.append(arc)
                arc = 0
        first = min(arcs[0] // 40, 2)
        return ".".join(map(str, (first, arcs[0] - 40 * first, *arcs[1:])))

    @property
    def octets(self) -> bytes:
        """Return the bytes of an OCTET STRING, which BER may cut into pieces."""
        if self.mark == OCTETS:
            return self.contents
        pieces = self.inside(OCTETS | 0x20)
        if any(piece.mark != OCTETS for piece in pieces):
            raise BrokenSignature("the signed message has something else where bytes belong")
        return b"".join(piece.contents for piece in pieces)

    def inside(self, *marks: int) -> tuple["Item", ...]:
        """Return the values within it; BrokenSignature where its identifier is none of these."""
        if self.mark not in marks:
            raise BrokenSignature("the signed message is not built as it should be")
        return children(self.contents)


def children(data: bytes) -> tuple[Item, ...]:
    """Return the values that follow each other in the data, which they have to fill."""
    found: list[Item] = []
    at = 0
    while at < len(data):
        if len(found) == MOST_CHILDREN:
            raise BrokenSignature(f"the signed message has more than {MOST_CHILDREN} values in one place")
        item = read(data, at)
        found.append(item)
        at += len(item.whole)
    return tuple(found)


def read(data: bytes, at: int = 0) -> Item:
    """Return the value of stated length that stands there."""
    body, length = header(data, at)
    if length is None or body + length > len(data):
        raise BrokenSignature("the signed message is cut short")
    return Item(data[at], data[body : body + length], data[at : body + length])


def header(data: bytes, at: int) -> tuple[int, int | None]:
    """Return where the contents of a value begin and their length, None where BER leaves it open."""
    if at + 2 > len(data):
        raise BrokenSignature("the signed message is cut short")
    if data[at] & 0x1F == 0x1F:
        raise BrokenSignature("the signed message has a value of an unknown kind")
    length = data[at + 1]
    if length < 0x80:
        return at + 2, length
    count = length & 0x7F
    if count > 4 or at + 2 + count > len(data):
        raise BrokenSignature("the signed message has a value of an impossible length")
    if not count:
        return at + 2, None
    return at + 2 + count, int.from_bytes(data[at + 2 : at + 2 + count], "big")


def encoded(mark: int, contents: bytes) -> bytes:
    """Return a value in DER."""
    length = len(contents)
    if length < 0x80:
        return bytes((mark, length)) + contents
    size = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes((mark, 0x80 | len(size))) + size + contents


def definite(data: bytes) -> tuple[bytes, int]:
    """Return the first value with every length stated, and how many bytes it took."""
    body, length = header(data, 0)
    if length is not None:
        return read(data).whole, body + length
    opened: list[tuple[int, list[bytes]]] = [(data[0], [])]
    at = body
    for _ in range(_MOST_PIECES):
        if data[at : at + 2] == b"\0\0":
            mark, parts = opened.pop()
            at += 2
            whole = encoded(mark, b"".join(parts))
            if not opened:
                return whole, at
            opened[-1][1].append(whole)
            continue
        body, length = header(data, at)
        if length is None:
            opened.append((data[at], []))
            at = body
        else:
            opened[-1][1].append(read(data, at).whole)
            at = body + length
        if len(opened) > _DEEPEST:
            break
    raise BrokenSignature("the signed message has too many values of no stated length")
