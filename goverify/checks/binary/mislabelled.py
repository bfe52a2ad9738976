"""The go that answers is Go's own command, and of the release that it says.

Why
    Other programs are called go as well, and a file can be replaced without its label. Then nothing that names a
    release can be trusted.

Looks at
    The main package and the release in the file's build info, against what it answers when it is run without any
    setting. What stands behind a version manager's shim is that manager's choice, and no contradiction.

Fix
    Put the right go first on PATH, or install the release anew.
"""

from collections.abc import Iterator

from goverify.api import Ask, Blocked, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.flavour import is_gccgo
from goverify.facts.go_commands import GoCommand, answering_go, go_commands
from goverify.facts.goroot import concerned, goroot
from goverify.facts.goroot_left import freed
from goverify.facts.identity import Failure, identity
from goverify.facts.managers.starter import starts_no_go
from goverify.facts.provenance.wrappers import OTHER_PROGRAM
from goverify.facts.remedies import reinstall
from goverify.facts.variables.shells import prepend_to_path
from goverify.facts.words import summary


@check(causes=("go-binary-mislabelled",))
def mislabelled(ask: Ask) -> Iterator[Finding | Evidence]:
    go = ask(answering_go)
    if ask(is_gccgo, go):
        raise Unavailable("gccgo's go carries no build info")
    if ask(starts_no_go, go):
        yield _stranger(ask, go, "is a script of its own, and starts no go at all")
        return
    if go.wrapper and go.wrapper != OTHER_PROGRAM:
        raise Unavailable(f"{go.found} is a {go.wrapper}, which does not say what it runs")
    program = go.binary.go.path if go.binary and go.binary.go else ""
    if go.wrapper == OTHER_PROGRAM or program not in {"", "cmd/go"}:
        yield _stranger(ask, go, f"is {program or go.file.name}, another program than Go's command")
    elif go.binary is not None and go.binary.go is None:
        yield from _unlabelled(ask, go)
    else:
        yield from _compared(ask, go)


def _compared(ask: Ask, go: GoCommand) -> Iterator[Finding | Evidence]:
    said = ask(identity, go)
    yield Evidence(str(go.found), f"says {said.version or 'nothing'}, its build info {go.release or 'nothing'}")
    if said.release is None or go.release is None or said.release == go.release:
        return
    root = ask(goroot).judged
    yield Finding(
        cause="go-binary-mislabelled",
        subject=go.file,
        message=f"{go.file} was built as {go.release} by its build info, and says {said.version} when it runs",
        evidence=(
            Evidence(f"build info of {go.file}", str(go.release)),
            Evidence(f"{go.found} env GOVERSION", said.version),
        ),
        fix=reinstall(ask, root, said.release)
        if root
        else Fix(f"Remove {go.file} and install Go from https://go.dev/dl/."),
        detail="Only a file that was changed after it was linked, or that starts another one, contradicts itself so.",
        concerns=concerned(ask),
    )


def _unlabelled(ask: Ask, go: GoCommand) -> Iterator[Finding | Evidence]:
    """Judge a program that carries no build info: a packed go still answers as one."""
    assert go.binary
    if not go.binary.architectures or go.binary.problem:
        raise Blocked(f"{go.file} is no whole program")
    try:
        said = ask(identity, go)
    except Failure as failure:
        if failure.completed is None or failure.completed.status is None or "shared librar" in failure.completed.stderr:
            raise
        yield _stranger(
            ask, go, f"carries no Go build info, and does not answer as Go's command does: {summary(failure.completed)}"
        )
        return
    yield Evidence(str(go.file), f"carries no Go build info, and answers as {said.version}")


def _stranger(ask: Ask, go: GoCommand, what: str) -> Finding:
    others = (each for each in ask(go_commands) if each.binary and each.binary.go and each.binary.go.path == "cmd/go")
    real = next((each for each in others if each.file != go.file), None)
    if real:
        put = Fix(f"Put {real.found.parent} first on PATH.", (prepend_to_path(ask, real.found.parent),))
        fix = freed(ask, put, real.found)
    else:
        fix = Fix(f"Install Go from https://go.dev/dl/ and put its bin folder before {go.found.parent} on PATH.")
    return Finding(
        cause="go-binary-mislabelled",
        subject=go.file,
        message=f"{go.found} {what}",
        evidence=(Evidence(str(go.file), what),),
        fix=fix,
        concerns=(*concerned(ask), "PATH"),
    )
