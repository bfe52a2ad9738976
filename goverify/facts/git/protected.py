"""The settings of git that no repository can change: the system's, the user's, and those in the environment.

Sources: git-config(1) (FILES, ENVIRONMENT, includes) and git's config.c (git_protected_config). A condition of an
include is taken as met: it would rather hide a fault than invent one.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.git.config import TRUE, GitSetting, read_config
from goverify.facts.git.program import git_prefix
from goverify.host import Host
from goverify.host.paths import home

LIMIT_FILES = 50
"""Files, and so includes too, whether or not they go in a circle."""

LIMIT_VARIABLES = 200


class Spoilt(NamedTuple):
    """A settings file for which git gives up."""

    file: PurePath
    why: str
    """The end of a sentence about the file."""


class Protected(NamedTuple):
    """Git's settings for this user."""

    settings: tuple[GitSetting, ...]
    """In the order in which git reads them."""
    spoilt: Spoilt | None
    opaque: bool
    """Some stand where only git itself reads them (GIT_CONFIG_PARAMETERS)."""


def protected_settings(ask: Facts) -> Protected:
    """Return the settings of git that hold in every repository of this user's."""
    host = ask.host
    settings: list[GitSetting] = []
    spoilt: Spoilt | None = None
    for found in _read(host, _places(ask)):
        if isinstance(found, Spoilt):
            spoilt = spoilt or found
        else:
            settings.append(found)
    settings.extend(_of_environment(host))
    return Protected(tuple(settings), spoilt, "GIT_CONFIG_PARAMETERS" in host.env)


def _places(ask: Facts) -> Iterator[PurePath]:
    host = ask.host
    env, base = host.env, home(host)
    if env.get("GIT_CONFIG_NOSYSTEM", "").lower() not in TRUE:
        named = env.get("GIT_CONFIG_SYSTEM")
        prefix = ask(git_prefix)
        of_prefix = (str(prefix / "etc" / "gitconfig"),) if prefix and prefix != host.path("/usr") else ()
        yield from (host.path(text) for text in ((named,) if named else ("/etc/gitconfig", *of_prefix)))
    if "GIT_CONFIG_GLOBAL" in env:
        yield host.path(env["GIT_CONFIG_GLOBAL"])
        return
    chosen = env.get("XDG_CONFIG_HOME", "")
    if chosen or base:
        yield (host.path(chosen) if chosen or base is None else base / ".config") / "git" / "config"
    if base:
        yield base / ".gitconfig"


def _read(host: Host, places: Iterable[PurePath]) -> Iterator[GitSetting | Spoilt]:
    """Yield what files hold, what they include in the place where they do."""
    ahead: list[PurePath | GitSetting] = []
    ahead.extend(reversed([*places]))
    files = 0
    while ahead:
        item = ahead.pop()
        if isinstance(item, GitSetting):
            yield item
            continue
        files += 1
        if files > LIMIT_FILES:
            return
        try:
            config = read_config(host, item)
        except PermissionError:
            continue  # git goes on without it
        except OSError as error:
            yield Spoilt(item, f"cannot be read: {error.strerror or error}")
            continue
        if config.bad_line:
            yield Spoilt(item, f"cannot be read from line {config.bad_line} on")
        ahead.extend(_included(host, each, item) or each for each in reversed(config.settings))


def _included(host: Host, setting: GitSetting, file: PurePath) -> PurePath | None:
    if not setting.value or not re.fullmatch(r"include\.path|includeif\..*\.path", setting.key, re.DOTALL):
        return None
    path = expanded(host, setting.value)
    return None if path is None else file.parent / path


def expanded(host: Host, text: str) -> PurePath | None:
    """Return a path of git's settings with ~ filled in; None where that needs the list of users."""
    base = home(host)
    if text.startswith("~/"):
        return base / text[2:] if base else None
    return None if text.startswith(("~", "%(")) else host.path(text)


def _of_environment(host: Host) -> Iterator[GitSetting]:
    count = host.env.get("GIT_CONFIG_COUNT", "")
    for number in range(min(int(count), LIMIT_VARIABLES) if re.fullmatch(r"\d{1,9}", count) else 0):
        key = host.env.get(f"GIT_CONFIG_KEY_{number}", "")
        section, dot, name = key.rpartition(".")
        yield GitSetting(f"{section}{dot}{name.lower()}", host.env.get(f"GIT_CONFIG_VALUE_{number}", ""))
