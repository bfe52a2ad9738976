"""What the tests of `goverify inspect` share: folders of tiny programs and oddities, and rows to be shown."""

from pathlib import Path

from goverify.binfmt import Binary, Format, GoBuild, Module, Replacement
from goverify.host.synthetic import go_program
from goverify.inspected import Row, State

HOSTILE_NAME = "esc\x1b[31m\nred"
TOOL = GoBuild(
    "go1.26.6-X:arenas",
    "example.com/tool/cmd/tool",
    Module("example.com/tool", "v1.2.3", "h1:main="),
    (
        Module("example.com/one", "v1.0.0", "h1:one="),
        Module("example.com/two", "v0.1.0", replacement=Replacement("../two", "")),
    ),
    (("-buildmode", "exe"), ("-ldflags", "-s -X main.token=hunter2hunter2"), ("CGO_ENABLED", "0"), ("GOOS", "linux")),
    "section",
)
ELF = Binary(
    Format.ELF,
    "linux",
    ("amd64",),
    64,
    "little",
    go=TOOL,
    go_build_id="a/b/c/d",
    kind="executable",
    pie=False,
    nx=True,
    relro="none",
    symbols=False,
    dwarf=False,
    compiler="gc",
)


def program(file: Path, system: str = "linux", arch: str = "amd64", version: str = "go1.27.3") -> Path:
    """Write a tiny Go program."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(go_program(version, "example.com/tool", system, arch))
    return file


def folder_of_all_sorts(folder: Path) -> Path:
    """Fill a folder with programs for three systems, a damaged one, a text and a nested program."""
    for system, arch in (("linux", "amd64"), ("darwin", "arm64"), ("windows", "amd64")):
        program(folder / f"tool-{system}", system, arch)
    whole = (folder / "tool-linux").read_bytes()
    (folder / "cut").write_bytes(whole[: len(whole) // 2])
    (folder / "notes.txt").write_text("nothing to run\n")
    program(folder / "sub" / "deeper" / "tool", version="go1.21.13")
    return folder


def row(path: str = "/opt/tool", binary: Binary | None = ELF, *, named: bool = True) -> Row:
    """Return the row of a file that was read."""
    return Row(path, named, State.READ, size=1234, binary=binary)
