"""The tools' shims of asdf know the Go version that is active here.

Why
    A shim of asdf lists the versions that have its program. A tool installed with `go install` for another version
    is not in that list until the shims are written anew, and ends with "No preset version installed for command".

Looks at
    The shims of tools that belong to Go, the versions that each lists, and whether the active version has the tool.
    A tool that only another version has is worth a word, for it was perhaps never wanted here.

Fix
    Run `asdf reshim golang`; a tool that the active version lacks has to be installed for it.
"""

from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.managers import asdf
from goverify.facts.managers.values import SYSTEM
from goverify.facts.path.entries import search_path
from goverify.host.paths import is_file, same_file

LIMIT_SHIMS = 500
OWN = frozenset({"go", "gofmt"})
BINS = ("packages/bin", "bin", "go/bin")
"""Where a version keeps programs: GOPATH's bin folder, GOBIN, and its own."""


class _Tool(NamedTuple):
    shim: PurePath
    versions: tuple[str, ...]
    there: bool
    """The active version has it."""


@check(causes=("shim-tool-stale",))
def shim_tool_stale(ask: Ask) -> Iterator[Finding | Evidence]:
    data = asdf.data_folder(ask)
    shims = data / "shims" if data else None
    if (
        data is None
        or shims is None
        or not any(entry.folder and same_file(ask.host, entry.folder, shims) for entry in ask(search_path))
    ):
        raise Unavailable("PATH holds no shims of asdf")
    chosen = asdf.choice(ask, None)
    active = chosen.version if chosen and chosen.installed else None
    if active is None or active == SYSTEM:
        raise Unavailable("asdf has no version of its own chosen for this folder")
    tools = list(_tools(ask, data, active))
    yield Evidence(str(shims), f"{len(tools)} shims of tools do not list {active}")
    for there in (True, False):
        some = [tool for tool in tools if tool.there is there]
        if some:
            yield _finding(some, active)


def _tools(ask: Ask, data: PurePath, active: str) -> Iterator[_Tool]:
    """Yield the tools of Go whose shims do not list the active version."""
    try:
        names = ask.host.names(data / "shims")[:LIMIT_SHIMS]
    except OSError:
        return
    for name in names:
        shim = data / "shims" / name
        lines = ask(asdf.listed, shim) if name not in OWN else ()
        versions = tuple(version for plugin, version in lines if plugin in asdf.PLUGINS)
        if not versions or active in versions or len(versions) < len(lines):
            continue
        roots = (data / "installs" / plugin / active for plugin in asdf.PLUGINS)
        there = any(is_file(ask.host, root / place / name) for root in roots for place in BINS)
        yield _Tool(shim, versions, there)


def _finding(tools: list[_Tool], active: str) -> Finding:
    first, names = tools[0], ", ".join(tool.shim.name for tool in tools[:5])
    more = f" and {len(tools) - 5} more" if len(tools) > 5 else ""
    known = ", ".join(first.versions)
    if first.there:
        message = f"{names}{more}: installed for golang {active}, but the asdf shim lists {known} alone"
        fix = Fix("Let asdf write the shims anew.", ("asdf reshim golang",))
    else:
        message = f"{names}{more}: a tool of golang {known} alone, which does not run with {active}"
        fix = Fix(f"Install it with go install for {active} if it is wanted here, then write the shims anew.")
    return Finding(
        cause="shim-tool-stale",
        subject=first.shim,
        message=message,
        evidence=tuple(Evidence(str(tool.shim), f"lists golang {', '.join(tool.versions)}") for tool in tools[:5]),
        fix=fix,
        severity=None if first.there else Severity.INFO,
    )
