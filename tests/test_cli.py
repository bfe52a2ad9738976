"""The command line as a person or a script meets it: whole processes, on recorded hosts."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from goverify import __version__
from goverify.catalog import modules
from goverify.causes import CAUSES
from tests.hosts import FIXTURES

LINUX = str(FIXTURES / "linux.json")


def goverify(*arguments: str, env: dict[str, str] | None = None, stdin: str = "") -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "goverify", *arguments],
        env=os.environ | (env or {}),
        input=stdin.encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )


def without_go(tmp_path: Path) -> str:
    """Return a recording of a host whose PATH leads to no go."""
    host = json.loads(Path(LINUX).read_text(encoding="utf-8"))
    host["env"]["PATH"] = "/usr/bin:/bin"
    host["files"]["/home/gopher/.profile"] = None
    file = tmp_path / "host.json"
    file.write_text(json.dumps(host), encoding="utf-8")
    return str(file)


def test_the_version_stands_alone_on_stdout() -> None:
    done = goverify("--version")
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, f"goverify {__version__}\n", b"")


def test_check_is_the_default_command() -> None:
    bare, named = goverify("--host", LINUX, "-q"), goverify("check", "--host", LINUX, "-q")
    assert (bare.returncode, bare.stdout) == (named.returncode, named.stdout)


def test_help_names_every_command() -> None:
    shown = goverify("--help").stdout.decode()
    assert all(command in shown for command in ("check", "which", "list", "explain", "record", "schema"))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--only", "path.shadow-go"), "did you mean 'path.shadowed-go'"),
        (("--skip", "pth"), "did you mean 'path'"),
        (("--only", "path", "--skip", "path"), "no check"),
        (("--format", "yaml"), "yaml"),
        (("--fail-on", "awful"), "awful"),
        (("--nonsense",), "--nonsense"),
        (("--host", "/nonexistent/host.json"), "cannot read /nonexistent/host.json"),
        (("--project", "/nonexistent/project"), "/nonexistent/project"),
        (("explain", "path.shadow-go"), "did you mean 'path.shadowed-go'"),
        (("explain", "goroot-mising"), "did you mean 'goroot-missing'"),
        (("schema", "nothing"), "nothing"),
    ],
)
def test_a_mistake_is_one_error_on_stderr_and_status_2(arguments: tuple[str, ...], says: str) -> None:
    done = goverify(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert says in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": "goverify.host/9"}', "\x00\x01", "null"])
def test_a_recording_that_is_none_is_a_mistake(text: str) -> None:
    done = goverify("--host", "-", stdin=text)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_a_recording_may_come_from_stdin() -> None:
    done = goverify("--host", "-", "--json", stdin=Path(LINUX).read_text(encoding="utf-8"))
    assert json.loads(done.stdout)["host"]["system"] == "linux"


def test_a_format_does_not_change_the_verdict(tmp_path: Path) -> None:
    for host in (LINUX, without_go(tmp_path)):
        codes = {goverify("--host", host, *more).returncode for more in ((), ("--json",), ("-q",), ("-vv",))}
        assert len(codes) == 1


def test_a_finding_at_the_threshold_is_status_1(tmp_path: Path) -> None:
    assert goverify("--host", without_go(tmp_path)).returncode == 1


def test_no_threshold_is_status_0(tmp_path: Path) -> None:
    assert goverify("--host", without_go(tmp_path), "--fail-on", "never", "--allow-incomplete").returncode == 0


def test_a_score_below_the_minimum_is_status_1(tmp_path: Path) -> None:
    done = goverify("--host", without_go(tmp_path), "--fail-on", "never", "--min-score", "99", "--json")
    assert (done.returncode, json.loads(done.stdout)["run"]["exit_code"]) == (1, 1)


def test_the_first_line_names_the_cause_and_the_second_mends_it(tmp_path: Path) -> None:
    first, second, *_ = goverify("--host", without_go(tmp_path)).stdout.decode().splitlines()
    assert "PATH" in first
    assert second.strip() == 'export PATH="/usr/local/go/bin:$PATH"'


def test_output_writes_the_file_and_nothing_to_stdout(tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    done = goverify("--host", LINUX, "--json", "--output", str(target))
    assert done.stdout == b""
    assert json.loads(target.read_text(encoding="utf-8"))["schema"] == "goverify.report/1"
    assert [item.name for item in tmp_path.iterdir()] == ["report.json"]


def test_output_to_a_place_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    done = goverify("--host", LINUX, "--output", str(tmp_path / "absent" / "report.json"))
    assert done.returncode == 2
    assert b"cannot write" in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "utf-8"])
def test_every_console_encoding_gets_a_report(encoding: str) -> None:
    done = goverify("--host", LINUX, env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    assert done.returncode == 0, done.stderr
    assert "1.27.3" in done.stdout.decode(encoding)


def test_no_colour_without_a_terminal() -> None:
    assert b"\x1b" not in goverify("--host", LINUX, "-v").stdout


def test_a_reader_that_leaves_is_no_failure() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "goverify", "--host", LINUX, "-vv"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


def test_list_names_every_check() -> None:
    shown = goverify("list").stdout.decode()
    assert all(id_ in shown for id_ in modules())


def test_list_as_json_says_what_each_check_may_report() -> None:
    document = json.loads(goverify("list", "--json").stdout)
    assert {check["id"] for check in document["checks"]} == set(modules())
    assert all(set(check["causes"]) <= set(CAUSES) for check in document["checks"])


def test_explain_shows_the_parts_of_a_check() -> None:
    shown = goverify("explain", "path.shadowed-go").stdout.decode()
    assert all(heading in shown for heading in ("Why", "Looks at", "Fix"))


def test_explain_tells_which_checks_report_a_cause() -> None:
    assert "path.shadowed-go" in goverify("explain", "go-shadowed").stdout.decode()


@pytest.mark.parametrize("name", ["probe:sched", "sched"])
def test_explain_tells_what_a_failed_step_of_the_probe_means(name: str) -> None:
    shown = goverify("explain", name).stdout.decode()
    assert "Where it fails\n    Programs hang." in shown


def test_explain_tells_what_an_item_of_information_means() -> None:
    shown = goverify("explain", "host.memory-limit").stdout.decode()
    assert all(words in shown for words in ("What it means for a Go program", "golang/go#75164", "never scored"))


def test_schema_prints_a_schema() -> None:
    for document in ("report", "host"):
        assert "$schema" in json.loads(goverify("schema", document).stdout)


def test_which_names_the_go_that_answers() -> None:
    done = goverify("which", "--host", LINUX)
    assert done.returncode == 0
    assert "/usr/local/go/bin/go" in done.stdout.decode().splitlines()[0]


def test_which_tells_who_would_run_another_go() -> None:
    text = goverify("which", "--host", LINUX, "--shells").stdout.decode()
    assert "service (systemd): no go" in text
    assert "was not asked when this host was recorded" in text


@pytest.mark.skipif(sys.platform == "win32", reason="there a folder that is in use stays")
def test_which_in_a_folder_that_is_gone_says_so(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    line = f'rmdir "$PWD" && exec "{sys.executable}" -P -m goverify which --json'
    done = subprocess.run(["/bin/sh", "-c", line], cwd=tmp_path / "gone", capture_output=True, timeout=60, check=False)
    says = b"goverify: the current folder is gone; change to another one, or name one with --project\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, b"", says)


def test_which_on_a_recording_that_lacks_a_place_says_so(tmp_path: Path) -> None:
    host = json.loads(Path(LINUX).read_text(encoding="utf-8")) | {"closed": False}
    host["env"]["PATH"] = "/srv/bin"
    file = tmp_path / "host.json"
    file.write_text(json.dumps(host), encoding="utf-8")
    done = goverify("which", "--host", str(file))
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("goverify: the recording does not tell what stands at /srv")


def test_which_without_a_go_is_status_1(tmp_path: Path) -> None:
    assert goverify("which", "--host", without_go(tmp_path)).returncode == 1


def test_the_report_says_whether_the_network_could_be_asked() -> None:
    for options in ((), ("--online",)):
        done = goverify("--host", LINUX, "--json", "--only", "path", *options)
        assert json.loads(done.stdout)["run"]["online"] is bool(options)


def test_the_report_says_whether_the_deep_proofs_were_asked_for() -> None:
    for options in ((), ("--deep",)):
        done = goverify("--host", LINUX, "--json", "--only", "path", *options)
        assert json.loads(done.stdout)["run"]["deep"] is bool(options)
