"""This machine as others would see it: with another environment, in another folder, below another root."""

from collections.abc import Callable, Mapping
from pathlib import Path, PurePath

from goverify.host import Entry, Reader
from goverify.host.live import LiveHost
from goverify.host.paths import resolve


class Elsewhere(LiveHost):
    """This machine, seen by a process with another environment."""

    def __init__(self, env: Mapping[str, str], cwd: Path) -> None:
        super().__init__(str(cwd))
        self._given = env

    @property
    def env(self) -> Mapping[str, str]:
        """Return the other environment."""
        return self._given


class Rooted(Elsewhere):
    """What lies below a folder, seen by a process for which that is the root; files only, not their rights or hashes."""

    def __init__(self, root: Path) -> None:
        super().__init__({"PATH": "/usr/bin", "HOME": "/home/gopher"}, Path("/"))
        self._root = root

    def entry(self, path: PurePath) -> Entry | None:
        """Return what stands at `path` below the root."""
        return super().entry(self._below(path))

    def names(self, folder: PurePath) -> tuple[str, ...]:
        """Return the names in a folder below the root."""
        return super().names(self._resolved(folder))

    def open(self, path: PurePath) -> Reader:
        """Open a file below the root."""
        return super().open(self._resolved(path))

    def judged(self, path: PurePath, question: str, judge: Callable[[Reader], str]) -> str:
        """Return what `judge` says of a file below the root."""
        return super().judged(self._resolved(path), question, judge)

    def _below(self, path: PurePath) -> PurePath:
        return self._root / path.relative_to(path.anchor)

    def _resolved(self, path: PurePath) -> PurePath:
        """Return where a path leads as links below the root do: one that begins with a slash would lead out of it."""
        return self._below(resolve(self, path) or path)
