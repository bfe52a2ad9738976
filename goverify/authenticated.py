"""The values that tell what a tree is worth, and why."""

from collections.abc import Callable, Mapping
from typing import NamedTuple


class Proof(NamedTuple):
    """The checksum database's word on a release, which anybody can check again."""

    record: str
    """Lines of a go.sum file."""
    number: int
    """The record's place in the database's log."""
    tree_size: int
    head: str
    """The signed note with the hash of the tree that holds the record."""


class Difference(NamedTuple):
    """A file that is not as the release recorded it."""

    name: str
    how: str
    """ "changed", "missing" or "added"."""
    found_in: tuple[str, ...] = ()
    """Other releases that have the file just so."""


class Packaging(NamedTuple):
    """How a tree stands to the records of whoever packaged it."""

    packager: str
    packages: tuple[tuple[str, str, str], ...]
    """Name, version and record of each."""
    total: int
    """Files that they have in the tree; 0 where no single files are recorded."""
    same: int
    retargeted: Mapping[str, str] = {}
    """Links that lead elsewhere than packaged, and where."""
    replaced: Mapping[str, str] = {}
    """Names that the administrator had lead elsewhere."""


class Verdict(NamedTuple):
    """What a tree is worth, and why."""

    root: str
    status: str
    reason: str
    module: str
    """The release and platform that it was held against; empty where it names none."""
    sum: str
    recorded_sum: str
    source: str
    """Where the recorded sum comes from; empty where there is none."""
    proof: Proof | None
    same: int | None
    """Files that are as recorded; None where only sums could be compared."""
    differences: tuple[Difference, ...] = ()
    left_out: tuple[str, ...] = ()
    settings: Mapping[str, str] = {}
    outside: Mapping[str, str] = {}
    unreadable: Mapping[str, str] = {}
    links: Mapping[str, str] = {}
    package: Packaging | None = None
    """None where it is the release's own, or nobody packaged it."""


def redacted(verdict: Verdict, redact: Callable[[str], str]) -> Verdict:
    """Return a verdict without secrets; what the database signed stays as it is."""

    def named(texts: Mapping[str, str]) -> dict[str, str]:
        return {redact(name): redact(text) for name, text in texts.items()}

    return verdict._replace(
        root=redact(verdict.root),
        reason=redact(verdict.reason),
        differences=tuple(item._replace(name=redact(item.name)) for item in verdict.differences),
        settings=named(verdict.settings),
        outside=named(verdict.outside),
        unreadable=named(verdict.unreadable),
        links=named(verdict.links),
        package=verdict.package
        and verdict.package._replace(
            packages=tuple((name, version, redact(record)) for name, version, record in verdict.package.packages),
            retargeted=named(verdict.package.retargeted),
            replaced=named(verdict.package.replaced),
        ),
    )
