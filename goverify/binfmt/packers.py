"""The marks of UPX, a packer that many Go programs are shipped with: nothing of Go is found in what it compressed.

Source: UPX, src/p_unix.h and src/packhead.cpp: in the formats of Unix the word "UPX!" stands behind the load commands
or program headers, and again in the last bytes of the file; in PE files sections are named UPX0, UPX1.
"""

from collections.abc import Iterable

from goverify.binfmt.window import Window

_UPX = "UPX"
_MARK = b"UPX!"
_BEHIND = 256  # where the loader's own header begins, whatever precedes it
_TAIL = 64  # the pack header is 32 bytes, with up to as many of padding and offsets behind it


def of_unix(window: Window, headers_end: int) -> str | None:
    """Return the packer by the words behind the headers and at the end of the file."""
    if _MARK in window.read(headers_end, _BEHIND) or _MARK in window.read(max(0, window.size - _TAIL), _TAIL):
        return _UPX
    return None


def of_pe(names: Iterable[bytes]) -> str | None:
    """Return the packer by the names of the sections."""
    return _UPX if b"UPX0\0\0\0\0" in names else None
