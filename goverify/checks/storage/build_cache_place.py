"""Go finds a place for its build cache.

Why
    Since Go 1.12 nothing is built without a build cache. A service, a container or a sandbox without HOME has no
    place for it, and GOCACHE=off, once a way to do without, now ends every build.

Looks at
    GOCACHE in the environment and in the go env file, which must be an absolute path; without it, the variables from
    which go makes the default: XDG_CACHE_HOME and HOME on Linux, HOME on macOS, LocalAppData on Windows.

Fix
    Set HOME, or set GOCACHE to an absolute path.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, check
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import concerned
from goverify.facts.remedies import set_variable, unset_variable
from goverify.facts.settings.in_force import Setting, setting
from goverify.facts.storage.cache_remedies import own_home, temporary
from goverify.facts.storage.folders import HOMES, build_cache_folder
from goverify.host import System
from goverify.host.paths import home

TOLD = "Services, sandboxes and `env -i` start programs without it. GOPATH, GOMODCACHE and GOENV have no default then either."
"""What a person should know who finds no home set."""


@check(causes=("cache-unlocatable", "cache-disabled"))
def build_cache_place(ask: Ask) -> Iterator[Finding | Evidence]:
    ask(answering_go)
    cache, given = ask(build_cache_folder), ask(setting, "GOCACHE")
    if cache:
        yield Evidence("GOCACHE", f"{cache.path}{'' if given else ', the default'}")
    elif given:
        yield _disabled(ask, given)
    else:
        yield _unlocatable(ask)


def _disabled(ask: Ask, given: Setting) -> Finding:
    off = given.value == "off"
    why = "which no release since Go 1.12 takes" if off else "which is no absolute path"
    unset = unset_variable(ask, given)
    return Finding(
        cause="cache-disabled",
        subject="GOCACHE",
        message=f"GOCACHE={given.value} in {given.place}, {why}, so go builds nothing",
        evidence=(Evidence(given.place, f"GOCACHE={given.value}"),),
        fix=Fix(f"{unset.summary} Or give it an absolute path.", unset.commands),
        detail="To build everything anew once, use go build -a or go clean -cache." if off else "",
        concerns=concerned(ask),
    )


def _unlocatable(ask: Ask) -> Finding:
    host = ask.host
    variable, _ = HOMES[host.platform.system]
    base = host.env.get("XDG_CACHE_HOME", "") if host.platform.system is System.LINUX else ""
    name, value = ("XDG_CACHE_HOME", base) if base else (variable, host.env.get(variable, ""))
    if value and not base:
        return _drifting(ask, name, value)
    state = f"{name}={value} is no absolute path" if value else f"neither GOCACHE nor {name} is set"
    summary = f"Set {name}, or GOCACHE, to an absolute path."
    return Finding(
        cause="cache-unlocatable",
        subject=name,
        message=f"{state}, so go has no place for its caches and builds nothing",
        evidence=(Evidence("the environment", f"{name}={value}" if value else f"{name} is not set"),),
        fix=_set_whole(ask, name) or Fix(summary, (*own_home(ask), temporary(ask, "GOCACHE"))),
        detail="" if base else TOLD,
        concerns=("GOCACHE", *concerned(ask)),
    )


def _drifting(ask: Ask, name: str, value: str) -> Finding:
    """Return that the home is relative, which go takes as it stands (os.UserCacheDir), but not for GOPATH (cmd/go, main)."""
    return Finding(
        cause="cache-unlocatable",
        subject=name,
        message=f"{name}={value} is no absolute path, so go has no place for modules and keeps its build cache below "
        "whichever folder it is started in",
        evidence=(Evidence("the environment", f"{name}={value}"),),
        fix=Fix(f"Set {name} to an absolute path.", own_home(ask) or (temporary(ask, name),)),
        severity=Severity.HIGH,
        concerns=("GOCACHE", *concerned(ask)),
    )


def _set_whole(ask: Ask, name: str) -> Fix | None:
    """Return how XDG_CACHE_HOME comes to name the folder that is meant, which stands below a home that is known."""
    base = home(ask.host)
    if name != "XDG_CACHE_HOME" or base is None or not base.is_absolute():
        return None
    summary = "Set XDG_CACHE_HOME to an absolute path, or unset it: .cache in the home is what go takes then."
    return Fix(summary, (set_variable(ask, name, base / ".cache"),))
