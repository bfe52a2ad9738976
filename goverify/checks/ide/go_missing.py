"""The Go that an editor is set to exists.

Why
    A setting outlives the Go that it names: a package manager removes the folder of the old release, an SDK is deleted
    by hand, a settings file comes from another machine. GoLand then has no SDK for the project; VS Code passes over the
    setting and takes the go of PATH, or none; gopls fails to load packages with a GOROOT that is gone.

Looks at
    The settings of VS Code and its forks (folder, workspace, remote machine, profile, user), of GoLand and IntelliJ IDEA
    (.idea and the newest version's table of SDKs), of Zed, Neovim, Vim and Emacs, as far as they name a GOROOT or a go.
    Settings that a nearer level replaces, of an extension that is not installed, or with variables that only the editor
    knows are no fault. A path that another machine's system or home gives away is only worth a word, and so is a line of a
    start-up file that may stand below a condition.

Fix
    Name a Go that is there in that setting, or remove the setting.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Severity, Unavailable, check
from goverify.facts.editors.found import at_fault, editor_settings
from goverify.facts.editors.remedies import another_go
from goverify.facts.editors.values import EditorGo, State


@check(causes=("ide-go-missing",))
def go_missing(ask: Ask) -> Iterator[Finding | Evidence]:
    found = ask(editor_settings)
    yield from (Evidence(str(odd.file), odd.problem) for odd in found.oddities)
    if not found.gos:
        raise Unavailable("no settings file of an editor names a Go")
    yield from (Evidence(go.where, f"{go.written}: {go.idle or go.why or go.state.value}") for go in found.gos)
    yield from (_finding(ask, gos) for gos in at_fault(found, State.MISSING))


def _finding(ask: Ask, gos: tuple[EditorGo, ...]) -> Finding:
    first = gos[0]
    written = [(Evidence(go.where, go.written), Evidence(str(go.place or "PATH"), go.why)) for go in gos]
    doubt = " The path was written on another machine." if first.elsewhere else ""
    doubt += " Whether that line is ever reached is not known." if first.nested else ""
    return Finding(
        cause="ide-go-missing",
        subject=first.file,
        message=f"{first.editor} is set to {first.place or first.written}, where no Go is ({first.where})",
        evidence=tuple(evidence for pair in written for evidence in pair),
        fix=another_go(ask, gos),
        detail=f"{first.why[:1].upper()}{first.why[1:]}.{doubt}",
        severity=Severity.LOW if all(go.elsewhere or go.nested for go in gos) else None,
        concerns=tuple(go.place for go in gos if go.place),
    )
