"""How an editor is set to another Go: by its own dialog, or by the setting at its line."""

from pathlib import PurePath

from goverify.facts import Blocked, Facts, Unavailable
from goverify.facts.editors.terminal import terminal_go
from goverify.facts.editors.values import EditorGo, Level, Names
from goverify.facts.goroot import goroot, looks_like_tree
from goverify.facts.provenance.installations import best_installation, go_file
from goverify.facts.release import Release
from goverify.model import Fix

DIALOGS = {"GoLand": "Settings | Go | GOROOT", "IntelliJ IDEA": "Settings | Languages & Frameworks | Go | GOROOT"}


def another_go(ask: Facts, gos: tuple[EditorGo, ...]) -> Fix:
    """Return how to set an editor to the Go of the terminal, or to the best one that this machine has."""
    return Fix(" ".join(dict.fromkeys(_sentence(ask, go) for go in gos)))


def _sentence(ask: Facts, go: EditorGo) -> str:
    root, release = _wanted(ask)
    value = root and {Names.GO: go_file(ask.host, root), Names.PATH: root / "bin"}.get(go.names, root)
    what = f"{value} ({release})" if release else str(value)
    if go.level is Level.SEARCH:
        return f"Remove {go.file}, or set go.alternateTools to the go that {go.editor} is to use."
    if go.editor in DIALOGS:
        chosen = f"choose {what}" if value else "download or choose an SDK"
        return f"In {go.editor}, {chosen} under {DIALOGS[go.editor]}; it is stored as {go.where}."
    if value is None:
        return f"Remove {go.where}."
    if go.names is Names.PATH:
        return f"Put {what} first in {go.where}."
    return f"Set {go.setting} to {what} in {go.file}, line {go.line}, or remove the setting."


def _wanted(ask: Facts) -> tuple[PurePath | None, Release | None]:
    """Return the tree to set an editor to, and its release."""
    try:
        terminal = ask(terminal_go)
    except (Blocked, Unavailable):
        best = ask(best_installation)
        return (best.root, best.release) if best else (None, None)
    whole = looks_like_tree(ask.host, terminal.root)
    return (terminal.root if whole else ask(goroot).judged), terminal.release
