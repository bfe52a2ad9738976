"""The Go that the version manager chose for this folder is the one that runs.

Why
    A manager's shims or hook do nothing where another go comes first on PATH: the version file says one release, and
    another one builds. goenv puts its shims last unless told otherwise, and shells that are not interactive, editors
    and services never run the hooks of mise and gvm.

Looks at
    What asdf, mise, goenv and gvm would choose in this folder, whether this session has them set up, and the go that
    answers, through all stand-ins. A manager whose choice is "system", whose version is not there, whose release is
    the one that runs anyway, or whose tree GOROOT names, is not bypassed.

Fix
    Put the manager's shims first on PATH, or let its hook run in this shell.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.go_commands import GoCommand, answering_go
from goverify.facts.goroot import release_of
from goverify.facts.managers import gvm
from goverify.facts.managers.choosing import pursuit
from goverify.facts.managers.selections import Selection, selections
from goverify.facts.release import Release
from goverify.facts.settings.in_force import setting
from goverify.facts.variables.shells import Shell, prepend_to_path, user_shell
from goverify.host.paths import is_file, is_folder, resolve, same_file


@check(causes=("manager-bypassed",))
def bypassed(ask: Ask) -> Iterator[Finding | Evidence]:
    go = ask(answering_go)
    chosen = [each for each in ask(selections) if each.in_charge or each.by_file]
    if not chosen:
        raise Unavailable("no version manager has chosen a Go for this folder")
    way = ask(pursuit, go.found)
    for each in chosen:
        yield Evidence(each.choice.manager, f"{each.choice.why}: {each.runs}")
        wanted = release_of(ask.host, each.runs.parent.parent)
        runs = _release(ask, go, way.go)
        itself = any(step.manager == each.choice.manager for _, step in way.steps)
        if _goroot_is_kept(ask, each):
            yield Evidence("GOROOT", f"names {each.choice.manager}'s choice, which weighs more than PATH")
            continue
        if way.go and not itself and wanted and runs and wanted != runs and not same_file(ask.host, way.go, each.runs):
            yield _finding(ask, go, each, wanted, runs)
            return


def _release(ask: Ask, go: GoCommand, file: object) -> Release | None:
    """Return the release that answers: by its build info, or behind stand-ins by its tree."""
    if go.release:
        return go.release
    end = resolve(ask.host, ask.host.path(str(file))) if file else None
    return release_of(ask.host, end.parent.parent) if end else None


def _finding(ask: Ask, go: GoCommand, each: Selection, wanted: Release, runs: Release) -> Finding:
    manager, source = each.choice.manager, each.choice.decided_by
    where = source.text if source else manager
    return Finding(
        cause="manager-bypassed",
        subject=go.found,
        message=f"{manager} is to run {wanted} here ({where}), but PATH runs {go.found} ({runs})",
        evidence=(Evidence(where, f"{each.choice.version}, {each.runs}"), Evidence(str(go.found), f"runs {runs}")),
        fix=_fix(ask, each),
        detail=_how(each),
        severity=None if each.in_charge else Severity.LOW,
        concerns=("PATH", go.file.parent.parent),
    )


def _by_gvm(ask: Ask, each: Selection) -> Fix:
    """Return how gvm chooses once more: by a function of its own, where its script is there to define it."""
    root = gvm.data_folder(ask)
    script = root / "scripts" / "gvm" if root else None
    if script is None or not is_file(ask.host, script):
        return Fix("Put the Go that gvm chose first on PATH.", (prepend_to_path(ask, each.runs.parent),))
    return Fix("Let gvm choose it in this shell.", (f"source {script} && gvm use {each.choice.version}",))


def _goroot_is_kept(ask: Ask, each: Selection) -> bool:
    """Return whether GOROOT names the tree that a manager chose: the go that runs in its place then fails for that."""
    given = ask(setting, "GOROOT")
    return given is not None and same_file(ask.host, ask.host.path(given.value), each.runs.parent.parent)


def _how(each: Selection) -> str:
    """Return how it comes that the manager has no say."""
    if each.by_shims:
        return f"Its shims in {each.shims} come after that go on PATH."
    if each.by_session:
        return f"Its hook is set up in this session ({each.by_session} is set), and PATH was changed after it ran."
    return "This session has neither its shims nor its hook."


def _fix(ask: Ask, each: Selection) -> Fix:
    manager = each.choice.manager
    if each.shims and is_folder(ask.host, each.shims):
        further = " For good, goenv does so with GOENV_PATH_ORDER=front." if manager == "goenv" else ""
        return Fix(f"Put {manager}'s shims first on PATH.{further}", (prepend_to_path(ask, each.shims),))
    if manager == "mise" and (shell := ask(user_shell)) in {Shell.BASH, Shell.ZSH}:
        return Fix("Let mise's hook run in this shell.", (f'eval "$(mise activate {shell.value})"',))
    if manager == "gvm":
        return _by_gvm(ask, each)
    return Fix(f"Put the Go that {manager} chose first on PATH.", (prepend_to_path(ask, each.runs.parent),))
