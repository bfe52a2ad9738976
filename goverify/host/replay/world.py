"""The closed world of a recorded host: a few known files, the folders that follow from them, and a kernel's rules.

What is not known is absent. Links on the way are followed, and rights follow from modes and identity, as
path_resolution(7) says; on Windows, whose rights are not modes, everything is allowed.
"""

from collections.abc import Mapping
from pathlib import PurePath

from goverify.host import Entry, Identity, Kind
from goverify.host.paths import MAX_HOPS
from goverify.host.replay.index import Index, Place
from goverify.host.replay.records import Fault, FileRecord, marked, said

VIRTUAL_ROOTS = ("<scratch>", "<cache>")
"""Folders that stand outside the tree: their real place differs on each run."""

_BITS = {"r": 4, "w": 2, "x": 1}


class World:
    """Answers about files, out of those that are known."""

    def __init__(
        self, files: Mapping[PurePath, FileRecord], cwd: PurePath, identity: Identity, *, ignores_case: bool
    ) -> None:
        self._index = Index(type(cwd), ignores_case=ignores_case)
        self._index.add(files)
        self._cwd = cwd
        self._identity = identity

    def add(self, files: Mapping[PurePath, FileRecord]) -> None:
        """Take note of more files."""
        self._index.add(files)

    def entry(self, path: PurePath) -> Entry | None:
        """Return what stands at `path`, or None; OSError where the way there is barred or without end."""
        try:
            return self._entry(self._locate(path, follow=False), path)
        except (FileNotFoundError, NotADirectoryError):
            return None

    def names(self, folder: PurePath) -> tuple[str, ...]:
        """Return the sorted names in `folder`, links followed; OSError where that is not possible."""
        place = self._locate(folder, follow=True)
        record = self._index.record(place)
        if record and isinstance(record.names, Fault):
            raise record.names.error(folder)
        entry = self._entry(place, folder)
        if entry.kind is not Kind.FOLDER:
            raise Fault("ENOTDIR").error(folder)
        self._demand(entry, "r", folder)
        return self._index.names(place)

    def opened(self, path: PurePath) -> FileRecord:
        """Return the record of the regular file behind `path`; OSError where it cannot be opened."""
        place = self._locate(path, follow=True)
        entry = self._entry(place, path)
        record = self._index.record(place) or FileRecord(entry, "")
        if isinstance(record.content, Fault):
            raise record.content.error(path)
        if entry.kind is not Kind.FILE:
            raise Fault("EISDIR" if entry.kind is Kind.FOLDER else "EINVAL").error(path)
        self._demand(entry, "r", path)
        return record

    def attribute(self, path: PurePath, name: str) -> bytes | None:
        """Return an extended attribute of what `path` leads to, or None; OSError where the way there is barred or without end."""
        try:
            record = self._index.record(self._locate(path, follow=True))
        except (FileNotFoundError, NotADirectoryError):
            return None
        return marked(record, path, name) if record else None

    def judgement(self, path: PurePath, question: str) -> str | None:
        """Return what is recorded to be said of a file's content, or None; OSError where it cannot be opened."""
        return said(self.opened(path), path, question)

    def allows(self, path: PurePath, mode: str) -> bool:
        """Return whether modes and identity let this user read ("r"), write ("w") or execute or enter ("x") `path`."""
        try:
            return self._may(self._entry(self._locate(path, follow=True), path), mode)
        except OSError:
            return False

    def place(self, path: PurePath) -> PurePath:
        """Return where `path` leads to, free of links; OSError where nothing stands there."""
        return type(path)(self._locate(path, follow=True).text)

    def _locate(self, path: PurePath, *, follow: bool) -> Place:
        """Return the place of `path` free of links, of the last one too if `follow`; OSError where nothing stands there."""
        done, todo = self._start(path)
        entry = self._entry(done, path)
        hops = 0
        while todo:
            part = todo.pop()
            if entry.kind is not Kind.FOLDER:
                raise Fault("ENOTDIR").error(path)
            self._demand(entry, "x", path)
            above, done = done, (done.parent if part == ".." else done.child(part))
            entry = self._entry(done, path)
            if entry.kind is not Kind.LINK or entry.target is None or not (todo or follow):
                continue
            hops += 1
            if hops > MAX_HOPS:
                raise Fault("ELOOP").error(path)
            done, rest = self._start(type(path)(entry.target), above)
            entry, todo = self._entry(done, path), todo + rest
        return done

    def _start(self, path: PurePath, folder: Place | None = None) -> tuple[Place, list[str]]:
        """Return where the way of a path begins and the steps from there, the last one first; a relative one begins in `folder`."""
        parts = path.parts
        if path.is_absolute() or (parts and parts[0] in VIRTUAL_ROOTS):
            return Place.root_of(path), list(parts[:0:-1])
        if path.root:  # on Windows: of the current drive
            return Place.root_of(self._cwd), list(parts[:0:-1])
        if path.drive and path.drive.lower() != self._cwd.drive.lower():  # of another drive, in its own current folder
            return Place.root_of(type(path)(path.drive + "\\")), list(parts[:0:-1])
        steps = list(reversed(parts[1:] if path.drive else parts))
        return (folder, steps) if folder else (Place.root_of(self._cwd), steps + list(self._cwd.parts[:0:-1]))

    def _entry(self, place: Place, asked: PurePath) -> Entry:
        """Return what stands at a place that is free of links on the way; OSError where nothing does."""
        record = self._index.record(place)
        entry = record.entry if record else None
        if isinstance(entry, Fault):
            raise entry.error(asked)
        if entry is not None:
            return entry
        if record is None and (self._index.is_folder(place) or place.text in ("/", *VIRTUAL_ROOTS)):
            return self._implied(place)
        if record is None and self._index.is_listed(place):
            return Entry(Kind.FILE, mode=0o644)
        raise Fault("ENOENT").error(asked)

    def _implied(self, place: Place) -> Entry:
        """Return a folder that follows from what lies in it: it belongs to whom the nearest recorded one above belongs."""
        above = place
        while above.parent != above:
            above = above.parent
            record = self._index.record(above)
            if record and isinstance(record.entry, Entry) and record.entry.kind is Kind.FOLDER:
                return Entry(Kind.FOLDER, uid=record.entry.uid, gid=record.entry.gid)
        return Entry(Kind.FOLDER)

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
