"""Modules are switched on, as they are by themselves.

Why
    GO111MODULE=off is a remnant of the years before modules. Under it go ignores every go.mod, and go get, go mod and
    `go install program@version` refuse to work. Under auto that happens wherever no go.mod is found.

Looks at
    GO111MODULE in the environment and in the go env file. A release before 1.16 has auto for its default, so there it
    is no fault; a folder below GOPATH/src without a go.mod is what off is for, and weighs less.

Fix
    Unset GO111MODULE: since 1.16 modules are on by themselves.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Severity, Unavailable, check
from goverify.facts.gopath import gopath
from goverify.facts.held import about_setting, as_written, named
from goverify.facts.project.roots import nearest_module
from goverify.facts.settings.in_force import setting
from goverify.facts.work_release import numbers_at_work
from goverify.host.paths import is_folder

MODULES_BY_DEFAULT = (1, 16, 0)


@check(causes=("go111module-off", "go111module-auto"))
def modules(ask: Ask) -> Iterator[Finding | Evidence]:
    held = ask(setting, "GO111MODULE")
    if held is None:
        raise Unavailable("GO111MODULE is not set")
    if held.value == "auto" and ask(numbers_at_work) >= MODULES_BY_DEFAULT:
        yield about_setting(
            ask,
            "go111module-auto",
            held,
            f"{named(held)} turns modules off wherever there is no go.mod",
            detail="Go then looks for packages below GOPATH, and go get and `go list -m` refuse to work there.",
        )
    elif held.value == "off":
        own = _meant_for_it(ask)
        project = ask(nearest_module)
        yield about_setting(
            ask,
            "go111module-off",
            held,
            f"{named(held)} turns modules off" + (f", so go ignores {project}" if project else ""),
            detail="go mod, go get and `go install program@version` refuse to work.",
            severity=Severity.LOW if own else None,
        )
    else:
        yield Evidence(held.place, as_written(held))


def _meant_for_it(ask: Ask) -> bool:
    """Return whether this folder is one of the time before modules: below GOPATH/src, with no go.mod."""
    here = ask.host.cwd
    inside = any(here.is_relative_to(folder / "src") for folder in ask(gopath).folders)
    return inside and is_folder(ask.host, here) and ask(nearest_module) is None
