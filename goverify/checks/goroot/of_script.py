"""A script in place of go sets no GOROOT that its go cannot work with.

Why
    A wrapper that somebody wrote by hand often sets GOROOT before it starts go. The line outlives the tree that it
    names, or the go in the last line is upgraded and the line is not: go then uses another release's compiler.
    `env | grep GOROOT` shows nothing of it.

Looks at
    The script that answers for go, line by line, and never by running it: what it sets GOROOT to, and which go its
    last line starts. A script that decides by conditions is left alone.

Fix
    Take the line out of the script: go finds its tree by itself.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.executable import executable
from goverify.facts.file_remedies import edited
from goverify.facts.go_commands import GoCommand, answering_go
from goverify.facts.goroot import looks_like_tree, release_of
from goverify.facts.managers.choosing import pursuit
from goverify.facts.managers.script_lines import Assigned, assigned, ending
from goverify.facts.managers.starter import branches
from goverify.facts.provenance.wrappers import HAND_WRITTEN
from goverify.facts.release import Release
from goverify.facts.variables.shells import prepend_to_path
from goverify.host import System
from goverify.host.paths import Dead, follow


@check(causes=("goroot-missing", "goroot-not-a-tree", "goroot-mismatch"), systems=(System.LINUX, System.MACOS))
def of_script(ask: Ask) -> Iterator[Finding | Evidence]:
    go = ask(answering_go)
    if go.wrapper not in HAND_WRITTEN:
        raise Unavailable(f"{go.found} is no script of somebody's own")
    if branches(ask, go.file):
        raise Unavailable(f"{go.found} decides by conditions what it does")
    last, lines = ask(ending, go.file), [each for each in ask(assigned, go.file) if each.name == "GOROOT"]
    if last is None or not lines or not lines[-1].value:
        return
    line = lines[-1]
    yield Evidence(f"{go.file}, line {line.line}", f"GOROOT={line.value}")
    if last.go == f"{line.value.rstrip('/')}/bin/go":  # the go of that tree, there or not
        return
    yield from _judged(ask, go, line)


def _judged(ask: Ask, go: GoCommand, line: Assigned) -> Iterator[Finding]:
    place = ask.host.cwd / ask.host.path(line.value)
    chain, behind = follow(ask.host, place), ask(pursuit, go.found).go
    mine, named = _release(ask, behind), release_of(ask.host, place)
    if chain.dead is Dead.DENIED:
        return
    if chain.dead:
        yield _finding(ask, go, line, "goroot-missing", "which does not exist")
    elif not looks_like_tree(ask.host, place):
        yield _finding(ask, go, line, "goroot-not-a-tree", "which is no Go tree")
    elif mine and named and mine != named:
        yield _finding(ask, go, line, "goroot-mismatch", f"the tree of {named}, and starts {behind}, which is {mine}")


def _release(ask: Ask, file: PurePath | None) -> Release | None:
    try:
        binary = ask(executable, follow(ask.host, file).end) if file else None
    except OSError:
        return None
    return Release.parse(binary.go.version) if binary and binary.go else None


def _finding(ask: Ask, go: GoCommand, line: Assigned, cause: str, how: str) -> Finding:
    place = ask.host.cwd / ask.host.path(line.value)
    return Finding(
        cause=cause,
        subject="GOROOT",
        message=f"The script {go.found}, line {line.line}, sets GOROOT to {line.value}, {how}",
        evidence=(Evidence(f"{go.file}, line {line.line}", f"GOROOT={line.value}"),),
        fix=_fix(ask, go, line),
        detail=f"Whatever GOROOT is in the environment, every go command that {go.found} starts gets this one.",
        concerns=(go.found, go.file, place),
    )


def _fix(ask: Ask, go: GoCommand, line: Assigned) -> Fix:
    behind = ask(pursuit, go.found).go
    past = f", or put {behind.parent} before it on PATH: {prepend_to_path(ask, behind.parent)}" if behind else ""
    if line.alone:
        taken_out = edited(ask, go.file, f"{line.line}d")
        return Fix(f"Take line {line.line}, which sets GOROOT, out of {go.file}{past}", (taken_out,))
    commands = (prepend_to_path(ask, behind.parent),) if behind else ()
    return Fix(f"Take GOROOT={line.value} out of line {line.line} of {go.file}{past}", commands)
