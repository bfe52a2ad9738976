"""Blame: what a failed run of go, of a tool or of a program comes from, as far as its own words tell.

A failure yields its plain finding, "build-fails" or the like, with all that was said; where the words name something
deeper in Go, its settings or the host they yield that as well, and the diagnosis puts the one under the other. Where
they name the project at hand or a server alone, that stands in place of the plain finding: Go is not at fault.

The order: the tools of the tree, settings, caches, the folder for temporary files, limits, errors in the standard
library's source, then the project and the network; what none of them explains is the user's code, or unknown.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.failures.outside import outside
from goverify.facts.failures.reading import TREE
from goverify.facts.failures.symptoms import OUTSIDE, READINGS, Symptom, read
from goverify.facts.failures.tree_failures import in_the_tree
from goverify.facts.failures.vanished import vanished
from goverify.facts.go_commands import GoCommand
from goverify.facts.goroot import goroot, same_tree
from goverify.facts.remedies import reinstall, unset_variable
from goverify.facts.words import first_words, output
from goverify.host import Completed
from goverify.model import Evidence, Finding, Fix, Subject

BLAMED = tuple(
    sorted(
        {reading.cause for reading in (*READINGS, *OUTSIDE)}
        | {"cache-not-writable", "disk-full", "go-tree-unreadable", "goroot-mismatch", "limit-file-size"}
        | {"tree-files-added", "tree-mixed", "tree-modified", "tree-src-missing"}
    )
)
"""Every cause that `blame` may yield beside the plain one."""


def blame(
    ask: Facts,
    go: GoCommand,
    run: Completed,
    *,
    cause: str,
    doing: str,
    root: PurePath | None,
    work: PurePath,
    cache: PurePath | None = None,
    under_settings: bool = False,
    fix: Fix | None = None,
) -> Iterator[Finding]:
    """Yield what a failed run says: its plain cause, and the deeper one that its words name.

    `doing` completes "go cannot …"; `work` is the folder it ran in, `root` the tree that go uses, `cache` the build
    cache; `fix` helps where nothing deeper is found.
    """
    about = () if root is None else (root,)
    told = f"{go.found} cannot {doing}: {first_words(run)}"
    plain = Finding(cause, go.found, told, (Evidence(str(go.found), output(run)),), fix, concerns=about)
    if run.timed_out or run.flooded:  # it has not come to its last words
        yield plain
        return
    inside = _inside(ask, go, run, root, cause=cause, work=work, cache=cache, under_settings=under_settings)
    beyond = None if inside or not _at_hand(ask, work) else outside(ask, run, under_settings=under_settings)
    if beyond is None:
        yield plain
        yield from inside
    else:
        deeper = _named(ask, go, beyond, root)
        told = f"{deeper.message}; {go.found} cannot {doing}"
        yield deeper._replace(message=told, evidence=(*deeper.evidence, *plain.evidence))


def _at_hand(ask: Facts, work: PurePath) -> bool:
    """Return whether a run was one in the user's own folder: what goverify builds elsewhere needs none of their modules."""
    try:
        return work == ask.host.cwd
    except OSError:
        return False


def _inside(
    ask: Facts,
    go: GoCommand,
    run: Completed,
    root: PurePath | None,
    *,
    cause: str,
    work: PurePath,
    cache: PurePath | None,
    under_settings: bool,
) -> tuple[Finding, ...]:
    """Return what is wrong with Go, its settings or the host."""
    symptom = read(ask, run, root, under_settings=under_settings)
    taken = vanished(ask, go, run) if cause == "run-fails" else None
    if taken:
        return (taken,)
    if symptom:
        return (_led_there(ask, go, _named(ask, go, symptom, root), root),)
    if root is None:
        return ()
    return tuple(_led_there(ask, go, found, root) for found in in_the_tree(ask, go, run, root, work, cache))


def _led_there(ask: Facts, go: GoCommand, finding: Finding, root: PurePath | None) -> Finding:
    """Return the finding, or where it is about a tree that go uses only because GOROOT says so, one about GOROOT."""
    found = ask(goroot)
    held, own = found.setting, found.own
    if root is None or finding.subject != root or held is None or own is None or same_tree(ask.host, root, own):
        return finding
    return finding._replace(
        cause="goroot-mismatch",
        subject="GOROOT",
        message=f"GOROOT={held.value} leads {go.found} to a tree that it cannot work with: {finding.message}",
        evidence=(*finding.evidence, Evidence(f"GOROOT in {held.place}", held.value)),
        fix=unset_variable(ask, held),
        concerns=(go.found, own, root),
    )


def _named(ask: Facts, go: GoCommand, symptom: Symptom, root: PurePath | None) -> Finding:
    held = symptom.held
    evidence = [Evidence(str(go.found), symptom.quote)]
    evidence += [Evidence(held.place, f"{held.name}={held.value}")] if held else []
    fix = Fix(symptom.remedy, symptom.commands)
    if held:
        unset = unset_variable(ask, held)
        fix = Fix(f"{unset.summary} {symptom.remedy}".strip(), unset.commands)
    elif symptom.subject == TREE and root and not symptom.remedy:
        fix = reinstall(ask, root, go.release)
    subject: Subject = held.name if held else root if symptom.subject == TREE and root else symptom.subject or go.found
    return Finding(
        cause=symptom.cause,
        subject=subject,
        message=symptom.message,
        evidence=tuple(evidence),
        fix=fix,
        concerns=(go.found, root) if root else (go.found,),
    )
