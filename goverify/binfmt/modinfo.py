"""The text inside the build info: main package, modules and build settings, a line each.

Source: runtime/debug.ParseBuildInfo and cmd/go/internal/modload (the two sentinels around the text).
"""

import re

from goverify.binfmt.types import GoBuild, Module, Replacement

_SENTINEL = 16
_SETTING = "build\t"
_PATH = b"path\t"
_IDENTIFYING = {key: f"\nbuild\t{key}=".encode() for key in ("-compiler", "GOOS")}  # never quoted
_LONGEST_QUOTED = 64 << 10  # a longer one stays as it is; compilers take no longer flags either
_ESCAPE = rb"\\(?:x([0-9a-fA-F]{2})|([0-7]{3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))"
_SIMPLE = {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}
_QUOTED_KEY = r'("(?:[^"\\]++|\\.)*+"|`[^`]*+`)=(.*)'  # possessive: nothing to go back to


def parse(version: bytes, framed: bytes, most_lines: int, found_by: str) -> GoBuild:
    """Return the build info out of so many lines; those of an unknown or a broken shape are passed over."""
    text = _unframed(framed)
    quoted = '"' in text or "`" in text
    path, main = "", None
    dependencies: list[Module] = []
    settings: list[tuple[str, str]] = []
    before = ""  # the keyword of the line before, since "=>" speaks of that module
    for line in text.split("\n", most_lines)[:most_lines]:
        if line.startswith(_SETTING):
            setting = line[len(_SETTING) :]
            key, equals, value = _quoted_setting(setting) if quoted else setting.partition("=")
            if key and equals:
                settings.append((key, value))
            before = ""
            continue
        keyword, _, rest = line.partition("\t")
        if keyword == "path":
            path = rest
        elif keyword in ("mod", "dep", "=>"):
            main = _with_module(main, dependencies, keyword, before, rest)
        before = keyword
    return GoBuild(version.decode("utf-8", "replace"), path, main, tuple(dependencies), tuple(settings), found_by)


def parse_briefly(version: bytes, framed: bytes, found_by: str) -> GoBuild:
    """Return the build info without modules, and of the settings only those that tell what kind of program it is."""
    path, settings = "", []
    if _is_framed(framed):
        if framed.startswith(_PATH, _SENTINEL):
            path = _line(framed, _SENTINEL + len(_PATH))
        for key, mark in _IDENTIFYING.items():
            at = framed.find(mark)
            if at >= 0:
                settings.append((key, _line(framed, at + len(mark))))
    return GoBuild(version.decode("utf-8", "replace"), path, None, (), tuple(settings), found_by)


def _line(text: bytes, at: int) -> str:
    return text[at : text.find(b"\n", at)].decode("utf-8", "replace")


def _is_framed(text: bytes) -> bool:
    return len(text) >= 2 * _SENTINEL + 1 and text[-_SENTINEL - 1] == 0x0A


def _unframed(text: bytes) -> str:
    """Return the text between the sentinels, nothing where they are not there."""
    return text[_SENTINEL:-_SENTINEL].decode("utf-8", "replace") if _is_framed(text) else ""


def _module(columns: str) -> Module | None:
    parts = columns.split("\t", 3)
    if len(parts) not in (2, 3):
        return None
    path, version, checksum = (*parts, "")[:3]
    return Module(path, version, checksum)


def _with_module(
    main: Module | None, dependencies: list[Module], keyword: str, before: str, columns: str
) -> Module | None:
    """Add the module of a line to those it speaks of; return the main one, which it may be or may replace."""
    module = _module(columns)
    if module is None:
        return main
    if keyword == "mod":
        return module
    if keyword == "dep":
        dependencies.append(module)
    elif before == "mod" and main:
        return main._replace(replacement=Replacement(*module[:3]))
    elif before == "dep" and dependencies:
        dependencies[-1] = dependencies[-1]._replace(replacement=Replacement(*module[:3]))
    return main


def _quoted_setting(line: str) -> tuple[str, str, str]:
    """Return the key, the equals sign and the value of a line in which either may be quoted."""
    quoted = re.fullmatch(_QUOTED_KEY, line, re.DOTALL)
    key, equals, value = (_unquoted(quoted[1]), "=", quoted[2]) if quoted else line.partition("=")
    return key, equals, _unquoted(value)


def _unquoted(text: str) -> str:
    """Return what a Go string literal stands for; any other text as it is (strconv.Unquote)."""
    if not 2 <= len(text) <= _LONGEST_QUOTED or text[0] not in '"`' or text[0] != text[-1]:
        return text
    if text[0] == "`":
        return text[1:-1]
    return re.sub(_ESCAPE, _meant, text[1:-1].encode(), flags=re.DOTALL).decode("utf-8", "replace")


def _meant(escape: re.Match[bytes]) -> bytes:
    byte, octal, short, long, simple = escape.groups()
    if simple is not None:
        return _SIMPLE.get(simple, simple)
    if byte or octal:
        return bytes([int(byte, 16) if byte else int(octal, 8) & 0xFF])
    point = int(short or long, 16)
    return chr(min(point, 0x10FFFF)).encode("utf-8", "replace")
