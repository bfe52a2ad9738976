"""The bounded reading of a settings file, in whatever encoding it stands."""

from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts

LIMIT_BYTES = 1 << 20
"""The settings of people who have collected them for years are a tenth of it; of a longer file the beginning is read."""

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


class Text(NamedTuple):
    """What a settings file says."""

    path: PurePath
    text: str
    """Empty where it cannot be read; what cannot be decoded is replaced."""
    problem: str
    """Why it cannot be read, or not as a whole; else empty."""


def text_of(ask: Facts, path: PurePath, limit_bytes: int = LIMIT_BYTES) -> Text | None:
    """Return what a file says, or None where there is none."""
    try:
        with ask.host.open(path) as reader:
            data, size = reader.read(0, limit_bytes), reader.size
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return Text(path, "", error.strerror or str(error))
    return Text(
        path,
        _decoded(data),
        f"only the first {limit_bytes} of its {size} bytes were read" if size > limit_bytes else "",
    )


def names_in(ask: Facts, folder: PurePath) -> frozenset[str]:
    """Return the names in a folder; none where it is missing or may not be listed."""
    try:
        return frozenset(ask.host.names(folder))
    except OSError:
        return frozenset()


def without_surrogates(text: str) -> str:
    """Return a text with a mark in the place of halves of characters, which no path and no document can hold."""
    return text.encode("utf-8", "replace").decode()


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    return data.decode("utf-8", "replace")
