"""The documents of a check-up as a person or a job asks for them: whole processes, on recorded hosts."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from goverify.commands.documents import FORMATS, draws, project, targets
from goverify.host.redact import Level, Redactor
from tests.hosts import boring
from tests.live.programs import posix
from tests.test_cli import LINUX, goverify, without_go

QUICK = ("--only", "path")


def job(folder: Path) -> dict[str, str]:
    """Return the variables of a job's step that lends files in a folder."""
    return {"GITHUB_STEP_SUMMARY": str(folder / "summary"), "GITHUB_OUTPUT": str(folder / "output")}


def test_the_exit_status_is_the_same_in_every_format(tmp_path: Path) -> None:
    host = without_go(tmp_path)
    codes = {goverify("--host", host, *QUICK, "--format", form, env=job(tmp_path)).returncode for form in FORMATS}
    assert codes == {1}


def test_further_documents_go_to_files(tmp_path: Path) -> None:
    sarif, metrics = tmp_path / "report.sarif", tmp_path / "go.prom"
    done = goverify("--host", LINUX, *QUICK, "--also", f"sarif={sarif}", "--also", f"openmetrics={metrics}")
    assert done.stdout.startswith(b"no fault found")
    assert json.loads(sarif.read_text("utf-8"))["version"] == "2.1.0"
    assert metrics.read_text("utf-8").endswith("# EOF\n")
    assert sorted(os.listdir(tmp_path)) == ["go.prom", "report.sarif"]  # no draft is left


def test_a_page_draws_what_path_leads_to(tmp_path: Path) -> None:
    page = tmp_path / "go.html"
    done = goverify("--host", LINUX, *QUICK, "--also", f"html={page}")
    assert done.stdout.startswith(b"no fault found")
    assert "1 go on PATH; number 1, /usr/local/go/bin/go, answers." in page.read_text("utf-8")
    assert "Not every go on PATH was followed" not in page.read_text("utf-8")


def test_only_a_page_asks_for_every_go_on_path() -> None:
    assert draws(targets("html", "", ()))
    assert draws(targets("text", "", ("html=go.html",)))
    assert not draws(targets("text", "", ("json=go.json", "markdown=go.md")))


@posix
def test_a_file_is_replaced_at_once_and_never_half_written(tmp_path: Path) -> None:
    metrics = tmp_path / "go.prom"
    metrics.write_text("# EOF\n", encoding="utf-8")
    with metrics.open(encoding="utf-8") as reader:
        goverify("--host", LINUX, *QUICK, "--format", "openmetrics", "--output", str(metrics))
        assert reader.read() == "# EOF\n"
    assert metrics.read_text("utf-8").startswith("# ")
    assert metrics.stat().st_size > 1000


@posix
def test_a_link_leads_to_the_new_file(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "report.json").symlink_to("kept/report.json")
    for _ in range(2):
        goverify("--host", LINUX, *QUICK, "--json", "--output", str(tmp_path / "report.json"))
        assert (tmp_path / "report.json").is_symlink()
        assert os.listdir(tmp_path / "kept") == ["report.json"]


@pytest.mark.skipif(not Path("/dev/fd/1").exists(), reason="/dev/fd leads to what is open")
def test_what_is_open_already_is_written_through(tmp_path: Path) -> None:
    with (tmp_path / "log").open("w+b") as log:
        log.write(b"before\n")
        log.flush()
        subprocess.run(
            [
                sys.executable,
                "-m",
                "goverify",
                "--host",
                LINUX,
                *QUICK,
                "--json",
                "--output",
                f"/dev/fd/{log.fileno()}",
            ],
            check=True,
            pass_fds=(log.fileno(),),
        )
    assert os.listdir(tmp_path) == ["log"]
    before, _, document = (tmp_path / "log").read_bytes().partition(b"\n")
    assert (before, json.loads(document)["schema"]) == (b"before", "goverify.report/1")


def test_documents_of_one_run_are_of_one_run(tmp_path: Path) -> None:
    lines = tmp_path / "lines"
    done = goverify("--host", LINUX, *QUICK, "--json", "--also", f"ndjson={lines}")
    last = json.loads(lines.read_text("utf-8").splitlines()[-1])
    assert last["summary"]["run"] == json.loads(done.stdout)["run"]


@pytest.mark.parametrize(
    ("also", "says"),
    [("sarfi=x", "did you mean 'sarif'"), ("sarif", "FORMAT=FILE"), ("sarif=", "FORMAT=FILE"), ("=x", "FORMAT=FILE")],
)
def test_a_further_document_that_is_none_is_a_mistake(also: str, says: str) -> None:
    done = goverify("--host", LINUX, *QUICK, "--also", also)
    assert (done.returncode, done.stdout) == (2, b"")
    assert says in done.stderr.decode()


