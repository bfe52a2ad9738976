"""The hosts that tests start from: boring ones, on which nothing is wrong, and one-liners for what a test changes.

boring("linux").but(env={"PATH": "/usr/bin:/usr/local/go/bin"}, files={"/usr/bin/go": go_binary("go1.19.8")})
"""

from functools import cache
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from goverify.facts.sources import VENDORED
from goverify.facts.std_packages import std_packages
from goverify.host import Entry, Kind
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import FileRecord, GoBinary, file_record

FIXTURES = Path(__file__).parent.parent / "fixtures" / "hosts"
BORING = ("linux", "macos", "windows")
TOOLS = ("asm", "cgo", "compile", "cover", "fix", "link", "preprofile", "vet")
"""The tools of a release from 1.26 on; older ones have more."""


def boring(name: str) -> RecordedHost:
    """Return the host with one official Go and nothing wrong: "linux" (amd64), "macos" (arm64) or "windows" (amd64).

    Each test has its own, since a host remembers what was written to its scratch folders.
    """
    return _loaded(name).but()


@cache
def _loaded(name: str) -> RecordedHost:
    return RecordedHost.load((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))


def go_binary(
    version: str, *, system: str = "linux", arch: str = "amd64", path: str = "cmd/go", mode: int = 0o755
) -> FileRecord:
    """Return the record of a Go program; system and arch in Go's words ("darwin", "arm64")."""
    return file_record(GoBinary(version, path, system, arch), mode)


def go_tree(root: str, version: str, *, system: str = "linux", arch: str = "amd64") -> dict[PurePath, FileRecord]:
    """Return the files of a whole release below `root`, the packages of its standard library with a source file each.

    boring("linux").but(files=go_tree("/opt/go1.26", "go1.26.6"))
    """
    place: PurePath = (PureWindowsPath if system == "windows" else PurePosixPath)(root)
    exe = ".exe" if system == "windows" else ""
    minor = ".".join(version.removeprefix("go").split(".")[:2])
    programs: dict[PurePath, str] = {place / "bin" / f"{name}{exe}": name for name in ("go", "gofmt")}
    programs |= {place / "pkg" / "tool" / f"{system}_{arch}" / f"{name}{exe}": name for name in TOOLS}
    files = {path: go_binary(version, system=system, arch=arch, path=f"cmd/{name}") for path, name in programs.items()}
    files |= {place / "src" / package: listed("x.go") for package in std_packages().of(minor)}
    files |= {place / "src" / VENDORED: listed("net")}
    files |= {place / "VERSION": file_record(f"{version}\n"), place / "go.env": file_record("GOTOOLCHAIN=auto\n")}
    files |= {
        place / "pkg" / "include": listed("funcdata.h", "textflag.h"),
        place / "lib" / "time": listed("zoneinfo.zip"),
    }
    return files


def listed(*names: str) -> FileRecord:
    """Return the record of a folder with these files, of which only the names matter."""
    return FileRecord(Entry(Kind.FOLDER), names=tuple(sorted(names)))


def script(text: str, *, mode: int = 0o755) -> FileRecord:
    """Return the record of an executable text file."""
    return file_record(text, mode)


def text(content: str, *, mode: int = 0o644, uid: int = 0) -> FileRecord:
    """Return the record of a text file."""
    record = file_record(content, mode)
    assert isinstance(record.entry, Entry)
    return FileRecord(Entry(Kind.FILE, mode=mode, uid=uid, gid=uid, size=record.entry.size), record.content)


def link(target: str) -> Entry:
    """Return a symbolic link."""
    return Entry(Kind.LINK, mode=0o777, target=target)


def folder(*, mode: int = 0o755, uid: int = 0) -> Entry:
    """Return a folder; what lies in it is listed by itself."""
    return Entry(Kind.FOLDER, mode=mode, uid=uid, gid=uid)
