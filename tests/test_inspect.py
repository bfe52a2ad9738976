"""`goverify inspect` as a person or a script meets it: whole processes."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.inspecting import HOSTILE_NAME, folder_of_all_sorts, program
from tests.schemas import schema
from tests.test_cli import goverify

FORMS = ("text", "json", "ndjson")
posix = pytest.mark.skipif(sys.platform == "win32", reason="pipes, signals and names of Unix")


def validated(output: bytes) -> dict[str, Any]:
    """Return the document that was written, which is as its schema says."""
    document: dict[str, Any] = json.loads(output)
    Draft202012Validator(schema("inspect")).validate(document)
    return document


def lines_of(output: bytes) -> list[dict[str, Any]]:
    """Return the lines of an ndjson document, each as the schema says."""
    whole = schema("inspect")
    shape = Draft202012Validator({"$ref": "#/$defs/line", "$defs": whole["$defs"]})
    found = [json.loads(line) for line in output.splitlines()]
    for line in found:
        shape.validate(line)
    return found


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(json.loads(goverify("schema", "inspect").stdout))


def test_one_file_gets_a_card_whose_first_line_says_what_it_is(tmp_path: Path) -> None:
    file = program(tmp_path / "t")
    done = goverify("inspect", str(file))
    first = " ".join(done.stdout.decode().split("\n\n")[0].split())
    assert done.returncode == 0
    assert first == f"{file} is example.com/tool, built with go1.27.3 for linux/amd64, statically linked"


def test_a_folder_gets_a_line_for_each_program_and_a_summary(tmp_path: Path) -> None:
    shown = goverify("inspect", str(folder_of_all_sorts(tmp_path))).stdout.decode().splitlines()
    names = [line[line.index(str(tmp_path)) :].split(": cut short")[0] for line in shown[1:-2]]
    expected = ("cut", "sub/deeper/tool", "tool-darwin", "tool-linux", "tool-windows")
    assert names == [str(tmp_path / name) for name in expected]
    assert shown[-1].startswith("6 files; ")


def test_a_text_is_listed_where_it_is_named_or_all_is_asked_for(tmp_path: Path) -> None:
    folder = folder_of_all_sorts(tmp_path)
    text = folder / "notes.txt"
    assert b"notes.txt" not in goverify("inspect", str(folder)).stdout
    assert b"notes.txt" in goverify("inspect", "--all", str(folder)).stdout
    assert [item["path"] for item in validated(goverify("inspect", "--json", str(text)).stdout)["files"]] == [str(text)]


def test_json_and_ndjson_tell_the_same(tmp_path: Path) -> None:
    folder = str(folder_of_all_sorts(tmp_path))
    document = validated(goverify("inspect", "--json", folder).stdout)
    *rows, last = lines_of(goverify("inspect", "--format", "ndjson", folder).stdout)
    assert rows == document["files"]
    assert last == {"summary": document["summary"]}


@pytest.mark.parametrize(("strict", "status"), [((), 0), (("--strict",), 1)])
def test_a_damaged_file_fails_a_strict_run_in_every_form(tmp_path: Path, strict: tuple[str, ...], status: int) -> None:
    folder = str(folder_of_all_sorts(tmp_path))
    assert {goverify("inspect", folder, "--format", form, *strict).returncode for form in FORMS} == {status}


def test_a_strict_run_over_sound_programs_is_status_0(tmp_path: Path) -> None:
    assert goverify("inspect", "--strict", str(program(tmp_path / "tool").parent)).returncode == 0


def test_a_named_file_that_is_no_program_fails_a_strict_run(tmp_path: Path) -> None:
    page = tmp_path / "go"
    page.write_text("<!doctype html><title>404</title>")
    assert goverify("inspect", str(page)).returncode == 0
    assert goverify("inspect", "--strict", str(page)).returncode == 1


@pytest.mark.parametrize("form", FORMS)
def test_a_name_that_leads_to_nothing_is_status_2_and_costs_no_other_row(tmp_path: Path, form: str) -> None:
    file, gone = program(tmp_path / "tool"), tmp_path / "gone"
    done = goverify("inspect", str(gone), str(file), "--format", form)
    assert done.returncode == 2
    assert b"go1.27.3" in done.stdout
    assert done.stderr.decode().splitlines() == [f"goverify: {gone}: no such file or folder"]


@pytest.mark.parametrize(
    "arguments", [(), ("--jobs", "-1", "."), ("--format", "yaml", "."), ("--roots", "/nonexistent.pem", ".")]
)
def test_wrong_usage_is_status_2_and_no_document(arguments: tuple[str, ...]) -> None:
    done = goverify("inspect", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr


def test_a_file_of_roots_without_certificates_is_a_mistake(tmp_path: Path) -> None:
    empty = tmp_path / "roots.pem"
    empty.write_text("nothing\n")
    done = goverify("inspect", "--roots", str(empty), str(tmp_path))
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"holds no PEM certificates" in done.stderr


@posix
@pytest.mark.parametrize("form", FORMS)
def test_a_hostile_name_makes_no_line_and_no_colour_of_its_own(tmp_path: Path, form: str) -> None:
    file = program(tmp_path / HOSTILE_NAME)
    done = goverify("inspect", str(tmp_path), "--format", form)
    assert b"\x1b" not in done.stdout
    assert not any(line.startswith(b"red") for line in done.stdout.splitlines())
    if form == "json":
        assert validated(done.stdout)["files"][0]["path"] == str(file)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are Unicode")
def test_a_name_that_is_no_text_is_valid_json(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff\xfe"
    Path(os.fsdecode(name)).write_bytes(program(tmp_path / "tool").read_bytes())
    paths = [item["path"] for item in validated(goverify("inspect", "--json", str(tmp_path)).stdout)["files"]]
    assert rf"{tmp_path}/\xff\xfe" in paths


@posix
def test_a_pipe_holds_nothing_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    [item] = validated(goverify("inspect", "--json", str(tmp_path)).stdout)["files"]
    assert (item["state"], item["reason"]) == ("passed-over", "a named pipe, not a regular file")
    done = goverify("inspect", "--json", "--strict", str(tmp_path / "pipe"))
    assert (done.returncode, validated(done.stdout)["files"][0]["state"]) == (1, "unreadable")


def test_threads_change_nothing(tmp_path: Path) -> None:
    folder = str(folder_of_all_sorts(tmp_path))
    assert goverify("inspect", folder, "--jobs", "4").stdout == goverify("inspect", folder).stdout


def test_output_goes_to_the_file_alone(tmp_path: Path) -> None:
    target = tmp_path / "rows.json"
    done = goverify("inspect", str(program(tmp_path / "tool")), "--json", "--output", str(target))
    assert (done.returncode, done.stdout) == (0, b"")
    assert validated(target.read_bytes())["summary"]["files"] == 1


@posix
def test_an_interrupted_run_leaves_a_whole_document(tmp_path: Path) -> None:
    for number in range(3000):
        (tmp_path / f"{number:05}").write_bytes(b"\x7fELF")
    command = [sys.executable, "-m", "goverify", "inspect", "--json", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        begun = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        document = validated(begun + process.stdout.read())
    assert process.returncode == document["summary"]["exit_code"] == 130
    assert document["summary"]["complete"] is False


@posix
@pytest.mark.parametrize("options", [(), ("--json",), ("--format", "ndjson", "--strict"), ("-v",)])
def test_a_reader_that_leaves_is_no_failure(tmp_path: Path, options: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "goverify", "inspect", *options, str(folder_of_all_sorts(tmp_path))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert (process.stderr.read(), process.wait(30)) == (b"", 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_full_disk_behind_stdout_is_told_in_one_line(tmp_path: Path, options: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "goverify", "inspect", *options, str(folder_of_all_sorts(tmp_path))]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert done.returncode == 2
    assert done.stderr == b"goverify: cannot write to stdout: No space left on device\n"


def test_a_setting_shows_no_secret_in_any_form(tmp_path: Path) -> None:
    text = go_program_with_setting(tmp_path / "tool")
    for arguments in (("--json",), ("--format", "ndjson"), ()):
        shown = goverify("inspect", str(text), *arguments).stdout
        assert b"main.token" in shown
        assert b"hunter2hunter2" not in shown


def go_program_with_setting(file: Path) -> Path:
    """Write a program into which a token was linked."""
    content = program(file).read_bytes()
    harmless = b"build\t-trimpath=true\nbuild\tCGO_ENABLED=0\n"
    telling = (
        b"build\t-ldflags=-Xmain.token=hunter2hunter2\n".ljust(len(harmless) - 1, b"x")[: len(harmless) - 1] + b"\n"
    )
    assert content.count(harmless) == 1
    file.write_bytes(content.replace(harmless, telling))
    return file
