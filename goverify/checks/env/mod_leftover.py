"""GOFLAGS carries no -mod that belongs to another project.

Why
    -mod=vendor makes go take packages from a vendor folder alone: where the module has none, builds fail, and
    `go install program@version` fails everywhere. -mod=mod makes go pass over a vendor folder that is there, write to
    go.mod in silence, and refuse to work in a workspace.

Looks at
    -mod in GOFLAGS, against the module and the workspace around the current folder. -mod=vendor beside a vendor folder
    is no fault, nor is -mod=mod in a module without one, nor -mod=readonly, which is the default.

Fix
    Take -mod out of GOFLAGS, and give it to the command that needs it.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Severity, Unavailable, check
from goverify.facts.held import about_setting, as_written, named
from goverify.facts.project.roots import nearest_module, workspace_in_effect
from goverify.facts.settings.goflags import Goflags, goflags
from goverify.host.paths import is_file


@check(causes=("goflags-mod-leftover",))
def mod_leftover(ask: Ask) -> Iterator[Finding | Evidence]:
    given = ask(goflags)
    flag = given.last("mod") if given else None
    if given is None or flag is None or flag.value not in {"vendor", "mod"}:
        raise Unavailable("GOFLAGS sets neither -mod=vendor nor -mod=mod")
    finding = _vendor(ask, given) if flag.value == "vendor" else _mod(ask, given)
    yield finding or Evidence(given.held.place, f"{as_written(given.held)}, which fits the module here")


def _vendor(ask: Ask, given: Goflags) -> Finding | None:
    workspace = ask(workspace_in_effect)
    root = workspace.file if workspace else ask(nearest_module)
    if root and _has_vendor(ask, root):
        return None
    if root is None:
        why, severity = "and there is no module here to have a vendor folder", Severity.MEDIUM
    else:
        why, severity = f"and {root.parent} has no vendor folder", None
    return _finding(ask, given, "vendor", why, severity)


def _mod(ask: Ask, given: Goflags) -> Finding | None:
    module, workspace = ask(nearest_module), ask(workspace_in_effect)
    if workspace:
        return _finding(ask, given, "mod", f"which go refuses in the workspace of {workspace.file}", None)
    if module and _has_vendor(ask, module):
        why = f"so go passes over the vendor folder in {module.parent}"
        return _finding(ask, given, "mod", why, Severity.MEDIUM)
    return None


def _has_vendor(ask: Ask, root: PurePath) -> bool:
    return is_file(ask.host, root.parent / "vendor" / "modules.txt")


def _finding(ask: Ask, given: Goflags, mode: str, why: str, severity: Severity | None) -> Finding:
    rest = given.without("mod")
    return about_setting(
        ask,
        "goflags-mod-leftover",
        given.held,
        f"{named(given.held)} gives every go command -mod={mode}, {why}",
        remedy=f"Or keep the rest of it: GOFLAGS={rest}." if rest else "",
        detail="go install program@version refuses to work under -mod=vendor." if mode == "vendor" else "",
        severity=severity,
    )
