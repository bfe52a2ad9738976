"""The build ID of Go: what the linker calls one outcome, and by which go finds that a tool has changed.

Source: cmd/internal/buildid. ELF keeps it in a note, the others in words: wasm in a section of its own, the rest before the code.
"""

from goverify.binfmt.window import Range, Window

_FIRST = 1024
_READ = 32 << 10  # as far as go looks: cgo puts little before the text of Go
_LONGEST = 512  # four hashes of 20 characters are the rule, -ldflags=-buildid=… can be anything
_BEGINNING, _END = b'\xff Go build ID: "', b'"\n \xff'
_IN_WORDS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+/=.:@"
_PRINTABLE = bytes(range(0x21, 0x7F))


def of_note(content: bytes | None) -> str | None:
    """Return the build ID in the content of a note or section, None where that is not printable."""
    return _made_of(_PRINTABLE, content or b"")


def of_words(content: bytes) -> str | None:
    """Return the build ID that stands in words; a packer leaves a torn one, which is none."""
    start = content.find(_BEGINNING) + len(_BEGINNING)
    end = content.find(_END, start)
    return _made_of(_IN_WORDS, content[start:end]) if start >= len(_BEGINNING) and end >= 0 else None


def _made_of(alphabet: bytes, text: bytes) -> str | None:
    return text.decode("ascii") if 0 < len(text) <= _LONGEST and not text.translate(None, alphabet) else None


def in_text(window: Window, text: Range) -> str | None:
    """Return the build ID in words at the beginning of the code, nearly always at its very beginning."""
    start = window.read(text.offset, min(text.size, _FIRST))
    return of_words(start) or of_words(window.read(text.offset, min(text.size, _READ)))
