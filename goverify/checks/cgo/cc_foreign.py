"""The C compiler makes code for the machine that builds are for.

Why
    CGO_ENABLED=1 with another GOOS or GOARCH needs a compiler for that machine; a cross compiler that was left in CC
    breaks plain builds; Cygwin's gcc and MSVC's cl make objects that go cannot link; a program linked against musl does
    not start on a host without it.

Looks at
    CC and the compiler's name and place, which tell what it makes code for; and where something here needs C, a small
    program with C in it: what its compiler and linker say, and the loader that it asks for. On macOS a clang that PATH
    puts before Apple's is held to that test too.

Fix
    Set CC to a compiler for that machine, or CGO_ENABLED=0 for builds for others; unset what was left over.
"""

import re
from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.cgo.compiler import Compiler, compiler, goarch_of, goos_of
from goverify.facts.cgo.findings import of_compiler, verdict
from goverify.facts.cgo.packages import DEBIAN_CROSS, install_compiler, package_of
from goverify.facts.cgo.switch import Switch, cgo_switch
from goverify.facts.cgo.trial import cgo_trial, cgo_works
from goverify.facts.cgo.xcode import stands_before_apples
from goverify.facts.held import as_written
from goverify.facts.project.go_sources import names_in
from goverify.facts.remedies import set_variable, unset_variable
from goverify.host import System

OTHER_WORLDS = (
    (r"[\\/]cygwin(?:64)?[\\/]", "is Cygwin's, which makes programs for Cygwin"),
    (r"[\\/]msys(?:64|2|32)?[\\/]usr[\\/]bin[\\/]", "is that of MSYS itself, which makes programs for MSYS"),
)
"""Folders of compilers for Windows that make something else than programs of Windows."""

APPLES = "/usr/bin/clang"

PAIRS = frozenset({("amd64", "386"), ("386", "amd64")})
"""What go makes one compiler do by a flag (-m32, -m64)."""


@check(causes=("cc-foreign",))
def cc_foreign(ask: Ask) -> Iterator[Finding | Evidence]:
    switch = ask(cgo_switch)
    if not switch.on:
        raise Unavailable(f"cgo is off: {switch.why}")
    cc = ask(compiler, "CC")
    if cc.file is None or cc.real is None:
        raise Unavailable("there is no C compiler")
    makes = _makes_code_for(ask, cc)
    if _is_tried(ask) and ask(cgo_works):
        yield Evidence(str(cc.file), "made a program with C in it, which runs here")
    elif makes and not _fits(makes, switch):
        yield _mismatch(ask, switch, cc, makes)
    elif target := _for_32_bits(ask, cc, switch):
        yield _misfit(ask, cc, "makes programs of 32 bits alone", f"its target is {target}")
    elif what := _other_world(ask, cc):
        yield _misfit(ask, cc, what, str(cc.real))
    elif ask(stands_before_apples) and not _is_tried(ask):
        seen = f"stands on PATH before {APPLES}"
        yield of_compiler(ask, "cc-foreign", _before_apples(cc), (Evidence(str(cc.file), seen),), _remedy(ask, cc))
    else:
        yield from _tried(ask, cc)


def _makes_code_for(ask: Ask, cc: Compiler) -> tuple[str, str] | None:
    """Return the system and processor that a compiler's name tells of, or those of this host; None where nothing tells."""
    platform = ask.host.platform
    if cc.triple:
        os, arch = goos_of(cc.triple), goarch_of(cc.triple)
        return (os or platform.system.goos, arch) if arch else None
    if cc.kind == "gcc" and platform.system is System.LINUX:
        return platform.system.goos, platform.arch
    return None


def _fits(makes: tuple[str, str], switch: Switch) -> bool:
    same_system = makes[0] == switch.os or {makes[0], switch.os} == {"linux", "android"}
    return same_system and (makes[1] == switch.arch or (makes[1], switch.arch) in PAIRS)


