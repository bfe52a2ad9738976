"""The Go that Emacs uses, by what its start-up files set: go-command, exec-path, and the environment of gopls."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.editors.expansion import from_home
from goverify.facts.editors.literals import Line, lines, lisp_value
from goverify.facts.editors.places import config_folder, home_folder, unix_config_folder
from goverify.facts.editors.values import Level, Names, Oddity, Told
from goverify.host import System

FILES = {
    ".emacs.d": ("early-init.el", "init.el", "custom.el"),
    ".doom.d": ("init.el", "config.el", "custom.el"),
    "emacs": ("early-init.el", "init.el", "custom.el"),
    "doom": ("init.el", "config.el", "custom.el"),
}
"""The start-up files, by the folder that they stand in."""

_SET = re.compile(
    r"""\(setenv\s+"(?P<env>GOROOT|PATH)"\s+(?=["(])|\((?:setq|setopt|customize-set-variable|setq-default)\s+'?(?P<set>go-command)\s+(?=["(])"""
    r"""|'\((?P<custom>go-command)\s+(?=")|\(add-to-list\s+'(?P<add>exec-path)\s+(?=["(])|\(push\s+(?P<push>(?=["(]).{1,300}?)\s+exec-path\)"""
)
_NAMES = {"GOROOT": Names.TREE, "PATH": Names.PATH, "go-command": Names.GO, "exec-path": Names.PATH}


def told(ask: Facts) -> Iterator[Told | Oddity]:
    """Yield what Emacs' start-up files set."""
    for file in _files(ask):
        yield from _settings(ask, file)


def _files(ask: Facts) -> Iterator[PurePath]:
    """Yield the start-up files that may be there."""
    homes = ask(home_folder)
    if homes is not None:
        yield from (homes.folder / name for name in (".emacs", ".emacs.el") if name in homes.names)
        yield from _below(homes.folder, homes.names)
    windows = ask.host.platform.system is System.WINDOWS
    above = ask(config_folder) if windows else ask(unix_config_folder)
    if above is not None:
        yield from _below(above.folder, above.names)


def _below(above: PurePath, names: frozenset[str]) -> Iterator[PurePath]:
    yield from (above / folder / file for folder, files in FILES.items() if folder in names for file in files)


def _settings(ask: Facts, file: PurePath) -> Iterator[Told | Oddity]:
    for line in lines(ask, file, ";"):
        found = None if isinstance(line, Oddity) else _SET.search(line.text)
        if isinstance(line, Oddity):
            yield line
        elif found:
            yield _told(ask, file, line, found)


def _told(ask: Facts, file: PurePath, line: Line, found: re.Match[str]) -> Told:
    """Return what a line sets."""
    separator = ";" if ask.host.platform.system is System.WINDOWS else ":"
    pushed = found["push"]
    setting = "exec-path" if pushed else next(value for value in found.groupdict().values() if value)
    written = (pushed or line.text[found.end() :]).strip()
    text = from_home(ask, lisp_value(ask, written, separator))
    return Told("Emacs", Level.USER, file, line.number, setting, written, _NAMES[setting], text, nested=line.nested)
