"""The folder by which PATH best leads to a Go: one that upgrades leave in its place, where there is one.

A tree often stands under a name that holds its version, and the next upgrade takes that away: a snap's revision, a
folder of Homebrew's Cellar, a path of the Nix store, /usr/local/go1.27.3 behind the link /usr/local/go.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.path.hits import go_in
from goverify.facts.provenance.installations import Installation
from goverify.host import Kind
from goverify.host.paths import follow, home, resolve

LIMIT_NAMES = 200
"""Names beside a tree that are looked at for links to it."""

STORES = {"/nix/store/", "/gnu/store/"}
PROFILES = (
    "~/.nix-profile/bin",
    "/run/current-system/sw/bin",
    "/nix/var/nix/profiles/default/bin",
    "~/.guix-profile/bin",
)
"""Where those who install from a store find what they chose, each a link that upgrades turn."""


def steady_folder(ask: Facts, tree: Installation) -> PurePath:
    """Return the folder to put on PATH for a tree; its own bin folder where nothing steadier leads to its go."""
    target = follow(ask.host, tree.go).end
    for folder in _candidates(ask, tree.root):
        way = go_in(ask.host, folder)
        if way and (way.end == target or way.end.name == "snap"):
            return folder
    return tree.go.parent


def _candidates(ask: Facts, root: PurePath) -> Iterator[PurePath]:
    host, text = ask.host, f"{root.as_posix()}/"
    if text.startswith("/snap/"):
        yield host.path("/snap/bin")
    if "Cellar" in root.parts:
        prefix = host.path(text.partition("/Cellar/")[0])
        yield prefix / "bin"
        yield prefix / "opt" / root.parts[root.parts.index("Cellar") + 1] / "libexec" / "bin"
    if any(text.startswith(store) for store in STORES):
        base = home(host)
        known = (name.replace("~", str(base)) if base else name for name in PROFILES)
        yield from (host.path(name) for name in known if not name.startswith("~"))
    for link in _links_beside(ask, root):
        yield link / "bin"


def _links_beside(ask: Facts, root: PurePath) -> Iterator[PurePath]:
    """Yield the links in the same folder that lead to a tree, the shortest name first."""
    try:
        names = sorted(islice(ask.host.names(root.parent), LIMIT_NAMES), key=lambda name: (len(name), name))
    except OSError:
        return
    for name in names:
        try:
            entry = ask.host.entry(root.parent / name)
        except OSError:
            continue
        if entry and entry.kind is Kind.LINK and resolve(ask.host, root.parent / name) == root:
            yield root.parent / name
