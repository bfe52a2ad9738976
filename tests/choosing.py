"""Recorded hosts in whose project a line asks for a Go: which go answers, what go.mod says, what the module cache has."""

from collections.abc import Mapping
from pathlib import PurePath

from goverify.facts import Allowances, Facts
from goverify.facts.toolchain_choice.choosing import toolchain_choice
from goverify.facts.toolchain_choice.values import ToolchainChoice
from goverify.host.recorded import RecordedHost
from goverify.host.replay.file_changes import FileChange
from goverify.host.replay.records import FileRecord
from goverify.sumdb.client import DATABASE
from tests.hosts import boring, go_binary

APP = "/home/gopher/app"
MOD = f"{APP}/go.mod"
GO = "/usr/local/go/bin/go"
STORED = "/home/gopher/.config/go/env"
PROXY = "https://proxy.example"
OLD = "go1.26.6"
CACHE = "/home/gopher/go/pkg/mod"
HASH = "h1:" + 43 * "A" + "="

Files = Mapping[str, FileChange] | Mapping[PurePath, FileRecord]


def in_project(lines: str | None, *, go: str = OLD, files: Files | None = None, **env: str) -> RecordedHost:
    """Return the boring Linux with that go, in a project whose go.mod has these lines (None: no project)."""
    given: dict[str | PurePath, FileChange] = {
        GO: go_binary(go),
        "/usr/local/go/VERSION": f"{go}\n",
        "/usr/local/go/go.env": f"GOPROXY={PROXY},direct\nGOSUMDB={DATABASE.name}\nGOTOOLCHAIN=auto\n",
        f"{APP}/main.go": "package main\n",
    }
    if lines is not None:
        given[MOD] = f"module example.com/app\n\n{lines}"
    return boring("linux").but(files={**given, **(files or {})}, env=env).but(cwd=APP)


def in_cache(name: str, *, bin_go: bool = True, partial: bool = False, noted: bool = True) -> dict[str, FileChange]:
    """Return the files by which the module cache has a toolchain."""
    version = f"v0.0.1-{name}.linux-amd64"
    folder, notes = (
        f"{CACHE}/golang.org/toolchain@{version}",
        f"{CACHE}/cache/download/golang.org/toolchain/@v/{version}",
    )
    files: dict[str, FileChange] = {f"{folder}/VERSION": f"{name}\n"}
    files |= {f"{folder}/bin/go": go_binary(name)} if bin_go else {}
    files |= {f"{notes}.ziphash": HASH} if noted else {}
    return files | ({f"{notes}.partial": ""} if partial else {})


def chosen(host: RecordedHost, *, online: bool = False) -> ToolchainChoice:
    """Return which Go would run on a host."""
    return Facts(host, Allowances(online=online))(toolchain_choice)
