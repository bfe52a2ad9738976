"""What go does not find in the corpus although it is there, by minor release: format and name of the file.

Each is a damage by our own hand, a tool that took marks away, or a gap of go itself.
"""

from collections.abc import Mapping

from goverify.binfmt import Format

Missed = frozenset[tuple[Format, str]]

_NATIVE = (Format.ELF, Format.MACHO, Format.PE)

_ALWAYS: Missed = frozenset({
    # No build info any more, or none yet: a symbol alone names the release.
    *((form, "without-build-info") for form in _NATIVE),
    (Format.ELF, "by-objcopy-without-section"),
    (Format.ELF, "bin-esbuild"),
    (Format.ELF, "dockerfile.cpython-36m-x86_64-linux-gnu.so"),
    (Format.MACHO, "app-builder"),
    (Format.MACHO, "dockerfile.cpython-37m-darwin.so"),
    # Where the first writable segment holds relocated data, nobody comes to what is behind them.
    (Format.ELF, "renamed-section"),
    (Format.MACHO, "renamed-section"),
    # golang/go issue 53071.
    (Format.PE, "realigned-section"),
    # Only the second slice is of Go.
    (Format.FAT, "second"),
    # internal/xcoff wants a table of symbols.
    (Format.XCOFF, "half"),
    (Format.XCOFF, "half-stripped"),
    (Format.XCOFF, "stripped"),
})  # fmt: skip

_MISLED: Missed = frozenset((form, "behind-a-decoy") for form in (*_NATIVE, Format.XCOFF))
"""By a misaligned magic, from Go 1.24 on."""

_SECTIONLESS: Missed = frozenset(
    (Format.ELF, name)
    for name in ("without-section-headers", "by-llvm-objcopy-without-sections", "by-objcopy-with-section-renamed")
)
"""Go 1.27 looks into segments no more (golang/go issue 73060)."""

MISSED: Mapping[int, Missed] = {21: _ALWAYS, 26: _ALWAYS | _MISLED, 27: _ALWAYS | _MISLED | _SECTIONLESS}
