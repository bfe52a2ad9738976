"""No forgotten go.mod further up takes in this folder.

Why
    Go takes the nearest go.mod above for the module. One that was left in a home folder, in the root of a disk or
    above a checkout makes every folder below a part of a module that it does not belong to: imports are not found,
    `go get` writes to the wrong file, and versions come from somewhere else.

Looks at
    The nearest go.mod above, where it is not in this folder: a repository of its own between the two, a go.mod in a
    place that holds projects and is none, files that import packages of another module which are here. A folder of
    packages in a module is healthy, and so is a submodule. A workspace chooses its modules itself.

Fix
    Move the forgotten go.mod away, and give the project its own with `go mod init`.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.file_remedies import moved_away, path_word
from goverify.facts.held import borne_on, cut
from goverify.facts.project.capture import Capture, capture
from goverify.facts.project.go_sources import sources_at
from goverify.facts.project.roots import project


@check(causes=("stray-gomod",))
def captured(ask: Ask) -> Iterator[Finding | Evidence]:
    found = ask(project)
    if found is None:
        yield from _without(ask)
        return
    stray = ask(capture)
    if stray is not None:
        yield _finding(ask, stray)
    elif found.module is not None:
        yield Evidence(str(found.module), f"is the module of {ask.host.cwd}")


def _without(ask: Ask) -> Iterator[Evidence]:
    """Say what go will say of a folder of Go files that belongs to no module."""
    try:
        sources = ask(sources_at, ask.host.cwd)
    except OSError as error:
        raise Unavailable(f"the current folder is gone: {error.strerror}") from error
    if not sources.files:
        raise Unavailable("there is neither a go.mod nor a Go file here")
    yield Evidence(str(ask.host.cwd), "has Go files, and there is no go.mod here or further up")
    if sources.imports:
        wanted = cut(", ".join(sources.imports[:3]))
        yield Evidence(
            str(sources.files[0].parent), f"go finds no module for {wanted} before `go mod init` was run here"
        )


def _finding(ask: Ask, stray: Capture) -> Finding:
    module = f"the module {cut(stray.name)}" if stray.name else "a module without a name"
    name = stray.meant or stray.root.name
    home = (f"cd {path_word(ask.host, stray.root)}",) if stray.root != ask.host.cwd else ()
    return Finding(
        cause="stray-gomod",
        subject=stray.module,
        message=f"{stray.module} makes {stray.root} a part of {module}, and {cut(stray.sign)}",
        evidence=(
            Evidence(str(stray.module), f"is the nearest go.mod above, of {module}"),
            Evidence(str(ask.host.cwd), cut(stray.sign)),
        ),
        fix=Fix(
            f"Move the forgotten go.mod away (or remove it), and give {stray.root} its own with go mod init.",
            (moved_away(ask, stray.module), *home, f"go mod init {path_word(ask.host, name)}"),
        ),
        detail="Go takes the nearest go.mod above for the module, whatever it was made for.",
        concerns=(stray.root, *borne_on(ask)),
    )
