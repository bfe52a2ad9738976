"""host.local.machine and its like: what the words of a system mean."""

from pathlib import PurePath

import pytest

from goverify.host import Kind
from goverify.host.local import windows
from goverify.host.local.ancestry import parsed_stat
from goverify.host.local.machine import goarch, pretty_name
from goverify.host.local.process import error_name, signal_name


@pytest.mark.parametrize(
    ("machine", "expected"),
    [
        ("x86_64", "amd64"),
        ("amd64", "amd64"),
        ("AMD64", "amd64"),
        ("aarch64", "arm64"),
        ("arm64", "arm64"),
        ("armv6l", "arm"),
        ("armv7l", "arm"),
        ("armv8l", "arm"),
        ("i386", "386"),
        ("i686", "386"),
        ("ppc64le", "ppc64le"),
        ("ppc64", "ppc64"),
        ("s390x", "s390x"),
        ("riscv64", "riscv64"),
        ("loongarch64", "loong64"),
        ("e2k", "e2k"),
    ],
)
def test_a_machine_has_gos_name(machine: str, expected: str) -> None:
    assert goarch(machine) == expected


def test_mips_goes_by_byte_order() -> None:
    assert [goarch(name, order) for name in ("mips", "mips64") for order in ("big", "little")] == [
        "mips",
        "mipsle",
        "mips64",
        "mips64le",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('NAME="Debian"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n', "Debian GNU/Linux 12 (bookworm)"),
        ("PRETTY_NAME='Alpine Linux v3.20'", "Alpine Linux v3.20"),
        ("PRETTY_NAME=Void\n# NAME=other", "Void"),
        (r'PRETTY_NAME="A \"quoted\" name"', 'A "quoted" name'),
        ('PRETTY_NAME="no end', "no end"),
        ('NAME=Fedora\nVERSION="40 (Forty)"', "Fedora 40 (Forty)"),
        ("NAME=Arch", "Arch"),
        ("", None),
        ("PRETTY_NAME=\n\0\xff", None),
    ],
)
def test_a_distribution_has_a_name(text: str, expected: str | None) -> None:
    assert pretty_name(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b"7 (bash) S 5 7 7", ("bash", 5)),
        (b"7 (a) b) (c) S 5 7 7", ("a) b) (c", 5)),
        (b"7 () S 0 7 7", ("", 0)),
        (b"7 (\xff\n) S 1", ("\udcff\n", 1)),
    ],
)
def test_a_process_name_may_hold_anything(line: bytes, expected: tuple[str, int]) -> None:
    assert parsed_stat(line) == expected


@pytest.mark.parametrize("line", [b"", b"7 bash S 5", b"7 (bash)", b"7 (bash) S x"])
def test_another_text_is_no_process(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        parsed_stat(line)


@pytest.mark.parametrize(
    ("build", "server", "expected"),
    [
        (19045, False, "Windows 10"),
        (22000, False, "Windows 11"),
        (26200, False, "Windows 11"),
        (14393, True, "Windows Server 2016"),
        (20348, True, "Windows Server 2022"),
        (26100, True, "Windows Server 2025"),
        (9600, True, "Windows Server"),
    ],
)
def test_a_windows_build_has_a_name(build: int, server: bool, expected: str) -> None:
    assert windows.release_name(build, server=server) == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (r"\\?\C:\Program Files\Go", r"C:\Program Files\Go"),
        (r"\??\C:\Go", r"C:\Go"),
        (r"\\?\UNC\server\share\go", r"\\server\share\go"),
        (r"..\go", r"..\go"),
        (r"\\?\Volume{0b7c}\ ".strip(), None),
    ],
)
def test_a_windows_link_shows_its_target_as_people_write_it(target: str, expected: str | None) -> None:
    assert windows.plain_target(target) == expected


def test_an_app_execution_alias_is_not_read() -> None:
    assert windows.reparsed(PurePath("go.exe"), windows.APP_ALIAS) == (Kind.ALIAS, None)


def test_a_file_kept_in_the_cloud_is_a_file() -> None:
    assert windows.reparsed(PurePath("go.exe"), 0x9000001A) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [("%USERPROFILE%\\go", "%USERPROFILE%\\go"), (5, "5"), (["a", "b"], "a;b"), (b"\x01\xff", "01ff"), (None, "")],
)
def test_a_registry_value_is_text(value: object, expected: str) -> None:
    assert windows.value_text(value) == expected


@pytest.mark.parametrize("text", ["a&calc", "a|b", "50%", 'a"b', "a\nb", "a^b"])
def test_a_batch_file_is_given_nothing_that_could_be_a_command(text: str) -> None:
    for program in (r"C:\go\go.bat", r"C:\go\go.CMD"):
        with pytest.raises(OSError, match="batch file"):
            windows.demand_safe((program, text))
    windows.demand_safe((r"C:\go\go.exe", text))
    windows.demand_safe((r"C:\go\go.bat", "env", "-json", "GOROOT"))


@pytest.mark.parametrize(("number", "name"), [(193, "ENOEXEC"), (225, "EACCES"), (1260, "EPERM"), (4551, "EPERM")])
def test_what_windows_refuses_has_the_name_that_fits(number: int, name: str) -> None:
    class Refused(OSError):
        winerror = number

    assert error_name(Refused(22, "")) == name


def test_errors_have_names() -> None:
    assert error_name(OSError(2, "")) == "ENOENT"
    assert error_name(OSError(8, "")) == "ENOEXEC"
    assert error_name(OSError(99999, "")) == "errno 99999"
    assert error_name(OSError("no number")) == "errno 0"


def test_signals_have_names() -> None:
    assert (signal_name(9), signal_name(11)) == ("SIGKILL", "SIGSEGV")
    assert signal_name(999) == "SIG999"
