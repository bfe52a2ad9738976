"""Which Go an asdf shim would run here.

Sources: asdf-vm/asdf internal/resolve, internal/shims, internal/config and internal/toolversions (0.16 and later), and
asdf-community/asdf-golang bin/list-legacy-filenames, bin/parse-legacy-file. The shell version up to 0.15 goes by the
same order. A version counts only where the shim itself lists it, which `asdf reshim` sees to.
"""

import re
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.managers.values import SYSTEM, Choice, Source, go_of, handed_on, versions_in
from goverify.facts.managers.version_files import Wanted, go_lines, tool_versions, upward, words
from goverify.host.paths import home, is_file, is_folder, read_text

PLUGINS = ("golang", "go")
"""The names that people give to the plugin for Go."""

_LISTED = re.compile(r"(?m)^# asdf-plugin: (\S+) (\S+)\s*$")
SHIM_BYTES = 16 << 10


def data_folder(ask: Facts, shim: PurePath | None = None) -> PurePath | None:
    """Return asdf's folder: as the variable says, the one that the shim stands in, or ~/.asdf."""
    host, base = ask.host, home(ask.host)
    told = host.env.get("ASDF_DATA_DIR", "")
    if told:
        return base / told[2:] if base and told.startswith("~/") else host.path(told)
    if shim is not None and shim.parent.name == "shims":
        return shim.parent.parent
    return base / ".asdf" if base else None


def listed(ask: Facts, shim: PurePath) -> tuple[tuple[str, str], ...]:
    """Return the plugins and versions that a shim's own comments list."""
    try:
        text = read_text(ask.host, shim, SHIM_BYTES) or ""
    except OSError:
        return ()
    return tuple((found[1], found[2]) for found in _LISTED.finditer(text))


def choice(ask: Facts, shim: PurePath | None) -> Choice | None:
    """Return what asdf would run for go in this folder; None where it has no folder here."""
    data = data_folder(ask, shim)
    if data is None:
        return None
    lines = ask(listed, shim) if shim else ()
    plugin = next((name for name, _ in lines), _plugin(ask, data))
    available = versions_in(ask.host, data / "installs" / plugin)
    versions, source = wanted(ask, data, plugin)
    if source is None:
        why = f"neither {_variable(plugin)} nor a .tool-versions file here, above or in the home folder names a version"
        return Choice("asdf", None, None, installed=False, runs=None, why=why, available=available)
    offered = None if shim is None else {version for name, version in lines if name == plugin}
    found = [_one(ask, data, plugin, version, source, offered) for version in versions]
    best = next((each for each in found if each.runs), None) or found[0]
    return best._replace(available=available)


def wanted(ask: Facts, data: PurePath, plugin: str) -> tuple[tuple[str, ...], Source | None]:
    """Return the versions that are asked for in this folder, and by what; nothing where none are."""
    variable = _variable(plugin)
    told = tuple(ask.host.env.get(variable, "").split())
    if told:
        return told, Source(variable)
    base = home(ask.host)
    for folder in (*upward(ask.host.cwd), *([base] if base else [])):
        found = _in_folder(ask, data, plugin, folder)
        if found and found.versions:
            return found.versions, Source(found.place, found.file)
    return (), None


def _in_folder(ask: Facts, data: PurePath, plugin: str, folder: PurePath) -> Wanted | None:
    host = ask.host
    names = (host.env.get(name, "") for name in ("ASDF_TOOL_VERSIONS_FILENAME", "ASDF_DEFAULT_TOOL_VERSIONS_FILENAME"))
    name = next(filter(None, names), ".tool-versions")
    found = tool_versions(host, folder / name, (plugin,), blank=" ")
    if found or not ask(_reads_others):
        return found
    available = versions_in(host, data / "installs" / plugin)
    own = words(host, folder / ".go-version")
    if own:
        return own._replace(versions=(_begins(available, own.versions[0]),))
    if host.env.get("ASDF_GOLANG_MOD_VERSION_ENABLED") == "false":
        return None
    line = next((each for file in ("go.mod", "go.work") if (each := go_lines(host, folder / file).get("go"))), None)
    # The plugin keeps the major number alone of what such a file says.
    return line._replace(versions=(_begins(available, line.versions[0].partition(".")[0]),)) if line else None


def _begins(available: tuple[str, ...], text: str) -> str:
    """Return the newest installed version that begins with a text, else the text."""
    return next((version for version in reversed(available) if version.startswith(text)), text)


def _reads_others(ask: Facts) -> bool:
    """Return whether asdf's settings let it read the version files of others."""
    base = home(ask.host)
    told = ask.host.env.get("ASDF_CONFIG_FILE", "")
    file = ask.host.path(told) if told else base / ".asdfrc" if base else None
    try:
        text = read_text(ask.host, file, SHIM_BYTES) if file else ""
    except OSError:
        return False
    return re.search(r"(?m)^\s*legacy_version_file\s*=\s*[yY][eE][sS]\s*$", text or "") is not None


def _one(ask: Facts, data: PurePath, plugin: str, version: str, source: Source, offered: set[str] | None) -> Choice:
    """Return what asdf does with one version that is asked for."""
    host = ask.host
    if version == SYSTEM:
        return handed_on(ask, "asdf", data / "shims", f"{source.text} says system", source)
    folder = data / "installs" / plugin / version.replace("ref:", "ref-", 1)
    if version.startswith("path:"):
        folder = host.path(version.removeprefix("path:"))
    go = go_of(host, folder / "go") or go_of(host, folder)
    if not is_folder(host, folder):
        why = f"{source.text} asks for {version}, which is not installed below {folder.parent}"
        return Choice("asdf", version, source, installed=False, runs=None, why=why)
    if offered is not None and version not in offered and not version.startswith("path:"):
        why = f"{source.text} asks for {version}, which is installed and which the shim does not list"
        return Choice("asdf", version, source, installed=True, runs=None, why=why)
    why = f"{source.text} asks for {version}" + ("" if go else f", whose folder {folder} holds no go")
    return Choice("asdf", version, source, installed=go is not None, runs=go, why=why)


def _plugin(ask: Facts, data: PurePath) -> str:
    places = ((name, data / kind / name) for name in PLUGINS for kind in ("installs", "plugins"))
    return next((name for name, folder in places if is_folder(ask.host, folder)), PLUGINS[0])


def _variable(plugin: str) -> str:
    return f"ASDF_{plugin.upper().replace('-', '_')}_VERSION"


def present(ask: Facts) -> bool:
    """Return whether asdf has a Go, or at least a shim for it, on this host."""
    data = data_folder(ask)
    return data is not None and (
        is_file(ask.host, data / "shims" / "go")
        or any(is_folder(ask.host, data / "installs" / name) for name in PLUGINS)
    )
