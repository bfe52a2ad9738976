"""The folders that editors have their settings in, each listed once: the project's, the home, the user's configuration."""

from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.editors.reading import names_in
from goverify.facts.settings.in_force import user_config_folder
from goverify.facts.variables.shells import config_folder as xdg_folder
from goverify.host import System
from goverify.host.paths import home

MOST_FOLDERS = 12
"""Nobody opens a project that far above the folder at hand."""


class Listed(NamedTuple):
    """A folder with the names in it."""

    folder: PurePath
    names: frozenset[str]


def project_folders(ask: Facts) -> tuple[Listed, ...]:
    """Return the current folder and those above it, the nearest first; the home and the root end the way."""
    try:
        here = ask.host.cwd
    except OSError:
        return ()
    base = home(ask.host)
    ends = {base, *(base.parents if base else ())}
    above = [folder for folder in here.parents if folder not in ends and folder.parent != folder]
    return tuple(Listed(folder, names_in(ask, folder)) for folder in (here, *above)[:MOST_FOLDERS])


def config_folder(ask: Facts) -> Listed | None:
    """Return the folder that holds the settings of most editors (os.UserConfigDir), or None where no variable tells it."""
    folder = user_config_folder(ask.host)
    return Listed(folder, names_in(ask, folder)) if folder else None


def unix_config_folder(ask: Facts) -> Listed | None:
    """Return the folder ~/.config, which programs that come from Linux use on macOS too; None on Windows."""
    system = ask.host.platform.system
    if system is System.WINDOWS:
        return None
    homes = ask(home_folder)
    folder = xdg_folder(ask)
    if system is System.LINUX:
        return ask(config_folder)
    if homes is None or (folder.parent == homes.folder and folder.name not in homes.names):
        return None
    return Listed(folder, names_in(ask, folder))


def home_folder(ask: Facts) -> Listed | None:
    """Return the home folder, or None where no variable tells it."""
    folder = home(ask.host)
    return Listed(folder, names_in(ask, folder)) if folder else None
