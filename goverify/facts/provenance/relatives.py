"""Another place on this host where the tree of a go may stand that does not find it by itself."""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.go_commands import GoCommand, answering_go
from goverify.facts.goroot import looks_like_tree, release_of
from goverify.facts.provenance.installations import installations
from goverify.host import Host
from goverify.host.paths import is_folder

BESIDE = ("lib/go", "lib/golang", "lib64/go", "share/go", "libexec", "go", "libexec/go")
"""Where packagers put the tree of a go in <prefix>/bin, below the prefix."""


def related_tree(ask: Facts) -> PurePath | None:
    """Return a whole tree of the answering go's own release: near its file first, then anywhere; None where none is known."""
    go = ask(answering_go)
    for root in (*_beside(ask.host, go), *(place.root for place in ask(installations))):
        same = go.release is None or release_of(ask.host, root) == go.release
        if same and is_folder(ask.host, root / "pkg" / "tool"):
            return root
    return None


def _beside(host: Host, go: GoCommand) -> Iterator[PurePath]:
    for prefix in dict.fromkeys((go.found.parent.parent, go.file.parent.parent)):
        yield from (prefix / name for name in BESIDE if looks_like_tree(host, prefix / name))
