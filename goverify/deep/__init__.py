"""The deep view: sections, imports and the like through pyelftools, macholib and pefile, each in a child process.

They are made for honest files. A crash, an endless loop or an exhausted memory ends the child, never the run.
"""

import json
import sys
from pathlib import PurePath
from typing import Any

from goverify.binfmt import Format
from goverify.deep.types import Deep, Import, Names, Note, Region, View
from goverify.host import Completed, Host

__all__ = ["LIBRARIES", "Deep", "Import", "Names", "Note", "Region", "View", "look"]

LIBRARIES = {
    Format.ELF: "pyelftools",
    Format.MACHO: "macholib",
    Format.FAT: "macholib",
    Format.PE: "pefile",
}
"""The formats that can be looked into, and through which library."""

TIMEOUT_S = 20.0
"""The slowest honest file that was measured takes two seconds."""


def look(host: Host, path: PurePath, form: Format) -> Deep:
    """Return what the library for a format sees in a file; why it saw nothing stands in `problem`."""
    library = LIBRARIES[form]
    try:
        argv = command(host, path, library)
        done = host.run(argv, timeout_s=TIMEOUT_S, env=host.env, cwd=host.path(sys.executable).parent)
    except OSError as error:
        return Deep(library, error.strerror or type(error).__name__)
    if not done.ok:
        return Deep(library, _failure(done))
    try:
        return Deep(library, views=tuple(map(_view, json.loads(done.stdout))))
    except (ValueError, TypeError, LookupError, RecursionError):
        return Deep(library, "its answer cannot be read")


def command(host: Host, path: PurePath, library: str) -> list[str]:
    """Return the command line of the child; -P keeps modules of its working folder out, as an installation needs none."""
    file = path if path.is_absolute() else host.cwd / path
    return [sys.executable, "-P", "-m", "goverify.deep_child", library, str(file)]


def _failure(done: Completed) -> str:
    if done.timed_out:
        return f"it took longer than {TIMEOUT_S:.0f} s"
    if done.flooded:
        return "it answered without end"
    if done.error:
        return f"it could not be started ({done.error})"
    if done.signal:
        return f"it was ended by {done.signal}"
    last = (done.stderr.strip().splitlines() or [""])[-1][:300]
    return last or f"it ended with exit status {done.status}"


def _view(told: Any) -> View:
    """Return a view out of the arrays that JSON makes of it; ValueError, TypeError, LookupError for anything else."""
    architecture, sections, segments, imports, exports, commands, notes, details = told
    return View(
        str(architecture),
        tuple(map(_region, sections)),
        tuple(map(_region, segments)),
        tuple(Import(str(library), int(count), _texts(names)) for library, count, names in imports),
        Names(int(exports[0]), _texts(exports[1])),
        _texts(commands),
        tuple(Note(str(owner), str(kind), int(size)) for owner, kind, size in notes),
        tuple((str(key), str(value)) for key, value in details),
    )


def _region(told: Any) -> Region:
    name, address, offset, size, flags = told
    return Region(str(name), int(address), int(offset), int(size), str(flags))


def _texts(told: Any) -> tuple[str, ...]:
    return tuple(map(str, told))
