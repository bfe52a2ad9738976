"""What a setting comes to on this machine: whether its Go is there, which release it is, and whether a terminal runs it."""

from pathlib import PurePath

from goverify.facts import Blocked, Facts, Unavailable
from goverify.facts.editors.expansion import elsewhere
from goverify.facts.editors.terminal import TerminalGo, release_at, terminal_go
from goverify.facts.editors.values import UNKNOWN, EditorGo, Names, State, Told
from goverify.facts.managers.choosing import pursuit
from goverify.facts.path.entries import split
from goverify.facts.path.hits import go_in, why_not_executable
from goverify.facts.provenance.installations import go_file
from goverify.facts.words import plain
from goverify.host import Kind, System
from goverify.host.paths import Dead, command_names, follow, is_folder, resolve, same_file

LONGEST = 300
"""Characters of a setting that are shown."""

MOST_FOLDERS = 100
"""Folders of a list in which a go is looked for."""


def judged(ask: Facts, told: Told) -> EditorGo | None:
    """Return what a setting comes to; None for a list of folders that leads to no go of its own."""
    foreign = elsewhere(ask, told.text)
    if told.names is Names.PATH:
        return _of_path(ask, told)
    if UNKNOWN in told.text or (foreign and ask.host.platform.wsl):
        return _made(told, None, State.UNKNOWN, "only the editor knows what it stands for")
    place = _place(ask, told)
    if place is None:
        return _made(told, None, State.MISSING, f"no folder of PATH has {told.text}")
    named = (go_file(ask.host, place),) if told.names is Names.TREE else (place, *_with_ending(ask, place))
    chains = [follow(ask.host, file) for file in named]
    there = [each for each in chains if each.kind is Kind.FILE]
    chain = next((each for each in there if each.start.suffix), next(iter(there), chains[0]))
    if chain.dead is Dead.DENIED:
        return _made(told, place, State.UNKNOWN, f"this user may not look into {chain.end}")
    hindrance = _hindrance(ask, told, place, chain.kind)
    if not hindrance and _lacks_ending(ask, chain.start):
        hindrance = f"{chain.start} is no program to Windows, as its name has no ending"
    if not hindrance and (why := why_not_executable(ask.host, chain)):
        hindrance = f"its go cannot be started: {why}"
    if hindrance:
        return _made(told, place, State.MISSING, hindrance)._replace(elsewhere=foreign)
    return _compared(ask, told, place, chain.start)


def _place(ask: Facts, told: Told) -> PurePath | None:
    """Return the path that a setting names; a bare name of a program is looked up on PATH."""
    path = ask.host.path(told.text)
    if path.is_absolute() or elsewhere(ask, told.text):
        return path
    if told.names is Names.TREE or len(path.parts) > 1:
        return ask.host.cwd / path
    folders = (ask.host.path(text) for text in split(ask.host.platform.system, ask.host.env.get("PATH", "")) if text)
    files = (folder / name for folder in folders for name in command_names(ask.host, told.text))
    return next((file for file in files if follow(ask.host, file).kind is Kind.FILE), None)


def _with_ending(ask: Facts, file: PurePath) -> tuple[PurePath, ...]:
    """Return the file with the ending of programs, which may be left out on Windows."""
    if ask.host.platform.system is not System.WINDOWS or file.suffix.lower() == ".exe":
        return ()
    return (file.with_name(f"{file.name}.exe"),)


def _lacks_ending(ask: Facts, file: PurePath) -> bool:
    """Return whether Windows starts nothing under a name: without an ending it looks for .com and .exe alone (libuv)."""
    return ask.host.platform.system is System.WINDOWS and not file.suffix


def _hindrance(ask: Facts, told: Told, place: PurePath, kind: Kind | None) -> str:
    """Return why there is no go, empty where there is one."""
    if kind is Kind.FILE:
        return ""
    if told.names is Names.TREE and is_folder(ask.host, place):
        return f"{place} has no go in its bin folder"
    if kind is Kind.FOLDER:
        return f"{place} is a folder"
    chain = follow(ask.host, place)
    if chain.dead in {Dead.DANGLING, Dead.LOOP}:
        return f"{place} is a link that leads nowhere"
    return f"{place} does not exist" if chain.dead else f"{place} is no file"


def _of_path(ask: Facts, told: Told) -> EditorGo | None:
    """Return the go that a list of folders leads to; it adds to what the editor has, so that none in it is no fault."""
    for text in split(ask.host.platform.system, told.text)[:MOST_FOLDERS]:
        if UNKNOWN in text:
            return None
        folder = ask.host.path(text)
        chain = go_in(ask.host, folder) if folder.is_absolute() else None
        if chain:
            return _compared(ask, told, chain.start, chain.start)
    return None


def _compared(ask: Facts, told: Told, place: PurePath, go: PurePath) -> EditorGo:
    """Return how a go that is there stands to the terminal's."""
    end = ask(pursuit, go).go
    file = resolve(ask.host, end) if end else None
    if file is None:
        return _made(told, place, State.UNKNOWN, "it stands in for another go, and which one is not known")
    release = release_at(ask, file)
    state, why = State.UNKNOWN, "no terminal's Go is known to compare it with"
    terminal = _terminal(ask)
    if terminal is not None:
        same = same_file(ask.host, file, terminal.file)
        equal = release is not None and release == terminal.release
        state = State.SAME if same or equal else State.DIFFERS if release and terminal.release else State.UNKNOWN
        why = "" if same else "another tree of the same release" if equal else ""
    return _made(told, place, state, why)._replace(go=file, release=release)


def _terminal(ask: Facts) -> TerminalGo | None:
    try:
        return ask(terminal_go)
    except (Blocked, Unavailable):
        return None


def _made(told: Told, place: PurePath | None, state: State, why: str) -> EditorGo:
    return EditorGo(
        editor=told.editor,
        level=told.level,
        file=told.file,
        line=told.line,
        setting=plain(told.setting)[:LONGEST],
        written=plain(told.written)[:LONGEST],
        names=told.names,
        place=place,
        go=None,
        release=None,
        state=state,
        why=why,
        idle=told.idle,
        nested=told.nested,
        elsewhere=False,
    )
