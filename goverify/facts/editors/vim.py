"""The Go that Neovim and Vim use, by what their start-up files put into the environment of gopls and the terminal."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.editors.expansion import from_home
from goverify.facts.editors.literals import lines, vim_value
from goverify.facts.editors.places import Listed, home_folder, unix_config_folder
from goverify.facts.editors.reading import names_in
from goverify.facts.editors.values import Level, Names, Oddity, Told
from goverify.host import System

MOST_FILES, MOST_FOLDERS, DEEPEST = 40, 20, 4
"""What is looked at below the folder; distributions of settings have some dozens of files, of which few are a person's."""

FOLDERS = frozenset({"lua", "after", "plugin", "lsp", "ftplugin"})
"""The folders that Neovim reads by itself, or through `require`."""

_LUA = re.compile(
    r"""vim\.env\.(?P<env>GOROOT|PATH)\s*=(?!=)|setenv\(\s*["'](?P<set>GOROOT|PATH)["']\s*,|"""
    r"""(?:^|[\s{,])(?:\[["'])?(?P<table>GOROOT)(?:["']\])?\s*=(?!=)"""
)
_VIM = re.compile(r"^\s*let\s+\$(?P<env>GOROOT|PATH)\s*=")
_INSIDE = re.compile(r"(?:cmd_env|env)\s*=\s*\{.{0,200}?[\s{,](?P<table>PATH)\s*=(?!=)")


def told(ask: Facts) -> Iterator[Told | Oddity]:
    """Yield what the start-up files of Neovim and Vim assign."""
    folder = _folder(ask)
    for file in _files(ask, folder) if folder else ():
        yield from _assignments(ask, "Neovim", file)
    homes = ask(home_folder)
    if homes and ".vimrc" in homes.names:
        yield from _assignments(ask, "Vim", homes.folder / ".vimrc")


def _folder(ask: Facts) -> PurePath | None:
    """Return the folder of Neovim's settings, where there is one."""
    host = ask.host
    name = host.env.get("NVIM_APPNAME", "") or "nvim"
    above = ask(unix_config_folder)
    if host.platform.system is System.WINDOWS and (text := host.env.get("LOCALAPPDATA", "")):
        above = Listed(host.path(text), names_in(ask, host.path(text)))
    return above.folder / name if above and name in above.names else None


def _files(ask: Facts, folder: PurePath) -> Iterator[PurePath]:
    """Yield the start-up files and those below them, up to a bound."""
    todo, folders, files = [(folder, 0)], 0, 0
    while todo and folders < MOST_FOLDERS:
        here, depth = todo.pop(0)
        folders += 1
        for name in sorted(names_in(ask, here)):
            if name.endswith((".lua", ".vim")) and files < MOST_FILES:
                files += 1
                yield here / name
            elif "." not in name and depth < DEEPEST and (depth or name in FOLDERS):
                todo.append((here / name, depth + 1))


def _assignments(ask: Facts, editor: str, file: PurePath) -> Iterator[Told | Oddity]:
    lua = file.suffix == ".lua"
    for line in lines(ask, file, "--" if lua else '"'):
        if isinstance(line, Oddity):
            yield line
            continue
        found = (_LUA.search(line.text) or _INSIDE.search(line.text)) if lua else _VIM.search(line.text)
        if found is None or line.text.lstrip().startswith("local "):
            continue
        name = next(value for value in found.groupdict().values() if value)
        written = line.text[found.end() :].strip()
        text = from_home(ask, vim_value(ask, written))
        names = Names.TREE if name == "GOROOT" else Names.PATH
        yield Told(editor, Level.USER, file, line.number, name, written, names, text, nested=line.nested)
