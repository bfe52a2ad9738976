"""Programs of the system that read or judge executables, to ask them the same: found where nobody else could have put them."""

from collections.abc import Iterable, Sequence
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.path.entries import search_path
from goverify.facts.running import clean_env, run_to_end, scratch
from goverify.facts.writers import alone, other_writer
from goverify.host import Completed, Kind, System
from goverify.host.paths import command_names, follow

LIMIT_S = 10.0

SYSTEM_FOLDERS = {System.LINUX: ("/usr/bin", "/bin"), System.MACOS: ("/usr/bin", "/usr/sbin")}
"""Where a system's own programs stand, asked before PATH; on macOS nobody can change these."""


def second_reader(ask: Facts, name: str) -> PurePath | None:
    """Return the program of that name that this system has; None where it has none that is to be trusted."""
    host = ask.host
    named = (host.path(folder) for folder in SYSTEM_FOLDERS.get(host.platform.system, ()))
    trusted = (entry.folder for entry in ask(search_path) if entry.folder and entry.trusted)
    return standing_in(ask, name, dict.fromkeys((*named, *trusted)))


def standing_in(ask: Facts, name: str, folders: Iterable[PurePath]) -> PurePath | None:
    """Return the program of that name in the first of some folders that has one which nobody else can replace."""
    host = ask.host
    for folder in folders:
        for program in (folder / file for file in command_names(host, name) if file.endswith((name, ".exe"))):
            chain = follow(host, program)
            safe = chain.kind is Kind.FILE and host.access(program, "x")
            if safe and (ask(alone) or not ask(other_writer, program)):
                return program
    return None


def told_by(ask: Facts, program: PurePath, args: Sequence[str]) -> Completed:
    """Return what such a program says, with no setting of the user and in an empty folder."""
    return run_to_end(ask, program, args, env=clean_env(ask), cwd=ask(scratch, "empty"), timeout_s=LIMIT_S)
