"""The closed world of a recorded host: a few known files, the folders that follow from them, and a kernel's rules.

What is not known is absent. Links on the way are followed, and rights follow from modes and identity, as
path_resolution(7) says; on Windows, whose rights are not modes, everything is allowed.
"""

from collections.abc import Mapping
from pathlib import PurePath

from goverify.host import Entry, Identity, Kind
from goverify.host.paths import MAX_HOPS
from goverify.host.replay.records import Fault, FileRecord

VIRTUAL_ROOTS = ("<scratch>", "<cache>")
"""Folders that stand outside the tree: their real place differs on each run."""

_BITS = {"r": 4, "w": 2, "x": 1}


class World:
    """Answers about files, out of those that are known."""

    def __init__(
        self, files: Mapping[PurePath, FileRecord], cwd: PurePath, identity: Identity, *, ignores_case: bool
    ) -> None:
        self._ignores_case = ignores_case
        self._files = {self._key(path): record for path, record in files.items()}
        self._cwd = cwd
        self._identity = identity
        self._below: dict[PurePath, dict[PurePath, str]] = {}
        for path, record in files.items():
            if record.entry is not None:
                self._introduce(path)
            if isinstance(record.names, tuple):
                self._below.setdefault(self._key(path), {})
                for name in record.names:
                    self._introduce(path / name)

    def _key(self, path: PurePath) -> PurePath:
        """Return the path by which a file is found; Windows' own paths compare without case."""
        return type(path)(str(path).lower()) if self._ignores_case else path

    def _introduce(self, path: PurePath) -> None:
        """Make known that `path` and the folders above it exist, under the names as they are first written."""
        while path != path.parent:
            known, key = self._below.setdefault(self._key(path.parent), {}), self._key(path)
            if key in known:
                return  # and so are the folders above it
            known[key] = path.name
            path = path.parent

    def entry(self, path: PurePath) -> Entry | None:
        """Return what stands at `path`, or None; OSError where the way there is barred or without end."""
        try:
            return self._entry(self.locate(path, follow=False))
        except (FileNotFoundError, NotADirectoryError):
            return None

    def names(self, folder: PurePath) -> tuple[str, ...]:
        """Return the sorted names in `folder`, links followed; OSError where that is not possible."""
        place = self.locate(folder, follow=True)
        record = self._files.get(self._key(place))
        if record and isinstance(record.names, Fault):
            raise record.names.error(folder)
        entry = self._entry(place)
        if entry.kind is not Kind.FOLDER:
            raise Fault("ENOTDIR").error(folder)
        self._demand(entry, "r", folder)
        below = self._below.get(self._key(place), {})
        return tuple(sorted(name for path, name in below.items() if self._exists(path)))

    def opened(self, path: PurePath) -> FileRecord:
        """Return the record of the regular file behind `path`; OSError where it cannot be opened."""
        place = self.locate(path, follow=True)
        entry = self._entry(place)
        record = self._files.get(self._key(place)) or FileRecord(entry, "")
        if isinstance(record.content, Fault):
            raise record.content.error(path)
        if entry.kind is not Kind.FILE:
            raise Fault("EISDIR" if entry.kind is Kind.FOLDER else "EINVAL").error(path)
        self._demand(entry, "r", path)
        return record

    def allows(self, path: PurePath, mode: str) -> bool:
        """Return whether modes and identity let this user read ("r"), write ("w") or execute or enter ("x") `path`."""
        try:
            return self._may(self._entry(self.locate(path, follow=True)), mode)
        except OSError:
            return False

    def locate(self, path: PurePath, *, follow: bool) -> PurePath:
        """Return the place of `path` free of links, of the last one too if `follow`; OSError where nothing stands there."""
        done, todo = self._split(path, self._cwd)
        entry = self._entry(done, path)
        hops = 0
        while todo:
            part = todo.pop(0)
            if entry.kind is not Kind.FOLDER:
                raise Fault("ENOTDIR").error(path)
            self._demand(entry, "x", path)
            above, done = done, (done.parent if part == ".." else done / part)
            entry = self._entry(done, path)
            if entry.kind is not Kind.LINK or entry.target is None or not (todo or follow):
                continue
            hops += 1
            if hops > MAX_HOPS:
                raise Fault("ELOOP").error(path)
            done, rest = self._split(type(path)(entry.target), above)
            entry, todo = self._entry(done, path), rest + todo
        return done

    def _split(self, path: PurePath, folder: PurePath) -> tuple[PurePath, list[str]]:
        """Return where the way of a path begins and the steps from there; a relative one begins in `folder`."""
        if path.is_absolute() or (path.parts and path.parts[0] in VIRTUAL_ROOTS):
            return type(path)(path.parts[0]), list(path.parts[1:])
        if path.root:  # on Windows: of the current drive
            return type(path)(folder.anchor), list(path.parts[1:])
        if path.drive and path.drive.lower() != folder.drive.lower():  # of another drive, in its own current folder
            return type(path)(path.drive + "\\"), list(path.parts[1:])
        steps = list(path.parts[1:] if path.drive else path.parts)
        return type(path)(folder.parts[0]), [*folder.parts[1:], *steps]

    def _exists(self, place: PurePath) -> bool:
        record = self._files.get(self._key(place))
        return record is None or record.entry is not None

    def _entry(self, place: PurePath, asked: PurePath | None = None) -> Entry:
        """Return what stands at a place that is free of links on the way; OSError where nothing does."""
        key = self._key(place)
        record = self._files.get(key)
        entry = record.entry if record else None
        if isinstance(entry, Fault):
            raise entry.error(asked or place)
        if entry is not None:
            return entry
        if record is None and (key in self._below or str(place) in ("/", *VIRTUAL_ROOTS)):
            return Entry(Kind.FOLDER)
        if record is None and key in self._below.get(self._key(place.parent), {}):
            return Entry(Kind.FILE, mode=0o644)
        raise Fault("ENOENT").error(asked or place)

    def _demand(self, entry: Entry, mode: str, asked: PurePath) -> None:
        if not self._may(entry, mode):
            raise Fault("EACCES").error(asked)

    def _may(self, entry: Entry, mode: str) -> bool:
        who, bit = self._identity, _BITS[mode]
        if who.uid < 0:
            return True
        if who.uid == 0:
            return mode != "x" or entry.kind is Kind.FOLDER or bool(entry.mode & 0o111)
        if entry.uid == who.uid:
            return bool(entry.mode >> 6 & bit)
        if entry.gid in (who.gid, *who.groups):
            return bool(entry.mode >> 3 & bit)
        return bool(entry.mode & bit)
