"""The text inside the build info: main package, modules and build settings, a line each.

Source: runtime/debug.ParseBuildInfo and cmd/go/internal/modload (the two sentinels around the text).
"""

import re

from goverify.binfmt.types import GoBuild, Module

_SENTINEL = 16
_MOST_LINES = 20_000  # keeps a hostile text from becoming a hundred times its size in objects
_ESCAPE = re.compile(rb"\\(?:x([0-9a-fA-F]{2})|([0-7]{3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
_SIMPLE = {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}
_QUOTED_KEY = re.compile(r'("(?:[^"\\]++|\\.)*+"|`[^`]*+`)=(.*)', re.DOTALL)  # possessive: nothing to go back to


def parse(version: bytes, framed: bytes, found_by: str) -> GoBuild:
    """Return the build info; lines of an unknown or a broken shape are passed over."""
    path, main = "", None
    dependencies: list[Module] = []
    settings: list[tuple[str, str]] = []
    before = ""  # the keyword of the line before, since "=>" speaks of that module
    for line in _unframed(framed).split("\n", _MOST_LINES)[:_MOST_LINES]:
        keyword, _, rest = line.partition("\t")
        if keyword == "build":
            settings.extend(_setting(rest))
        elif keyword == "path":
            path = rest
        elif keyword in ("mod", "dep", "=>") and (module := _module(rest)):
            if keyword == "mod":
                main = module
            elif keyword == "dep":
                dependencies.append(module)
            elif before == "mod" and main:
                main = _replaced(main, module)
            elif before == "dep" and dependencies:
                dependencies[-1] = _replaced(dependencies[-1], module)
        before = keyword
    return GoBuild(version.decode("utf-8", "replace"), path, main, tuple(dependencies), tuple(settings), found_by)


def _unframed(text: bytes) -> str:
    """Return the text between the sentinels, nothing where they are not there."""
    framed = len(text) >= 2 * _SENTINEL + 1 and text[-_SENTINEL - 1] == 0x0A
    return text[_SENTINEL:-_SENTINEL].decode("utf-8", "replace") if framed else ""


def _module(columns: str) -> Module | None:
    parts = columns.split("\t", 3)
    if len(parts) not in (2, 3):
        return None
    path, version, checksum = (*parts, "")[:3]
    return Module(path, version, checksum)


def _replaced(module: Module, by: Module) -> Module:
    return Module(module.path, module.version, module.sum, by)


def _setting(line: str) -> list[tuple[str, str]]:
    """Return the key and the value, nothing where the line has no key."""
    quoted = _QUOTED_KEY.fullmatch(line) if line.startswith(('"', "`")) else None
    key, equals, value = (_unquoted(quoted[1]), "=", quoted[2]) if quoted else line.partition("=")
    return [(key, _unquoted(value))] if key and equals else []


def _unquoted(text: str) -> str:
    """Return what a Go string literal stands for; any other text as it is (strconv.Unquote)."""
    if len(text) < 2 or text[0] not in '"`' or text[0] != text[-1]:
        return text
    if text[0] == "`":
        return text[1:-1]
    return _ESCAPE.sub(_meant, text[1:-1].encode()).decode("utf-8", "replace")


def _meant(escape: re.Match[bytes]) -> bytes:
    byte, octal, short, long, simple = escape.groups()
    if simple is not None:
        return _SIMPLE.get(simple, simple)
    if byte or octal:
        return bytes([int(byte, 16) if byte else int(octal, 8) & 0xFF])
    point = int(short or long, 16)
    return chr(min(point, 0x10FFFF)).encode("utf-8", "replace")
