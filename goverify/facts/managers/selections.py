"""What each version manager of this host has chosen for this folder, and by what it is meant to be in charge here."""

from collections.abc import Callable
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.managers import asdf, goenv, gvm, mise
from goverify.facts.managers.values import SYSTEM, Choice
from goverify.facts.managers.version_files import upward
from goverify.facts.path.entries import search_path
from goverify.host.paths import home, same_file

_SESSION = {
    "asdf": ("ASDF_DIR",),
    "mise": ("MISE_SHELL", "__MISE_DIFF", "__MISE_SESSION"),
    "goenv": ("GOENV_SHELL",),
    "gvm": ("gvm_go_name",),
}
"""The variables by which a shell shows that a manager's hook is at work in it."""


class Selection(NamedTuple):
    """A manager's choice."""

    choice: Choice
    runs: PurePath
    shims: PurePath | None
    """The folder of its shims; None where it has none."""
    by_shims: bool
    """PATH holds its shims."""
    by_session: str
    """The variable of its hook; empty where the hook is not at work."""
    by_file: PurePath | None
    """The version file in this folder or above, below the home folder, that it goes by."""

    @property
    def in_charge(self) -> bool:
        """Return whether this session has it set up."""
        return self.by_shims or bool(self.by_session)


def selections(ask: Facts) -> tuple[Selection, ...]:
    """Return the choices of all managers that have the version they chose; "system" is none."""
    return tuple(found for found in (_selection(ask, *each) for each in _managers(ask)) if found)


def _managers(ask: Facts) -> list[tuple[Choice, PurePath | None]]:
    kinds: tuple[tuple[Callable[[Facts], bool], Callable[[Facts, None], Choice | None], PurePath | None], ...] = (
        (asdf.present, asdf.choice, asdf.data_folder(ask)),
        (mise.present, mise.choice, mise.data_folder(ask)),
        (goenv.present, goenv.choice, goenv.data_folder(ask)),
    )
    found = [(choice(ask, None), folder / "shims" if folder else None) for there, choice, folder in kinds if there(ask)]
    found += [(gvm.choice(ask), None)] if gvm.present(ask) else []
    return [(choice, shims) for choice, shims in found if choice]


def _selection(ask: Facts, choice: Choice, shims: PurePath | None) -> Selection | None:
    if choice.runs is None or choice.version in {None, SYSTEM}:
        return None
    host = ask.host
    on_path = shims is not None and any(
        entry.folder and same_file(host, entry.folder, shims) for entry in ask(search_path)
    )
    session = next((name for name in _SESSION[choice.manager] if host.env.get(name)), "")
    file = choice.decided_by.file if choice.decided_by else None
    local = file if file and file.parent in upward(host.cwd) and file.parent != home(host) else None
    return Selection(choice, choice.runs, shims, on_path, session, local)
