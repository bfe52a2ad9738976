"""The modules that the project at hand needs and the module cache lacks.

Source: cmd/go/internal/modfetch (DownloadDir), golang.org/x/mod/module (EscapePath) and the reference of go.mod.
"""

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.host.paths import is_file, is_folder, read_text

LONGEST_LINE = 1000
"""No line of a go.mod that was not made to do harm is longer."""

LIMIT_BYTES, LIMIT_MODULES = 1 << 20, 500
"""Of larger projects the start is looked at: a module that is lacking shows there or not at all."""


class WantedModules(NamedTuple):
    """What a project needs of the module cache."""

    file: PurePath
    """Its go.mod."""
    absent: tuple[str, ...]
    """Modules that it requires and the cache lacks, as module@version."""


def wanted_modules(ask: Facts, cache: PurePath) -> WantedModules | None:
    """Return what the project around the current folder needs of a module cache; None where there is no project."""
    host = ask.host
    try:
        cwd = host.cwd
    except OSError:
        return None
    file = next((folder / "go.mod" for folder in (cwd, *cwd.parents) if is_file(host, folder / "go.mod")), None)
    if file is None:
        return None
    if is_file(host, file.parent / "vendor" / "modules.txt"):
        return WantedModules(file, ())  # it has them with it
    try:
        text = read_text(host, file, LIMIT_BYTES) or ""
    except OSError:
        return None
    lines = tuple(_directives(text))
    replaced = {words[0] for verb, words in lines if verb == "replace" and "=>" in words}
    required = [words for verb, words in lines if verb == "require" and len(words) == 2 and words[0] not in replaced]
    absent = (words for words in required[:LIMIT_MODULES] if not is_folder(host, cache / _folder(*words)))
    return WantedModules(file, tuple("@".join(words) for words in absent))


def _directives(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the verb of each directive and its words; a verb may stand before a block of them in parentheses."""
    block = ""
    for line in text.splitlines():
        if line.endswith("// indirect"):
            continue  # a build need not have it, so that a cache filled by builds may lack it
        words = line.partition("//")[0].replace("(", " ( ").split() if len(line) <= LONGEST_LINE else []
        words = [word.strip('"`') for word in words]
        if words == [")"]:
            block = ""
        elif words[1:] == ["("]:
            block = words[0]
        elif words:
            yield (block, words) if block else (words[0], words[1:])


def _folder(path: str, version: str) -> str:
    """Return where the cache keeps a module: file systems that ignore case get capitals with a mark."""
    return re.sub("[A-Z]", lambda capital: "!" + capital[0].lower(), f"{path}@{version}")
