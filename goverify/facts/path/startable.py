"""Whether a word leads to a program that this user may start, as os/exec looks it up. Nothing is started."""

from goverify.facts import Facts
from goverify.facts.path.entries import search_path
from goverify.host import System
from goverify.host.paths import command_names, is_file


def startable(ask: Facts, word: str) -> bool:
    """Return whether a word leads to such a program: from the current folder where it holds a separator, else along PATH."""
    host = ask.host
    separators = "/\\" if host.platform.system is System.WINDOWS else "/"
    if any(char in separators for char in word):
        folders, names = [host.cwd], [host.path(word)]
    else:
        folders, names = [entry.folder for entry in ask(search_path) if entry.folder], []
    if host.platform.system is System.WINDOWS or not names:
        names = [host.path(word), *(host.path(name) for name in command_names(host, word))]
    return any(is_file(host, folder / name) and host.access(folder / name, "x") for folder in folders for name in names)
