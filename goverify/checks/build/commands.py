"""The plain go commands answer in this folder.

Why
    `go version` and `go env` read the settings and the nearest go.mod before they answer; where they fail, every
    other go command does.

Looks at
    `go version` and `go env GOROOT`, run in the folder at hand with the user's own environment, only without
    downloads and without a switch to another toolchain.

Fix
    Mend the setting that go's own words name.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Blocked, Evidence, Finding, Fix, check
from goverify.blame import BLAMED, blame
from goverify.facts.build import runnable_go
from goverify.facts.goroot import goroot
from goverify.facts.identity import identity
from goverify.facts.running import run_go, user_env
from goverify.facts.words import plain
from goverify.facts.work_release import numbers_at_work

LISTS_CHANGED = (1, 23, 0)
"""The first release whose `go env` takes -changed."""


@check(causes=("go-command-fails", *BLAMED))
def commands(ask: Ask) -> Iterator[Finding | Evidence]:
    go, cwd = ask(runnable_go), _folder(ask)
    for args in (("version",), ("env", "GOROOT")):
        answer = run_go(ask, go.found, args, env=user_env(ask), cwd=cwd)
        if not answer.ok:
            yield from blame(
                ask,
                go,
                answer,
                cause="go-command-fails",
                doing=f"even answer `go {' '.join(args)}` in {cwd}",
                root=ask(goroot).root,
                work=cwd,
                under_settings=True,
                fix=_fix(ask, cwd),
            )
            return
        yield Evidence(f"go {' '.join(args)}", plain(answer.stdout.strip()))


def _folder(ask: Ask) -> PurePath:
    """Return the folder at hand; OSError with a sentence where no program can be started in it."""
    try:
        cwd = ask.host.cwd
    except OSError as error:
        raise type(error)("the current folder is gone") from error
    if not ask.host.access(cwd, "x"):
        raise PermissionError(f"this user may not enter the folder {cwd}")
    return cwd


def _fix(ask: Ask, cwd: PurePath) -> Fix | None:
    """Return where to look when no words name the cause: go answers elsewhere and without settings, or it does not."""
    try:
        answers = ask(identity, ask(runnable_go)).finds_root
    except Blocked:
        return None
    if not answers:
        return None
    listing = "go env -changed" if ask(numbers_at_work) >= LISTS_CHANGED else "go env"
    return Fix(f"Without settings go answers in an empty folder: look at `{listing}`, and at the files in {cwd}.")
