"""What each context would run: its PATH as files tell it, the go on it, and what makes it differ from this process."""

import contextlib
from collections.abc import Iterator
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.contexts.services import services
from goverify.facts.contexts.shell_sessions import desktop_session, shell_sessions
from goverify.facts.contexts.traced import UNKNOWN, TracedPath, quote
from goverify.facts.contexts.values import Context, Found, Reckoned
from goverify.facts.contexts.windows import windows_contexts
from goverify.facts.executable import executable
from goverify.facts.go_commands import go_commands
from goverify.facts.path.entries import path_text, split
from goverify.facts.path.hits import go_in
from goverify.facts.provenance.wrappers import wrapper_of
from goverify.facts.release import Release
from goverify.facts.variables.path_lines import path_lines
from goverify.host import System
from goverify.host.paths import same_file
from goverify.model import Evidence

LIMIT_ENTRIES = 500


def contexts(ask: Facts) -> tuple[Context, ...]:
    """Return this process and the other contexts of this machine, each with the go that it would find."""
    return tuple(judged(ask, reckoned) for reckoned in _reckoned(ask))


def _reckoned(ask: Facts) -> Iterator[Reckoned]:
    system = ask.host.platform.system
    yield Reckoned("process", "this process", TracedPath(system, path_text(ask)))
    if system is System.WINDOWS:
        yield from windows_contexts(ask)
        return
    yield from ask(shell_sessions)
    yield ask(desktop_session)
    yield from services(ask)


def judged(ask: Facts, reckoned: Reckoned, *, asked: bool = False) -> Context:
    """Return a context with its go, compared with this process."""
    path = reckoned.path
    found, doubt = _first(ask, path) if path else (None, None)
    known = path is not None and not reckoned.gaps and doubt is None
    gaps = reckoned.gaps + ((doubt,) if doubt else ())
    mine = next(iter(ask(go_commands)), None)
    differs = known and reckoned.id != "process" and not _same(ask, found, mine.file if mine else None)
    why, cause = _difference(ask, path, found) if differs and path else ("", None)
    if reckoned.stand_in:
        why, cause, differs = "A function or alias of the shell comes before any file.", reckoned.stand_in, True
    shown = (
        ":;"[path.system is System.WINDOWS].join(entry for entry in path.entries if UNKNOWN not in entry)
        if path
        else None
    )
    return Context(
        reckoned.id, reckoned.name, shown, known, found, differs, why, cause, gaps, reckoned.note, asked=asked
    )


def _same(ask: Facts, found: Found | None, mine: PurePath | None) -> bool:
    if found is None or mine is None:
        return found is None and mine is None
    return found.file == mine or same_file(ask.host, found.file, mine)


def _first(ask: Facts, path: TracedPath) -> tuple[Found | None, Evidence | None]:
    """Return the first go on a PATH, and what makes doubtful that it is the first."""
    doubt: Evidence | None = None
    for entry in path.entries[:LIMIT_ENTRIES]:
        if UNKNOWN in entry:
            doubt = doubt or path.origins.get(entry) or Evidence("PATH", "an entry that cannot be told")
            continue
        folder = ask.host.path(entry.replace('"', ""))
        found = ask(_found, folder) if entry and folder.is_absolute() else None
        if found:
            return found._replace(entry=entry), doubt
    return None, doubt


def _found(ask: Facts, folder: PurePath) -> Found | None:
    """Return the go that a command line finds in a folder."""
    chain = go_in(ask.host, folder)
    if chain is None:
        return None
    binary = None
    with contextlib.suppress(OSError):
        binary = ask(executable, chain.end)
    wrapper = ask(wrapper_of, chain, binary)
    release = Release.parse(binary.go.version) if binary and binary.go and not wrapper else None
    return Found(chain.start, chain.end, str(release) if release else None, "", wrapper)


def _difference(ask: Facts, path: TracedPath, found: Found | None) -> tuple[str, Evidence | None]:
    """Return what makes a context find another go than this process, or none, and the line."""
    mine = next(iter(ask(go_commands)), None)
    folder = mine.found.parent if mine else None
    # What this process has as well, behind its own go, is not what makes the difference, but that go's absence.
    lacks = folder is not None and all(ask.host.path(entry) != folder for entry in path.entries)
    common = found is not None and found.entry in split(path.system, path_text(ask))
    if found and (line := path.origins.get(found.entry)) and not (lacks and common):
        return f"{found.entry} is put on PATH there.", line
    if folder is None:
        return "This process' PATH does not have its folder.", None
    gone = next((line for entry, line in path.lost.items() if ask.host.path(entry) == folder), None)
    if gone:
        return f"{folder} is taken off PATH there.", gone
    made = _newest(path)
    if made and (common or not found):
        return f"{folder} is not on the PATH that is set there.", made
    put = next((line for line in ask(path_lines) if folder in line.folders), None)
    if put:
        return f"The line that puts {folder} on PATH is not read there.", quote(put.file.path, put.number, put.text)
    return f"Nothing puts {folder} on PATH there.", None


def _newest(path: TracedPath) -> Evidence | None:
    """Return the line that gave PATH its whole value, where a single one did."""
    lines = {path.origins.get(entry) for entry in path.entries}
    return lines.pop() if len(lines) == 1 else None
