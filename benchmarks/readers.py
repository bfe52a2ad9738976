"""The readers in-process, on hundreds of real Go binaries: a median for each file, and the libraries on the same facts."""

import sys

sys.path[0] = sys.path[0].removesuffix("benchmarks")  # inspect.py beside this would stand in for Python's own

import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.measure import line, ratio
from goverify.binfmt import Binary, Format, identify
from goverify.host import Host
from goverify.host.live import LiveHost
from tests.binfmt.oracles import theirs
from tests.corpus.making import FOLDER, go_of
from tests.corpus.whole import corpus
from tests.trees import NEWER, NoTree

LIBRARIES = {Format.ELF: "pyelftools", Format.MACHO: "macholib", Format.PE: "pefile"}
FEWEST = 500
OVER = 4
"""How often the programs of the wheels are linked, to be as many as that."""

SAMPLE = 60
"""Files of each format that the libraries read: pefile takes twenty milliseconds for one."""


def read(host: Host, file: Path) -> Binary:
    """Open a file and read it, as a command does."""
    with host.open(host.path(str(file))) as source:
        return identify(source)


def milliseconds(measured: Callable[[], object]) -> float:
    """Return how long it takes, at best of three."""
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        measured()
        times.append(time.perf_counter() - begun)
    return min(times) * 1000


def compare(host: Host, found: dict[Path, Binary]) -> None:
    """Measure the readers alone, and beside the libraries for the same facts."""
    ours = {file: milliseconds(lambda file=file: read(host, file)) for file in found}
    line(f"one of {len(ours)} binaries in-process, median", statistics.median(ours.values()), 0.1, "ms")
    line("the same, 95 of 100", statistics.quantiles(ours.values(), n=20)[-1], 1, "ms")
    for form, library in LIBRARIES.items():
        files = [file for file, binary in found.items() if binary.format is form]
        sample = files[:: max(1, len(files) // SAMPLE)]
        peers = [milliseconds(lambda file=file, form=form: theirs(form, file)) for file in sample]
        line(f"{form.value}: against {library} for the same facts", ratio([ours[file] for file in sample], peers), 0.2)


def link(files: list[Path], folder: Path) -> None:
    """Fill a new folder with a hard link to each of these files."""
    folder.mkdir()
    for number, file in enumerate(files):
        os.link(file, folder / f"{number:04}-{file.name}")


def main() -> None:
    """Measure and print; leave in the folder that is named what the whole processes are to be measured on."""
    try:
        whole = corpus()
    except NoTree as why:
        sys.exit(f"no corpus: {why}")
    host = LiveHost()
    executable = [file for file in whole.files if os.access(file, os.X_OK)]
    found = {file: binary for file in executable if (binary := read(host, file)).go}
    print(f"{len(found)} binaries of Go, {sum(file.stat().st_size for file in found) >> 20} MiB")
    if len(found) < FEWEST:
        sys.exit(f"{FEWEST} are wanted; what is lacking: {'; '.join(whole.lacking)}")
    compare(host, found)
    folder = Path(sys.argv[1])
    link(list(found), folder / "corpus")
    link([file for file in found if FOLDER not in file.parents] * OVER, folder / "releases")
    (folder / "go").symlink_to(go_of(whole.trees[NEWER]))


if __name__ == "__main__":
    main()
