"""The go that answers is made for this machine's processor.

Why
    A go for another processor does not start ("Exec format error", "bad CPU type"), or starts under emulation:
    then it is slow, takes the machine for another one, and C compilers do not fit.

Looks at
    The header of the go file against the processor of this machine, not of this process, which may be emulated
    itself; the parts of a fat file, of which macOS starts the one for its processor unless a session under Rosetta 2
    asks for the other; whether the go runs all the same; for a wrapper, the platform that the go behind it names.

Fix
    Put a Go for this machine's processor first on PATH, where there is one; else remove it and install that.
"""

from collections.abc import Iterator

from goverify.api import Ask, Blocked, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.executable import executable
from goverify.facts.go_commands import GoCommand, answering_go
from goverify.facts.goroot import concerned, goroot
from goverify.facts.identity import identity
from goverify.facts.provenance.installations import Installation, installations
from goverify.facts.provenance.origins import origin
from goverify.facts.provenance.steady_folders import steady_folder
from goverify.facts.release import Release
from goverify.facts.remedies import reinstall
from goverify.facts.variables.shells import prepend_to_path
from goverify.host import System
from goverify.host.paths import is_file

ALSO_RUNS = {"amd64": ("386",), "arm64": ("arm",), "mips64": ("mips",), "mips64le": ("mipsle",), "ppc64": ("ppc",)}
"""What a processor runs beside its own architecture, if the kernel lets it."""

FIRST = {("darwin", "arm64"): (1, 16, 0), ("windows", "arm64"): (1, 17, 0)}
"""The first releases for processors that came late (go.dev/doc/go1.16, go.dev/doc/go1.17)."""

BREW = "/opt/homebrew/bin/brew"
SHOWN = 5


@check(causes=("go-wrong-arch", "go-emulated"))
def architecture(ask: Ask) -> Iterator[Finding | Evidence]:
    go = ask(answering_go)
    host = ask.host.platform
    system, made_for = _made_for(ask, go)
    if not made_for:
        raise Unavailable(f"{go.file} names no processor")
    if system and system != host.system.goos and (system, host.system) != ("android", System.LINUX):
        raise Unavailable(f"{go.file} is made for {system}, another operating system")
    yield Evidence(str(go.file), f"is made for {_parts(go, made_for)}, the processor is {host.arch}")
    if host.arch in made_for:
        if len(made_for) > 1 and (other := _translated_part(ask, go, made_for)):
            yield _emulated(ask, go, (other,))
        return
    runs, why = _runs(ask, go)
    if runs and not set(made_for) & set(ALSO_RUNS.get(host.arch, ())):
        yield _emulated(ask, go, made_for)
    elif not runs:
        yield _wrong(ask, go, made_for, why)


def _made_for(ask: Ask, go: GoCommand) -> tuple[str | None, tuple[str, ...]]:
    """Return the system and the architectures of the go: by its header, or behind a wrapper by its own word."""
    if go.wrapper:
        said = ask(identity, go)
        return said.host_os, (said.host_arch,) if said.host_arch else ()
    return (go.binary.system, go.binary.architectures) if go.binary else (None, ())


def _parts(go: GoCommand, made_for: tuple[str, ...]) -> str:
    """Return the architectures in words, of a fat file each with the bytes of its part."""
    parts = go.binary.slices if go.binary and not go.wrapper else ()
    sizes = ("/".join(part.binary.architectures) + f" ({part.place.size} bytes)" for part in parts)
    return " and ".join(sizes) if parts else "/".join(made_for)


def _translated_part(ask: Ask, go: GoCommand, made_for: tuple[str, ...]) -> str:
    """Return the part of a fat go that answers in place of the one for this processor; empty where none does."""
    try:
        said = ask(identity, go).host_arch
    except Blocked:
        return ""
    return said if said != ask.host.platform.arch and said in made_for else ""


def _runs(ask: Ask, go: GoCommand) -> tuple[bool, str]:
    try:
        ask(identity, go)
    except Blocked as blocked:
        return False, str(blocked)
    return True, ""


def _wrong(ask: Ask, go: GoCommand, made_for: tuple[str, ...], why: str) -> Finding:
    host = ask.host.platform
    return Finding(
        cause="go-wrong-arch",
        subject=go.file,
        message=f"{go.file} is made for {host.system.goos}/{made_for[0]}, and this machine is {host.system.goos}/{host.arch}",
        evidence=(Evidence(str(go.file), f"its header names {', '.join(made_for)}"), Evidence(str(go.found), why)),
        fix=_fix(ask, go),
        concerns=concerned(ask),
    )


def _emulated(ask: Ask, go: GoCommand, made_for: tuple[str, ...]) -> Finding:
    host = ask.host.platform
    how, seen = _emulator(ask)
    return Finding(
        cause="go-emulated",
        subject=go.file,
        message=f"{go.file} is made for {host.system.goos}/{made_for[0]} and runs under {how} on {host.arch}",
        evidence=(
            Evidence(str(go.file), f"is made for {', '.join(made_for)}"),
            Evidence("this machine", f"{host.system.goos}/{host.arch}"),
            *seen,
        ),
        fix=_fix(ask, go),
        detail=f"It builds for {made_for[0]} unless told otherwise, more slowly, and C compilers of this machine do not fit it.",
        concerns=concerned(ask),
    )


def _emulator(ask: Ask) -> tuple[str, tuple[Evidence, ...]]:
    """Return what lets a program for another processor run here, and where that shows."""
    host = ask.host
    if host.platform.system is not System.LINUX:
        return ("Rosetta 2" if host.platform.system is System.MACOS else "the emulation of Windows"), ()
    folder = host.path("/proc/sys/fs/binfmt_misc")
    try:
        names = host.names(folder)
    except OSError:
        names = ()
    found = [name for name in names if name.startswith(("qemu-", "rosetta", "FEX", "box64"))][:SHOWN]
    return "emulation", (Evidence(str(folder), f"has {', '.join(found)}"),) if found else ()


def _fits(ask: Ask, tree: Installation) -> bool:
    """Return whether a tree is a whole one for the machine's own processor, and no mere download."""
    usable = tree.runnable and tree.complete and tree.origin != "toolchain download"
    return usable and ask.host.platform.arch in ask(executable, tree.go).architectures


def _published(ask: Ask, release: Release | None) -> bool:
    """Return whether there is an archive of a release for this machine."""
    platform = ask.host.platform
    first = FIRST.get((platform.system.goos, platform.arch), (1, 0, 0))
    return release is not None and release.numbers >= first


def _fix(ask: Ask, go: GoCommand) -> Fix:
    host = ask.host.platform
    root = ask(goroot).judged
    where = root or go.file
    native = next((tree for tree in ask(installations) if _fits(ask, tree)), None)
    if native is not None:
        folder = steady_folder(ask, native)
        return Fix(f"Put the Go for {host.arch} in {native.root} first on PATH.", (prepend_to_path(ask, folder),))
    if ask(origin, where) == "Homebrew" and host.system is System.MACOS:
        there = is_file(ask.host, ask.host.path(BREW))
        first = (
            ""
            if there
            else f"Install the Homebrew for {host.arch} from https://brew.sh in a terminal without Rosetta. "
        )
        return Fix(f"{first}Install Go with the Homebrew for {host.arch}, in /opt/homebrew.", (f"{BREW} install go",))
    if root is not None:
        return reinstall(ask, root, go.release if _published(ask, go.release) else None)
    return Fix(f"Remove {go.file} and install a Go for {host.system.goos}-{host.arch} from https://go.dev/dl/.")