def _mismatch(ask: Ask, switch: Switch, cc: Compiler, makes: tuple[str, str]) -> Finding:
    wanted, pair = f"{switch.os}/{switch.arch}", "/".join(makes)
    message = f"{cc.shown} makes code for {pair}, and builds with C are for {wanted}"
    if not switch.foreign and cc.held:
        unset = unset_variable(ask, cc.held)
        message = f"{as_written(cc.held)} in {cc.held.place}: {message}"
        return of_compiler(ask, "cc-foreign", message, (Evidence(str(cc.real), f"makes code for {pair}"),), unset)
    if switch.held:
        message = f"{as_written(switch.held)} in {switch.held.place} with builds for {wanted}: {message}"
    other = _cross_compiler(switch)
    package = package_of(ask, other) if other else ""
    name = f", such as {other}" if other else ""
    install = f" ({package})" if package else ""
    fix = Fix(
        f"Set CGO_ENABLED=0 for builds for {wanted}, or CC to a compiler for it{name}{install}.",
        (set_variable(ask, "CGO_ENABLED", "0"),),
    )
    return of_compiler(ask, "cc-foreign", message, (Evidence(str(cc.real), f"makes code for {pair}"),), fix)


def _cross_compiler(switch: Switch) -> str:
    fitting = (
        triple for triple in DEBIAN_CROSS if (goos_of(triple) or "linux", goarch_of(triple)) == (switch.os, switch.arch)
    )
    return next((f"{triple}-gcc" for triple in fitting), "")


def _for_32_bits(ask: Ask, cc: Compiler, switch: Switch) -> str:
    """Return the target of a gcc for Windows that makes programs of 32 bits alone; empty where it makes others, or none tells.

    Below lib/gcc it keeps a folder for each target (gcc's installation notes); that of MinGW.org is just "mingw32".
    """
    if cc.kind != "gcc" or cc.real is None or switch.os != "windows" or switch.arch == "386":
        return ""
    targets = names_in(ask, cc.real.parent.parent / "lib" / "gcc")
    return targets[0] if targets and all(name == "mingw32" or goarch_of(name) == "386" for name in targets) else ""


def _other_world(ask: Ask, cc: Compiler) -> str:
    """Return why objects of a compiler are of no use to go, as the end of a sentence; empty where nothing shows that."""
    if ask.host.platform.system is not System.WINDOWS:
        return ""
    if cc.kind == "msvc":
        return "is MSVC's, and go knows no other than gcc and clang"
    paths = f"{cc.file}\n{cc.real}"
    return next((what for form, what in OTHER_WORLDS if re.search(form, paths, re.IGNORECASE)), "")


def _misfit(ask: Ask, cc: Compiler, what: str, seen: str) -> Finding:
    commands = unset_variable(ask, cc.held).commands if cc.held else install_compiler(ask)
    summary = "Use the gcc of MinGW-w64 for this processor, and put it first on PATH."
    return of_compiler(ask, "cc-foreign", f"{cc.shown} {what}", (Evidence(str(cc.file), seen),), Fix(summary, commands))


def _tried(ask: Ask, cc: Compiler) -> Iterator[Finding | Evidence]:
    try:
        found = ask(verdict)
    except Unavailable:
        yield Evidence(str(cc.file), f"is named for {cc.triple}" if cc.triple else "its name tells of no other machine")
        return
    if found is None or found.cause != "cc-foreign":
        yield Evidence(str(cc.file), "is not at fault for what it makes")
        return
    if "ld-musl" in found.what or found.what.startswith(("/lib", "/nix", "/usr")):
        message = f"{cc.shown} links programs that ask for the loader {found.what}, which this host has not"
    elif ask.host.platform.system is System.MACOS:
        message = _before_apples(cc)
    else:
        message = f"{cc.shown} makes code for another machine, or with another assembler or linker: {found.quote}"
    yield of_compiler(ask, "cc-foreign", message, (Evidence(str(cc.file), found.quote),), _remedy(ask, cc))


def _is_tried(ask: Ask) -> bool:
    """Return whether a build shows how the compiler does; a recording need not have one."""
    try:
        ask(cgo_trial)
    except (Unavailable, LookupError):
        return False
    return True


def _before_apples(cc: Compiler) -> str:
    return f"{cc.shown} is not Apple's compiler, and one that does not find Apple's SDK builds nothing for go"


def _remedy(ask: Ask, cc: Compiler) -> Fix:
    if cc.held:
        return unset_variable(ask, cc.held)
    if ask.host.platform.system is System.MACOS:
        return Fix("Put /usr/bin before its folder on PATH, or name Apple's.", (set_variable(ask, "CC", APPLES),))
    return Fix("Use a compiler for this machine: put it first on PATH, or name it in CC.", install_compiler(ask))
