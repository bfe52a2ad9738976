"""Programs that cannot be started: the answer is the error's name, never an exception."""

import os
from pathlib import Path

import pytest

from goverify.host import Completed
from goverify.host.live import LiveHost
from tests.live.programs import ENV, linux, posix, run, shell


@posix
def test_a_missing_program_is_enoent(host: LiveHost, tmp_path: Path) -> None:
    assert run(host, tmp_path / "absent") == Completed(error="ENOENT")


@posix
def test_a_file_without_a_known_format_is_enoexec(host: LiveHost, tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_bytes(b"go go go")
    program.chmod(0o755)
    assert run(host, program).error == "ENOEXEC"


@posix
def test_an_empty_file_is_enoexec(host: LiveHost, tmp_path: Path) -> None:
    (tmp_path / "program").touch(mode=0o755)
    assert run(host, tmp_path / "program").error == "ENOEXEC"


@posix
def test_a_file_without_the_right_to_run_is_eacces(host: LiveHost, tmp_path: Path) -> None:
    program = shell(tmp_path, "exit 0")
    program.chmod(0o644)
    assert run(host, program).error == "EACCES"


@posix
def test_a_folder_is_eacces(host: LiveHost, tmp_path: Path) -> None:
    folder = tmp_path / "go"
    folder.mkdir()
    assert run(host, folder).error == "EACCES"


@posix
def test_a_file_as_a_folder_is_enotdir(host: LiveHost, tmp_path: Path) -> None:
    done = host.run((str(shell(tmp_path, "exit 0") / "go"),), timeout_s=5, env=ENV, cwd=tmp_path)
    assert done.error == "ENOTDIR"


@posix
def test_a_ring_of_links_is_eloop(host: LiveHost, tmp_path: Path) -> None:
    (tmp_path / "go").symlink_to("go")
    assert run(host, tmp_path / "go").error == "ELOOP"


@posix
def test_a_missing_interpreter_is_enoent(host: LiveHost, tmp_path: Path) -> None:
    program = shell(tmp_path, "")
    program.write_text("#!/absent/sh\n")
    assert run(host, program).error == "ENOENT"


@linux
def test_a_missing_loader_is_enoent(host: LiveHost, tmp_path: Path) -> None:
    program = tmp_path / "program"
    original = Path("/bin/ls").read_bytes()
    start = original.find(b"/ld-")
    if start < 0:
        pytest.skip("this machine's ls needs no loader")
    program.write_bytes(original[:start] + b"/xx-" + original[start + 4 :])
    program.chmod(0o755)
    assert run(host, program).error == "ENOENT"


@linux
def test_a_program_that_is_being_written_is_etxtbsy(host: LiveHost, tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_bytes(Path(os.path.realpath("/bin/ls")).read_bytes())
    program.chmod(0o755)
    with program.open("ab"):
        done = run(host, program)
    if done.status is not None:
        pytest.skip("this kernel lets a file be written that runs (Linux 6.11 to 6.12 did)")
    assert done.error == "ETXTBSY"


@posix
def test_too_long_a_command_line_is_e2big(host: LiveHost, tmp_path: Path) -> None:
    assert run(host, shell(tmp_path, "exit 0"), "x" * (9 << 20)).error == "E2BIG"


@posix
def test_a_nul_byte_in_an_argument_is_einval(host: LiveHost, tmp_path: Path) -> None:
    assert run(host, shell(tmp_path, "exit 0"), "a\0b").error == "EINVAL"


@posix
@pytest.mark.parametrize("env", [{"A": "a\0b"}, {"A\0": "b"}, {"A=B": "c"}])
def test_an_impossible_variable_is_einval(host: LiveHost, tmp_path: Path, env: dict[str, str]) -> None:
    program = shell(tmp_path, "exit 0")
    assert host.run((str(program),), timeout_s=5, env=env, cwd=tmp_path).error == "EINVAL"


@pytest.mark.parametrize("name", ["go", "./go", ""])
def test_a_program_that_was_not_looked_up_is_refused(host: LiveHost, tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="full path"):
        host.run((name,), timeout_s=5, env=ENV, cwd=tmp_path)


@posix
def test_a_missing_folder_to_run_in_is_no_fault_of_the_program(host: LiveHost, tmp_path: Path) -> None:
    program = shell(tmp_path, "exit 0")
    with pytest.raises(FileNotFoundError):
        host.run((str(program),), timeout_s=5, env=ENV, cwd=tmp_path / "absent")


@posix
def test_a_file_to_run_in_is_refused(host: LiveHost, tmp_path: Path) -> None:
    program = shell(tmp_path, "exit 0")
    with pytest.raises(NotADirectoryError):
        host.run((str(program),), timeout_s=5, env=ENV, cwd=program)
