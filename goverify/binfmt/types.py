"""The values that the readers of executables take and give."""

from enum import StrEnum
from typing import Literal, NamedTuple, Protocol


class Source(Protocol):
    """A bounded reader over one regular file."""

    @property
    def size(self) -> int:
        """Return the size in bytes."""
        ...

    def read(self, offset: int, length: int) -> bytes:
        """Return the bytes there, fewer at the end of the file, none beyond it."""
        ...


class Format(StrEnum):
    """What kind of file it is."""

    ELF = "elf"
    MACHO = "mach-o"
    FAT = "mach-o-fat"
    PE = "pe"
    SCRIPT = "script"
    ARCHIVE = "archive"
    WASM = "wasm"
    XCOFF = "xcoff"
    PLAN9 = "plan9"
    EMPTY = "empty"
    UNKNOWN = "unknown"


class Damaged(ValueError):
    """The content breaks the rules of its format; the message is a sentence fragment for a person."""


class Replacement(NamedTuple):
    """What stands in for a module, which nothing replaces in turn."""

    path: str
    version: str
    sum: str = ""


class Module(NamedTuple):
    """One module as a Go binary names it."""

    path: str
    version: str
    sum: str = ""
    replacement: Replacement | None = None


class GoBuild(NamedTuple):
    """What the Go linker wrote into a binary about its making."""

    version: str
    """As written, such as "go1.27.3" or "go1.25.5 X:arenas"."""
    path: str
    """Import path of the main package, "" where none is recorded."""
    module: Module | None
    dependencies: tuple[Module, ...]
    settings: tuple[tuple[str, str], ...]
    """Keys and values, unquoted."""
    found_by: str
    """The rule that found it: "section", "segment", "symbol", "realigned section" and rarer ones, each known to
    goverify.binfmt.visibility; then, after commas, what keeps some go from finding it, such as "slice 2" of a fat file."""

    def setting(self, key: str) -> str | None:
        """Return the value of the setting, None where it is not recorded."""
        for name, value in self.settings:
            if name == key:
                return value
        return None


class Stretch(NamedTuple):
    """A run of bytes of a file."""

    offset: int
    size: int


class Binary(NamedTuple):
    """What a file says of itself."""

    format: Format
    system: str | None = None
    """In the words of GOOS, as far as the header tells; an ELF file that names no system is taken for Linux."""
    architectures: tuple[str, ...] = ()
    """In the words of GOARCH, "unknown-0x…" for the others; several in a fat file."""
    bits: int | None = None
    byte_order: Literal["little", "big"] | None = None
    interpreter: str | None = None
    """The loader that an ELF file asks for."""
    needed: tuple[str, ...] = ()
    """Shared libraries by name, in the order of the file."""
    go: GoBuild | None = None
    go_build_id: str | None = None
    problem: str | None = None
    """What is wrong, as a sentence fragment; None when the headers and what they point at lie within the file."""
    first_line: str | None = None
    """Of a script: its "#!" line without the line feed, at most 256 bytes."""
    kind: Literal["executable", "library", "object", "core"] | None = None
    pie: bool | None = None
    """Whether an executable may be loaded at any address."""
    minimum_os: str | None = None
    """Oldest version it is made for: macOS or iOS, Linux kernel (the ABI note), Windows (the subsystem version)."""
    gnu_build_id: str | None = None
    """The linker's own identification of an ELF file, in hexadecimal."""
    nx: bool | None = None
    """Whether data may not be executed: the stack of an ELF file, stack and heap of a Mach-O, all of a PE."""
    relro: Literal["none", "partial", "full"] | None = None
    """How much an ELF file protects from writing once it is relocated; a static Go has "none", and needs none."""
    symbols: bool | None = None
    """Whether it has symbols beside those for dynamic linking."""
    dwarf: bool | None = None
    """Whether it has debugging information."""
    pclntab: str | None = None
    """The era of Go's table of functions, such as "1.20", the first release of that layout; where a section names it."""
    subsystem: str | None = None
    """Of a PE file: "console", "gui", "native" …"""
    packer: str | None = None
    """The program that compressed it, "UPX", after which nothing of Go is found in it."""
    compiler: Literal["gc", "gccgo", "tinygo"] | None = None
    """What compiled it, where it was a compiler of Go."""
    signature: Stretch | None = None
    """Where a code signature stands: the signature of a Mach-O counted from the start of its slice, the certificate table of a PE."""
    slices: tuple["Slice", ...] = ()
    """The parts of a fat file, in its order."""


class Slice(NamedTuple):
    """One part of a fat file."""

    place: Stretch
    binary: Binary
