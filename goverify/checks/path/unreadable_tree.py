"""No closed folder stands between PATH and a Go.

Why
    A tree unpacked by root under a strict umask, or kept in root's home, is there and yet out of reach: a shell says
    "command not found" or "permission denied", or runs another go.

Looks at
    The folders on the way to every go on PATH, links followed. Where no go answers, trees in usual places. Other
    people's private folders on PATH are no fault.

Fix
    Let everybody enter and read the tree: `sudo chmod -R a+rX /usr/local/go`, or where it is.
"""

import shlex
from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Fix, Severity, check
from goverify.facts.go_commands import go_commands
from goverify.facts.path.hits import Hit, HitState, names_go, path_hits
from goverify.facts.path.standing import standing
from goverify.facts.provenance.installations import best_installation, installations
from goverify.model import Subject

HOME_DEPTH = 3
"""Parts of a path such as /home/gopher; what is closed that high up is somebody's private folder."""


@check(causes=("go-tree-unreadable",))
def unreadable_tree(ask: Ask) -> Iterator[Finding | Evidence]:
    commands = ask(go_commands)
    closed = {
        hit.barrier: hit for hit in reversed(ask(path_hits)) if hit.state is HitState.DENIED and _counts(ask, hit)
    }
    for folder, hit in closed.items():
        if folder is not None:
            yield _on_path(ask, folder, hit)
    if not commands and not closed and ask(best_installation) is None:
        yield from (_elsewhere(ask, tree.root) for tree in ask(installations) if tree.denied)


def _counts(ask: Ask, hit: Hit) -> bool:
    """Return whether a Go is behind a closed folder: by the folder's own name where another go answers."""
    if hit.barrier is None:
        return False
    return (
        not ask(go_commands)
        or names_go(ask.host.path(hit.barrier.name))
        or names_go(ask.host.path(hit.barrier.parent.name))
    )


def _on_path(ask: Ask, folder: PurePath, hit: Hit) -> Finding:
    place = standing(ask, hit)
    message = f"{folder} may not be entered by {ask.host.identity.name}, and PATH leads through it to {hit.found}"
    return _finding(ask, folder, message, (*place.concerns, hit.found), place.result, place.severity, place.bystander)


def _elsewhere(ask: Ask, root: PurePath) -> Finding:
    message = f"{root}, which looks like a Go tree, may not be entered by {ask.host.identity.name}"
    return _finding(ask, root, message, ("PATH",))


def _finding(
    ask: Ask,
    folder: PurePath,
    message: str,
    concerns: tuple[Subject, ...],
    detail: str = "",
    severity: Severity | None = None,
    bystander: bool = False,
) -> Finding:
    entry = ask.host.entry(folder)
    seen = f"mode {entry.mode & 0o7777:o}, owner {entry.uid}, group {entry.gid}" if entry else "cannot be looked at"
    own = entry is not None and entry.uid == ask.host.identity.uid
    command = f"chmod -R u+rwX {shlex.quote(str(folder))}" if own else f"sudo chmod -R a+rX {shlex.quote(str(folder))}"
    summary = f"Let this user read {folder}."
    if not own and not names_go(folder) and len(folder.parts) <= HOME_DEPTH:
        summary = f"Keep Go outside of {folder}, in /usr/local/go, or let everybody pass through {folder}."
        command = f"sudo chmod a+x {shlex.quote(str(folder))}"
    return Finding(
        cause="go-tree-unreadable",
        subject=folder,
        message=message,
        evidence=(Evidence(str(folder), seen),),
        fix=Fix(summary, (command,)),
        detail=detail,
        severity=severity,
        concerns=concerns,
        bystander=bystander,
    )