def test_a_further_document_that_cannot_be_written_is_a_mistake(tmp_path: Path) -> None:
    done = goverify("--host", LINUX, *QUICK, "--also", f"json={tmp_path}/none/report.json")
    assert (done.returncode, done.stdout) == (2, b"")


def test_the_step_gets_its_summary_and_its_outputs(tmp_path: Path) -> None:
    (tmp_path / "summary").write_text("# before\n", encoding="utf-8")
    done = goverify("--host", without_go(tmp_path), *QUICK, "--format", "github", env=job(tmp_path))
    assert done.stdout.startswith(b"::error title=goverify%3A go-not-on-path")
    assert (tmp_path / "summary").read_text("utf-8").startswith("# before\n## goverify: go is broken\n")
    name, value, end, *_ = (tmp_path / "output").read_text("utf-8").splitlines()
    assert (name.partition("<<")[0], value) == ("health", "broken")
    assert name == f"health<<{end}"


def test_the_end_of_an_output_cannot_be_foreseen(tmp_path: Path) -> None:
    ends = set()
    for run in ("first", "second"):
        (tmp_path / run).mkdir()
        goverify("--host", LINUX, *QUICK, "--format", "github", env=job(tmp_path / run))
        ends.add((tmp_path / run / "output").read_text("utf-8").splitlines()[2])
    assert len(ends) == 2


def test_a_summary_that_is_nearly_full_is_not_lost(tmp_path: Path) -> None:
    full = (1 << 20) - 4096 - 100
    (tmp_path / "summary").write_text("x" * full, encoding="utf-8")
    goverify("--host", LINUX, *QUICK, "--format", "github", env=job(tmp_path))
    text = (tmp_path / "summary").read_text("utf-8")
    assert len(text) < 1 << 20
    assert "left out" in text


def test_a_summary_that_cannot_be_written_changes_no_verdict(tmp_path: Path) -> None:
    done = goverify("--host", LINUX, *QUICK, "--format", "github", env=job(tmp_path / "none"))
    assert done.returncode == 0
    assert done.stderr.count(b"cannot write") == 2


def test_other_formats_leave_the_files_of_the_job_alone(tmp_path: Path) -> None:
    goverify("--host", LINUX, *QUICK, env=job(tmp_path))
    assert os.listdir(tmp_path) == []


def relative_to(env: dict[str, str]) -> str:
    """Return the folder that names are told relative to, seen from /home/gopher/app/sub with these variables."""
    host = boring("linux").but(env=env, cwd="/home/gopher/app/sub")
    return project(host, Redactor.of(host, Level.LOCAL))


def test_names_are_told_relative_to_the_checkout_of_the_job() -> None:
    assert relative_to({"GITHUB_WORKSPACE": "/home/gopher/app"}) == "/home/gopher/app"
    assert relative_to({"CI_PROJECT_DIR": "/home/gopher/app"}) == "/home/gopher/app"


def test_names_are_told_relative_to_the_folder_where_no_checkout_holds_it() -> None:
    assert relative_to({}) == "/home/gopher/app/sub"
    assert relative_to({"GITHUB_WORKSPACE": "/home/gopher/application", "WORKSPACE": ""}) == "/home/gopher/app/sub"


def test_rules_are_those_of_the_checks_that_ran() -> None:
    [run] = json.loads(goverify("--host", LINUX, "--only", "path.shadowed-go", "--format", "sarif").stdout)["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["go-shadowed"]


def test_no_format_shows_a_secret(tmp_path: Path) -> None:
    host = json.loads(Path(LINUX).read_text(encoding="utf-8"))
    host["env"]["GOPROXY"] = "ftp://ada:hunter2secret@proxy.example"
    (tmp_path / "host.json").write_text(json.dumps(host), encoding="utf-8")
    files = {form: tmp_path / form for form in FORMATS}
    further = [word for form, file in files.items() for word in ("--also", f"{form}={file}")]
    goverify("--host", str(tmp_path / "host.json"), "--only", "env", *further, env=job(tmp_path))
    written = {form: file.read_text("utf-8") for form, file in files.items()} | {
        "summary": (tmp_path / "summary").read_text("utf-8")
    }
    assert [form for form, text in written.items() if "hunter2secret" in text] == []
    assert [form for form, text in written.items() if "proxy.example" not in text] == ["openmetrics"]
