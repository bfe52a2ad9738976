"""What a failed build comes from that finds errors in the standard library itself: the tree, or the cache before it."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.added_files import in_the_way, removal
from goverify.facts.failures.source_errors import SourceError, absent_packages, source_errors
from goverify.facts.file_remedies import opened_tree
from goverify.facts.go_commands import GoCommand
from goverify.facts.remedies import reinstall
from goverify.facts.words import words_of
from goverify.host import Completed, FileSystem
from goverify.host.paths import follow, is_folder
from goverify.model import Evidence, Finding, Fix

SMALL_FILES_BYTES = 64 << 20
"""A limit of file sizes below this is too low for a build; the largest file of a probe's build takes a tenth."""

ROOM_BYTES = 1 << 20

DENIED = re.compile(r"\bopen (?P<file>[^\n:]{1,4096}): permission denied")


def in_the_tree(
    ask: Facts, go: GoCommand, run: Completed, root: PurePath, work: PurePath, cache: PurePath | None
) -> Iterator[Finding]:
    """Yield what errors inside the standard library come from, which no program of a user's can cause."""
    errors = source_errors(ask, run, root, work)
    absent = absent_packages(run)
    barred = _barred(ask, run, root, work)
    if barred:
        yield Finding(
            cause="go-tree-unreadable",
            subject=root,
            message=f"this user may not read parts of the Go tree {root}: {barred}",
            evidence=(Evidence(str(barred), "permission denied"),),
            fix=opened_tree(ask, root),
            detail="What go may not read it takes for missing.",
            concerns=(go.found,),
        )
    elif errors:
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


def _barred(ask: Facts, run: Completed, root: PurePath, work: PurePath) -> PurePath | None:
    """Return the file of the tree that go could not open for want of rights."""
    inside = follow(ask.host, root).end
    places = (follow(ask.host, work / match["file"]).end for match in DENIED.finditer(words_of(run)))
    return next((place for place in places if place.is_relative_to(inside)), None)


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
    if added := in_the_way(ask, root, errors):
        return _stray_finding(ask, go, errors, root, added)
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


def _stray_finding(
    ask: Facts, go: GoCommand, errors: tuple[SourceError, ...], root: PurePath, added: tuple[str, ...]
) -> Finding:
    return Finding(
        cause="tree-files-added",
        subject=root,
        message=f"{root / added[0]} is no file of this release, and with it the standard library does not compile: "
        f"{errors[0].words}",
        evidence=tuple(Evidence(f"{error.file}:{error.line}", error.words) for error in errors[:4]),
        fix=removal(ask, root, added, reinstall(ask, root, go.release)),
        concerns=(go.found,),
    )
