"""How an installed Go tool is replaced by one that was built with a newer release: by whatever brought it.

Sources: cmd/go/internal/toolchain (for `go install package@version` the project's own go line does not count, so that
it takes the Go at hand), golangci-lint's install.sh, the help texts of the package managers.
"""

import re
import shlex
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.gopath import gopath
from goverify.facts.installed_tools import InstalledTool
from goverify.facts.provenance.records import listed
from goverify.facts.provenance.trail import trail
from goverify.facts.release import Release, Stage
from goverify.facts.remedies import set_variable, sudo
from goverify.facts.tool_kinds import ToolKind, kind_of_tool
from goverify.facts.work_release import numbers_at_work
from goverify.host import System
from goverify.host.paths import same_file
from goverify.model import Fix

LINT_SCRIPT = "https://golangci-lint.run/install.sh"


class _Manager(NamedTuple):
    """A package manager, by where it keeps programs."""

    place: re.Pattern[str]
    """Fits the path with slashes; the first group is the package."""
    name: str
    command: str


_MANAGERS = (
    _Manager(re.compile(r"/Cellar/(\w[\w.@+-]*)/"), "Homebrew", "brew upgrade {}"),
    _Manager(re.compile(r"/mise/installs/(\w[\w.+-]*)/"), "mise", "mise upgrade {}"),
    _Manager(re.compile(r"(?i)/scoop/(?:apps/)?(\w[\w.+-]*)/"), "Scoop", "scoop update {}"),
    _Manager(re.compile(r"(?i)/chocolatey/(?:lib|bin)/(\w[\w.+-]*?)(?:\.exe$|/)"), "Chocolatey", "choco upgrade {} -y"),
    _Manager(re.compile(r"/snap/(\w[\w-]*)/"), "snap", "sudo snap refresh {}"),
)
_DEBIAN = {"dlv": "delve", "staticcheck": "golang-honnef-go-tools", "stringer": "golang-golang-x-tools"}
"""Debian's packages that are not called as their programs are."""

_RECORDS = ("/var/lib/dpkg/info/{}.list", "/lib/apk/db/installed")


def tool_upgrade(ask: Facts, tool: InstalledTool, wanted: Release | None) -> Fix:
    """Return how to get a newer build of a tool, made with `wanted` at least; None where any newer version will do."""
    path = tool.file.as_posix()
    for manager in _MANAGERS:
        if found := manager.place.search(path):
            summary = f"Upgrade {tool.name} with {manager.name}, which installed it."
            return Fix(summary, (manager.command.format(found[1]),))
    if path.startswith("/nix/store/"):
        return Fix(f"Upgrade {tool.name} where its Nix package is declared.")
    system = _of_distribution(ask, tool)
    linter = kind_of_tool(tool.package) is ToolKind.LINTER and not tool.fetched and _unix(ask)
    if system or not (linter or _replaceable(ask, tool)):
        why = "came with the system's packages" if system else "is not this user's to replace"
        own = ask(gopath).bins[:1]
        first = f" and put {own[0]} before {tool.found.parent} on PATH" if own else ""
        summary = f"{tool.found} {why}; install one of your own{_with(ask, wanted)}{first}."
        return Fix(summary, _installed(ask, tool, wanted, in_place=False))
    if linter:
        folder = tool.found.parent
        script = f"curl -sSfL {LINT_SCRIPT} | {sudo(ask, tool.found)}sh -s -- -b {shlex.quote(str(folder))}"
        return Fix(
            f"Put the newest released golangci-lint into {folder}, as its manual advises; where that one was built with "
            f"an older Go too, the second line builds it{_with(ask, wanted) or ' with the Go at hand'}.",
            (script, *_installed(ask, tool, wanted, in_place=True)),
        )
    return Fix(f"Build {tool.name} anew{_with(ask, wanted)}.", _installed(ask, tool, wanted, in_place=True))


def _unix(ask: Facts) -> bool:
    return ask.host.platform.system is not System.WINDOWS


def _of_distribution(ask: Facts, tool: InstalledTool) -> bool:
    """Return whether a packager's record lists the program."""
    if not _unix(ask) or tool.file.as_posix().startswith("/usr/local/"):
        return False
    go, package = ask(trail, tool.found), _DEBIAN.get(tool.name, tool.name)
    if not re.fullmatch(r"[\w.+-]{1,80}", package):
        return False
    return any(listed(ask, ask.host.path(record.format(package)), go) for record in _RECORDS)


def _replaceable(ask: Facts, tool: InstalledTool) -> bool:
    """Return whether `go install` can write where a tool stands."""
    folder = tool.found.parent
    return not _unix(ask) or _is_own_bin(ask, folder) or ask.host.access(folder, "w")


def _is_own_bin(ask: Facts, folder: PurePath) -> bool:
    """Return whether a folder is the one that `go install` fills unasked."""
    return any(same_file(ask.host, own, folder) for own in ask(gopath).bins[:1])


def _needed(ask: Facts, wanted: Release | None) -> Release | None:
    """Return the release that has to be named, because the Go at hand is older; None where it will do."""
    return wanted if wanted is not None and ask(numbers_at_work)[:2] < wanted.numbers[:2] else None


def _with(ask: Facts, wanted: Release | None) -> str:
    needed = _needed(ask, wanted)
    return f" with {_toolchain(needed)}" if needed else ""


def _toolchain(release: Release) -> str:
    """Return the name of a toolchain: from 1.21 on the first release of a line is written with its zero."""
    bare = release.name.count(".") == 1 and release.stage is Stage.FINAL and release.numbers >= (1, 21, 0)
    return f"{release.name}.0" if bare else release.name


def _installed(ask: Facts, tool: InstalledTool, wanted: Release | None, *, in_place: bool) -> tuple[str, ...]:
    """Return the lines that install a tool's newest version, where need be by another Go or into another folder."""
    settings: dict[str, PurePath] = {}
    needed = _needed(ask, wanted)
    if needed:
        settings["GOTOOLCHAIN"] = ask.host.path(_toolchain(needed))
    if in_place and not _is_own_bin(ask, tool.found.parent):
        settings["GOBIN"] = tool.found.parent
    line = f"go install {tool.package}@latest"
    if not _unix(ask):
        return (*(set_variable(ask, name, value) for name, value in settings.items()), line)
    words = " ".join(f"{name}={shlex.quote(str(value))}" for name, value in settings.items())
    return (f"env {words} {line}" if words else line,)
