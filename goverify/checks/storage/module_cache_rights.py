"""This user can add modules to the module cache.

Why
    `go mod download`, and every build that needs a module for the first time, unpack it there. In a cache that was
    filled by root, or is mounted read-only, this ends in "permission denied". Without HOME it has no place at all.

Looks at
    The owner, mode and mount of the folder that GOMODCACHE names, else of pkg/mod in GOPATH; of the folders in it
    above modules; and of its lock file. Where it is there, one small file is created in it, written and removed, since
    a server may know other rights. That unpacked modules cannot be written is go's own doing. A cache that is
    sealed but has every module that the project at hand requires is sound, and so is one that GOPROXY=off forbids to
    fill.

Fix
    Give the cache back to its user (`sudo chown -R "$USER" "$(go env GOMODCACHE)"`), or set GOMODCACHE to a folder
    that this user may write.
"""

from collections.abc import Iterator

from goverify.api import Ask, Blocked, Evidence, Finding, Fix, Severity, check
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import concerned
from goverify.facts.project.wanted_modules import WantedModules, wanted_modules
from goverify.facts.settings.in_force import setting
from goverify.facts.storage.cache_remedies import SHOWN, about_cache, at, give_back, own_home, shown, temporary
from goverify.facts.storage.hindrance import Hindrance
from goverify.facts.storage.module_cache import ModuleCache, module_cache_state
from goverify.host import System


@check(causes=("modcache-not-writable", "cache-unlocatable"))
def module_cache_rights(ask: Ask) -> Iterator[Finding | Evidence]:
    ask(answering_go)
    state = ask(module_cache_state)
    if state is None:
        if (lacking := ask(wanted_modules, None)) and lacking.absent and not _named_wrongly(ask):
            yield _unlocatable(ask, lacking)
            return
        raise Blocked("go has no place for its module cache")
    faults = (state.whole,) if state.whole else state.parts
    wanted = ask(wanted_modules, state.cache.path) if faults else None
    if not faults:
        yield Evidence(str(state.cache.path), "this user may write it" if state.exists else "can be made")
    elif _as_meant(ask, state, wanted):
        yield Evidence(str(state.cache.path), f"{faults[0].place} {faults[0].why}, and holds what is needed")
    else:
        yield _finding(ask, state, faults, wanted)


def _named_wrongly(ask: Ask) -> bool:
    """Return whether a setting names a place that go refuses, which is its own fault."""
    return any(ask(setting, name) for name in ("GOMODCACHE", "GOPATH"))


def _unlocatable(ask: Ask, wanted: WantedModules) -> Finding:
    variable = "USERPROFILE" if ask.host.platform.system is System.WINDOWS else "HOME"
    first = wanted.absent[0]
    return Finding(
        cause="cache-unlocatable",
        subject=variable,
        message=f"none of GOMODCACHE, GOPATH and {variable} is set, so go has no place for the modules that this project "
        f"requires, such as {first}",
        evidence=(
            Evidence(str(wanted.file), f"requires {first}"),
            Evidence("the environment", f"{variable} is not set"),
        ),
        fix=Fix(f"Set {variable}, or GOMODCACHE, to an absolute path.", (*own_home(ask), temporary(ask, "GOMODCACHE"))),
        detail="Go says: module cache not found: neither GOMODCACHE nor GOPATH is set.",
        severity=Severity.HIGH,
        concerns=concerned(ask),
    )


def _as_meant(ask: Ask, state: ModuleCache, wanted: WantedModules | None) -> bool:
    """Tell whether nothing is missing in a cache that cannot be written."""
    if not state.whole or state.whole.obstructs:
        return False  # a file in its place was never meant
    proxy = ask(setting, "GOPROXY")
    if proxy and proxy.value == "off":
        return True  # nothing is to be added; that something is lacking has another cause then
    return wanted is not None and not wanted.absent


def _finding(ask: Ask, state: ModuleCache, faults: tuple[Hindrance, ...], wanted: WantedModules | None) -> Finding:
    absent = wanted.absent if wanted else ()
    lacks = f", and the project lacks {', '.join(absent[:SHOWN])}" if absent else ""
    needed = (Evidence(str(wanted.file), f"requires {absent[0]}, which the cache lacks"),) if wanted and absent else ()
    return about_cache(
        ask,
        "modcache-not-writable",
        state.cache,
        f"cannot take further modules: {at(state.cache, faults[0])}{lacks}",
        evidence=(*shown(faults), *needed),
        fix=give_back(ask, state.cache, faults[0]),
        severity=None if absent else Severity.MEDIUM,
    )
