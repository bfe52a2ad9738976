"""Go gets a module, checks it, and refuses a forged one.

Why
    A build of goverify's own shows that the compiler works. Modules are the go command's own business: to fetch them,
    to unpack them, to hold them against go.sum. Where that does not work no project with dependencies can be built,
    and where a go does not refuse a forged module its checksums protect nobody.

Looks at
    A module of three lines, served from a private folder and without any setting of the user: go mod download, whose
    hash is known beforehand; go mod verify; the same download with another hash in go.sum, and the same verification
    with a changed file in the module cache, both of which go has to refuse. Only with --deep.

Fix
    Where go's own words name no deeper cause: remove the tree and unpack its release anew into an empty folder.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Unavailable, check
from goverify.blame import BLAMED, blame
from goverify.facts.build import OLDEST, runnable_go
from goverify.facts.deep.proofs import demand_deep
from goverify.facts.goroot import goroot
from goverify.facts.modules.self_test import Trial, module_trials
from goverify.facts.modules.tiny_module import NAMED
from goverify.facts.remedies import reinstall
from goverify.facts.words import first_words
from goverify.facts.work_release import numbers_at_work


@check(causes=("go-command-fails", *BLAMED))
def self_test(ask: Ask) -> Iterator[Finding | Evidence]:
    ask(demand_deep)
    ask(runnable_go)
    if ask(numbers_at_work) < OLDEST:
        raise Unavailable("the module that it is tried with needs Go 1.19")
    for trial in ask(module_trials):
        faults = tuple(_faults(ask, trial))
        if faults:  # the later ones build on it
            yield from faults
            return
        yield Evidence(trial.command, _told(trial))


def _faults(ask: Ask, trial: Trial) -> Iterator[Finding]:
    go, root = ask(runnable_go), ask(goroot).judged
    anew = reinstall(ask, root, go.release) if root else None
    if trial.tampered and trial.run.ok:
        yield _unsound(ask, trial, f"takes {NAMED} for sound, although {trial.tampered}")
    elif not trial.tampered and trial.run.ok and not trial.told:
        yield _unsound(ask, trial, f"comes to another result for {NAMED} than every other release")
    elif not trial.run.ok and not (trial.tampered and trial.refused):
        yield from blame(
            ask,
            go,
            trial.run,
            cause="go-command-fails",
            doing=f"{trial.doing} (`{trial.command}`)",
            root=root,
            work=trial.work,
            fix=anew if trial.run.status else None,
        )


def _unsound(ask: Ask, trial: Trial, what: str) -> Finding:
    go, root = ask(runnable_go), ask(goroot).judged
    return Finding(
        cause="go-command-fails",
        subject=go.found,
        message=f"`{trial.command}` of {go.found} {what}",
        evidence=(Evidence(trial.command, first_words(trial.run)),),
        fix=reinstall(ask, root, go.release) if root else None,
        concerns=(root,) if root else (),
    )


def _told(trial: Trial) -> str:
    if trial.tampered:
        return f"refused, as {trial.tampered}: {first_words(trial.run)}"
    return f"{NAMED} is as it should be: {trial.words or first_words(trial.run)}"
