"""The deep view: agrees with our own readers, and whatever becomes of the child becomes one line."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath

import pytest

from goverify.binfmt import Binary, Format, identify
from goverify.deep import LIBRARIES, look
from goverify.deep.types import LISTED, LONGEST, shortened
from goverify.host import Completed
from goverify.host.live import LiveHost
from tests.inspecting import program
from tests.libraries import microsoft_library
from tests.trees import NEWER, go_tree

FOREIGN = {Format.ELF: "linux-arm64/go", Format.MACHO: "darwin-arm64/go", Format.PE: "windows-amd64/go.exe"}


class Answering(LiveHost):
    """This machine, on which every program ends in one and the same way."""

    def __init__(self, end: Completed) -> None:
        super().__init__()
        self.end = end
        self.asked: list[tuple[str, ...]] = []

    def run(self, argv: Sequence[str], *, timeout_s: float, env: Mapping[str, str], cwd: PurePath) -> Completed:
        """Return that end."""
        self.asked.append(tuple(argv))
        return self.end


def real(form: Format) -> Path:
    """Return a real go of that format."""
    platform, _, name = FOREIGN[form].partition("/")
    return go_tree(NEWER, platform) / "bin" / name


def ours(file: Path) -> Binary:
    """Return what our own readers say."""
    with LiveHost() as host, host.open(file) as reader:
        return identify(reader)


@pytest.mark.parametrize("form", FOREIGN)
def test_the_libraries_that_are_imported_are_those_of_our_own_reader(form: Format) -> None:
    file = real(form)
    with LiveHost() as host:
        deep = look(host, file, form)
    [view] = deep.views
    assert deep.problem is None
    assert tuple(item.library for item in view.imports if item.library) == ours(file).needed


@pytest.mark.parametrize(("form", "section"), [(Format.ELF, ".go.buildinfo"), (Format.MACHO, "__DATA,__go_buildinfo")])
def test_build_info_stands_in_a_section_that_the_library_sees_too(form: Format, section: str) -> None:
    with LiveHost() as host:
        [view] = look(host, real(form), form).views
    assert section in {part.name for part in view.sections}


def test_the_note_of_go_is_called_what_it_is() -> None:
    with LiveHost() as host:
        [view] = look(host, real(Format.ELF), Format.ELF).views
    assert ("Go", "build ID") in {(note.owner, note.kind) for note in view.notes}


def test_the_imports_of_a_windows_go_are_named() -> None:
    with LiveHost() as host:
        [view] = look(host, real(Format.PE), Format.PE).views
    assert "GetProcAddress" in {name for item in view.imports for name in item.names}


def test_the_version_resource_and_the_exports_of_a_library_are_told() -> None:
    with LiveHost() as host:
        [view] = look(host, microsoft_library(), Format.PE).views
    assert dict(view.details)["CompanyName"] == "Microsoft Corporation"
    assert dict(view.details)["FileVersion"].startswith("14.29.30133")
    assert "__CxxFrameHandler4" in view.exports.names


def test_the_load_commands_of_a_macos_go_are_named() -> None:
    with LiveHost() as host:
        [view] = look(host, real(Format.MACHO), Format.MACHO).views
    assert any("CODE_SIGNATURE" in command for command in view.commands)
    assert any("SEGMENT_64" in command for command in view.commands)


@pytest.mark.parametrize("form", [Format.ELF, Format.MACHO, Format.PE])
def test_a_tiny_program_has_a_view_or_a_reason(tmp_path: Path, form: Format) -> None:
    system = {Format.ELF: "linux", Format.MACHO: "darwin", Format.PE: "windows"}[form]
    with LiveHost() as host:
        deep = look(host, program(tmp_path / "tool", system), form)
    assert bool(deep.views) != bool(deep.problem)
    assert deep.library == LIBRARIES[form]


def test_a_damaged_file_has_a_reason_in_one_line(tmp_path: Path) -> None:
    cut = tmp_path / "cut"
    cut.write_bytes(program(tmp_path / "tool").read_bytes()[:100])
    with LiveHost() as host:
        deep = look(host, cut, Format.ELF)
    assert deep.views == ()
    assert deep.problem
    assert "\n" not in deep.problem
    assert "Traceback" not in deep.problem


@pytest.mark.parametrize(
    ("end", "says"),
    [
        (Completed(timed_out=True), "it took longer than 20 s"),
        (Completed(flooded=True), "it answered without end"),
        (Completed(signal="SIGSEGV"), "it was ended by SIGSEGV"),
        (Completed(error="ENOMEM"), "it could not be started (ENOMEM)"),
        (Completed(status=1, stderr="MemoryError: \n"), "MemoryError:"),
        (Completed(status=1), "it ended with exit status 1"),
        (Completed(status=0, stdout="nonsense"), "its answer cannot be read"),
        (Completed(status=0, stdout="[[1]]"), "its answer cannot be read"),
        (Completed(status=0, stdout="[" * 100_000), "its answer cannot be read"),
    ],
)
def test_whatever_becomes_of_the_child_is_a_reason(end: Completed, says: str) -> None:
    deep = look(Answering(end), PurePath("/opt/tool"), Format.ELF)
    assert (deep.problem, deep.views) == (says, ())


def test_the_child_gets_the_whole_path_and_no_shell(tmp_path: Path) -> None:
    host = Answering(Completed(status=0, stdout=json.dumps([])))
    look(host, PurePath("tool; rm x"), Format.PE)
    [(python, *_, library, file)] = host.asked
    assert (python, library, file) == (sys.executable, "pefile", str(host.cwd / "tool; rm x"))


def test_a_name_of_an_executable_is_cut() -> None:
    assert shortened("x" * (LONGEST + 1)) == "x" * LONGEST
    assert shortened(b"\xff") == "\ufffd"
    assert LISTED * LONGEST < 1 << 20
