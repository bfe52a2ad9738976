"""The configuration of mise: which of its files speak of go, in the order in which they count.

Source: jdx/mise src/config/mod.rs (LOCAL_CONFIG_FILENAMES, env_config_patterns, global_config_files).
"""

import re
from collections.abc import Iterator
from itertools import takewhile
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.managers.version_files import LIMIT_BYTES, Wanted, go_lines, tool_versions, upward, words
from goverify.host import Host, System
from goverify.host.paths import home, is_file, read_text

NAMES = ("go", "golang", "core:go")
"""The names that the tool go has."""

_DROPPED_IN = "conf.d/*"
"""Any file of that folder; the last name wins."""

LIMIT_NAMES = 200

_BASES = (
    ".mise",
    "mise",
    ".rtx",
    "mise/config",
    ".mise/config",
    ".config/mise",
    ".config/mise/mise",
    ".config/mise/config",
)
_LINE = re.compile(r"""^\s*["']?(?:tools\.)?(?:core:)?go(?:lang)?["']?\s*=|^\s*\[tools\.["']?(?:core:)?go""")
_SETTING = "idiomatic_version_file_enable_tools"


class Place(NamedTuple):
    """A folder whose configuration counts."""

    folder: PurePath
    others: bool
    """.go-version and go.mod count as well."""


def in_folder(host: Host, place: Place) -> Wanted | None:
    """Return what the configuration in one folder asks for; the more local file wins."""
    files = (file for name in _names(host) for file in _files(host, place.folder, name))
    told = next(filter(None, (of_toml(host, file) for file in files)), None)
    if told:
        return told
    name = host.env.get("MISE_DEFAULT_TOOL_VERSIONS_FILENAME", "") or ".tool-versions"
    found = tool_versions(host, place.folder / name, NAMES)
    if found or not place.others:
        return found
    lines = go_lines(host, place.folder / "go.mod")
    return lines.get("toolchain") or lines.get("go") or words(host, place.folder / ".go-version")


def global_files(ask: Facts) -> Iterator[Wanted]:
    """Yield what the user's and the system's own configuration ask for, the more local first."""
    host, base = ask.host, home(ask.host)
    chosen = host.env.get("MISE_GLOBAL_CONFIG_FILE", "") or host.env.get("MISE_CONFIG_FILE", "")
    if base and not chosen and (found := tool_versions(host, base / ".tool-versions", NAMES)):
        yield found
    for file in _global_places(ask):
        found = of_toml(host, file)
        if found:
            yield found


def reads_others(ask: Facts) -> bool:
    """Return whether mise is told to read .go-version and go.mod for go; it does not by itself."""
    told = ask.host.env.get("MISE_IDIOMATIC_VERSION_FILE_ENABLE_TOOLS", "")
    if told:
        return "go" in re.split(r"[,\s]+", told)
    for table in ask(tables):
        tools = inner(table, "settings").get(_SETTING)
        if isinstance(tools, list):
            return "go" in tools
    return False


def tables(ask: Facts) -> tuple[dict[str, object], ...]:
    """Return the configuration files in TOML that count here, the more local first."""
    host = ask.host
    places = (file for folder in folders(ask) for name in _names(host) for file in _files(host, folder, name))
    found = (table_of(host, file) for file in (*places, *_global_places(ask)))
    return tuple(table for table in found if table)


def folders(ask: Facts) -> tuple[PurePath, ...]:
    """Return the folders whose configuration counts, the nearest first, without those that are switched off."""
    env, here = ask.host.env, upward(ask.host.cwd)
    ends = {ask.host.path(text) for text in env.get("MISE_CEILING_PATHS", "").split(":") if text}
    # The search ends before a ceiling's parent, and the ceiling itself does not count either.
    inside = tuple(takewhile(lambda folder: folder not in ends, here))
    ignored = [ask.host.path(text) for text in env.get("MISE_IGNORED_CONFIG_PATHS", "").split(":") if text]
    return tuple(folder for folder in inside if not any(folder.is_relative_to(each) for each in ignored))


