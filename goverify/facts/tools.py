"""The tools of a tree: which are there, what each file is, and as which release each was built.

Source: cmd/dist and cmd/distpack for what a release brings; cmd/go runs compile, asm and link for every build, cgo
for what touches C, vet from `go test`, cover with -cover. From 1.25 on the others are built when they are first used.
"""

from pathlib import PurePath
from typing import NamedTuple

from goverify.binfmt import Binary
from goverify.facts import Blocked, Facts
from goverify.facts.executable import executable
from goverify.facts.failures.host_readings import blames_the_machine
from goverify.facts.go_commands import answering_go
from goverify.facts.identity import identity
from goverify.facts.release import Release
from goverify.facts.running import clean_env, run_go
from goverify.facts.tree import Tree
from goverify.facts.words import plain, summary
from goverify.facts.writers import alone, other_writer
from goverify.host import Kind, System
from goverify.host.paths import is_folder, kind_of

NEEDED = ("asm", "compile", "link")
"""Without these nothing is built."""

USEFUL = ("cgo", "cover", "vet")
"""Without these some builds and tests fail."""

LEAN_SINCE = (1, 25)
"""The first release that brings only the tools that builds run."""

LEAN = frozenset("asm cgo compile cover fix link preprofile vet".split())
FULL = LEAN | frozenset("addr2line api buildid covdata dist distpack doc nm objdump pack pprof test2json trace".split())


class Tool(NamedTuple):
    """One file in a folder of tools."""

    name: str
    """Without .exe."""
    path: PurePath
    runnable: bool
    """This user may execute it."""
    binary: Binary | None
    """None where it cannot be read."""
    release: Release | None
    """The release that it was built as, by its build info."""
    size: int


class Tools(NamedTuple):
    """The tools of a tree for one platform."""

    folder: PurePath
    platform: str
    """Such as "linux_amd64"."""
    present: bool
    """The folder is there."""
    others: tuple[str, ...]
    """The platforms for which pkg/tool holds a folder instead, or beside."""
    tools: tuple[Tool, ...]
    unreadable: str
    """Why a folder cannot be listed, else empty."""

    def tool(self, name: str) -> Tool | None:
        """Return the tool with that name."""
        return next((tool for tool in self.tools if tool.name == name), None)

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the names of tools that the tree ought to have."""
        return tuple(name for name in (*NEEDED, *USEFUL) if self.tool(name) is None)


class ToolAnswer(NamedTuple):
    """What a tool says when it is asked for its version."""

    tool: Tool
    release: Release | None
    problem: str
    """Why there is no answer, else empty."""
    version: str = ""
    """What it says after its name, such as "go1.27.3 X:arenas", without a build ID."""
    build_id: str = ""
    """The build ID that a tool of no release adds."""


def brought_by(release: Release) -> frozenset[str]:
    """Return the tools that a release may put into pkg/tool, or its own build leave there."""
    return LEAN | {"dist"} if release.numbers[:2] >= LEAN_SINCE else FULL


def tools(ask: Facts, tree: Tree) -> Tools:
    """Return the tools that the answering go would use out of a tree."""
    platform = ask(tool_platform, tree)
    folder = tree.root / "pkg" / "tool" / platform
    try:
        others = tuple(name for name in ask.host.names(folder.parent) if "_" in name and name != platform)
        names = ask.host.names(folder)
    except (FileNotFoundError, NotADirectoryError):
        return Tools(folder, platform, present=False, others=_others(ask, folder), tools=(), unreadable="")
    except OSError as error:
        return Tools(folder, platform, present=True, others=(), tools=(), unreadable=error.strerror or str(error))
    found = tuple(_tool(ask, folder / name) for name in names if kind_of(ask.host, folder / name) is Kind.FILE)
    return Tools(folder, platform, present=True, others=others, tools=found, unreadable="")


def tool_answers(ask: Facts, tree: Tree) -> tuple[ToolAnswer, ...]:
    """Return what the tools that every build needs answer; those that must not or cannot be started are left out."""
    answers = (ask(tool_answer, tree, name) for name in NEEDED)
    return tuple(answer for answer in answers if answer is not None)


def tool_answer(ask: Facts, tree: Tree, name: str) -> ToolAnswer | None:
    """Return what a tool answers; None where it is missing, or must not or cannot be started."""
    tool = ask(tools, tree).tool(name)
    if tool is None or ask(answering_go).why_not_run or not _startable(ask, tree, tool):
        return None
    return _answer(ask, tool)


def tool_platform(ask: Facts, tree: Tree) -> str:
    """Return the name of the folder in pkg/tool that the answering go looks for: the platform it was made for itself.

    Of a go that does not run, whichever folder is there counts, its own or this machine's: the file may be alone to blame.
    """
    go = ask(answering_go)
    try:
        said = ask(identity, go)
    except Blocked:
        said = None
    if said is not None and said.host_os:
        return f"{said.host_os}_{said.host_arch}"
    here = f"{ask.host.platform.system.goos}_{ask.host.platform.arch}"
    made_for = [platform_of(binary) for binary in (None if go.wrapper else go.binary, tree.go)]
    folder = tree.root / "pkg" / "tool"
    return next((name for name in (*made_for, here) if name and is_folder(ask.host, folder / name)), here)


def platform_of(binary: Binary | None) -> str:
    """Return the platform of a Go program as folders are named after it; empty where it is not told."""
    if binary is None or binary.go is None or not binary.system or len(binary.architectures) != 1:
        return ""
    os, arch = binary.go.setting("GOOS") or binary.system, binary.go.setting("GOARCH") or binary.architectures[0]
    return f"{os}_{arch}"


def _others(ask: Facts, folder: PurePath) -> tuple[str, ...]:
    try:
        return tuple(name for name in ask.host.names(folder.parent) if "_" in name)
    except OSError:
        return ()


def _tool(ask: Facts, path: PurePath) -> Tool:
    host = ask.host
    name = path.stem if host.platform.system is System.WINDOWS and path.suffix.lower() == ".exe" else path.name
    entry = host.entry(path)
    try:
        binary = ask(executable, path)
    except OSError:
        binary = None
    release = Release.parse(binary.go.version) if binary and binary.go else None
    return Tool(name, path, host.access(path, "x"), binary, release, entry.size if entry else 0)


def _startable(ask: Facts, tree: Tree, tool: Tool) -> bool:
    """Return whether a tool is a whole program for this machine that only its owner put there: a tree may hold anything."""
    made = tool.binary
    if made is None or made.problem or made.go is None or not tool.runnable:
        return False
    if ask(tools, tree).platform.partition("_")[2] not in made.architectures:
        return False
    if made.system != ask.host.platform.system.goos or made.go.path != f"cmd/{tool.name}":
        return False
    return ask.allow.run_unknown or ask(alone) or ask(other_writer, tool.path) is None


def _answer(ask: Facts, tool: Tool) -> ToolAnswer:
    completed = run_go(ask, tool.path, ("-V=full",), env=clean_env(ask))
    if not completed.ok:
        if blames_the_machine(completed):
            raise Blocked(f"this session does not let {tool.path} start: {summary(completed, limit=100)}")
        return ToolAnswer(tool, None, summary(completed))
    said = plain(completed.stdout.strip())
    version, _, build_id = said.removeprefix(f"{tool.name} version ").partition(" buildID=")
    release = Release.parse(version)
    if release is None and not version.startswith("devel "):
        return ToolAnswer(tool, None, f"it says {said[:100]!r}")
    return ToolAnswer(tool, release, "", version, build_id)
