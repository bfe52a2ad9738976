"""Programs that a setting or PATH names, and whether a mere look may have them started.

A project can bring its own: CC=./cc in a file that a shell hook reads, a script beside the sources. What the system
brought, or what this user alone can have installed elsewhere, is what the user's own builds start anyway.
"""

from pathlib import PurePath

from goverify.binfmt import Format
from goverify.facts import Facts
from goverify.facts.executable import executable
from goverify.facts.path.entries import search_path
from goverify.facts.writers import alone, other_writer, trusted_owners
from goverify.host import Host, System
from goverify.host.paths import command_names, home, is_file, kind_of, resolve

MARKS = (".git", ".hg", ".jj", ".svn", "go.mod", "go.work")
"""What stands in the folder of a project."""

OF_THE_SYSTEM = ("/usr/", "/nix/", "/opt/", "/bin/", "/snap/", "/gnu/")


def why_not_started(ask: Facts, file: PurePath) -> str:
    """Return why a program is not to be started unasked; empty where it may be."""
    if ask.allow.run_unknown:
        return ""
    entry = next((each for each in ask(search_path) if each.folder == file.parent), None)
    if entry is not None and not entry.trusted:
        return entry.why_untrusted
    real = resolve(ask.host, file) or file
    for place in dict.fromkeys((file, real)):
        writer = None if ask(alone) else ask(other_writer, place)
        if writer:
            return writer.reason
        if folder := next((folder for folder in ask(project_folders) if folder in place.parents), None):
            return f"it belongs to the project in {folder}; --run-unknown allows it"
    if _is_script(ask, real) and not _of_the_system(ask, real):
        return "it is a script of this user's; --run-unknown allows it"
    return ""


def named_file(ask: Facts, word: str) -> PurePath | None:
    """Return the file that a word leads to: from the current folder where it holds a separator, else along PATH."""
    host = ask.host
    separators = "/\\" if host.platform.system is System.WINDOWS else "/"
    names = (word, *command_names(host, word))
    by_path = any(char in separators for char in word)
    folders = [host.cwd] if by_path else [entry.folder for entry in ask(search_path) if entry.folder]
    places = (folder / host.path(name) for folder in folders for name in names)
    return next((place for place in places if is_file(host, place)), None)


def project_folders(ask: Facts) -> tuple[PurePath, ...]:
    """Return the current folder where a project stands there, and those above it where one does; a home is none."""
    host = ask.host
    try:
        cwd = host.cwd
    except OSError:
        return ()
    own = home(host)
    return tuple(folder for folder in (cwd, *cwd.parents) if folder != own and _is_project(host, folder))


def _is_project(host: Host, folder: PurePath) -> bool:
    try:
        return any(kind_of(host, folder / mark) for mark in MARKS)
    except OSError:
        return False


def _is_script(ask: Facts, file: PurePath) -> bool:
    try:
        return ask(executable, file).format is Format.SCRIPT
    except OSError:
        return False


def _of_the_system(ask: Facts, file: PurePath) -> bool:
    """Return whether it came with the system, or was installed by who governs it and not by this user."""
    try:
        entry = ask.host.entry(file)
    except OSError:
        return False
    uid = ask.host.identity.uid
    owners = ask(trusted_owners) - {uid} if uid else {0}
    return entry is not None and entry.uid in owners and str(file).startswith(OF_THE_SYSTEM)
