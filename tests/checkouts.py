"""Recorded checkouts: a module with a program in a git repository, and a git that knows the rule about owners."""

from pathlib import PurePath, PurePosixPath

from goverify.host import Entry, Kind
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import FileRecord, Ranges, file_record
from tests.golang import Files
from tests.hosts import boring, text

GOPHER = 1000
APP = "/home/gopher/app"
ROOT = {"uid": 0, "gid": 0, "groups": (0,), "name": "root", "elevated": True}

COMMIT = "3f786850e387550fdab836ed7e6dc881de23001b"
LOOSE = f".git/objects/{COMMIT[:2]}/{COMMIT[2:]}"
INDEX = b"DIRC\0\0\0\2" + bytes(40)

GIT = "/usr/bin/git"
GIT_2_39 = "…git/2.39.5…safe.directory…"
CONFIG = "[core]\n\trepositoryformatversion = 0\n\tbare = false\n"


def git(told: str = GIT_2_39) -> Files:
    """Return a git of which the file holds these words."""
    return {GIT: text(told, mode=0o755)}


def data(content: bytes) -> FileRecord:
    """Return the record of a file of bytes."""
    return file_record(Ranges(((0, content),), len(content)), 0o644)


def module(root: str = APP, *, uid: int = GOPHER, package: str = "main") -> Files:
    """Return a module of one package, with the folder that it stands in."""
    place = PurePosixPath(root)
    return {
        place: Entry(Kind.FOLDER, uid=uid, gid=uid),
        place / "go.mod": text("module example.com/app\n\ngo 1.25\n", uid=uid),
        place / "main.go": text(f"// The program.\npackage {package}\n", uid=uid),
    }


def repository(root: str = APP, *, uid: int = GOPHER) -> Files:
    """Return a repository with one commit."""
    place = PurePosixPath(root)
    parts: dict[str, FileRecord | Entry] = {
        ".git": Entry(Kind.FOLDER, uid=uid, gid=uid),
        ".git/HEAD": text("ref: refs/heads/main\n", uid=uid),
        ".git/config": text(CONFIG, uid=uid),
        ".git/index": data(INDEX),
        ".git/objects/info": Entry(Kind.FOLDER, uid=uid, gid=uid),
        ".git/refs/tags": Entry(Kind.FOLDER, uid=uid, gid=uid),
        ".git/refs/heads/main": text(f"{COMMIT}\n", uid=uid),
        LOOSE: text("a commit", uid=uid),
    }
    return {place / name: record for name, record in parts.items()}


def checkout(files: Files | None = None, *, root: str = APP, uid: int = GOPHER, package: str = "main") -> RecordedHost:
    """Return a host on which go builds the program of a checkout; `files` are named from the checkout on."""
    base: Files = {**git(), **module(root, uid=uid, package=package), **repository(root, uid=uid)}
    changes: Files = {PurePosixPath(root) / PurePath(name).as_posix(): each for name, each in (files or {}).items()}
    return boring("linux").but(cwd=root, files=base).but(files=changes)
