"""The change of single files in a recorded host, with what follows for the folders above and below."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath

from goverify.host import Entry, Kind
from goverify.host.replay.records import ABSENT, FileRecord, Ranges, changed, file_record

FileChange = FileRecord | Entry | str | bytes | None
"""A whole record; an entry alone; a text or binary file; None: nothing stands there, nor below."""


def changed_files(
    old: Mapping[PurePath, FileRecord], changes: Mapping[PurePath, FileChange], *, closed: bool
) -> dict[PurePath, FileRecord]:
    """Return the records with these changes, removals first; recorded listings of folders follow."""
    files = dict(old)
    for path, change in changes.items():
        if change is None:
            _remove(files, path, closed=closed)
    for path, change in changes.items():
        if change is not None:
            _put(files, path, change)
    return files


def _remove(files: dict[PurePath, FileRecord], path: PurePath, *, closed: bool) -> None:
    """Make a path absent; an open recording has to say so of all below it too."""
    for place in [place for place in files if path in place.parents]:
        if closed:
            del files[place]
        else:
            files[place] = ABSENT
    files[path] = ABSENT
    _list(files, path, present=False)


def _put(files: dict[PurePath, FileRecord], path: PurePath, change: FileRecord | Entry | str | bytes) -> None:
    """Make something stand at a path, and folders above it where nothing stood."""
    for folder in path.parents:
        if files.get(folder) == ABSENT:
            files[folder] = FileRecord(Entry(Kind.FOLDER))
            _list(files, folder, present=True)
    if isinstance(change, Entry):
        files[path] = changed(files.get(path), change)
    elif isinstance(change, FileRecord):
        files[path] = change
    else:
        files[path] = file_record(change if isinstance(change, str) else Ranges(((0, change),), len(change)))
    _list(files, path, present=True)


def _list(files: dict[PurePath, FileRecord], path: PurePath, *, present: bool) -> None:
    """Note in the recorded listing of its folder that a path is there now, or no longer."""
    record = files.get(path.parent)
    if record is None or not isinstance(record.names, tuple):
        return
    names = [name for name in record.names if path.parent / name != path] + [path.name] * present
    files[path.parent] = replace(record, names=tuple(sorted(names)))
