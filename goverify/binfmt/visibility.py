"""What `go version` of a release makes of build info: why it does not find what was found here.

Source: debug/buildinfo of Go 1.21.13, 1.22.10, 1.23.9, 1.26.6 and 1.27.3; golang/go issues 53071, 61644 and 73060.
"""

from goverify.binfmt.buildinfo import BEHIND_DECOY, FAR_AWAY
from goverify.binfmt.fat import UNREADABLE_FOR_GO
from goverify.binfmt.image import BEHIND_SECTION, REALIGNED, SEGMENT, SYMBOL, UNMAPPED
from goverify.binfmt.rare import MISALIGNED, NAMELESS
from goverify.binfmt.types import Binary, Format, GoBuild

_FIRST_TO_READ_FILES, _FIRST_WITH_INFO, _FIRST_INLINE = 13, 13, 18
_LAST_OF_NEAR_ONLY = 21
_FIRST_MISLED, _LAST_KNOWN_MISLED = 24, 27
_FIRST_WITHOUT_SEGMENT = 27
_LAST_KNOWN_WITHOUT_PLAN9 = 15
_NEVER = {
    REALIGNED: "its data section asks for an alignment that go does not expect (golang/go issue 53071)",
    UNMAPPED: "the section that holds its build info is not loaded by any program header",
    BEHIND_SECTION: "it has a section for build info without any in it, and go looks no further",
}

_UNREADABLE = {
    NAMELESS: "go reads no program for AIX that has no whole table of symbols",
    UNREADABLE_FOR_GO: "go reads no fat file with a 64-bit table or with a slice that is no whole program",
}


def missed_by(binary: Binary, release_minor: int) -> str | None:
    """Return why `go version` of Go 1.N does not find the build info, None where it does or where there is none."""
    go = binary.go
    if go is None:
        return None
    rule, *circumstances = go.found_by.split(", ")
    return (
        (_by_symbol(go) if rule == SYMBOL else _NEVER.get(rule))
        or _by_release(binary, go, release_minor)
        or _by_rule(rule, release_minor)
        or next(filter(None, (_by_circumstance(words, release_minor) for words in circumstances)), None)
    )


def _by_symbol(go: GoBuild) -> str:
    if _minor(go.version) < _FIRST_WITH_INFO:
        return (
            "it is older than Go 1.13, whose linker was the first to write build info: only a symbol names its release"
        )
    return "its build info has been removed or damaged: only a symbol names its release"


def _by_release(binary: Binary, go: GoBuild, minor: int) -> str | None:
    """Return why the release reads no such file at all."""
    if minor < _FIRST_TO_READ_FILES:
        return "before Go 1.13 go version reads no files"
    if minor < _FIRST_INLINE <= _minor(go.version):
        return "before Go 1.18 go does not know the form of its build info"
    if binary.format is Format.PLAN9 and minor <= _LAST_KNOWN_WITHOUT_PLAN9:
        return "go of that release does not know executables of Plan 9"
    return None


def _by_rule(rule: str, minor: int) -> str | None:
    if rule == SEGMENT and minor >= _FIRST_WITHOUT_SEGMENT:
        return "no section names its build info, and since Go 1.27 go looks nowhere else (golang/go issue 73060)"
    return None


def _by_circumstance(words: str, minor: int) -> str | None:
    if words.startswith("slice "):
        return f"go reads the first slice of a fat file alone, and this is {words}"
    if words in _UNREADABLE:
        return _UNREADABLE[words]
    if words == BEHIND_DECOY and _FIRST_MISLED <= minor <= _LAST_KNOWN_MISLED:
        return "bytes that look like the beginning of build info stand before it, and mislead go 1.24 to 1.27"
    if words == FAR_AWAY and minor <= _LAST_OF_NEAR_ONLY:
        return "it lies beyond the first 64 KiB of the data, all that go up to 1.21 reads (golang/go issue 61644)"
    if words == MISALIGNED and minor >= _FIRST_MISLED:
        return "its data begins at an odd place in the file, and since Go 1.24 go counts from the file's beginning"
    return None


def _minor(version: str) -> int:
    """Return N of "go1.N"; of a version that names none, as a development version may, what is later than any."""
    number = version.partition("go1.")[2].partition(".")[0].partition("-")[0].partition(" ")[0]
    digits = number[: len(number) - len(number.lstrip("0123456789"))]
    return int(digits) if digits else 1 << 30
