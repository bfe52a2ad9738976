"""What the tests of contexts share: a second Go to find, and the context that is asked for."""

from goverify.facts import Facts
from goverify.facts.contexts.finding import contexts
from goverify.facts.contexts.values import Context
from goverify.host.recorded import RecordedHost
from goverify.host.replay.file_changes import FileChange
from tests.hosts import boring, go_binary, text

HOME = "/home/gopher"
OTHER = {"/opt/go/bin/go": go_binary("go1.26.6")}
"""A second Go."""

BARE = {f"{HOME}/.profile": None, f"{HOME}/.bashrc": None}
"""No start-up files of the user's own."""


def linux(files: dict[str, str], *, shell: str = "/bin/bash", **env: str) -> RecordedHost:
    """Return the Linux host with a second Go, and start-up files of these texts alone."""
    changes: dict[str, FileChange] = {**BARE, **OTHER, **{place: text(content) for place, content in files.items()}}
    return boring("linux").but(env={"SHELL": shell, **env}, files=changes)


def context(host: RecordedHost, id_: str) -> Context:
    """Return the context of that name."""
    return next(each for each in contexts(Facts(host)) if each.id == id_)


def finders(host: RecordedHost, go: str) -> set[str]:
    """Return the contexts beside this process that find the go of that name on PATH."""
    return {each.id for each in contexts(Facts(host))[1:] if each.go and str(each.go.found) == go}


def found(host: RecordedHost, id_: str) -> str | None:
    """Return the go that a context finds, as PATH there leads to it."""
    go = context(host, id_).go
    return str(go.found) if go else None
