"""What `go install` installs can be started by its name.

Why
    `go install` succeeds and says nothing; the program is in GOBIN, else in the bin folder of GOPATH. Where PATH
    lacks that folder, the next command is "command not found".

Looks at
    GOBIN, or the bin folder of every entry of GOPATH (without GOPATH, go/bin in the home folder), and what stands
    in it. A folder that is absent or empty is no fault, nor one whose programs PATH finds elsewhere.

Fix
    Put the folder on PATH.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.broken_entries import broken_entries
from goverify.facts.executable import executable
from goverify.facts.go_commands import answering_go
from goverify.facts.gopath import gopath
from goverify.facts.path.entries import search_path
from goverify.facts.variables.shells import lasting_file, prepend_for_good, prepend_to_path, user_shell
from goverify.facts.variables.stored_path import on_stored_path
from goverify.host import System
from goverify.host.paths import is_file, is_folder, same_file

LIMIT_PROGRAMS = 100
"""More in one folder are not looked at: the first few already decide."""


@check(causes=("gobin-not-on-path",))
def gobin(ask: Ask) -> Iterator[Finding | Evidence]:
    go = ask(answering_go)
    place = ask(gopath)
    if go.wrapper and not place.gobin:
        raise Unavailable(f"{go.found} is a {go.wrapper}, which chooses where programs go")
    meant = {broken.meant for broken in ask(broken_entries)}
    for folder in place.bins:
        if not is_folder(ask.host, folder):
            yield Evidence(str(folder), "does not exist")
        elif _on_path(ask, folder):
            yield Evidence(str(folder), "is on PATH")
        elif folder not in meant:
            programs = tuple(islice(_lost_programs(ask, folder, any_kind=place.gobin is not None), 3))
            yield (
                _finding(ask, folder, programs) if programs else Evidence(str(folder), "holds no program out of reach")
            )


def _on_path(ask: Ask, folder: PurePath) -> bool:
    return any(entry.folder and same_file(ask.host, entry.folder, folder) for entry in ask(search_path))


def _lost_programs(ask: Ask, folder: PurePath, *, any_kind: bool) -> Iterator[str]:
    """Yield the Go programs of a folder, or those of any kind, that PATH does not find under their name."""
    host = ask.host
    try:
        names = host.names(folder)[:LIMIT_PROGRAMS]
    except OSError:
        return
    for name in names:
        try:
            binary = ask(executable, folder / name)
        except OSError:
            continue
        startable = host.platform.system is System.WINDOWS or host.access(folder / name, "x")
        if (binary.go or any_kind) and startable and not _elsewhere(ask, name):
            yield name


def _elsewhere(ask: Ask, name: str) -> bool:
    return any(entry.folder and is_file(ask.host, entry.folder / name) for entry in ask(search_path))


def _finding(ask: Ask, folder: PurePath, programs: tuple[str, ...]) -> Finding:
    given = ask(gopath).gobin
    name = "GOBIN" if given else "GOPATH"
    return Finding(
        cause="gobin-not-on-path",
        subject=name,
        message=f"go install puts programs into {folder}, which is not on PATH: {', '.join(programs)} cannot be started by name",
        evidence=(
            Evidence(str(folder), f"holds {', '.join(programs)}"),
            Evidence(name, given.value if given else "not set"),
        ),
        fix=_fix(ask, folder),
        concerns=(folder,),
    )


def _fix(ask: Ask, folder: PurePath) -> Fix:
    now = prepend_to_path(ask, folder)
    if stored := ask(on_stored_path, folder):
        return Fix(f"Open a new terminal, which has it by {stored}; the line is for this one.", (now,))
    windows = ask.host.platform.system is System.WINDOWS
    where = "the user's stored PATH" if windows else str(ask(lasting_file, ask(user_shell)))
    return Fix(
        f"Put {folder} on PATH: for this session with the first line, for good in {where} with the second.",
        (now, prepend_for_good(ask, folder)),
    )
