"""The verdict on a tree that others packaged: as they packaged it, or changed since.

For each file the release's own record comes first, then the packager's: a file that is the release's is nobody's change, and
one that neither of them has so is. What only the packager knows is as good as the packager, and as old hashes are.
"""

from collections import Counter
from collections.abc import Mapping

from goverify.facts import Facts, Unavailable
from goverify.facts.authenticity.tree_verdict import Authenticity, Status
from goverify.facts.packages.holding import told
from goverify.facts.packages.values import Held
from goverify.facts.packages.vouching import vouched
from goverify.facts.provenance.origins import origin
from goverify.host import NotRecorded
from goverify.sumdb.comparison import Comparison
from goverify.sumdb.toolchain import UNRECORDED, Outside, layout

UNCHANGING = frozenset({"pip"})
"""Packagers that ship the Go project's own files; what differs there is nobody's build."""

REPACKED = (".zip", ".gz", ".png", ".jpeg", ".tar", ".bz2")
"""Files that distributions pack anew, so that two builds of a package are the same."""


def by_packager(ask: Facts, so_far: Authenticity, minor: tuple[int, int]) -> Authenticity:
    """Return the verdict on a tree that is not, or not known to be, the release's own, by its packager's records."""
    try:
        found = ask(vouched, so_far.root)
    except Unavailable as error:
        return so_far._replace(reason=f"{so_far.reason}; {error}")
    except (NotRecorded, OSError):
        return so_far
    return so_far if found is None else _judged(ask, so_far._replace(package=found), found, minor)


def _judged(ask: Facts, so_far: Authenticity, found: Held, minor: tuple[int, int]) -> Authenticity:
    if found.remark:
        whose = f"by {found.packager}'s word it is {told(found.packages)}; {found.remark}"
        return so_far._replace(reason=f"{so_far.reason}; {whose}")
    outside = layout({*found.changed, *found.added}, minor, so_far.module.rpartition(".")[2]).outside
    so_far = so_far._replace(
        outside={**so_far.outside, **{name: outside[name] for name in found.added if name in outside}}
    )
    differing = _differing(so_far, found, outside)
    if not differing.is_genuine:
        return so_far._replace(status=Status.MODIFIED, reason=_changed(found), files=differing)
    as_packaged = _as_packaged(ask, so_far, found)
    if so_far.status is Status.MODIFIED and found.packager in UNCHANGING:
        return so_far._replace(reason=f"{so_far.reason}; {as_packaged}", package=None)
    if found.unreadable:
        return so_far._replace(reason=f"{len(found.unreadable)} of its files cannot be read; {as_packaged}")
    return so_far._replace(status=Status.REPACKAGED, reason=as_packaged)


def _differing(so_far: Authenticity, found: Held, outside: Mapping[str, Outside]) -> Comparison:
    """Return what is neither as packaged nor as the release has it."""
    foreign = {*so_far.files.changed, *so_far.files.added} if so_far.files else None

    def is_upstream(name: str) -> bool:
        return foreign is not None and name not in foreign and name not in outside

    return Comparison(
        changed=(*(name for name in found.changed if not is_upstream(name)), *sorted(found.retargeted)),
        missing=tuple(name for name in found.removed if not _is_text(name)),
        added=tuple(name for name in found.added if name not in outside and not is_upstream(name)),
        left_out=(),
        same=found.same,
    )


def _is_text(name: str) -> bool:
    """Return whether a file is in a folder that no command needs, and that images of containers often do without."""
    return name.partition("/")[0] in UNRECORDED


def _changed(found: Held) -> str:
    whole = "" if found.total else f", as {found.packager} says"
    return f"its files are not those of {told(found.packages)}{whole}"


def _as_packaged(ask: Facts, so_far: Authenticity, found: Held) -> str:
    """Return in words what the packages are, how many files are theirs, and what kinds differ from the release's."""
    by = f"{ask(origin, so_far.root) or found.packager}: {told(found.packages)}"
    if not found.total:
        return f"it is as {found.packager} keeps it ({by})"
    shown = f"{found.same:,} of {found.total:,} files are as packaged ({by})"
    if found.removed:
        shown += f", {len(found.removed):,} of api, doc, misc and test were removed"
    names = so_far.files.changed if so_far.files else ()
    if not names:
        return shown
    kinds = ", ".join(f"{count} {kind}" for kind, count in Counter(map(_kind, names)).most_common())
    return f"{shown}, of which {len(names):,} are not as in the Go project's own ({kinds})"


def _kind(name: str) -> str:
    last = name.rpartition("/")[2]
    if name.startswith(("bin/", "pkg/tool/")):
        return "programs"
    if name.endswith(REPACKED):
        return "packed anew"
    if "/testdata/" in name or name.endswith("_test.go"):
        return "for tests"
    if last.startswith("z") and last.endswith(".go"):
        return "made when Go is built"
    return "patched or set otherwise"
