"""The Go that a terminal runs, through whatever stands in front of it: what an editor's is compared with."""

from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts, Unavailable
from goverify.facts.executable import executable
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import release_of
from goverify.facts.managers.choosing import pursuit
from goverify.facts.release import Release
from goverify.host.paths import resolve


class TerminalGo(NamedTuple):
    """The Go at the end of the way."""

    found: PurePath
    """As on PATH."""
    file: PurePath
    """Free of links."""
    root: PurePath
    """Two levels above the file: its tree, if it stands in one."""
    release: Release | None


def terminal_go(ask: Facts) -> TerminalGo:
    """Return the Go of a terminal; Blocked where none answers, Unavailable where only running it would tell."""
    go = ask(answering_go)
    file: PurePath | None = go.file
    if go.wrapper:
        end = ask(pursuit, go.found).go
        file = resolve(ask.host, end) if end else None
    if file is None:
        raise Unavailable(f"{go.found} is a {go.wrapper}, and what it would run is not known")
    return TerminalGo(go.found, file, file.parent.parent, release_at(ask, file))


def release_at(ask: Facts, file: PurePath) -> Release | None:
    """Return the release of a go file: by its build info, else by the tree that it stands in."""
    try:
        binary = ask(executable, file)
    except OSError:
        binary = None
    built = Release.parse(binary.go.version) if binary and binary.go else None
    return built or release_of(ask.host, file.parent.parent)
