"""What each release of go makes of build info in odd places: our words, and what real ones print."""

import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from goverify.binfmt.visibility import missed_by
from tests.binfmt import macho_builder
from tests.binfmt.builders import VERSION, elf, fat, identified, inline_block, macho, pe, pointer_block
from tests.binfmt.elf_builder import DATA_ADDRESS
from tests.binfmt.rare_builder import plan9, xcoff
from tests.binfmt.test_buildinfo import DECOY
from tests.trees import NEWER, OLDER, go_tree

AMD64, ARM64 = 0x1000007, 0x100000C
NEAR, MIB = 1 << 16, 1 << 20
GO, C = macho(cpu=ARM64, data=inline_block()), macho(cpu=AMD64)
RELEASES = tuple(range(12, 28))
ALWAYS, NEVER = (), RELEASES
INLINE = tuple(range(12, 18))
"""The releases that do not know the form of the build info of 1.18 and later, or read no files at all."""
UP_TO_21, FROM_24 = tuple(range(12, 22)), (24, 25, 26, 27)
STRING_HEADER = struct.pack("<QQ", macho_builder.DATA_ADDRESS + 16, len(VERSION)) + VERSION.encode()
SYMBOL_ALONE = macho(
    cpu=AMD64, data=STRING_HEADER, data_name="__other", symbols={"runtime.buildVersion": macho_builder.DATA_ADDRESS}
)

FILES: dict[str, tuple[bytes, tuple[int, ...]]] = {
    "elf": (elf(data=inline_block()), INLINE),
    "elf of 1.15": (elf(data=pointer_block(DATA_ADDRESS, VERSION.replace("22", "15"))), (12,)),
    "elf without sections": (elf(data=inline_block(), sections=False), (*INLINE, 27)),
    "elf with a renamed section": (elf(data=inline_block(), data_name=".other"), (*INLINE, 27)),
    "elf with a section elsewhere": (
        elf(data=inline_block(), data_name=".other", extra={".go.buildinfo": bytes(64)}),
        NEVER,
    ),
    "mach-o": (macho(data=inline_block()), INLINE),
    "mach-o with a renamed section": (macho(data=inline_block(), data_name="__other"), (*INLINE, 27)),
    "mach-o of 1.12": (
        macho(data=STRING_HEADER, data_name="__other", symbols={"_runtime.buildVersion": macho_builder.DATA_ADDRESS}),
        NEVER,
    ),
    "pe": (pe(data=inline_block()), INLINE),
    "pe of another alignment": (pe(data=inline_block(), data_flags=0xC0500040), NEVER),
    "pe with a decoy": (pe(data=DECOY + inline_block()), (*INLINE, *FROM_24)),
    "pe with a decoy in another MiB": (pe(data=DECOY.ljust(MIB, b"x") + inline_block()), UP_TO_21),
    "elf with a decoy": (elf(data=DECOY + inline_block()), (*INLINE, *FROM_24)),
    "pe far away": (pe(data=bytes(NEAR) + inline_block()), UP_TO_21),
    "pe far away with a decoy": (pe(data=bytes(NEAR) + DECOY + inline_block()), (*UP_TO_21, *FROM_24)),
    "pe just near": (pe(data=bytes(NEAR - 48) + inline_block("go1.22.1234567")), INLINE),
    "pe just too far": (pe(data=bytes(NEAR - 48) + inline_block("go1.22.12345678")), UP_TO_21),
    "first slice": (fat((ARM64, GO), (AMD64, C)), INLINE),
    "second slice": (fat((AMD64, C), (ARM64, GO)), NEVER),
    "64-bit table of slices": (fat((ARM64, GO), (AMD64, C), wide=True), NEVER),
    "slices of two kinds": (fat((ARM64, GO), (AMD64, macho(cpu=AMD64, kind=6))), NEVER),
    "slice that is a library of objects": (fat((ARM64, GO), (AMD64, b"!<arch>\n")), NEVER),
    "mach-o with a symbol by its bare name": (SYMBOL_ALONE, NEVER),
    "slice with a symbol alone": (fat((AMD64, SYMBOL_ALONE), (ARM64, GO)), NEVER),
    "aix": (xcoff(64, bytes(8), inline_block()), INLINE),
    "aix without symbols": (xcoff(64, bytes(8), inline_block(), symbols=0), NEVER),
    "aix without the end of its names": (xcoff(64, bytes(8), inline_block())[:-1], NEVER),
    "plan 9": (plan9(0x8A97, bytes(8), inline_block()), INLINE),
    "plan 9 at an odd place": (plan9(0x8A97, bytes(9), inline_block()), (*INLINE, *FROM_24)),
}


@pytest.mark.parametrize("name", FILES)
def test_releases_that_miss_the_build_info_are_known(name: str) -> None:
    data, missed = FILES[name]
    binary = identified(data)
    assert binary.go is not None
    assert tuple(release for release in RELEASES if missed_by(binary, release)) == missed


def test_programs_of_plan_9_are_missed_by_1_15() -> None:
    binary = identified(plan9(0x8A97, bytes(8), pointer_block(0)))
    assert "Plan 9" in str(missed_by(binary, 15))
    assert missed_by(binary, 21) is None


@pytest.mark.parametrize("version", ["devel go1.28-2f3a", "devel +4a2b", "weird"])
def test_build_info_of_a_development_version_counts_as_new(version: str) -> None:
    binary = identified(elf(data=inline_block(version)))
    assert missed_by(binary, 27) is None
    assert "form" in str(missed_by(binary, 17))


def test_symbol_of_a_newer_release_means_that_build_info_was_removed() -> None:
    assert "removed" in str(missed_by(identified(SYMBOL_ALONE), 27))


def test_slice_with_build_info_tells_more_than_one_with_a_symbol() -> None:
    go = identified(fat((AMD64, SYMBOL_ALONE), (ARM64, GO))).go
    assert go is not None
    assert go.found_by == "section, slice 2"


def test_what_is_not_there_is_missed_by_none() -> None:
    assert missed_by(identified(elf()), 27) is None


@pytest.mark.skipif(sys.platform == "win32", reason="there go looks into files named .exe alone")
@pytest.mark.parametrize("release", [NEWER, OLDER])
def test_real_go_misses_what_we_say(release: str, tmp_path: Path) -> None:
    minor = int(release.split(".")[1])
    for name, (data, _) in FILES.items():
        (tmp_path / name).write_bytes(data)
        (tmp_path / name).chmod(0o755)
    go = go_tree(release) / "bin" / "go"
    env = {name: value for name, value in os.environ.items() if not name.startswith("GO")}
    settings = {"GOTOOLCHAIN": "local", "GOENV": "off"}
    done = subprocess.run(
        [go, "version", *FILES],
        check=False,
        capture_output=True,
        text=True,
        env=env | settings,
        cwd=tmp_path,
        timeout=60,
    )
    found = {line.rsplit(": ", 1)[0] for line in done.stdout.splitlines()}
    assert found == {name for name, (data, _) in FILES.items() if missed_by(identified(data), minor) is None}
