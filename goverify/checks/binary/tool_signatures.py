"""The programs that `go install` put in place have signatures that fit them.

Why
    The kernel of macOS remembers the signature of a file that it has run. A program whose file is overwritten in
    place, by cp or by an installer that does not remove it first, no longer fits: it is killed as it starts, and the
    same program started by `go run` works.

Looks at
    The programs in GOBIN, or in the bin folder of every entry of GOPATH, and the signatures that they carry over all
    their bytes. A signature that names nobody, as Go's linker makes it, is what one's own builds have.

Fix
    Remove the file and install the program anew, which makes a new file.
"""

import re
import shlex
from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Fix, Severity, check
from goverify.facts.executable import executable
from goverify.facts.gopath import gopath
from goverify.facts.signature import Seal, signatures
from goverify.host import System

LIMIT_PROGRAMS = 40
"""More in one folder are not looked at: each is read whole."""

_PACKAGE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~/-]{0,300}")
"""A package path that may stand in a command line; a file may claim any."""


@check(causes=("go-signature-invalid",), systems=(System.MACOS,))
def tool_signatures(ask: Ask) -> Iterator[Finding | Evidence]:
    for folder in ask(gopath).bins:
        broken = 0
        programs = tuple(_signed(ask, folder))
        for path, seal in programs:
            if seal.broken:
                broken += 1
                yield _finding(ask, path, seal)
        yield Evidence(str(folder), f"{len(programs)} signatures, {broken} broken")


def _signed(ask: Ask, folder: PurePath) -> Iterator[tuple[PurePath, Seal]]:
    try:
        names = ask.host.names(folder)[:LIMIT_PROGRAMS]
    except OSError:
        return
    for name in names:
        try:
            found = ask(signatures, folder / name)
        except OSError:
            continue
        yield from ((folder / name, seal) for seal in found)


def _finding(ask: Ask, path: PurePath, seal: Seal) -> Finding:
    return Finding(
        cause="go-signature-invalid",
        subject=path,
        message=f"{path} has an invalid code signature: {seal.reason}",
        evidence=(Evidence(str(path), seal.words),),
        fix=_fix(ask, path),
        detail="macOS kills it as it starts, and a shell says “Killed: 9” or “killed”. It happens where a file is overwritten in place.",
        severity=Severity.MEDIUM,
        bystander=True,
    )


def _fix(ask: Ask, path: PurePath) -> Fix:
    made = ask(executable, path).go
    file = shlex.quote(str(path))
    if made and _PACKAGE.fullmatch(made.path) and "." in made.path.partition("/")[0]:
        return Fix(f"Remove {path} and install it anew.", (f"rm {file} && go install {made.path}@latest",))
    return Fix(f"Remove {path} and install the program anew.", (f"rm {file}",))
