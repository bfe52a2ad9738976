"""What a go command says of itself: asked for a few named values, with no setting of the user and in an empty folder.

Named values, since the full list makes releases before 1.21 start the C compiler.
"""

import json
import re
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Blocked, Facts
from goverify.facts.go_commands import GoCommand
from goverify.facts.release import Release
from goverify.facts.running import clean_env, run_go
from goverify.facts.settings.in_force import setting
from goverify.facts.words import summary
from goverify.host import Completed
from goverify.host.paths import is_folder

NAMES = ("GOVERSION", "GOROOT", "GOTOOLDIR", "GOHOSTOS", "GOHOSTARCH", "GOOS", "GOARCH", "GCCGO")
NO_ROOT = "cannot find GOROOT directory"
"""What cmd/go prints, for any command, when it has no tree or one that is not there."""


class GoIdentity(NamedTuple):
    """What go answers; empty where it does not know the name."""

    version: str
    """GOVERSION, such as "go1.27.3"; gccgo's go says "unknown"."""
    release: Release | None
    goroot: PurePath | None
    gotooldir: PurePath | None
    host_os: str
    host_arch: str
    os: str
    arch: str
    gccgo: str
    """The GCCGO value: a bare name for the Go project's go, gccgo's own path for gccgo's."""
    finds_root: bool
    """It found a tree without being told; else it was told GOROOT's value, or the values are empty."""
    missing_root: PurePath | None
    """The tree that it looked for by itself and that is not there, where it named one."""


class Failure(Blocked):
    """A go command did not answer; `completed` tells how its run ended, None where it was not run."""

    def __init__(self, reason: str, completed: Completed | None = None) -> None:
        super().__init__(reason)
        self.completed = completed


def identity(ask: Facts, go: GoCommand) -> GoIdentity:
    """Return what go answers; Failure where it was not run or gives no usable answer."""
    if go.why_not_run:
        raise Failure(f"{go.found} was not run: {go.why_not_run}")
    completed = ask(answers, go, None)
    if completed.ok:
        return _read(ask, go, completed, finds_root=True, missing_root=None)
    if NO_ROOT not in completed.stderr:
        raise Failure(f"{go.found} does not answer: {summary(completed)}", completed)
    missing = _named_root(ask, completed)
    given = setting(ask, "GOROOT")
    if given and is_folder(ask.host, ask.host.cwd / ask.host.path(given.value)):
        completed = ask(answers, go, given.value)
        if completed.ok:
            return _read(ask, go, completed, finds_root=False, missing_root=missing)
    return GoIdentity("", None, None, None, "", "", "", "", "", finds_root=False, missing_root=missing)


def answers(ask: Facts, go: GoCommand, goroot: str | None) -> Completed:
    """Return how go answered the question for its named values, with GOROOT unset or set to a text."""
    env = dict(clean_env(ask)) | ({} if goroot is None else {"GOROOT": goroot})
    # A wrapper chooses its version by the folder it is called in.
    cwd = ask.host.cwd if go.wrapper else None
    return run_go(ask, go.found, ("env", "-json", *NAMES), env=env, cwd=cwd)


def values(completed: Completed) -> dict[str, str]:
    """Return the names and values of such an answer; empty where it is none."""
    try:
        said = json.loads(completed.stdout) if completed.ok else None
    except ValueError:
        return {}
    return {str(name): str(value or "") for name, value in said.items()} if isinstance(said, dict) else {}


def _named_root(ask: Facts, completed: Completed) -> PurePath | None:
    """Return the tree that the message names; none where the binary is trimmed and knows none."""
    found = re.search(rf"{NO_ROOT}: (.+)", completed.stderr)
    text = found[1].strip() if found else ""
    return None if not text or text.startswith("'go' binary") else ask.host.path(text)


def _read(
    ask: Facts, go: GoCommand, completed: Completed, *, finds_root: bool, missing_root: PurePath | None
) -> GoIdentity:
    said = values(completed)
    if not said.get("GOOS"):
        raise Failure(f"{go.found} does not answer as a go command does: {summary(completed)}", completed)

    def path(name: str) -> PurePath | None:
        return ask.host.path(said[name]) if said.get(name) else None

    return GoIdentity(
        version=said.get("GOVERSION", ""),
        release=Release.parse(said.get("GOVERSION", "")),
        goroot=path("GOROOT"),
        gotooldir=path("GOTOOLDIR"),
        host_os=said.get("GOHOSTOS", ""),
        host_arch=said.get("GOHOSTARCH", ""),
        os=said["GOOS"],
        arch=said.get("GOARCH", ""),
        gccgo=said.get("GCCGO", ""),
        finds_root=finds_root,
        missing_root=missing_root,
    )
