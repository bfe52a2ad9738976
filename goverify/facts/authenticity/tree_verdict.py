"""The verdict on a tree whose files and whose release's record are known.

What the record does not cover (api, doc, misc, test, modes of files, further programs in bin) has no say in it. A tree
that others built from source is none of the Go project's, so that nothing follows from what differs in it.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.authenticity.shipped_records import shipped_lines, shipped_manifest, shipped_shelf
from goverify.facts.authenticity.toolchain_records import Record, fetched_manifest
from goverify.facts.packages.values import Held
from goverify.facts.provenance.origins import origin
from goverify.facts.tree_files import TreeFiles
from goverify.host.paths import follow
from goverify.sumdb import goenv
from goverify.sumdb.comparison import Comparison, as_recorded, compare
from goverify.sumdb.dirhash import h1
from goverify.sumdb.manifest import Manifest, known_as
from goverify.sumdb.refused import Refused
from goverify.sumdb.texts import texts
from goverify.sumdb.toolchain import INERT, MAKERS_TOOLS, Layout, Outside, is_ignored, layout, prefix_of

BUILDERS = frozenset("Homebrew MacPorts Nix Guix conda Termux gvm MSYS2".split()) | {
    f"{name} package"
    for name in ("Debian", "Ubuntu", "Fedora", "Red Hat", "Rocky", "Alma", "CentOS", "Alpine", "Arch", "Gentoo", "SUSE")
}
"""Origins of trees that are built anew from source, often patched, and never equal to the Go project's own."""

NO_BYTES = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
"""The SHA-256 of nothing: that a release has an empty file as well tells nothing of one."""


class Status(StrEnum):
    """What can be said of a tree."""

    GENUINE = "genuine"
    REPACKAGED = "repackaged"
    MODIFIED = "modified"
    UNKNOWN = "unknown"


class Authenticity(NamedTuple):
    """What a tree is worth, and why."""

    root: PurePath
    status: Status
    reason: str
    """What the status rests on, as a sentence without its end."""
    module: str = ""
    """The release and platform that it is held against, such as "go1.27.3.linux-amd64"; empty where it names none."""
    record: Record | None = None
    sum: str = ""
    """What its own files come to, where they could only be judged together; else empty."""
    files: Comparison | None = None
    """File by file; None where only the sums could be compared."""
    settings: Mapping[str, str] = {}
    """What was set in go.env, otherwise the release's own."""
    elsewhere: Mapping[str, tuple[str, ...]] = {}
    """Changed files that other releases have just so, and which."""
    outside: Mapping[str, Outside] = {}
    """Files that no release has and that do no harm."""
    unreadable: Mapping[str, str] = {}
    links: Mapping[str, str] = {}
    package: Held | None = None
    """How the tree stands to its packager's records; None where it is the release's own, or nobody packaged it."""


def judged(ask: Facts, so_far: Authenticity, record: Record, files: TreeFiles, minor: tuple[int, int]) -> Authenticity:
    """Return the verdict on files whose release's record is known."""
    release, _, platform = so_far.module.rpartition(".")
    manifest = shipped_manifest(so_far.module)
    found = layout(files.names, minor, platform, manifest.keys() if manifest else frozenset())
    so_far = so_far._replace(record=record, outside=found.outside)
    if manifest is None:
        put_back = {name: digest for name, digest in texts(minor).items() if name not in found.members}
        so_far = so_far._replace(sum=_sum(found, files, release, platform, put_back))
        if so_far.sum == record.sum and not _untrue_twins(found, files):
            return so_far._replace(status=Status.GENUINE, reason=f"its files come to the sum of {record.source}")
        manifest = fetched_manifest(ask, so_far.module, record)
    if manifest is None:
        lacking = [] if texts(minor) else sorted(INERT - found.members.keys())
        return _by_sum(ask, so_far, record, files, lacking)
    return by_manifest(ask, so_far, record, files, found, manifest)


def by_manifest(
    ask: Facts, so_far: Authenticity, record: Record, files: TreeFiles, found: Layout, manifest: Manifest
) -> Authenticity:
    """Return the verdict on files of which the release's own are known one by one."""
    differing = _without_closed(compare(found, files.digests, manifest), files)
    ignored = {name: Outside.CACHE for name in differing.added if is_ignored(name)}
    if ignored:
        differing = differing._replace(added=tuple(name for name in differing.added if name not in ignored))
        so_far = so_far._replace(outside={**found.outside, **ignored})
    settings = _settings(ask, so_far.root, differing, manifest)
    if settings:
        differing = differing._replace(changed=tuple(name for name in differing.changed if name != goenv.NAME))
    return _by_files(ask, so_far._replace(files=differing, settings=settings), record, files, differing)


