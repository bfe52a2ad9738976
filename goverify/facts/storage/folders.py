"""Where go keeps its caches under the user's settings, there or not.

Source: cmd/go/internal/cache (DefaultDir), os.UserCacheDir, and cmd/go/internal/cfg for the module cache.
"""

from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.gopath import gopath
from goverify.facts.settings.in_force import Setting, setting
from goverify.host import Host, System
from goverify.model import Subject

HOMES = {
    System.LINUX: ("HOME", ".cache"),
    System.MACOS: ("HOME", "Library/Caches"),
    System.WINDOWS: ("LOCALAPPDATA", ""),
}
"""The variable that tells where a user's caches belong, and the folder below it."""


class CacheFolder(NamedTuple):
    """One of the two caches."""

    name: str
    """The setting that may name it: "GOCACHE" or "GOMODCACHE"."""
    title: str
    path: PurePath
    setting: Setting | None
    """What names it; None at the default place."""

    @property
    def subject(self) -> Subject:
        """Return what findings about it are about: the setting that names it, else the folder."""
        return self.name if self.setting else self.path

    @property
    def named(self) -> str:
        """Return it as the subject of a sentence."""
        return f"{self.name}={self.setting.value}" if self.setting else f"{self.path}, the {self.title},"


def build_cache_folder(ask: Facts) -> CacheFolder | None:
    """Return the build cache; None where go finds no place for it, or refuses the one that GOCACHE names."""
    given = ask(setting, "GOCACHE")
    if given:
        path = ask.host.path(given.value)
        return CacheFolder("GOCACHE", "build cache", path, given) if path.is_absolute() else None
    base = user_cache_folder(ask.host)
    return CacheFolder("GOCACHE", "build cache", base / "go-build", None) if base else None


def module_cache_folder(ask: Facts) -> CacheFolder | None:
    """Return the module cache; None where go finds no place for it, or refuses the one that is named."""
    given = ask(setting, "GOMODCACHE")
    places = [path for path in ask(gopath).module_caches if path.is_absolute()]
    return CacheFolder("GOMODCACHE", "module cache", places[0], given) if places else None


def caches(ask: Facts) -> tuple[CacheFolder, ...]:
    """Return the caches that have a place."""
    return tuple(found for fact in (build_cache_folder, module_cache_folder) if (found := ask(fact)))


def user_cache_folder(host: Host) -> PurePath | None:
    """Return the user's folder for caches as Go finds it; None where no variable tells an absolute path."""
    variable, below = HOMES[host.platform.system]
    chosen = host.env.get("XDG_CACHE_HOME", "") if host.platform.system is System.LINUX else ""
    base = host.env.get(variable, "")
    folder = host.path(chosen) if chosen else host.path(base) / below if base else None
    return folder if folder and folder.is_absolute() else None
