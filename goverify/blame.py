"""Blame: what a failed run of go, of a tool or of a program comes from, as far as its own words tell.

A failure always yields its plain finding, "build-fails" or the like; where the words name something deeper they
yield that as well, and the diagnosis puts the one under the other.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.go_commands import GoCommand
from goverify.facts.goroot import goroot, same_tree
from goverify.facts.reading import TREE
from goverify.facts.remedies import reinstall, unset_variable
from goverify.facts.source_errors import SourceError, absent_packages, source_errors
from goverify.facts.symptoms import READINGS, Symptom, read
from goverify.facts.vanished import vanished
from goverify.facts.words import summary
from goverify.host import Completed, FileSystem
from goverify.host.paths import is_folder
from goverify.model import Evidence, Finding, Fix, Subject

BLAMED = tuple(
    sorted(
        {reading.cause for reading in READINGS}
        | {"cache-not-writable", "disk-full", "goroot-mismatch", "limit-file-size"}
        | {"tree-mixed", "tree-modified", "tree-src-missing"}
    )
)
"""Every cause that `blame` may yield beside the plain one."""

SMALL_FILES_BYTES = 64 << 20
"""A limit of file sizes below this is too low for a build; the largest file of a probe's build takes a tenth."""

ROOM_BYTES = 1 << 20


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
    told = summary(run)
    about: tuple[Subject, ...] = () if root is None else (root,)
    yield Finding(
        cause=cause,
        subject=go.found,
        message=f"{go.found} cannot {doing}: {told}",
        evidence=(Evidence(str(go.found), told),),
        fix=fix,
        concerns=about,
    )
    if run.timed_out or run.flooded:  # it has not come to its last words
        return
    symptom = read(ask, run, root, under_settings=under_settings)
    taken = vanished(ask, go, run) if cause == "run-fails" else None
    if taken:
        yield taken
    elif symptom:
        yield _led_there(ask, go, _named(ask, go, symptom, root), root)
    elif root:
        yield from (_led_there(ask, go, found, root) for found in _in_the_tree(ask, go, run, root, work, cache))


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


def _in_the_tree(
    ask: Facts, go: GoCommand, run: Completed, root: PurePath, work: PurePath, cache: PurePath | None
) -> Iterator[Finding]:
    """Yield what errors inside the standard library come from, which no program of a user's can cause."""
    errors = source_errors(ask, run, root, work)
    absent = absent_packages(run)
    if errors:
        yield _source_finding(ask, go, errors, root)
    elif absent and is_folder(ask.host, ask.host.path(absent[0][1])):
        if all(ask.host.access(ask.host.path(absent[0][1]), right) for right in "rx"):  # else the tree is at fault
            yield _of_the_cache(ask, go, absent, root, cache)
    elif absent:
        yield Finding(
            cause="tree-src-missing",
            subject=root,
            message=f"{root} lacks source of the standard library: {', '.join(package for package, _ in absent[:3])}",
            evidence=tuple(Evidence(folder, f"{package} should be here") for package, folder in absent[:3]),
            fix=reinstall(ask, root, go.release),
            concerns=(go.found,),
        )


def _of_the_cache(
    ask: Facts, go: GoCommand, absent: tuple[tuple[str, str], ...], root: PurePath, cache: PurePath | None
) -> Finding:
    """Return why go does not find packages that are there: it could not write down what it found."""
    said = f"go says that {absent[0][0]} is not in the standard library, yet it is there"
    place = f"the build cache {cache}" if cache else "the build cache"
    finding = Finding(
        cause="cache-not-writable",
        subject=cache or "GOCACHE",
        message=f"{said}: go cannot use {place}",
        evidence=tuple(Evidence(folder, f"{package} is here") for package, folder in absent[:3]),
        fix=Fix(f"Give {place} back to this user, and room to grow."),
        concerns=(go.found, root),
    )
    limit = ask.host.limits().file_size_bytes
    if limit is not None and limit < SMALL_FILES_BYTES:
        fix = Fix("Raise the limit (RLIMIT_FSIZE).", ("ulimit -f unlimited",))
        message = f"{said}: the limit of {limit >> 10} KiB for the size of a file is too low for a build"
        return finding._replace(cause="limit-file-size", subject="RLIMIT_FSIZE", message=message, fix=fix)
    full = _lacking(ask, cache) if cache else ""
    if full:
        message = f"{said}: the file system of {place} has no {full} left"
        return finding._replace(cause="disk-full", message=message, fix=Fix("Free some space there."))
    return finding


def _lacking(ask: Facts, folder: PurePath) -> str:
    """Return what the file system of a folder has run out of, or an empty text."""
    try:
        place: FileSystem = ask.host.filesystem(folder)
    except OSError:
        return ""
    if place.free_bytes < ROOM_BYTES:
        return "room"
    return "inodes" if place.free_inodes is not None and not place.free_inodes else ""


def _source_finding(ask: Facts, go: GoCommand, errors: tuple[SourceError, ...], root: PurePath) -> Finding:
    double = [error for error in errors if error.of_two_releases]
    first = (double or list(errors))[0]
    message = (
        f"{root} holds files of more than one release: {first.file} says {first.words}"
        if double
        else f"the standard library in {root} does not compile: {first.file} says {first.words}"
    )
    return Finding(
        cause="tree-mixed" if double else "tree-modified",
        subject=root,
        message=message,
        detail="An archive was unpacked over an older tree, which leaves the old files beside the new ones."
        if double
        else "",
        evidence=tuple(Evidence(f"{error.file}:{error.line}", error.words) for error in errors[:4]),
        fix=reinstall(ask, root, go.release),
        concerns=(go.found,),
    )
