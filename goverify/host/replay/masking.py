"""The redaction of parts of a file: what is shown has as many bytes as what was read, so that offsets stay true."""

import re
from collections.abc import Callable

_WORDS = re.compile(rb"[\x21-\x7e\x80-\xff]{4,4096}")
"""What may be a path or a name amid the bytes of a program."""


def masked(data: bytes, text: Callable[[str], str], word: Callable[[str], str]) -> bytes:
    """Return the bytes redacted in place: as a text, or where they hold a zero byte word by word.

    What becomes shorter is filled up with blanks, what becomes longer is cut.
    """
    if b"\0" in data:
        return _WORDS.sub(lambda found: _fitting(found[0], word), data)
    return _fitting(data, text)


def _fitting(data: bytes, redact: Callable[[str], str]) -> bytes:
    text = data.decode("utf-8", "surrogateescape")
    shown = redact(text)
    return data if shown == text else shown.encode("utf-8", "surrogateescape")[: len(data)].ljust(len(data))
