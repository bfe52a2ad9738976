"""What the processor of a Linux host can do, against the levels of GOAMD64 and GOARM64.

Sources: the x86-64 psABI (micro-architecture levels), src/cmd/go (help buildconstraint, environment), Documentation/
arch/x86/cpuinfo.rst and arch/arm64/elf_hwcaps.rst of the kernel.
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


def cpu_flags(ask: Facts) -> frozenset[str]:
    """Return the kernel's names for what the first processor can do; Unavailable where none are to be had."""
    host = ask.host
    if host.platform.system is not System.LINUX:
        raise Unavailable("the kernel lists what the processor can do on Linux alone")
    try:
        text = read_text(host, host.path("/proc/cpuinfo"), LIMIT_BYTES) or ""
    except OSError:
        text = ""
    found = re.search(r"^(?:flags|Features)\s*:(.*)$", text, re.MULTILINE)
    if found is None:
        raise Unavailable("/proc/cpuinfo does not tell what the processor can do")
    return frozenset(found[1].split())


def lacking(name: str, level: str, flags: frozenset[str]) -> tuple[str, ...]:
    """Return what a processor lacks for a level of GOAMD64 or GOARM64; nothing where it has it all, or it is no level."""
    if name == "GOAMD64" and re.fullmatch("v[1-4]", level):
        needed = [flag for step, names in AMD64 if step <= level for flag in names.split()]
    elif name == "GOARM64" and (found := re.match(r"v(8|9)\.(\d)", level)):
        needed = ["atomics"] if found[0] != "v8.0" or ",lse" in level else []
        needed += ["aes", "pmull", "sha1", "sha2"] if ",crypto" in level else []
    else:
        needed = []
    return tuple(flag for flag in needed if flag not in flags)
