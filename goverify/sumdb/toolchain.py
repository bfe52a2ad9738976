"""The module golang.org/toolchain: which files of an installed tree it records for a release and platform, under which names.

Source: cmd/distpack (pack.go of 1.21, 1.26 and 1.27). The module is the binary archive without api, doc, misc and
test; a file called go.mod is recorded as _go.mod, since a module cannot hold another one. The go command puts the
go.mod back beside the other when it unpacks a toolchain (cmd/go/internal/toolchain).
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import NamedTuple

MODULE = "golang.org/toolchain"

INERT = frozenset("LICENSE README.md PATENTS CONTRIBUTING.md SECURITY.md codereview.cfg".split())
"""Texts for people in the root, which packages often leave out and no command reads."""

UNRECORDED = frozenset("api doc misc test".split())
"""Folders of a release that the module leaves out, so that no record covers them."""

UNHASHED = (
    *sorted(UNRECORDED),
    ".git",
    ".github",
    ".jj",
    "pkg/mod",
    "pkg/sumdb",
    "pkg/obj",
    "pkg/bootstrap",
    "pkg/distpack",
)
"""Folders whose files no record covers, not worth being read."""

BUILD_TOOLS = frozenset("asm cgo compile cover fix link preprofile vet".split())
"""What pkg/tool of a release holds since 1.25; fix was not among it in 1.25."""

ONLY_BUILD_TOOLS_SINCE = (1, 25)

MAKERS_TOOLS = frozenset("api dist distpack metadata".split())
"""What building Go puts into pkg/tool, and no release has."""

HELPERS = frozenset("addr2line buildid covdata doc nm objdump pack pprof test2json trace".split()) | MAKERS_TOOLS
"""Programs of Go that a tree built from source may have in pkg/tool, beside what a release has there."""

LEFTOVERS = frozenset(
    (".gitattributes", ".gitignore", "VERSION.cache", ".DS_Store", "src/cmd/dist/dist", "src/cmd/dist/dist.exe")
)
LEFTOVER_ENDS = (".exe~", ".pyc", "/.DS_Store")
EDITORS_ENDS = ("~", ".orig", ".rej", ".bak", ".swp")
LEFTOVER_FOLDERS = (".git/", ".github/", ".jj/")

ROOT = INERT | frozenset("VERSION go.env AUTHORS CONTRIBUTORS favicon.ico robots.txt".split())
"""What releases have in the root, older ones included."""


class Outside(StrEnum):
    """Why a file is no part of what a release records, and no harm."""

    PROGRAM = "program installed into bin"
    TOOL = "tool that building Go leaves behind, or another platform's"
    CACHE = "cache or leftover"
    LOOSE = "loose in the root"


class Layout(NamedTuple):
    """The files of a tree, told apart."""

    members: Mapping[str, str]
    """What the module would hold, if it is genuine: the name in the module, and the name in the tree."""
    twins: Mapping[str, str]
    """Copies that the go command makes of some members when it unpacks them: name in the tree, and in the module."""
    outside: Mapping[str, Outside]
    """Names in the tree that no record covers."""


def version_of(release: str, platform: str) -> str:
    """Return the module's version that holds a release, for a platform such as "linux-amd64"."""
    return f"v0.0.1-{release}.{platform}"


def prefix_of(release: str, platform: str) -> str:
    """Return what stands before each name in the hash of a module."""
    return f"{MODULE}@{version_of(release, platform)}/"


def layout(
    names: AbstractSet[str], minor: tuple[int, int], platform: str, recorded: AbstractSet[str] = frozenset()
) -> Layout:
    """Return the files of a tree told apart by what its release records; names are relative, with slashes.

    `recorded` are names that the module is known to hold, for which no rule has to be asked.
    """
    rules = _Rules(minor, platform)
    known = names & recorded
    members = dict(zip(known, known, strict=True))
    renamed: list[str] = []
    outside: dict[str, Outside] = {}
    for name in names - known:
        reason = rules.outside(name)
        if reason is not None:
            outside[name] = reason
        elif name.endswith("/go.mod"):
            renamed.append(name)
        else:
            members[name] = name
    twins: dict[str, str] = {}
    for name in renamed:
        recorded_as = name.removesuffix("go.mod") + "_go.mod"
        if recorded_as in members:
            twins[name] = recorded_as
        else:
            members[recorded_as] = name
    return Layout(members, twins, outside)


def is_ignored(name: str) -> bool:
    """Return whether go passes over a file that no release has: an editor's, or one whose name or folder it does not look at.

    Source: `go help packages`: names that begin with "_" or "." are ignored.
    """
    inside = name.removeprefix("src/")
    return inside != name and (
        inside.endswith(EDITORS_ENDS) or any(part[:1] in {".", "_"} for part in inside.split("/"))
    )


class _Rules:
    """What a release's distpack keeps and drops."""

    def __init__(self, minor: tuple[int, int], platform: str) -> None:
        system, _, arch = platform.partition("-")
        self._exe = ".exe" if system == "windows" else ""
        self._programs = {f"bin/go{self._exe}", f"bin/gofmt{self._exe}"}
        self._tools = f"pkg/tool/{system}_{arch}/"
        self._few_tools = minor >= ONLY_BUILD_TOOLS_SINCE

    def outside(self, name: str) -> Outside | None:
        """Return why a file is no part of the module; None where it is, or where nothing explains it."""
        if name.endswith(LEFTOVER_ENDS) or name in LEFTOVERS:
            return Outside.CACHE
        if name.startswith(("src/", "lib/")) or name in ROOT:
            return None
        folder, _, rest = name.partition("/")
        if folder == "pkg" and rest:
            return self._below_pkg(name, rest)
        if folder == "bin" and rest:
            return None if name in self._programs else Outside.PROGRAM
        return Outside.CACHE if name.startswith(LEFTOVER_FOLDERS) else Outside.LOOSE

    def _below_pkg(self, name: str, rest: str) -> Outside | None:
        folder, _, _ = rest.partition("/")
        if folder == "tool":
            return self._tool(name)
        # Before 1.20 releases had compiled packages, in folders called after their platform.
        return Outside.CACHE if folder in ("mod", "sumdb", "obj", "bootstrap", "distpack") or "_" in folder else None

    def _tool(self, name: str) -> Outside | None:
        if not name.startswith(self._tools):
            return Outside.TOOL if name.count("/") == 3 and "_" in name.split("/")[2] else None
        tool = name.removeprefix(self._tools).removesuffix(".exe")
        dropped = HELPERS - BUILD_TOOLS if self._few_tools else MAKERS_TOOLS
        return Outside.TOOL if tool in dropped else None
