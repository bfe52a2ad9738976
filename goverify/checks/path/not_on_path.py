"""A command line finds a go.

Why
    "go: command not found" has two very different reasons: there is no Go, or PATH does not lead to it. Installing
    a second Go where the first one is merely out of sight makes things worse.

Looks at
    Every folder of PATH; where none holds a go, the usual places of Go trees, those of version managers, and what
    start-up files and settings name. What cut PATH down: sudo, cron, a service, a terminal older than the install. On
    Windows, whether PATHEXT makes programs of files that end in .EXE.

Fix
    Put the bin folder of the Go that is there on PATH, or install Go.
"""

from collections.abc import Iterator

from goverify.api import Ask, Blocked, Evidence, Finding, Fix, check
from goverify.facts.go_commands import go_commands, path_hits
from goverify.facts.goroot_left import freed
from goverify.facts.held import cut
from goverify.facts.path.entries import path_text, search_path
from goverify.facts.path.standing import foreign_programs, obstacles
from goverify.facts.provenance.installations import Installation, best_installation, installations
from goverify.facts.provenance.steady_folders import steady_folder
from goverify.facts.remedies import DOWNLOADS, set_variable
from goverify.facts.surroundings import install_command, sudo_caller, why_path_is_short
from goverify.facts.variables.path_lines import read_by_this_shell
from goverify.facts.variables.shells import Shell, lasting_file, prepend_for_good, prepend_to_path, user_shell
from goverify.facts.variables.stored_path import on_stored_path
from goverify.host import System
from goverify.host.paths import PATHEXT, command_names


@check(causes=("go-absent", "go-not-on-path"))
def not_on_path(ask: Ask) -> Iterator[Finding | Evidence]:
    for hit in ask(path_hits):
        way = "".join(f" -> {hop.target}" for hop in hit.chain.hops[:5])
        yield Evidence(f"PATH entry {hit.entry.index + 1}", f"{hit.found}{way}, {hit.state.value}")
    if ask(go_commands):
        return
    if hits := ask(obstacles):
        raise Blocked(f"{hits[0].found} is on PATH and cannot be started, which another check reports")
    best, trees = ask(best_installation), ask(installations)
    if best is None and (foreign := ask(foreign_programs)):
        raise Blocked(f"PATH leads to {foreign[0]} only, which another check reports")
    yield _not_on_path(ask, best, trees) if trees else _absent(ask)


def _absent(ask: Ask) -> Finding:
    command = ask(install_command)
    packages = ", or with this system's own packages, which may be older" if command else ""
    return Finding(
        cause="go-absent",
        subject="PATH",
        message="There is no go on PATH, and no Go in any of its usual places",
        evidence=(_path(ask),),
        fix=Fix(f"Install Go from {DOWNLOADS}{packages}.", (command,) if command else ()),
        detail=ask(why_path_is_short),
    )


def _not_on_path(ask: Ask, best: Installation | None, trees: tuple[Installation, ...]) -> Finding:
    tree = best or trees[0]
    if ask.host.platform.system is System.WINDOWS and _passed_over(ask, tree):
        return _without_ending(ask, tree)
    stored = ask(on_stored_path, tree.go.parent)
    where = f", {tree.origin}" if tree.origin else ""
    state = "" if best else " (and it cannot be started here either)"
    return Finding(
        cause="go-not-on-path",
        subject="PATH",
        message=f"No entry of PATH leads to the Go in {tree.root} ({tree.release or 'release unknown'}{where}){state}",
        evidence=(_path(ask), *(Evidence(str(each.root), _described(each)) for each in trees[:10])),
        fix=freed(ask, _fix(ask, tree, runs=best is not None, stored=stored), tree.go),
        detail=ask(why_path_is_short) or _why_not_here(ask, stored),
    )


def _without_ending(ask: Ask, tree: Installation) -> Finding:
    endings = ask.host.env.get("PATHEXT", "")
    return Finding(
        cause="go-not-on-path",
        subject="PATH",
        message=f"PATH leads to {tree.go}, and PATHEXT={cut(endings)} lacks .EXE, so that no command line starts it as go",
        evidence=(_path(ask), Evidence("PATHEXT", cut(endings))),
        fix=Fix(
            "Put .EXE back into PATHEXT where that is set.", (set_variable(ask, "PATHEXT", f"{PATHEXT};{endings}"),)
        ),
        detail="Go finds no gcc and no git by such a PATHEXT either.",
    )


def _passed_over(ask: Ask, tree: Installation) -> bool:
    """Return whether PATH leads to a Go of Windows that no command line starts, as PATHEXT lacks its ending."""
    folders = [entry.folder for entry in ask(search_path)]
    return tree.go.name not in command_names(ask.host, "go") and tree.go.parent in folders


def _why_not_here(ask: Ask, stored: str) -> str:
    """Return why this process lacks what new terminals have."""
    if stored:
        return f"{stored} has it: this process was started before Go was installed."
    read = ask(read_by_this_shell)
    if read is None:
        return ""
    line, when = read
    return f"{line.file.path}, line {line.number} adds it {when}: this process is older than the line, or was started otherwise."


def _fix(ask: Ask, tree: Installation, *, runs: bool, stored: str) -> Fix:
    folder = steady_folder(ask, tree)
    if not runs:
        return Fix(f"Install a Go that runs here from {DOWNLOADS}.", tuple(filter(None, (ask(install_command),))))
    if stored:
        kinds = "[Environment]::GetEnvironmentVariable('Path', 'Machine') + ';' + [Environment]::GetEnvironmentVariable('Path', 'User')"
        taken_over = f"$env:Path = {kinds}" if ask(user_shell) is Shell.POWERSHELL else prepend_to_path(ask, folder)
        return Fix("Open a new terminal, or take the stored PATH over.", (taken_over,))
    if ask(read_by_this_shell) and not sudo_caller(ask):
        summary = "Open a new terminal, or use this line; in a script, job or service, set PATH there."
        return Fix(summary, (prepend_to_path(ask, folder),))
    now, lasting = prepend_to_path(ask, folder), prepend_for_good(ask, folder)
    if sudo_caller(ask) and ask.host.platform.system is not System.WINDOWS:
        summary = f"Hand PATH on, give Go's full path, or add {folder} to secure_path with visudo."
        return Fix(summary, ('sudo env "PATH=$PATH" go version', now))
    where = (
        "the user's stored PATH"
        if ask.host.platform.system is System.WINDOWS
        else str(ask(lasting_file, ask(user_shell)))
    )
    return Fix(
        f"Put {folder} on PATH: for this session with the first line, for good in {where} with the second.",
        (now, lasting),
    )


def _path(ask: Ask) -> Evidence:
    return Evidence("PATH", path_text(ask) or ("empty" if "PATH" in ask.host.env else "not set"))


def _described(tree: Installation) -> str:
    faults = ["may not be entered"] if tree.denied else [] if tree.runnable else ["cannot be started here"]
    return ", ".join([str(tree.release or "release unknown"), *filter(None, [tree.origin]), *faults])
