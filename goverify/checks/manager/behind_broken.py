"""The go that a stand-in leads to can be started on this machine.

Why
    A shim, a launcher or a script answers for go and is fine itself, while the go behind it is a file of another
    processor, cut short by a full disk, or without its permission. Every command then fails with words that name the
    file behind, or none at all, and the manager says that the version is installed.

Looks at
    The file at the end of the way through all stand-ins: its permission, its format, whether all that its headers
    promise is there, the system and the processor that it is made for, and its loader. A go that answers is fine.

Fix
    Install that version anew with what installed it, or give the file its permission.
"""

import shlex
from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Blocked, Evidence, Finding, Fix, Unavailable, check
from goverify.binfmt import Binary, Format
from goverify.facts.executable import executable
from goverify.facts.go_commands import GoCommand
from goverify.facts.goroot import concerned
from goverify.facts.identity import identity
from goverify.facts.managers.first_shim import first_shim
from goverify.facts.path.hits import why_not_executable
from goverify.facts.provenance.installations import starts_here
from goverify.facts.remedies import reinstall, sudo
from goverify.facts.tree import tree_release
from goverify.host.paths import follow, is_file

PROGRAMS = frozenset({Format.ELF, Format.MACHO, Format.FAT, Format.PE})


@check(causes=("go-not-executable", "go-binary-corrupt", "go-foreign-os", "go-wrong-arch", "go-loader-missing"))
def behind_broken(ask: Ask) -> Iterator[Finding | Evidence]:
    go, end = ask(first_shim).go, ask(first_shim).way.go
    if end is None:
        raise Unavailable(f"{go.found} leads to no go")
    chain = follow(ask.host, end)
    yield Evidence(str(go.found), f"leads to {chain.end}")
    if _answers(ask, go):
        return
    if why := why_not_executable(ask.host, chain):
        quoted = shlex.quote(str(chain.end))
        fix = Fix(
            "Give everybody the permission to read and execute it.", (f"{sudo(ask, chain.end)}chmod a+rx {quoted}",)
        )
        yield _finding(ask, go, chain.end, "go-not-executable", f"cannot be executed: {why}", fix)
        return
    cause, what = _fault(ask, ask(executable, chain.end))
    if cause:
        root = chain.end.parent.parent
        yield _finding(ask, go, chain.end, cause, what, reinstall(ask, root, ask(tree_release, root)))


def _answers(ask: Ask, go: GoCommand) -> bool:
    try:
        ask(identity, go)
    except Blocked:
        return False
    return True


def _fault(ask: Ask, binary: Binary) -> tuple[str, str]:
    """Return the cause why a file cannot be started here, and what is wrong with it; empty where nothing is."""
    host = ask.host.platform
    if binary.format is Format.SCRIPT:
        return "", ""
    if binary.format not in PROGRAMS or binary.problem:
        kind = "of no known format" if binary.format is Format.UNKNOWN else binary.format.value
        return "go-binary-corrupt", f"is no whole program: {binary.problem or kind}"
    if binary.system and binary.system != host.system.goos:
        return "go-foreign-os", f"is made for {binary.system}, and this machine runs {host.system.goos}"
    if not starts_here(host, binary):
        made = "/".join(binary.architectures)
        return (
            "go-wrong-arch",
            f"is made for {host.system.goos}/{made}, and this machine is {host.system.goos}/{host.arch}",
        )
    if binary.interpreter and not is_file(ask.host, ask.host.path(binary.interpreter)):
        return "go-loader-missing", f"asks for the loader {binary.interpreter}, which is not there"
    return "", ""


def _finding(ask: Ask, go: GoCommand, file: PurePath, cause: str, what: str, fix: Fix) -> Finding:
    return Finding(
        cause=cause,
        subject=file,
        message=f"{file}, which {go.found} runs, {what}",
        evidence=(Evidence(str(file), what), Evidence(str(go.found), f"is a stand-in ({go.wrapper}) and leads there")),
        fix=fix,
        concerns=(*concerned(ask), go.found, go.file),
    )
