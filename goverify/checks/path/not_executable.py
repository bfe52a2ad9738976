"""Every go on PATH may be executed.

Why
    A go file without permission to execute, on a file system mounted noexec, or a folder of that name does not
    count for a shell: it says "permission denied" or "command not found", or runs another go that comes later.

Looks at
    The mode and owner of every go on PATH, what this user may do, and the mount that holds it. On Windows, app
    execution aliases. A folder named go, such as /usr/local/go while /usr/local is on PATH, is no fault.

Fix
    Give the permission back (`chmod a+x` for the file), or keep Go on a file system that allows execution.
"""

import shlex
from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Fix, check
from goverify.facts.go_commands import go_commands
from goverify.facts.path.hits import Hit, HitState, path_hits
from goverify.facts.path.standing import obstacles, standing
from goverify.facts.provenance.installations import best_installation, is_tree
from goverify.facts.provenance.steady_folders import steady_folder
from goverify.facts.remedies import DOWNLOADS, sudo
from goverify.facts.variables.shells import powershell, prepend_to_path
from goverify.host import Kind, System
from goverify.host.paths import is_folder

STATES = frozenset({HitState.NOT_EXECUTABLE, HitState.FOLDER, HitState.ALIAS})


@check(causes=("go-not-executable",))
def not_executable(ask: Ask) -> Iterator[Finding | Evidence]:
    yield from (Evidence(str(hit.found), hit.why or hit.state.value) for hit in ask(path_hits))
    hits = {hit.chain.end: hit for hit in reversed(ask(obstacles)) if hit.state in STATES}
    yield from (_finding(ask, hit) for hit in reversed(hits.values()))


def _finding(ask: Ask, hit: Hit) -> Finding:
    place = standing(ask, hit)
    file = hit.chain.end
    behind = "" if file == hit.found else f" ({file})"
    return Finding(
        cause="go-not-executable",
        subject=file,
        message=f"{hit.found}{behind} cannot be executed: {hit.why}",
        evidence=(Evidence(str(hit.found), hit.why), Evidence(f"PATH entry {hit.entry.index + 1}", hit.entry.text)),
        fix=_fix(ask, hit),
        detail=place.result,
        severity=place.severity,
        concerns=(*place.concerns, hit.found),
        bystander=place.bystander,
    )


def _fix(ask: Ask, hit: Hit) -> Fix:
    file = hit.chain.end
    quoted, who = shlex.quote(str(file)), sudo(ask, file)
    if hit.state is HitState.ALIAS:
        summary = f"Turn the alias off under Settings, Apps, App execution aliases, and install Go from {DOWNLOADS}."
        return Fix(summary, (powershell(ask, f"Remove-Item '{hit.found}'"),))
    if hit.state is HitState.FOLDER:
        return _around(ask, file)
    if hit.chain.kind is not Kind.FILE:
        return Fix(f"Remove {file} and install Go from {DOWNLOADS}.", (f"{who}rm {quoted}",))
    if (filesystem := ask.host.filesystem(file)).noexec:
        summary = f"Move Go to a file system that allows execution, or mount {filesystem.mount} without noexec."
        again = "-u -o exec" if ask.host.platform.system is System.MACOS else "-o remount,exec"  # mount(8) of each
        return Fix(summary, (f"sudo mount {again} {shlex.quote(filesystem.mount)}",))
    tools = file.parent.parent / "pkg" / "tool"
    # An archive unpacked without its modes has lost those of the compiler as well.
    more = f" {shlex.quote(str(tools))}/*/*" if is_folder(ask.host, tools) else ""
    return Fix("Give everybody the permission to read and execute it.", (f"{who}chmod a+rx {quoted}{more}",))


def _around(ask: Ask, folder: PurePath) -> Fix:
    """Return how a command line comes to a go past a folder of that name."""
    if is_tree(ask.host, folder):
        return Fix(f"Put {folder / 'bin'} on PATH.", (prepend_to_path(ask, folder / "bin"),))
    best = ask(best_installation)
    if best is None or ask(go_commands):
        quoted = shlex.quote(str(folder))
        return Fix(f"Remove the folder {folder}, or rename it.", (f"{sudo(ask, folder)}rmdir {quoted}",))
    wanted = steady_folder(ask, best)
    summary = f"Put {wanted} on PATH, which does not lead there yet: shells pass over the folder {folder}."
    return Fix(summary, (prepend_to_path(ask, wanted),))
