"""The writer of Mach-O files with a build info section and a build ID at the start of the code (mach-o/loader.h)."""

import struct

PROCESSORS = {"amd64": (0x01000007, 3), "arm64": (0x0100000C, 0)}
"""GOARCH: cputype, cpusubtype."""

_BASE = 1 << 32
_HEADER_SIZE, _SEGMENT_SIZE = 32, 72 + 80
_READ, _WRITE, _EXECUTE = 1, 2, 4


def program(arch: str, block: bytes, build_id: str) -> bytes:
    """Return an executable that holds these."""
    text = build_id_mark(build_id)
    text_at = _HEADER_SIZE + 2 * _SEGMENT_SIZE
    block_at = -(-(text_at + len(text)) // 16) * 16
    commands = _segment(b"__TEXT", b"__text", _READ | _EXECUTE, 0, text_at, text_at + len(text))
    commands += _segment(b"__DATA", b"__go_buildinfo", _READ | _WRITE, block_at, block_at, block_at + len(block))
    header = struct.pack("<8I", 0xFEEDFACF, *PROCESSORS[arch], 2, 2, len(commands), 0x200085, 0)
    return (header + commands + text).ljust(block_at, b"\0") + block


def build_id_mark(build_id: str) -> bytes:
    """Return the build ID as it stands in the code where a format has no notes (cmd/internal/buildid)."""
    return b'\xff Go build ID: "' + build_id.encode() + b'"\n \xff'


def _segment(name: bytes, section: bytes, rights: int, start: int, section_start: int, end: int) -> bytes:
    """Return a segment command with one section that reaches to the segment's end."""
    size, inner = end - start, end - section_start
    command = struct.pack(
        "<II16s4Q4I", 0x19, _SEGMENT_SIZE, name, _BASE + start, size, start, size, rights, rights, 1, 0
    )
    return command + struct.pack("<16s16sQQ8I", section, name, _BASE + section_start, inner, section_start, 4, *[0] * 6)
