"""What the system's own tools see of the libraries that a program is linked to: ldd(1) on Linux, otool(1) on macOS.

ldd starts the loader that the file names, so it is asked only about a go that is run anyway; and not about a static
one, of which it has nothing to say. Sources: ldd(1), elf/ldd.bash.in of the GNU C library, ldso/dynlink.c of musl.
"""

import re
from pathlib import PurePath

from goverify.binfmt import Binary
from goverify.facts import Facts
from goverify.facts.cgo.xcode import developer_tools
from goverify.facts.second_opinions import Opinion
from goverify.facts.second_readers import second_reader, standing_in, told_by
from goverify.host import Completed

OTOOL = {"386": "I386", "amd64": "X86_64", "arm": "ARM", "arm64": "ARM64"}
"""How otool names what Go calls so."""

TOOL_FOLDERS = ("usr/bin", "Toolchains/XcodeDefault.xctoolchain/usr/bin")
"""Of the developer tools; the otool in /usr/bin only leads there, and opens an installer where there are none."""

_LISTED = re.compile(r"(?m)^\t(\S+)(?: => .*| \(0x[0-9a-f]+\))$")
_LINKED = re.compile(r"(?m)^\t(\S.*) \(compatibility version [\d.]+, current version [\d.]+(?:, \w+)?\)$")
_HEADER = re.compile(r"(?m)^\s*MH_\w+ +(\w+) ")


def ldd_opinion(ask: Facts, file: PurePath, binary: Binary) -> Opinion | None:
    """Return whether ldd lists the libraries that were read; None for a static program, and where ldd cannot tell."""
    program = ask(second_reader, "ldd") if binary.interpreter else None
    run = told_by(ask, program, (str(file),)) if program else None
    if run is None or not _whole(run):
        return None
    listed = {name.rpartition("/")[2] for name in _LISTED.findall(run.stdout)}
    missing = [name for name in binary.needed if name.rpartition("/")[2] not in listed]
    return Opinion(str(program), not missing, _words(listed))


def otool_opinion(ask: Facts, file: PurePath, binary: Binary) -> Opinion | None:
    """Return whether otool sees the processor and the libraries that were read; None where it cannot be asked."""
    tools = ask(developer_tools)
    places = [tools.folder / folder for folder in TOOL_FOLDERS] if tools else []
    program = standing_in(ask, "otool", places)
    [arch, *others] = binary.architectures or ("",)
    if program is None or others or arch not in OTOOL:
        return None
    run = told_by(ask, program, ("-hv", "-L", str(file)))
    header = _HEADER.search(run.stdout)
    if not _whole(run) or header is None:
        return None
    linked = _LINKED.findall(run.stdout)
    accepted = header[1] == OTOOL[arch] and set(linked) == set(binary.needed)
    return Opinion(f"{program} -hv -L", accepted, f"{header[1]}, {_words(linked)}")


def _whole(run: Completed) -> bool:
    return run.status == 0 and not run.flooded


def _words(names: set[str] | list[str]) -> str:
    return ", ".join(sorted(names)) or "no libraries"
