"""Hosts whose caches stand in a certain way."""

from goverify.host import Entry, FileSystem, Kind
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import FileRecord
from tests.golang import Files, answer, run, whole
from tests.hosts import boring, go_binary

GOPHER = 1000
CACHE, MODULES = "/home/gopher/.cache/go-build", "/home/gopher/go/pkg/mod"
DISK = FileSystem("ext4", "/data", read_only=False, noexec=False, free_bytes=1 << 36, free_inodes=1_000_000)


def folder_of(uid: int, *, mode: int = 0o755, names: tuple[str, ...] | None = None) -> FileRecord:
    """Return a folder that belongs to somebody."""
    return FileRecord(Entry(Kind.FOLDER, mode=mode, uid=uid, gid=uid), names=names)


def cache_of(uid: int, place: str = CACHE) -> Files:
    """Return a build cache with its 256 folders."""
    folders: Files = {f"{place}/{number:02x}": folder_of(uid) for number in range(256)}
    return folders | {place: folder_of(uid)}


def mounted(filesystem: FileSystem = DISK, *, files: Files | None = None, **env: str) -> RecordedHost:
    """Return a host on which everybody may write to a disk mounted at /data."""
    there: Files = {"/data": folder_of(0, mode=0o1777)}
    return boring("linux").but(env=env, files=there | (files or {}), filesystems={"/data": filesystem})


def of_release(version: str, **env: str) -> RecordedHost:
    """Return a host whose go is of that release, by its build info and by what it says."""
    host = whole().but(env=env, files={"/usr/local/go/bin/go": go_binary(version)})
    return host.but(runs=[run("go", answer("/usr/local/go", version))])
