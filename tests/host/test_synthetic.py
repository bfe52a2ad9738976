"""The programs that recorded hosts are made of pass for what they are said to be, with our readers and with others'."""

import io

import pefile
import pytest
from elftools.elf.elffile import ELFFile
from macholib.MachO import MachO

from goverify.binfmt import identify
from goverify.host.replay.reader import RecordedReader
from goverify.host.replay.records import GoBinary
from goverify.host.synthetic import go_program
from tests.hosts import boring

ELF = ["386", "amd64", "arm", "arm64", "loong64", "mips", "mipsle", "ppc64", "ppc64le", "riscv64", "s390x"]
TARGETS = [("linux", arch) for arch in ELF]
TARGETS += [("freebsd", "amd64"), ("darwin", "amd64"), ("darwin", "arm64")]
TARGETS += [("windows", "386"), ("windows", "amd64"), ("windows", "arm64")]


@pytest.mark.parametrize(("system", "arch"), TARGETS)
def test_a_program_is_read_as_that_go(system: str, arch: str) -> None:
    program = GoBinary("go1.25.1 X:arenas", "cmd/go", system, arch)
    found = identify(RecordedReader(boring("linux").path("go"), program, None))
    assert found.problem is None
    assert (found.system, found.architectures) == (system, (arch,))
    assert found.go is not None
    assert (found.go.version, found.go.path) == ("go1.25.1 X:arenas", "cmd/go")
    assert (found.go.setting("GOOS"), found.go.setting("GOARCH")) == (system, arch)
    assert found.go_build_id is not None
    assert found.kind == "executable"


def test_a_very_long_version_survives() -> None:
    long = "devel " + "x" * 300
    found = identify(RecordedReader(boring("linux").path("go"), GoBinary(long, "cmd/go", "linux", "amd64"), None))
    assert found.go is not None
    assert found.go.version == long


def test_other_readers_accept_the_files(tmp_path_factory: pytest.TempPathFactory) -> None:
    elf = ELFFile(io.BytesIO(go_program("go1.27.3", "cmd/go", "linux", "amd64")))
    assert elf.get_section_by_name(".go.buildinfo") is not None
    pe = pefile.PE(data=go_program("go1.27.3", "cmd/go", "windows", "amd64"))
    assert [section.Name.rstrip(b"\0") for section in pe.sections] == [b".text", b".data"]
    path = tmp_path_factory.mktemp("macho") / "go"
    path.write_bytes(go_program("go1.27.3", "cmd/go", "darwin", "arm64"))
    assert MachO(str(path)).headers[0].header.cputype == 0x100000C


@pytest.mark.parametrize(
    ("system", "arch"), [("linux", "vax"), ("darwin", "386"), ("windows", "riscv64"), ("js", "wasm")]
)
def test_what_cannot_be_made_is_refused(system: str, arch: str) -> None:
    with pytest.raises(ValueError, match=f"{system}/{arch}"):
        go_program("go1.27.3", "cmd/go", system, arch)
