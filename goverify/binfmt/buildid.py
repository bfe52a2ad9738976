"""The build ID of Go: what the linker calls one outcome, and by which go finds that a tool has changed.

Source: cmd/internal/buildid. ELF keeps it in a note, the others in words: wasm in a section of its own, the rest before the code.
"""

import re

from goverify.binfmt.window import Range, Window

_READ = 32 << 10  # as far as go looks: cgo puts little before the text of Go
_LONGEST = 512  # four hashes of 20 characters are the rule, -ldflags=-buildid=… can be anything
_IN_WORDS = re.compile(rb'\xff Go build ID: "([\w\-+/=.:@]{1,%d})"\n \xff' % _LONGEST, re.ASCII)
_ALONE = re.compile(rb"[\x21-\x7e]{1,%d}" % _LONGEST)


def of_note(content: bytes | None) -> str | None:
    """Return the build ID in the content of a note or section, None where that is not printable."""
    return content.decode("ascii") if content and _ALONE.fullmatch(content) else None


def of_words(content: bytes) -> str | None:
    """Return the build ID that stands in words; a packer leaves a torn one, which is none."""
    found = _IN_WORDS.search(content)
    return found[1].decode("ascii") if found else None


def in_text(window: Window, text: Range | None) -> str | None:
    """Return the build ID in words at the beginning of the code, where there is any code."""
    return of_words(window.read(text.offset, min(text.size, _READ))) if text else None
