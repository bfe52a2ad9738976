"""Every Go that an editor is set to on this machine and for this folder, with what is odd about the files that say so."""

from itertools import chain, islice
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.editors import emacs, jetbrains, vim, vscode, zed
from goverify.facts.editors.judging import judged
from goverify.facts.editors.values import EditorGo, Oddity, State, Told

MOST_SETTINGS = 100
EDITORS = (vscode, jetbrains, zed, vim, emacs)


class EditorSettings(NamedTuple):
    """What the settings of all editors come to."""

    gos: tuple[EditorGo, ...]
    oddities: tuple[Oddity, ...]


def editor_settings(ask: Facts) -> EditorSettings:
    """Return the Go of each setting that names one, editor by editor."""
    said = tuple(islice(chain.from_iterable(editor.told(ask) for editor in EDITORS), MOST_SETTINGS))
    gos = [ask(judged, each) for each in said if isinstance(each, Told) and each.text]
    return EditorSettings(
        tuple(each for each in gos if each is not None),
        tuple(dict.fromkeys(each for each in said if isinstance(each, Oddity))),
    )


def at_fault(settings: EditorSettings, state: State) -> tuple[tuple[EditorGo, ...], ...]:
    """Return the settings that come to a state and have an effect, those of one file together."""
    files: dict[PurePath, list[EditorGo]] = {}
    for go in settings.gos:
        if go.state is state and not go.idle:
            files.setdefault(go.file, []).append(go)
    return tuple(tuple(gos) for gos in files.values())
