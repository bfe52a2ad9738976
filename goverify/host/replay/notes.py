"""The notes of an open recording: what its live host said about each path it was asked for, and nothing else."""

from collections.abc import Mapping
from pathlib import PurePath

from goverify.host import Entry, NotRecorded
from goverify.host.replay.records import Fault, FileRecord, marked, said


class Notes:
    """Answers about files, out of those that were given."""

    def __init__(self, files: Mapping[PurePath, FileRecord]) -> None:
        self._files = files

    def entry(self, path: PurePath) -> Entry | None:
        """Return what stood at `path`, or None; OSError as it was raised."""
        answer = self._record(path).entry
        if isinstance(answer, Fault):
            raise answer.error(path)
        return answer

    def names(self, folder: PurePath) -> tuple[str, ...]:
        """Return the names in `folder`; OSError as it was raised."""
        record = self._record(folder)
        if isinstance(record.names, tuple):
            return record.names
        raise _failure(folder, record, record.names)

    def opened(self, path: PurePath) -> FileRecord:
        """Return the record of a file that was opened; OSError as it was raised."""
        record = self._record(path)
        if record.content is None or isinstance(record.content, Fault):
            raise _failure(path, record, record.content)
        return record

    def attribute(self, path: PurePath, name: str) -> bytes | None:
        """Return an extended attribute, or None; OSError as it was raised."""
        record = self._record(path)
        if name not in record.attributes and record.entry is not None:
            raise NotRecorded(f"the attribute {name} of {path}")
        return marked(record, path, name)

    def judgement(self, path: PurePath, question: str) -> str | None:
        """Return what was said of a file's content, None where nothing was; OSError as it was raised."""
        return said(self._record(path), path, question)

    def allows(self, path: PurePath, mode: str) -> bool:
        """Raise NotRecorded: rights do not follow from modes alone."""
        raise NotRecorded(f"whether {path} grants {mode!r}")

    def place(self, path: PurePath) -> PurePath:
        """Raise NotRecorded: mounts do not follow from others."""
        raise NotRecorded(f"the file system of {path}")

    def add(self, files: Mapping[PurePath, FileRecord]) -> None:
        """Take note of files that are made now; those that are known stay as they are."""
        self._files = {**files, **self._files}

    def _record(self, path: PurePath) -> FileRecord:
        record = self._files.get(path)
        if record is None:
            raise NotRecorded(f"what stands at {path}")
        return record


def _failure(path: PurePath, record: FileRecord, fault: Fault | None) -> Exception:
    """Return what to raise for a path whose inside is not known."""
    if fault is None and record.entry is None:
        fault = Fault("ENOENT")
    if fault is None and isinstance(record.entry, Fault):
        fault = record.entry
    return fault.error(path) if fault else NotRecorded(f"what is inside {path}")
