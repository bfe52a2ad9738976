"""Recorded Go trees for tests: a whole standard library, second trees, and what go and its tools answer."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import PurePath, PurePosixPath

from goverify.causes import severity_of
from goverify.facts import Facts
from goverify.facts.identity import NAMES
from goverify.facts.sources import CORE, VENDORED
from goverify.facts.std_packages import std_packages
from goverify.host import Completed, Entry, Kind
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import FileRecord, Ranges, Run, file_record
from goverify.model import Evidence, Finding
from tests.hosts import boring, go_binary

Files = dict[str | PurePath, FileRecord | Entry | str | bytes | None]
CheckFunction = Callable[[Facts], Iterator[Finding | Evidence]]

ROOTS = {"linux": "/usr/local/go", "macos": "/usr/local/go", "windows": r"C:\Program Files\Go"}
PLATFORMS = {"linux": ("linux", "amd64"), "macos": ("darwin", "arm64"), "windows": ("windows", "amd64")}
FOLDER = Entry(Kind.FOLDER)
TOOLS = ("asm", "cgo", "compile", "cover", "fix", "link", "preprofile", "vet")
VERSION = "go1.27.3"
QUESTION = ("env", "-json", *NAMES)
LOST = "go: cannot find GOROOT directory: 'go' binary is trimmed and GOROOT is not set\n"


@cache
def whole(name: str = "linux") -> RecordedHost:
    """Return a boring host whose go and tools give a plain answer, which a test replaces by the program's name alone."""
    host = RecordedHost(replace(boring(name).recording, runs=()))
    system, arch = PLATFORMS[name]
    said = [run("go", answer(ROOTS[name], system=system, arch=arch))]
    said += [run(tool, Completed(0, stdout=f"{tool} version {VERSION}\n"), "-V=full") for tool in TOOLS]
    return host.but(runs=said)


def tree(root: str, version: str = VERSION, *, system: str = "linux", arch: str = "amd64") -> Files:
    """Return the files of a whole tree of the release; its library is that of 1.27."""
    base = PurePosixPath(root)
    files: Files = {
        base / "VERSION": f"{version}\n",
        base / "go.env": "GOTOOLCHAIN=auto\n",
        base / "bin" / "go": go_binary(version, system=system, arch=arch),
        base / "pkg" / "include" / "textflag.h": "//\n",
        base / "pkg" / "include" / "funcdata.h": "//\n",
    }
    for name in TOOLS:
        files[base / "pkg" / "tool" / f"{system}_{arch}" / name] = tool(name, version, system=system, arch=arch)
    return files | library(base)


def tool(name: str, version: str = VERSION, *, system: str = "linux", arch: str = "amd64") -> FileRecord:
    """Return a tool of a release."""
    return go_binary(version, system=system, arch=arch, path=f"cmd/{name}")


def library(root: PurePath, minor: str = "1.27") -> Files:
    """Return the folders of a release's standard library that hold others, and those that every program needs."""
    inside: dict[str, set[str]] = {"": {"go.mod"}, VENDORED: {"net"}} | {package: {"code.go"} for package in CORE}
    for package in std_packages().of(minor):
        folder, _, name = package.rpartition("/")
        inside.setdefault(folder, set()).add(name)
    return {root / "src" / folder: FileRecord(FOLDER, names=tuple(sorted(names))) for folder, names in inside.items()}


def answer(
    root: str, version: str = VERSION, *, system: str = "linux", arch: str = "amd64", **others: str
) -> Completed:
    """Return what a go of that tree answers to the question for its named values."""
    values = {
        "GOVERSION": version,
        "GOROOT": root,
        "GOOS": system,
        "GOARCH": arch,
        "GOHOSTOS": system,
        "GOHOSTARCH": arch,
    }
    values |= {"GOTOOLDIR": f"{root}/pkg/tool/{system}_{arch}", "GCCGO": "gccgo"}
    return Completed(0, stdout=json.dumps(values | others))


def run(program: str, completed: Completed, *args: str, env: Mapping[str, str] | None = None) -> Run:
    """Return the run of a go that is asked for its named values, or of another program with these arguments."""
    return Run((program, *(args or QUESTION)), completed, env=env)


def program(data: bytes) -> FileRecord:
    """Return an executable file of these bytes."""
    return file_record(Ranges(((0, data),), len(data)), 0o755)


def findings(check: CheckFunction, host: RecordedHost) -> list[Finding]:
    """Return what a check finds on a host."""
    return [item for item in check(Facts(host)) if isinstance(item, Finding)]


def level(finding: Finding) -> str:
    """Return a finding's severity by name."""
    return severity_of(finding).label


def commands(finding: Finding) -> tuple[str, ...]:
    """Return the commands that mend it."""
    return finding.fix.commands if finding.fix else ()
