"""The file go.env of the tree at work, with which a release, its packager or its administrator gives settings to everyone.

Source: cmd/go/internal/cfg (initEnvCache): what the environment or the user's go env file holds goes before it.
"""

from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.settings.goenv_defects import MARKED, WIDE, defects_in, start_of
from goverify.facts.settings.in_force import Origin, Setting, assignments, setting
from goverify.facts.tree import answering_tree

DEFAULTS = ("GOPROXY", "GOSUMDB", "GOTOOLCHAIN")
"""What every release since 1.21 sets there."""


class TreeGoenv(NamedTuple):
    """The file as go reads it."""

    path: PurePath
    settings: tuple[Setting, ...]
    """Of two lines with one name the later."""
    problem: str
    """Why nothing in it counts, else empty: it cannot be read, or not as text."""


def tree_goenv(ask: Facts) -> TreeGoenv | None:
    """Return go.env of the tree at work; None where there is none."""
    path = ask(answering_tree).root / "go.env"
    try:
        data = start_of(ask, path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return TreeGoenv(path, (), f"it cannot be read: {error.strerror or error}")
    wrong = next((each.kind.name for each in defects_in(data) if each.kind in {WIDE, MARKED}), "")
    rows = assignments(data.decode("utf-8", "replace"))
    held = {name: Setting(name, value, Origin.FILE, str(path), path, number) for number, name, value in rows}
    return TreeGoenv(path, tuple(held.values()), wrong)


def given_to_everyone(ask: Facts) -> tuple[Setting, ...]:
    """Return the settings of the tree's go.env that are in force, since the user has none of that name."""
    file = ask(tree_goenv)
    return tuple(held for held in file.settings if held.value and not ask(setting, held.name)) if file else ()