def _without_closed(differing: Comparison, files: TreeFiles) -> Comparison:
    """Return the comparison without what folders hide that cannot be looked into: nothing is known of it."""
    closed = tuple(f"{name}/" for name in files.unreadable if name not in files.strange)
    missing = tuple(name for name in differing.missing if not name.startswith(closed))
    if len(missing) == len(differing.missing):
        return differing
    hidden = tuple(name for name in closed if any(each.startswith(name) for each in differing.missing))
    return differing._replace(
        missing=missing,
        added=tuple(name for name in differing.added if f"{name}/" not in hidden),
        hidden=len(differing.missing) - len(missing),
    )


def _sum(found: Layout, files: TreeFiles, release: str, platform: str, put_back: Mapping[str, str]) -> str:
    recorded = as_recorded(found, files.digests)
    try:
        return h1(prefix_of(release, platform), {**recorded, **put_back}) if len(recorded) == len(found.members) else ""
    except Refused:
        return ""


def _untrue_twins(found: Layout, files: TreeFiles) -> bool:
    return any(files.digests.get(name) != files.digests.get(found.members[same]) for name, same in found.twins.items())


def _by_sum(ask: Facts, so_far: Authenticity, record: Record, files: TreeFiles, lacking: Sequence[str]) -> Authenticity:
    why = _not_of_the_project(ask, so_far.root, files)
    if lacking:
        why = why or f"it lacks {', '.join(lacking)}, without which its files cannot come to the recorded sum"
    if why or not so_far.sum:
        return so_far._replace(reason=why or "not all of its files can be read")
    told = f"its files do not come to the sum of {record.source}"
    return so_far._replace(
        status=Status.MODIFIED,
        reason=f"{told}; which of them differ cannot be told, since no list of the release's files is at hand",
    )


def _by_files(
    ask: Facts, so_far: Authenticity, record: Record, files: TreeFiles, differing: Comparison
) -> Authenticity:
    if differing.is_genuine:
        return so_far._replace(status=Status.GENUINE, reason=f"its files are those of {record.source}")
    unread = [name for name in differing.changed if name in files.unreadable and name not in files.strange]
    why = _not_of_the_project(ask, so_far.root, files)
    if why or (len(unread) == len(differing.changed) and not differing.missing + differing.added):
        return so_far._replace(reason=why or f"{len(unread) + differing.hidden} of its files cannot be read")
    return so_far._replace(
        status=Status.MODIFIED,
        reason=f"its files are not those of {record.source}",
        elsewhere=_elsewhere(differing, files),
    )


def _settings(ask: Facts, root: PurePath, differing: Comparison, manifest: Manifest) -> Mapping[str, str]:
    if goenv.NAME not in differing.changed:
        return {}
    try:
        with ask.host.open(follow(ask.host, root / goenv.NAME).end) as reader:
            return goenv.changed_settings(reader.read(0, goenv.MAX_BYTES + 1), manifest[goenv.NAME]) or {}
    except OSError:
        return {}


def _not_of_the_project(ask: Facts, root: PurePath, files: TreeFiles) -> str:
    """Return why nothing follows from a difference: others built the tree, and their own records have to tell."""
    packager = ask(origin, root)
    if packager in BUILDERS:
        return f"others built it ({packager}), so that the Go project's record says nothing of it"
    tools = (name.rpartition("/")[2].removesuffix(".exe") for name in files.names if name.startswith("pkg/tool/"))
    if not MAKERS_TOOLS.isdisjoint(tools):
        return "it was built from source on some machine, so that its programs are not the Go project's own"
    return ""


def _elsewhere(differing: Comparison, files: TreeFiles) -> Mapping[str, tuple[str, ...]]:
    """Return which changed or added files other releases have just so."""
    named = (name for name in differing.changed + differing.added if name in files.digests)
    wanted = {name: files.digests[name] for name in named if files.digests[name] != NO_BYTES}
    found: dict[str, tuple[str, ...]] = {}
    for line in shipped_lines():
        shelf = shipped_shelf(line)
        known = known_as(shelf, wanted.values()) if shelf else {}
        found |= {name: known[digest] for name, digest in wanted.items() if digest in known and name not in found}
    return found
