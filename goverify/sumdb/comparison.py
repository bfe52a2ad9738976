"""A tree against the manifest of its release: which files are the same, and each of those that are not."""

from collections.abc import Mapping
from typing import NamedTuple

from goverify.sumdb.manifest import Manifest
from goverify.sumdb.toolchain import INERT, Layout


class Comparison(NamedTuple):
    """How a tree differs from its release; names as they are in the tree, sorted."""

    changed: tuple[str, ...]
    missing: tuple[str, ...]
    """Files of the release that the tree lacks, but for inert ones."""
    added: tuple[str, ...]
    """Files among those of the release that it does not have."""
    left_out: tuple[str, ...]
    """Texts for people that the tree lacks."""
    same: int
    """How many files are as the release recorded them."""
    hidden: int = 0
    """How many files of the release lie in folders that cannot be looked into."""

    @property
    def is_genuine(self) -> bool:
        """Return whether nothing differs but that texts for people may be left out."""
        return not (self.changed or self.missing or self.added or self.hidden)

    @property
    def tools(self) -> tuple[str, ...]:
        """Return the programs that are not the release's own."""
        return tuple(name for name in self.changed if name.startswith(("bin/", "pkg/tool/")))


def compare(found: Layout, digests: Mapping[str, str], manifest: Manifest) -> Comparison:
    """Return how a tree differs; `digests` are those of its files, a file that is not among them counts as changed."""
    members = found.members
    differing = [recorded for recorded, name in members.items() if digests.get(name) != manifest.get(recorded)]
    changed = [members[recorded] for recorded in differing if recorded in manifest]
    twins = [
        name
        for name, recorded in found.twins.items()
        if recorded in manifest and digests.get(name) != manifest[recorded]
    ]
    strangers = [members[recorded] for recorded in members.keys() - manifest.keys()]
    missing = manifest.keys() - members.keys()
    absent = missing if found.twins else {_plain(recorded) for recorded in missing}
    return Comparison(
        changed=tuple(sorted(changed + twins)),
        missing=tuple(sorted(absent - INERT)),
        added=tuple(sorted(strangers + [name for name, recorded in found.twins.items() if recorded not in manifest])),
        left_out=tuple(sorted(absent & INERT)),
        same=len(members) - len(changed) - len(strangers),
    )


def as_recorded(found: Layout, digests: Mapping[str, str]) -> dict[str, str]:
    """Return the SHA-256 of a tree's files by their names in the module, of those that could be read."""
    return {recorded: digests[name] for recorded, name in found.members.items() if name in digests}


def _plain(recorded: str) -> str:
    """Return the name that a file of the module has in a tree."""
    return recorded.removesuffix("_go.mod") + "go.mod" if recorded.endswith("/_go.mod") else recorded
