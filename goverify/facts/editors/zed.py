"""The Go that Zed uses, by its settings: the environment of gopls and of the terminal.

Source: Zed's documentation (Configuring Zed; Go). A .zed folder in the project wins over the user's settings.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.editors.layers import Found, Keys, Known, layer, winning
from goverify.facts.editors.places import config_folder, project_folders, unix_config_folder
from goverify.facts.editors.values import Level, Names, Oddity, Told
from goverify.host import System

PLACES: tuple[Keys, ...] = (
    ("lsp", "gopls", "binary", "env"),
    ("lsp", "gopls", "initialization_options", "env"),
    ("lsp", "gopls", "settings", "env"),
    ("terminal", "env"),
)
KNOWN: Known = {(*place, "GOROOT"): Names.TREE for place in PLACES} | {(*place, "PATH"): Names.PATH for place in PLACES}


def told(ask: Facts) -> Iterator[Told | Oddity]:
    """Yield what Zed's settings say."""
    found = list(_found(ask))
    yield from (each.oddity for each in found if each.oddity)
    yield from winning(ask, (each.layer for each in found if each.layer), KNOWN)


def _found(ask: Facts) -> Iterator[Found]:
    for folder, names in ask(project_folders):
        if ".zed" in names:
            yield layer(ask, "Zed", Level.FOLDER, folder / ".zed" / "settings.json", folder, KNOWN)
    own = _user_folder(ask)
    if own is not None:
        yield layer(ask, "Zed", Level.USER, own / "settings.json", None, KNOWN)


def _user_folder(ask: Facts) -> PurePath | None:
    """Return the folder of the user's settings, where there is one."""
    windows = ask.host.platform.system is System.WINDOWS
    above, name = (ask(config_folder), "Zed") if windows else (ask(unix_config_folder), "zed")
    return above.folder / name if above and name in above.names else None
