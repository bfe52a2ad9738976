"""The door of this package: what a file is, by its first bytes, handed to the reader that knows the rest."""

from collections.abc import Callable

from goverify.binfmt import elf, fat, macho, pe, rare
from goverify.binfmt.strangers import explain
from goverify.binfmt.types import Binary, Damaged, Format, Source
from goverify.binfmt.window import Window

_FIRST_LINE = 256  # the Linux kernel reads as much (BINPRM_BUF_SIZE)

_MAGICS: dict[bytes, Format] = {
    b"\x7fELF": Format.ELF,
    b"MZ": Format.PE,
    b"#!": Format.SCRIPT,
    **dict.fromkeys(macho.MAGICS, Format.MACHO),
    **dict.fromkeys(fat.MAGICS, Format.FAT),
    b"!<arch>\n": Format.ARCHIVE,
    b"!<thin>\n": Format.ARCHIVE,
    b"<bigaf>\n": Format.ARCHIVE,  # AIX
    b"\0asm": Format.WASM,
    **dict.fromkeys(rare.PLAN9_MAGICS, Format.PLAN9),
    **dict.fromkeys(rare.XCOFF_MAGICS, Format.XCOFF),
}
_READERS: dict[Format, Callable[[Window], Binary]] = {
    Format.ELF: elf.read,
    Format.FAT: fat.read,
    Format.MACHO: macho.read,
    Format.PE: pe.read,
    Format.WASM: rare.read_wasm,
    Format.PLAN9: rare.read_plan9,
    Format.XCOFF: rare.read_xcoff,
}


def identify(source: Source, *, brief: bool = False) -> Binary:
    """Return what the file is; damage is told in `problem`, never raised.

    Of a file that has build info `brief` leaves out Go's build ID, where no header holds it, and the era of the
    function table, which stand apart and cost a read each; and of the build info the modules and nearly all settings.
    """
    window = Window(source, brief=brief)
    if window.size == 0:
        return Binary(Format.EMPTY, problem="empty")
    head = window.head
    kind = _MAGICS.get(head[:4]) or _MAGICS.get(head[:2]) or _MAGICS.get(head[:8], Format.UNKNOWN)
    if kind is Format.FAT and fat.is_java(window):
        kind = Format.UNKNOWN
    try:
        return _identified(window, kind)
    except Damaged as damage:
        return Binary(kind, problem=str(damage))


def _identified(window: Window, kind: Format) -> Binary:
    reader = _READERS.get(kind)
    if reader:
        return reader(window)
    if kind is Format.SCRIPT:
        return _script(window.head)
    return Binary(kind, problem=explain(window) if kind is Format.UNKNOWN else None)


def _script(head: bytes) -> Binary:
    line = head[:_FIRST_LINE].partition(b"\n")[0]
    problem = None
    if not line[2:].strip():
        problem = 'its "#!" line names no interpreter'
    elif line.endswith(b"\r"):
        problem = 'its "#!" line ends in a carriage return, which is taken for a part of the interpreter\'s name'
    return Binary(Format.SCRIPT, first_line=line.decode("utf-8", "replace"), problem=problem)
