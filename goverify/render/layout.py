"""The layout of plain text: what may be shown raw, how wide it is on a terminal, where its lines end."""

import functools
import re
from collections.abc import Iterator

MIN_WIDTH, MAX_WIDTH = 40, 100
"""Below, words no longer fit beside their indent; above, the eye loses the line."""

_HIDDEN = (
    "["
    "\x00-\x1f\x7f-\x9f"  # control characters, C1 included: 0x9b alone starts an escape sequence
    "\xa0\u2000-\u200a\u202f\u205f\u2800"  # blanks that are not the blank
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\u2028-\u202e"  # line and paragraph ends, bidirectional embeddings and overrides
    "\ud800-\udfff"  # bytes or halves that are no text
    "\U000e0000-\U000e007f"
    "]"
    "|(?<![^\x00-\x7f])[\u200c\u200d\ufe00-\ufe0f]+"  # joiners and selectors have no work to do after an ASCII letter
)
"""What a terminal would obey, or a reader could not see."""

_COMMANDS = r"(?<!\S)::(?=[A-Za-z-]+(?: |::))|##(?=\[|vso\[|teamcity\[)"
"""What a CI runner obeys that reads the log: GitHub's at the beginning of a line, which any word may come to be, and with
"##[" anywhere (actions/runner, ActionCommand.cs); Azure's and TeamCity's."""

_SHORT = {"\t": r"\t", "\n": r"\n", "\r": r"\r"}
_JOINER, _EMOJI_STYLE = "\u200d", "\ufe0f"
_SKIN = range(0x1F3FB, 0x1F400)


def visible(text: str) -> str:
    """Return `text` on one line, with everything that acts or hides written out as an escape."""
    shown = _hidden().sub(_written_out, text)
    return _commands().sub(_written_out, shown) if "::" in shown or "##" in shown else shown


def _written_out(match: re.Match[str]) -> str:
    return "".join(map(escaped, match[0]))


@functools.cache
def _hidden() -> re.Pattern[str]:
    return re.compile(_HIDDEN)  # not before it is needed: of most names one look tells that nothing hides in them


@functools.cache
def _commands() -> re.Pattern[str]:
    return re.compile(_COMMANDS)


def escaped(character: str) -> str:
    r"""Return the escape of one character: "\n", "\x1b", "\u202e"; a byte that was no text is "\x" and its value."""
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # surrogateescape (PEP 383): the byte is in the low half
        code -= 0xDC00
    if character in _SHORT:
        return _SHORT[character]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def cells(text: str) -> int:
    """Return how many columns of a terminal `text` takes (Unicode Standard Annex 11)."""
    if text.isascii():
        return len(text)
    total, last, before = 0, 0, ""
    for character in text:
        own = _own_cells(character)
        joined = before == _JOINER or (ord(character) in _SKIN and last == 2)
        if character == _EMOJI_STYLE and last == 1:
            total, last = total + 1, 2
        elif own and not joined:
            total, last = total + own, own
        before = character
    return total


def _own_cells(character: str) -> int:
    import unicodedata  # few texts that are not ASCII have to be measured

    if unicodedata.category(character) in ("Mn", "Me", "Cf") or "\u1160" <= character <= "\u11ff":
        return 0  # the latter are vowels and finals of Hangul, as macOS spells Korean names; they join what is before
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def pad(text: str, width: int) -> str:
    """Return `text` with blanks up to `width` columns."""
    return text + " " * (width - cells(text))


def wrap(text: str, width: int, first: str = "", rest: str | None = None) -> Iterator[str]:
    """Yield the lines of a paragraph, the first one after `first`, others after `rest` (else as many blanks).

    Lines end at blanks only: a path or value is never cut, also where it is wider than the page. The paragraph is
    made visible first; `first` and `rest` are ours and stay as they are.
    """
    rest = " " * cells(first) if rest is None else rest
    line, used, empty = first, cells(first), True
    for word in visible(text).split(" "):
        needed = cells(word)
        if not empty and used + 1 + needed > width:
            yield line.rstrip(" ")
            line, used, empty = rest, cells(rest), True
        line, used, empty = (
            (line + word, used + needed, False) if empty else (f"{line} {word}", used + 1 + needed, False)
        )
    yield line.rstrip(" ")
