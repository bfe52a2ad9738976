"""Go's own marks in an executable: build info, build ID, the era of its function table, and what these prove."""

from typing import Literal, NamedTuple

from goverify.binfmt import buildid, buildinfo, pclntab
from goverify.binfmt.image import Image, Problems
from goverify.binfmt.types import GoBuild

Compiler = Literal["gc", "gccgo", "tinygo"]


class Marks(NamedTuple):
    """What there is of Go."""

    go: GoBuild | None
    build_id: str | None
    pclntab: str | None
    compiler: Compiler | None
    problem: str | None


def look(image: Image) -> Marks:
    """Return the marks; where looking for one finds damage, the others stand all the same."""
    problems = Problems()
    window = image.memory.window
    build_id, era = image.build_id, None
    go = problems.attempt(None, buildinfo.find, image)
    if go is not None and window.brief:
        return Marks(go, build_id, None, _compiler(go, None), problems.first)
    if build_id is None and image.text:
        build_id = problems.attempt(None, buildid.in_text, window, image.text)
    if image.pclntab:
        era = problems.attempt(None, pclntab.of_section, window, image.pclntab)
    if go is None and image.symbols and (image.marked or build_id):
        table = image.symbols()
        go = problems.attempt(None, buildinfo.find_by_symbol, image, table) if table else None
    return Marks(go, build_id, era, _compiler(go, build_id or era), problems.first)


def _compiler(go: GoBuild | None, mark: str | None) -> Compiler | None:
    """Return gc where something only its linker writes is there; build info names another one."""
    if go and go.setting("-compiler") == "gccgo":
        return "gccgo"
    return "gc" if go or mark else None
