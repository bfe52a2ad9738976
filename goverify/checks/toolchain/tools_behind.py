"""The installed Go tools can work on code for the Go that is used here.

Why
    A tool that reads Go code brings its own copy of Go's type checker, as old as the Go that built the tool. It refuses
    a module whose go line names a newer language, and a debugger refuses programs of a release that it does not know:
    "the Go language version (go1.26) used to build golangci-lint is lower than the targeted Go version (1.27.3)".

Looks at
    The build info of the programs in GOBIN or GOPATH's bin folder, and of the well-known tools elsewhere on PATH: their
    main packages, versions and the releases that built them, against the go line of go.mod. Without a go.mod only
    golangci-lint, which then goes by the Go in use, and dlv are judged. Of two programs with one name the first on PATH
    counts. Other programs may be as old as they like, and nothing is run.

Fix
    Install the newest version of the tool anew, which builds it with the Go at hand.
"""

from collections.abc import Iterator
from typing import NamedTuple

from goverify.api import Ask, Evidence, Finding, Severity, Unavailable, check
from goverify.facts.goroot import concerned
from goverify.facts.installed_tools import InstalledTool, installed_tools
from goverify.facts.project.roots import project
from goverify.facts.release import Release
from goverify.facts.tool_kinds import (
    DWARF5_SINCE,
    READS_TOOLCHAIN_SINCE,
    ToolKind,
    delve_line,
    kind_of_tool,
    major_of,
)
from goverify.facts.tool_upgrades import tool_upgrade
from goverify.facts.tree import release_at_work
from goverify.host import System
from goverify.model import Subject

MEANT = {
    ToolKind.LINTER: "it refuses to run",
    ToolKind.CHECKER: 'it stops with "package requires newer Go version"',
    ToolKind.SERVER: "it checks the code without knowing that language, so that what it calls an error may be none",
}


class _Target(NamedTuple):
    """A release that tools have to know, and what asks for it."""

    release: Release
    place: str
    observed: str
    asks: str
    """As the middle of a sentence."""


class _Fault(NamedTuple):
    """What is wrong with a tool."""

    target: _Target
    what: str
    """As the middle of a sentence."""
    comes_to: str
    severity: Severity | None
    wanted: Release | None
    """The release to build it with at least."""


@check(causes=("tool-older-than-go",))
def tools_behind(ask: Ask) -> Iterator[Finding | Evidence]:
    tools = [(tool, kind) for tool in ask(installed_tools) if (kind := kind_of_tool(tool.package))]
    if not tools:
        raise Unavailable("no Go tool is installed that depends on the release it was built with")
    used, lines = _at_work(ask), _project_lines(ask)
    for tool, kind in tools:
        debugs = kind is ToolKind.DEBUGGER
        fault = _debugger(ask, tool, used, lines) if debugs else _reader(tool, kind, used, lines)
        if fault:
            yield _finding(ask, tool, fault)
        else:
            yield Evidence(str(tool.found), _described(tool))


def _at_work(ask: Ask) -> _Target | None:
    """Return the release in use; None where none answers or it is not known."""
    try:
        release = ask(release_at_work)
    except Unavailable:
        return None
    if release is None:
        return None
    return _Target(release, "the go in use", str(release), f"the Go in use is {release}")


def _project_lines(ask: Ask) -> dict[str, _Target]:
    """Return what the go and toolchain lines of go.mod ask for."""
    here = ask(project)
    if here is None or here.mod is None or here.module is None:
        return {}
    file = here.modfile or here.module
    texts = {"go": f"go{here.mod.go}" if here.mod.go else "", "toolchain": here.mod.toolchain or ""}
    found = {}
    for name, text in texts.items():
        release = Release.parse(text)
        if release:
            written = text.removeprefix("go") if name == "go" else text
            place, line = str(file), here.mod.line_of(name)
            said = f"{name} {written}" + (f" (line {line})" if line else "")
            found[name] = _Target(release, place, said, f"{file} says {name} {written}")
    return found


def _reader(tool: InstalledTool, kind: ToolKind, used: _Target | None, lines: dict[str, _Target]) -> _Fault | None:
    """Return what keeps a tool that reads code from understanding this module's; None where nothing does."""
    target, severity = lines.get("go"), None
    if kind is ToolKind.LINTER and major_of(tool.package) >= READS_TOOLCHAIN_SINCE:
        target = lines.get("toolchain") or target
        if target is None and not lines:
            target, severity = used, Severity.LOW
    if target is None or tool.release.numbers[:2] >= target.release.numbers[:2]:
        return None
    if kind is ToolKind.SERVER:
        severity = Severity.LOW
    return _Fault(target, f"was built with {tool.release}", MEANT[kind], severity, target.release)


def _debugger(ask: Ask, tool: InstalledTool, used: _Target | None, lines: dict[str, _Target]) -> _Fault | None:
    """Return why dlv refuses the programs that are built here; None where nothing says so."""
    targets = [target for target in (used, *lines.values()) if target]
    newest = max(targets, key=lambda target: target.release.numbers[:2], default=None)
    known = delve_line(tool.version)
    if newest is None or known is None:
        return None
    severity = None if tool.on_path else Severity.LOW
    if known < newest.release.numbers[:2]:
        what = f"is Delve {tool.version}, which knows Go up to {known[0]}.{known[1]}"
        return _Fault(newest, what, "it refuses to debug programs that are built here", severity, None)
    dwarf5 = newest.release.numbers[:2] >= DWARF5_SINCE and ask.host.platform.system is not System.MACOS
    if dwarf5 and tool.release.numbers[:2] < DWARF5_SINCE:
        what = f"was built with {tool.release}"
        since = Release.parse(f"go{DWARF5_SINCE[0]}.{DWARF5_SINCE[1]}")
        comes_to = "it refuses the debugging information (DWARF 5) of programs that are built here"
        return _Fault(newest, what, comes_to, severity, since)
    return None


def _described(tool: InstalledTool) -> str:
    version = f" {tool.version}" if tool.version else ""
    return f"{tool.package}{version}, built with {tool.release}"


def _finding(ask: Ask, tool: InstalledTool, fault: _Fault) -> Finding:
    used = _at_work(ask)
    # With a Go as old at hand every build of the tool is as old: what hides the newer Go then explains it.
    behind = used is not None and used.release.numbers[:2] < fault.target.release.numbers[:2]
    concerns: tuple[Subject, ...] = concerned(ask) if behind else ()
    return Finding(
        cause="tool-older-than-go",
        subject=tool.found,
        message=f"{tool.found} {fault.what}, and {fault.target.asks}: {fault.comes_to}",
        evidence=(
            Evidence(str(tool.found), _described(tool)),
            Evidence(fault.target.place, fault.target.observed),
        ),
        fix=tool_upgrade(ask, tool, fault.wanted),
        severity=fault.severity,
        concerns=concerns,
    )
