"""Private folders that go with the host: for programs that goverify builds, and for everything they write."""

import contextlib
import os
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import PurePath

from goverify.host.local import cache
from goverify.host.local.mounts import filesystem
from goverify.host.local.trees import remove_tree
from goverify.host.local.trust import distrust, steps

ROOM_BYTES = 256 << 20
"""A cold build and its program take half of it; a place with less is taken only where no other has more."""

PROOF = b"goverify\n" * 512
"""Written once to see that a place takes files: folders alone fit on a full disk."""


class Scratch:
    """The private folders of one host, below one root that is made when the first is asked for."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = env
        self._lock = threading.Lock()
        self._root: str | None = None
        self._closed = False

    def folder(self, name: str, files: Mapping[str, str]) -> PurePath:
        """Return the folder `name` with `files` added to it; a file that it has already stays as it is."""
        inside, contents = steps(name), [(steps(path), text) for path, text in files.items()]
        with self._lock:
            if self._closed:
                raise RuntimeError("the host is closed")
            if self._root is None:
                self._root = make_root(places(self._env))
            folder = os.path.join(self._root, *inside)
            os.makedirs(folder, mode=0o700, exist_ok=True)
            for path, text in contents:
                _write_new(os.path.join(folder, *path), text)
        return PurePath(folder)

    def close(self) -> None:
        """Remove everything, and make nothing more."""
        with self._lock:
            self._closed = True
            if self._root is not None:
                remove_tree(self._root)


def places(env: Mapping[str, str]) -> Iterator[str]:
    """Return where scratch may be put, best first: as tempfile has it but for the current folder, and the cache."""
    for name in ("TMPDIR", "TEMP", "TMP"):
        if os.path.isabs(env.get(name, "")):
            yield env[name]
    if sys.platform == "win32":
        yield from (os.path.expanduser(r"~\AppData\Local\Temp"), os.path.expandvars(r"%SYSTEMROOT%\Temp"))
    else:
        yield from ("/tmp", "/var/tmp", "/usr/tmp")  # noqa: S108 - what is made there is private
    own = cache.folder("scratch")
    if own is not None:
        yield str(own)


def make_root(candidates: Iterator[str]) -> str:
    """Return a new private folder in the first place that holds files and programs; OSError that lists those tried."""
    refused: dict[str, str] = {}
    tight: list[str] = []
    for place in candidates:
        if place in refused or place in tight:
            continue
        try:
            problem = _problem(place)
            if problem is None and filesystem(PurePath(place)).free_bytes >= ROOM_BYTES:
                return _proven(place)
        except OSError as error:
            problem = error.strerror or str(error)
        if problem is None:
            tight.append(place)
        else:
            refused[place] = problem
    for place in tight:
        try:
            return _proven(place)
        except OSError as error:
            refused[place] = error.strerror or str(error)
    tried = ", ".join(f"{place} ({problem})" for place, problem in refused.items())
    raise OSError(f"no place for temporary files and programs: {tried}")


def _problem(place: str) -> str | None:
    """Return why programs should not be put there, or None; OSError where it cannot be looked at."""
    if not os.path.isdir(place):
        return "no such folder"
    return distrust(place) or ("mounted noexec" if filesystem(PurePath(place)).noexec else None)


def _proven(place: str) -> str:
    """Return a new private folder in `place` that has taken a file; OSError where that fails."""
    import tempfile

    root = os.path.realpath(tempfile.mkdtemp(prefix="goverify-", dir=place))  # as programs in it will print it
    try:
        with open(os.path.join(root, "proof"), "wb") as proof:
            proof.write(PROOF)
        os.unlink(proof.name)
    except OSError:
        remove_tree(root)
        raise
    return root


def _write_new(path: str, text: str) -> None:
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    with contextlib.suppress(FileExistsError), open(path, "xb", opener=_private) as file:
        file.write(text.encode("utf-8", "surrogateescape"))


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
