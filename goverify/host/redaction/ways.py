"""The relative paths in go.mod and go.work: they have to lead where they led after folders have got other names."""

import re
from collections.abc import Callable
from pathlib import PurePath

_FILES = frozenset({"go.mod", "go.work", "modules.txt"})
_WAY = re.compile(r"""(?<![^\s"])\.{1,2}(?:[/\\][^\s"/\\]+)+""")
"""What begins with ./ or ../, as go wants a folder to be written."""


def with_ways(path: PurePath, text: str, renamed: Callable[[str], str]) -> str:
    """Return the text of a file with the relative paths in it as `renamed` gives them."""
    if path.name.lower() not in _FILES:
        return text
    return _WAY.sub(lambda way: _written(path, renamed(way[0])), text)


def _written(path: PurePath, way: str) -> str:
    text = type(path)(way).as_posix()
    return text if text.startswith("..") else f"./{text}"
