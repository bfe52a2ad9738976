"""What the processor of a host can do, against the levels of GOAMD64, GOARM64, GOARM and GO386.

Sources: the x86-64 psABI (micro-architecture levels), src/cmd/go (help buildconstraint, environment), src/runtime
(checkgoarm), Documentation/arch/x86/cpuinfo.rst and arch/arm64/elf_hwcaps.rst of the kernel; Apple's documents on
Rosetta, which translates AVX and AVX2 from macOS 15 on and AVX-512 nowhere.
"""

import re

from goverify.facts import Facts, Unavailable
from goverify.host import System
from goverify.host.paths import read_text

LIMIT_BYTES = 64 << 10
"""One processor's entry has 2 KB, and the first one speaks for all."""

AMD64 = (
    ("v2", "cx16 lahf_lm popcnt pni sse4_1 sse4_2 ssse3"),
    ("v3", "avx avx2 bmi1 bmi2 f16c fma abm movbe xsave"),
    ("v4", "avx512f avx512bw avx512cd avx512dq avx512vl"),
)
"""What each level adds, in the kernel's words: pni is SSE3, abm holds LZCNT."""

TRANSLATES_AVX = 24
"""The major number of macOS 15's kernel."""


def cpu_flags(ask: Facts) -> frozenset[str]:
    """Return the kernel's names for what the first processor can do; Unavailable where none are to be had."""
    host = ask.host
    if host.platform.system is not System.LINUX:
        raise Unavailable("what the processor can do is told on Linux alone without starting a program for it")
    try:
        text = read_text(host, host.path("/proc/cpuinfo"), LIMIT_BYTES) or ""
    except OSError:
        text = ""
    found = re.search(r"^(?:flags|Features)\s*:(.*)$", text, re.MULTILINE)
    if found is None:
        raise Unavailable("/proc/cpuinfo does not tell what the processor can do")
    return frozenset(found[1].split())


def lacking(name: str, level: str, flags: frozenset[str]) -> tuple[str, ...]:
    """Return what a processor lacks for a level; nothing where it has it all, or it is no level."""
    return tuple(flag for flag in _needed(name, level) if flag not in flags)


def _needed(name: str, level: str) -> list[str]:
    if name == "GOAMD64" and re.fullmatch("v[1-4]", level):
        return [flag for step, names in AMD64 if step <= level for flag in names.split()]
    if name == "GOARM64" and (found := re.match(r"v(8|9)\.(\d)", level)):
        needed = ["atomics"] if found[0] != "v8.0" or ",lse" in level else []
        return needed + (["aes", "pmull", "sha1", "sha2"] if ",crypto" in level else [])
    if name == "GOARM" and re.fullmatch("[5-7](?:,hardfloat)?", level):
        return {"5": ["vfp"] if "," in level else [], "6": ["vfp"], "7": ["vfp", "vfpv3"]}[level[0]]
    return ["sse2"] if (name, level) == ("GO386", "sse2") else []


def untranslated(level: str, kernel: str) -> tuple[str, ...]:
    """Return what Rosetta does not translate of what a level of GOAMD64 needs, by the release of the kernel."""
    major = re.match(r"\d+", kernel)
    avx = ("avx", "avx2") if major and int(major[0]) < TRANSLATES_AVX else ()
    return {"v3": avx, "v4": (*avx, "avx512f")}.get(level, ())
