"""GOPATH and what hangs on it: where `go install` puts programs, where modules are kept.

Source: cmd/go/internal/cfg and load (the default is the folder go in the home folder, empty entries do not count).
"""

from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.path.entries import split
from goverify.facts.settings.in_force import Setting, setting
from goverify.host.paths import home


class Gopath(NamedTuple):
    """The folders in which go keeps what is not its own."""

    folders: tuple[PurePath, ...]
    """The entries of GOPATH that are absolute; none where there is neither GOPATH nor a home."""
    gobin: Setting | None
    """GOBIN, where someone set it."""
    bins: tuple[PurePath, ...]
    """Where programs are installed: GOBIN alone, else the bin folder of every entry."""
    module_caches: tuple[PurePath, ...]
    """GOMODCACHE alone, else pkg/mod of the first entry."""


def gopath(ask: Facts) -> Gopath:
    """Return GOPATH's folders as go takes them, there or not."""
    host, base = ask.host, home(ask.host)
    given, gobin, cache = ask(setting, "GOPATH"), ask(setting, "GOBIN"), ask(setting, "GOMODCACHE")
    texts = split(host.platform.system, given.value) if given else [str(base / "go")] if base else []
    folders = tuple(folder for text in texts if text and (folder := host.path(text)).is_absolute())
    own = [host.path(gobin.value)] if gobin else [folder / "bin" for folder in folders]
    caches = (host.path(cache.value),) if cache else tuple(folder / "pkg" / "mod" for folder in folders[:1])
    return Gopath(folders, gobin, tuple(folder for folder in own if folder.is_absolute()), caches)