def inner(table: dict[str, object], *names: str) -> dict[str, object]:
    """Return a table inside another one; empty where it is none."""
    found: object = table
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def of_toml(host: Host, file: PurePath) -> Wanted | None:
    """Return what a configuration file in TOML asks for; None where it says nothing of go or cannot be read."""
    tools = table_of(host, file).get("tools")
    if not isinstance(tools, dict):
        return None
    told = next((tools[name] for name in NAMES if name in tools), None)
    versions = tuple(version for each in (told if isinstance(told, list) else [told]) if (version := _version(each)))
    if not versions:
        return None
    lines = enumerate((read_text(host, file, LIMIT_BYTES) or "").splitlines(), 1)
    return Wanted(versions, file, next((number for number, line in lines if _LINE.match(line)), 1))


def _version(told: object) -> str | None:
    """Return the version in a text or in a table, as mise takes both."""
    if isinstance(told, dict):
        kinds = ((kind, told[kind]) for kind in ("version", "prefix", "path", "ref") if kind in told)
        kind, told = next(kinds, ("", None))
        prefix = f"{kind}:" if kind in {"path", "ref"} else ""
        return f"{prefix}{told}" if isinstance(told, str) else None
    return told if isinstance(told, str) else None


def _names(host: Host) -> Iterator[str]:
    """Yield the names of configuration files below a folder, without .toml, the most local first."""
    if told := host.env.get("MISE_OVERRIDE_CONFIG_FILENAMES", ""):
        yield from (name.removesuffix(".toml") for name in reversed(told.split(":")) if name.endswith(".toml"))
        return
    environments = [name for name in reversed(host.env.get("MISE_ENV", "").split(",")) if re.fullmatch(r"[\w-]+", name)]
    bases = [base for base in _BASES if base != ".rtx"]
    yield from (f"{base}.{name}.local" for name in environments for base in bases)
    yield from (f"{base}.{name}" for name in environments for base in bases)
    yield from (f"{base}.local" for base in _BASES)
    for base in _BASES:
        yield base
        if base.endswith("/config") and base.startswith("."):
            yield base.removesuffix("config") + _DROPPED_IN


def _files(host: Host, folder: PurePath, name: str) -> tuple[PurePath, ...]:
    """Return the files that a name stands for, without .toml, the one that wins first."""
    file = folder.joinpath(*f"{name}.toml".split("/"))
    if not name.endswith(_DROPPED_IN):
        return (file,)
    try:
        names = host.names(file.parent)[:LIMIT_NAMES]
    except OSError:
        return ()
    plain = [each for each in reversed(names) if re.fullmatch(r"[^.][^.]*\.toml", each)]
    return tuple(file.parent / each for each in plain)


def _global_places(ask: Facts) -> tuple[PurePath, ...]:
    host, base = ask.host, home(ask.host)
    chosen = host.env.get("MISE_GLOBAL_CONFIG_FILE", "") or host.env.get("MISE_CONFIG_FILE", "")
    names = ("mise.local", "config.local", "mise", "config", _DROPPED_IN)
    own: tuple[PurePath, ...] = (host.path(chosen),) if chosen else ()
    told, share = host.env.get("MISE_CONFIG_DIR", ""), host.env.get("XDG_CONFIG_HOME", "")
    folder = (
        host.path(told) if told else host.path(share) / "mise" if share else base / ".config" / "mise" if base else None
    )
    if folder is not None and not own:
        own = tuple(file for name in names for file in _files(host, folder, name))
    shared = host.path("/etc/mise") if host.platform.system is not System.WINDOWS else None
    return (*own, *(file for name in names for file in _files(host, shared, name))) if shared else own


def table_of(host: Host, file: PurePath) -> dict[str, object]:
    """Return a file in TOML as a table; empty where there is none or it is not TOML."""
    import tomllib

    try:
        text = read_text(host, file, LIMIT_BYTES) if is_file(host, file) else None
        return tomllib.loads(text) if text else {}
    except (OSError, ValueError, RecursionError):
        return {}
