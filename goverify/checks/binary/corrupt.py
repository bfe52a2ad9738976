"""The go that answers is a whole program.

Why
    A download that broke off, a full disk or a web page saved in place of an archive leaves a file that may be
    executed and is none. An empty one is the worst: a shell runs it as an empty script, and all seems well.

Looks at
    The file's first bytes, and whether everything that its headers promise lies within it. A script is a program
    too, where its first line says so.

Fix
    Remove the tree and unpack its release anew.
"""

import re
from collections.abc import Iterator

from goverify.api import Ask, Blocked, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.binfmt import Binary, Format
from goverify.facts.executable import head
from goverify.facts.file_remedies import edited
from goverify.facts.go_commands import GoCommand, answering_go
from goverify.facts.goroot import by_location, concerned, remains
from goverify.facts.identity import identity
from goverify.facts.managers.values import next_go
from goverify.facts.remedies import reinstall
from goverify.facts.tree import tree_release
from goverify.facts.variables.shells import prepend_to_path
from goverify.host import System

MAGIC = (
    (b"\x1f\x8b", "a gzip archive, not unpacked"),
    (b"PK\x03\x04", "a zip archive, not unpacked"),
    (b"\xfd7zXZ\0", "an xz archive, not unpacked"),
    (b"BZh", "a bzip2 archive, not unpacked"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive, not unpacked"),
    (b"xar!", "a macOS installer package, not installed"),
    (b"\xd0\xcf\x11\xe0", "a Windows installer, not run"),
    (b"version https://git-lfs", "a Git LFS pointer, whose content was never fetched"),
)
FORMATS = {
    Format.EMPTY: "empty",
    Format.ARCHIVE: "a library of object files",
    Format.WASM: "a WebAssembly module, which no system runs by itself",
}
BATCH = (".bat", ".cmd")
"""Text that Windows starts with cmd.exe."""

TEXT = "text without a #! line, which only a shell runs"
TAR_MAGIC_AT = 257
HANDS_OVER = re.compile(rb"^\s*exec\s+\S*/go[\"']?\s", re.MULTILINE)
"""A line that starts another go: then the text works in a shell."""


@check(causes=("go-binary-corrupt",))
def corrupt(ask: Ask) -> Iterator[Finding | Evidence]:
    go = ask(answering_go)
    if go.binary is None:
        raise Unavailable(f"{go.file} may not be read")
    what = _what(ask, go, go.binary)
    if what is None:
        yield Evidence(str(go.file), f"is a whole {go.binary.format} file")
        return
    severity = _severity(ask, go, what)
    if severity is Severity.INFO:
        yield Evidence(str(go.file), f"is {what}, and runs")
        return
    size = ask.host.entry(go.file)
    yield Finding(
        cause="go-binary-corrupt",
        subject=go.file,
        message=f"{go.file} is {what}",
        evidence=(Evidence(str(go.file), f"{size.size if size else 0} bytes, {what}"),),
        fix=_fix(ask, go),
        severity=severity,
        concerns=concerned(ask),
    )


def _what(ask: Ask, go: GoCommand, binary: Binary) -> str | None:
    """Return what the file is instead of a whole program; None for a program."""
    if binary.format in FORMATS:
        return FORMATS[binary.format]
    if binary.format is Format.UNKNOWN:
        what = _unknown(ask(head, go.file))
        batch = ask.host.platform.system is System.WINDOWS and go.file.suffix.lower() in BATCH
        return None if batch and what == TEXT else what
    if binary.format is Format.SCRIPT:
        return None  # whether its interpreter is there is the loader's matter
    if binary.problem:
        return f"a damaged program: {binary.problem}"
    return f"an {binary.kind} file, no program" if binary.kind in {"object", "core"} else None


def _unknown(start: bytes) -> str:
    for magic, what in MAGIC:
        if start.startswith(magic):
            return what
    if start[TAR_MAGIC_AT:].startswith(b"ustar"):
        return "a tar archive, not unpacked"
    if start.lstrip().lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        return "a web page or an error message, saved in place of a download"
    if not start.strip(b"\0"):
        return "nothing but zero bytes, as a full disk or a crash leaves it"
    if b"\0" not in start:
        return TEXT
    return "no program of any known format"


def _severity(ask: Ask, go: GoCommand, what: str) -> Severity | None:
    """Return how bad it is where the file runs all the same; None for the cause's own severity."""
    if what == TEXT:
        return Severity.HIGH if HANDS_OVER.search(ask(head, go.file)) else None
    try:
        ask(identity, go)
    except Blocked:
        return None
    return Severity.MEDIUM if "cut short" in what else Severity.INFO


def _fix(ask: Ask, go: GoCommand) -> Fix:
    root = by_location(ask.host, go) or remains(ask.host, go)
    if go.wrapper or root is None:
        behind = next_go(ask, go.found.parent)
        if HANDS_OVER.search(ask(head, go.file)) and ask.host.platform.system is System.LINUX:
            return Fix(f"Write a #! line above what {go.file} holds.", (edited(ask, go.file, "1i #!/bin/sh"),))
        if behind:
            first = f"Put {behind.parent} before it on PATH, or remove {go.file}."
            return Fix(first, (prepend_to_path(ask, behind.parent),))
        return Fix(f"Remove {go.file}, then install Go anew from https://go.dev/dl/ or with what put the file there.")
    return reinstall(ask, root, ask(tree_release, root))
