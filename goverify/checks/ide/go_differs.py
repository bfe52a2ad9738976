"""An editor uses the Go that a terminal runs.

Why
    Where an editor is set to a release of its own, a program builds in one and fails in the other, tools that the editor
    installs are built with another release, and an upgrade of the Go on PATH changes nothing for the editor.

Looks at
    The same settings as the check of missing ones, each followed to its go file, with the release of that file and of the
    one that a terminal runs here, through version managers' stand-ins. The same Go by another way, and another tree of the same
    release, are no fault. Where the project asks for a release that only the editor's Go is new enough for, the setting is
    as it should be.

Fix
    Set the editor to the terminal's Go, or put the editor's first on PATH.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.editors.found import at_fault, editor_settings
from goverify.facts.editors.project_release import Need, project_release
from goverify.facts.editors.remedies import another_go
from goverify.facts.editors.terminal import TerminalGo, terminal_go
from goverify.facts.editors.values import EditorGo, State
from goverify.facts.variables.shells import prepend_to_path


@check(causes=("ide-go-differs",))
def go_differs(ask: Ask) -> Iterator[Finding | Evidence]:
    found = ask(editor_settings)
    if not found.gos:
        raise Unavailable("no settings file of an editor names a Go")
    terminal = ask(terminal_go)
    yield Evidence(str(terminal.found), f"a terminal runs {terminal.file}, {terminal.release or 'release unknown'}")
    for go in found.gos:
        yield Evidence(go.where, f"{go.go or go.written}: {go.release or go.idle or go.why or 'release unknown'}")
    yield from (_finding(ask, gos, terminal) for gos in at_fault(found, State.DIFFERS))


def _finding(ask: Ask, gos: tuple[EditorGo, ...], terminal: TerminalGo) -> Finding:
    first, need, runs = gos[0], ask(project_release), terminal.release
    wanted = all(need and runs and go.release and runs < need.release <= go.release for go in gos)
    newer = any(runs and go.release and go.release > runs for go in gos)
    return Finding(
        cause="ide-go-differs",
        subject=first.file,
        message=f"{first.editor} uses {first.release} ({first.where}), and a terminal runs {runs} ({terminal.found})",
        evidence=(
            *(Evidence(go.where, f"{go.written}: {go.go}, {go.release}") for go in gos),
            Evidence(str(terminal.found), f"runs {terminal.file}, {runs}"),
            *([Evidence(need.place, f"asks for {need.release}")] if need else []),
        ),
        fix=_terminal_s(ask, first) if wanted else another_go(ask, gos),
        detail=_compared(need, first, terminal) if need else "",
        severity=Severity.INFO if wanted else None,
        # A newer Go that hides behind an older one on PATH is the same trouble.
        concerns=(*(go.go for go in gos if go.go), *([terminal.found] if newer else [])),
    )


def _terminal_s(ask: Ask, go: EditorGo) -> Fix | None:
    """Return how to have the editor's Go in a terminal too."""
    folder = go.go.parent if go.go else None
    return Fix(f"Put {folder} first on PATH.", (prepend_to_path(ask, folder),)) if folder else None


def _compared(need: Need, go: EditorGo, terminal: TerminalGo) -> str:
    """Return how the two stand to what the project asks for; empty where both are new enough."""
    asks = f"The project asks for {need.release} ({need.place})"
    too_old = [
        name
        for name, release in ((go.editor, go.release), ("the terminal", terminal.release))
        if release and release < need.release
    ]
    return f"{asks}, and the Go of {' and of '.join(too_old)} is older." if too_old else ""
