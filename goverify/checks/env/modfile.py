"""GOFLAGS carries no -modfile that does not fit here.

Why
    -modfile makes go read another file in the place of go.mod. Left over in GOFLAGS it ends every build in each other
    project: the file is not there, or a workspace is in effect, in which go refuses the flag.

Looks at
    -modfile in GOFLAGS, against the module and the workspace around the current folder. One that names a file which is
    there is meant.

Fix
    Take -modfile out of GOFLAGS, and give it to the command that needs it.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Unavailable, check
from goverify.facts.held import about_setting, as_written, named
from goverify.facts.project.roots import Project, project
from goverify.facts.settings.goflags import goflags
from goverify.host.paths import kind_of


@check(causes=("goflags-mod-leftover",))
def modfile(ask: Ask) -> Iterator[Finding | Evidence]:
    given, found = ask(goflags), ask(project)
    flag = given.last("modfile") if given else None
    if given is None or flag is None or not flag.value:
        raise Unavailable("GOFLAGS does not set -modfile")
    why = _misfit(ask, found, flag.value)
    if not why:
        yield Evidence(given.held.place, f"{as_written(given.held)}, which fits the module here")
        return
    rest = given.without("modfile")
    yield about_setting(
        ask,
        "goflags-mod-leftover",
        given.held,
        f"{named(given.held)} gives every go command -modfile, and {why}",
        remedy=f"Or keep the rest of it: GOFLAGS={rest}." if rest else "",
    )


def _misfit(ask: Ask, found: Project | None, value: str) -> str:
    """Return why go refuses the flag here, as the end of a sentence; empty where it takes it."""
    if found is None:
        return "there is no module here that it could stand in for"
    if found.workspace is not None:
        return f"go refuses that in the workspace of {found.workspace.file}"
    if not value.endswith(".mod"):
        return f"{value} does not end in .mod"
    gone = found.modfile is not None and kind_of(ask.host, found.modfile) is None
    return f"{found.modfile} is not there" if gone else ""
