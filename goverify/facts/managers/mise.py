"""Which Go mise would run here.

Sources: jdx/mise src/config/mod.rs (which files, in which order), src/toolset/builder.rs (variables win),
src/plugins/core/go.rs (go.mod, .go-version), src/shims.rs (what a shim does about a version that is not there).
"""

from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.managers.mise_files import Place, folders, global_files, in_folder, reads_others
from goverify.facts.managers.mise_versions import locked, meant
from goverify.facts.managers.values import (
    SYSTEM,
    Choice,
    Source,
    exe,
    go_of,
    handed_on,
    newest_of,
    next_go,
    versions_in,
)
from goverify.facts.managers.version_files import Wanted
from goverify.host import Host, System
from goverify.host.paths import home, is_folder

VARIABLES = ("MISE_GO_VERSION", "MISE_GOLANG_VERSION")
FALSE = {"0", "false", "no", "n", "off"}


def data_folder(ask: Facts, shim: PurePath | None = None) -> PurePath | None:
    """Return mise's folder for data: as the variables say, the one that the shim stands in, or the usual one."""
    host, base = ask.host, home(ask.host)
    windows = host.platform.system is System.WINDOWS
    if told := host.env.get("MISE_DATA_DIR", ""):
        return host.path(told)
    if shim is not None and shim.parent.name == "shims":
        return shim.parent.parent
    share = host.env.get("LOCALAPPDATA" if windows else "XDG_DATA_HOME", "")
    if share:
        return host.path(share) / "mise"
    return base / ".local" / "share" / "mise" if base and not windows else None


def choice(ask: Facts, shim: PurePath | None) -> Choice | None:
    """Return what mise would run for go in this folder; None where it has no folder here, or that cannot be told."""
    data = data_folder(ask, shim)
    if data is None:
        return None
    available = versions_in(ask.host, data / "installs" / "go")
    versions, source = wanted(ask)
    if source is None:
        why = "no variable and no configuration of mise names a version of go"
        return handed_on(ask, "mise", data / "shims", why)._replace(available=available)
    named = [meant(ask, version) for version in versions]
    if None in named:
        return None
    sure = [locked(ask, source.file, version) if source.file else version for version in named if version]
    found = [_one(ask, data, version, source, available) for version in sure]
    best = next((each for each in found if each.installed), None) or found[0]
    return best._replace(available=available)


def wanted(ask: Facts) -> tuple[tuple[str, ...], Source | None]:
    """Return the versions that are asked for in this folder, and by what; nothing where none are."""
    for name in VARIABLES:
        told = tuple(ask.host.env.get(name, "").split())
        if told:
            return told, Source(name)
    others = ask(reads_others)
    places = (Place(folder, others=others) for folder in folders(ask))
    found: Wanted | None = next(filter(None, (in_folder(ask.host, place) for place in places)), None)
    found = found or next(iter(global_files(ask)), None)
    return (found.versions, Source(found.place, found.file)) if found else ((), None)


def _one(ask: Facts, data: PurePath, version: str, source: Source, available: tuple[str, ...]) -> Choice:
    """Return what mise does with one version that is asked for."""
    host, installs = ask.host, data / "installs" / "go"
    if version == SYSTEM:
        return handed_on(ask, "mise", data / "shims", f"{source.text} says system", source)
    name = version if version in available else _newest(available, version)
    root = host.path(version.removeprefix("path:")) if version.startswith("path:") else installs / (name or version)
    go = go_of(host, root) or go_of(host, root / "go")
    if go:
        return Choice("mise", version, source, installed=True, runs=go, why=f"{source.text} asks for {version}")
    why = f"{source.text} asks for {version}, which is not installed below {installs}"
    go = None if _installs(host) else next_go(ask, data / "shims")
    instead = f"mise runs {go} in its place" if go else "mise tries to install it" if _installs(host) else ""
    return Choice("mise", version, source, installed=False, runs=go, why=why, instead=instead)


def _newest(available: tuple[str, ...], version: str) -> str | None:
    if version == "latest":
        return available[-1] if available else None
    return newest_of(available, version.removeprefix("prefix:").removesuffix(".x"))


def _installs(host: Host) -> bool:
    """Return whether mise tries to install a version that it lacks when it is called for."""
    switched_off = host.env.get("MISE_NOT_FOUND_AUTO_INSTALL", "").lower() in FALSE
    return not switched_off and host.env.get("MISE_OFFLINE", "").lower() in {"", *FALSE}


def present(ask: Facts) -> bool:
    """Return whether mise has a Go, or at least a shim for it, on this host."""
    data = data_folder(ask)
    if data is None:
        return False
    try:
        shim = ask.host.entry(data / "shims" / exe(ask.host)) is not None
    except OSError:
        shim = False
    return shim or is_folder(ask.host, data / "installs" / "go")
