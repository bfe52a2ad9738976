"""The structures of a Mach-O file, by class and byte order.

Source: mach-o/loader.h and mach-o/nlist.h.
"""

from struct import Struct
from typing import NamedTuple

from goverify.binfmt.window import Window


class Layout(NamedTuple):
    """How one class and byte order lays out its structures."""

    order: str
    """"<" or ">", as struct wants it."""
    bits: int
    size: int
    """Of the header."""
    words: Struct
    """Two words, such as the type and size that begin each load command."""
    segment: Struct
    """Name, address, offset, size, both rights and the number of sections, behind type and size."""
    section: Struct
    """Name, segment, address, size, offset."""
    symbol: str
    """A struct format that yields the offset of the name and the value."""


class Header(NamedTuple):
    """The Mach-O header."""

    layout: Layout
    cpu: int
    kind: int
    command_count: int
    commands_size: int
    flags: int


def _layout(order: str, bits: int) -> Layout:
    wide = bits == 64
    return Layout(
        order,
        bits,
        32 if wide else 28,
        Struct(order + "II"),
        Struct(order + ("8x16sQ8xQQIII4x" if wide else "8x16sI4xIIIII4x")),
        Struct(order + ("16s16sQQI28x" if wide else "16s16sIII24x")),
        order + ("I4xQ" if wide else "I4xI"),
    )


_LAYOUTS = {
    b"\xfe\xed\xfa\xce": _layout(">", 32),
    b"\xfe\xed\xfa\xcf": _layout(">", 64),
    b"\xce\xfa\xed\xfe": _layout("<", 32),
    b"\xcf\xfa\xed\xfe": _layout("<", 64),
}
_HEADERS = {order: Struct(order + "4xI4x4I") for order in "<>"}
MAGICS = frozenset(_LAYOUTS)


def read_header(window: Window) -> Header:
    """Return the header; Damaged when it is cut short."""
    layout = _LAYOUTS[window.head[:4]]
    return Header(layout, *_HEADERS[layout.order].unpack(window.exact(0, 28, "the Mach-O header")))
