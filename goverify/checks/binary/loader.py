"""The go that answers finds its loader and libraries on this host.

Why
    A program that asks for a loader that is not there fails with "no such file or directory", although its file is:
    a go linked against musl on a glibc system, or the other way round, a distribution's go on NixOS, a script whose
    interpreter is missing.

Looks at
    The loader that the go file's header asks for, or the #! line of a script; what the loader says of libraries
    that are missing or too old.

Fix
    Install the official release, which is linked statically, or the distribution's own package.
"""

import re
from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Blocked, Evidence, Finding, Fix, Unavailable, check
from goverify.binfmt import Format
from goverify.facts.file_remedies import with_unix_line_ends
from goverify.facts.go_commands import GoCommand, answering_go
from goverify.facts.goroot import concerned, goroot
from goverify.facts.identity import Failure, identity
from goverify.facts.managers.values import next_go
from goverify.facts.path.entries import search_path
from goverify.facts.remedies import reinstall
from goverify.facts.variables.shells import prepend_to_path
from goverify.host import System
from goverify.host.paths import is_file

SAID = (
    (
        r"error while loading shared libraries: (?P<what>[^:\s]+)",
        "needs the library {what}, which this host does not have",
    ),
    (r"Error loading shared library (?P<what>[^:\s]+)", "needs the library {what}, which this host does not have"),
    (r"version [`'](?P<what>GLIBC_[\d.]+)' not found", "needs {what}, and the C library of this host is older"),
    (r"Error relocating \S+: (?P<what>\S+): symbol not found", "needs {what}, which musl, the C library here, lacks"),
    (r"Library not loaded: (?P<what>\S+)", "needs the library {what}, which this host does not have"),
)
"""What the loaders of glibc, musl and macOS say, and what it means."""


@check(causes=("go-loader-missing",), systems=(System.LINUX, System.MACOS))
def loader(ask: Ask) -> Iterator[Finding | Evidence]:
    go = ask(answering_go)
    if go.binary is None:
        raise Unavailable(f"{go.file} may not be read")
    if go.binary.format is not Format.SCRIPT and go.binary.system not in {None, ask.host.platform.system.goos}:
        raise Unavailable(f"{go.file} is made for {go.binary.system}, another operating system")
    wanted = _interpreter(go)
    if wanted and not _stands(ask, wanted):
        yield _absent(ask, go, wanted)
        return
    yield Evidence(str(go.file), f"asks for {wanted}" if wanted else "asks for no loader")
    if complaint := _complaint(ask, go):
        yield _finding(ask, go, *complaint)


def _interpreter(go: GoCommand) -> str:
    """Return the program that the kernel starts to run the go file, empty for a static one."""
    assert go.binary
    if go.binary.format is not Format.SCRIPT:
        return go.binary.interpreter or ""
    words = (go.binary.first_line or "").removeprefix("#!").strip(" \t").split(" ")
    return words[1] if words[0].endswith("/env") and len(words) > 1 and words[1][:1] not in {"-", ""} else words[0]


def _stands(ask: Ask, wanted: str) -> bool:
    path = ask.host.path(wanted)
    if path.is_absolute():
        return is_file(ask.host, path)
    return any(entry.folder and is_file(ask.host, entry.folder / wanted) for entry in ask(search_path))


def _absent(ask: Ask, go: GoCommand, wanted: str) -> Finding:
    if go.binary and go.binary.format is Format.SCRIPT:
        line_ends = ": its first line ends in a carriage return" if wanted.endswith("\r") else ""
        message = f"{go.file} is a script for {wanted.strip()}, which is not there{line_ends}"
        return _finding(ask, go, message, go.binary.first_line or "")
    kind, other = (
        ("musl", "glibc")
        if "musl" in wanted
        else ("glibc", "musl")
        if "ld-linux" in wanted
        else ("a C library", "another")
    )
    message = f"{go.file} asks for the loader {wanted} of {kind}, which is not there: this host has {other} or none"
    return _finding(ask, go, message, f"PT_INTERP {wanted}")


def _complaint(ask: Ask, go: GoCommand) -> tuple[str, str] | None:
    """Return what a loader says about libraries, in words and as it said it."""
    try:
        ask(identity, go)
    except Failure as failure:
        said = failure.completed.stderr if failure.completed else ""
    except Blocked:
        return None
    else:
        return None
    for pattern, words in SAID:
        if found := re.search(pattern, said):
            return f"{go.file} {words.format(what=found['what'])}", said.strip().splitlines()[0]
    return None


def _finding(ask: Ask, go: GoCommand, message: str, seen: str) -> Finding:
    return Finding(
        cause="go-loader-missing",
        subject=go.file,
        message=message,
        evidence=(Evidence(str(go.file), seen),),
        fix=_fix(ask, go, ask(goroot).judged),
        detail=f"A shell then says that the go file itself is not found.{_official(go)}",
        concerns=concerned(ask),
    )


def _official(go: GoCommand) -> str:
    script = go.binary is not None and go.binary.format is Format.SCRIPT
    return "" if script else " The official release needs no loader and no C library."


def _fix(ask: Ask, go: GoCommand, root: PurePath | None) -> Fix:
    if go.binary and go.binary.format is Format.SCRIPT:
        return _of_script(ask, go)
    if any(name.startswith("libgo.so") for name in (go.binary.needed if go.binary else ())):
        return Fix(
            "Install gccgo's library (libgo) again, or the package of the Go project's go.",
            ("sudo apt-get install golang-go",),
        )
    if root is None:
        return Fix(
            f"Remove {go.file} and install the official release from https://go.dev/dl/, which is linked statically."
        )
    return reinstall(ask, root, go.release)


def _of_script(ask: Ask, go: GoCommand) -> Fix:
    behind = next_go(ask, go.found.parent)
    past = f"put the go in {behind.parent} first on PATH" if behind else "put a go that is no script first on PATH"
    commands = [prepend_to_path(ask, behind.parent)] if behind else []
    if not _interpreter(go).endswith("\r"):
        return Fix(f"Install the interpreter that {go.file} asks for, or {past}.", tuple(commands))
    return Fix(
        f"Write {go.file} with the line ends of Unix, or {past}.", (with_unix_line_ends(ask, go.file), *commands)
    )
