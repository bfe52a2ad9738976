"""Every Go tree that this host keeps in a usual place, or that PATH, a setting or a start-up file leads to."""

from pathlib import PurePath
from typing import NamedTuple

from goverify.binfmt import Binary
from goverify.facts import Facts
from goverify.facts.executable import executable
from goverify.facts.go_commands import go_commands
from goverify.facts.path.hits import names_go, why_not_executable
from goverify.facts.provenance.origins import origin
from goverify.facts.provenance.tree_places import tree_places
from goverify.facts.release import Release
from goverify.facts.writers import alone, other_writer
from goverify.host import Host, Kind, Platform, System
from goverify.host.paths import follow, is_file, is_folder, kind_of, read_text, resolve

LIMIT_TREES = 200
"""A runner's cache holds a dozen; more would only slow the look."""

EMULATED = {
    ("macos", "arm64"): {"amd64"},
    ("windows", "arm64"): {"amd64", "386"},
    ("windows", "amd64"): {"386"},
    ("linux", "amd64"): {"386"},
}
"""What else a processor and its system start: Rosetta 2, Windows' own emulation, 32-bit programs."""


class Installation(NamedTuple):
    """One Go tree."""

    root: PurePath
    """Free of links."""
    go: PurePath
    """The go file in it, there or not."""
    release: Release | None
    version: str
    """As its VERSION file or its go file says; empty where neither can be read."""
    origin: str | None
    runnable: bool
    """This user can start its go, and it is made for this machine."""
    complete: bool
    """It has the compiler's folder and the standard library, by the look of it."""
    denied: bool
    """This user may not enter it."""
    answers: bool
    """Its go is the one that a command line starts."""
    on_path: bool
    """PATH leads to its go, first or later."""


def installations(ask: Facts) -> tuple[Installation, ...]:
    """Return the trees of this host: those that PATH leads to first, then by how usual their place is."""
    roots: dict[PurePath, None] = {}
    for place in tree_places(ask):
        root = resolve(ask.host, place)
        if root is not None and root not in roots and (is_tree(ask.host, root) or _closed(ask.host, root)):
            roots[root] = None
        if len(roots) >= LIMIT_TREES:
            break
    return tuple(_installation(ask, root) for root in roots)


def best_installation(ask: Facts) -> Installation | None:
    """Return the tree to recommend: the newest whole one that runs and that nobody else may change, not a mere download."""
    able = [tree for tree in ask(installations) if tree.runnable]
    safe = [tree for tree in able if ask(alone) or not ask(other_writer, tree.go)]
    proper = [tree for tree in safe if tree.complete and tree.origin != "toolchain download"]
    choice = proper or safe or able
    releases = [tree.release for tree in choice if tree.release]
    newest = max(releases, default=None)
    return next((tree for tree in choice if tree.release == newest), None)


def is_tree(host: Host, root: PurePath) -> bool:
    """Return whether a folder is a Go tree: a go file, and one of the things that stand beside it."""
    if not is_file(host, go_file(host, root)):
        return False
    return (
        is_folder(host, root / "pkg" / "tool")
        or is_file(host, root / "VERSION")
        or is_folder(host, root / "src" / "runtime")
    )


def go_file(host: Host, root: PurePath) -> PurePath:
    """Return where a tree has its go."""
    return root / "bin" / ("go.exe" if host.platform.system is System.WINDOWS else "go")


def starts_here(platform: Platform, binary: Binary) -> bool:
    """Return whether a program is made for this machine, or for one that it imitates."""
    machines = {platform.arch} | EMULATED.get((platform.system.value, platform.arch), set())
    return binary.system == platform.system.goos and bool(machines & set(binary.architectures))


def _closed(host: Host, root: PurePath) -> bool:
    """Return whether a folder that may hold a tree cannot be entered."""
    return names_go(host.path(root.name)) and kind_of(host, root) is Kind.FOLDER and not host.access(root, "x")


def _installation(ask: Facts, root: PurePath) -> Installation:
    host, go = ask.host, go_file(ask.host, root)
    binary = _binary(ask, go)
    written = _version_file(host, root)
    built = binary.go.version if binary and binary.go else ""
    version = written or built
    chain = follow(host, go)
    startable = chain.dead is None and not why_not_executable(host, chain)
    on_path = [command.file == chain.end for command in ask(go_commands)]
    return Installation(
        root=root,
        go=go,
        release=Release.parse(version),
        version=version,
        origin=ask(origin, root),
        runnable=startable and binary is not None and starts_here(host.platform, binary) and not binary.problem,
        complete=is_folder(host, root / "pkg" / "tool") and is_folder(host, root / "src" / "runtime"),
        denied=not host.access(root, "x"),
        answers=on_path[:1] == [True],
        on_path=any(on_path),
    )


def _binary(ask: Facts, go: PurePath) -> Binary | None:
    try:
        return ask(executable, go)
    except OSError:
        return None


def _version_file(host: Host, root: PurePath) -> str:
    try:
        return (read_text(host, root / "VERSION", 4096) or "").partition("\n")[0].strip()
    except OSError:
        return ""
