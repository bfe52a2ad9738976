"""The child process of the deep view: one file in, one JSON array of views out, within limits of its own."""

import io
import json
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from goverify.deep.types import View
from goverify.host import Reader
from goverify.host.local.files import open_file
from goverify.host.local.restraint import restrain
from goverify.host.stream import Stream

READERS = {"pyelftools": "elf", "macholib": "macho", "pefile": "pe"}

MEMORY_BYTES = 1 << 30
"""Address space: pefile holds a large program twice, and a hostile one asks for all there is."""

CPU_S = 20

FILE_LIMIT_BYTES = 256 << 20
"""No Go toolchain has a larger program; some libraries read all of a file at once."""


def main(library: str, file: str) -> int:
    """Write what a library sees in a file to stdout, or why it sees nothing to stderr."""
    restrain(MEMORY_BYTES, CPU_S)
    try:
        read: Callable[[io.BufferedReader], tuple[View, ...]] = import_module(f"goverify.deep.{READERS[library]}").read
        with open_file(PurePath(file)) as reader:
            answer = json.dumps(read(_buffered(reader)))
    except Exception as error:  # noqa: BLE001 - these libraries raise whatever a damaged file leads them into
        said = " ".join(str(error).split())[:200]
        sys.stderr.write(ascii(f"{type(error).__name__}: {said}")[1:-1] + "\n")
        return 1
    sys.stdout.write(answer)
    return 0


def _buffered(reader: Reader) -> io.BufferedReader:
    if reader.size > FILE_LIMIT_BYTES:
        raise ValueError(f"it is larger than {FILE_LIMIT_BYTES >> 20} MiB")
    return io.BufferedReader(Stream(reader))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
