"""Recorded runs answer by what was asked: program, arguments, and where they matter folder and environment."""

import pytest

from goverify.host import Completed, Entry, Kind, NotRecorded
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import Run
from tests.hosts import boring, link

GO = "/usr/local/go/bin/go"


def run(host: RecordedHost, *argv: str, cwd: str | None = None, **changes: str | None) -> Completed:
    """Return the answer to a run in the host's environment with these changes."""
    env = {name: value for name, value in {**host.env, **changes}.items() if value is not None}
    return host.run(argv, timeout_s=1, env=env, cwd=host.path(cwd) if cwd else host.cwd)


def answers(**outputs: Run) -> RecordedHost:
    """Return a host with runs whose output is the name they have here."""
    return boring("linux").but(
        runs=[Run(each.argv, Completed(0, stdout=name), each.cwd, each.env) for name, each in outputs.items()]
    )


def test_a_line_of_words_answers_for_the_program_of_that_name() -> None:
    host = boring("linux").but(runs={"go version": Completed(0, stdout="x")})
    assert run(host, GO, "version").stdout == "x"
    with pytest.raises(NotRecorded):
        run(host, GO, "version", "-m")


def test_a_program_named_in_full_wins_over_its_bare_name() -> None:
    host = boring("linux").but(
        runs={("go", "version"): Completed(0, stdout="any"), (GO, "version"): Completed(0, stdout="this")}
    )
    assert run(host, GO, "version").stdout == "this"
    assert run(host.but(files={"/opt/go": link("/usr/local/go")}), "/opt/go/bin/go", "version").stdout == "any"


def test_programs_of_windows_ignore_case_and_ending() -> None:
    host = boring("windows").but(runs={"go version": Completed(0, stdout="x")})
    assert run(host, r"C:\Program Files\Go\bin\GO.EXE", "version").stdout == "x"


def test_the_environment_decides_where_a_run_names_it() -> None:
    host = answers(plain=Run((GO, "env"), Completed()), windows=Run((GO, "env"), Completed(), env={"GOOS": "windows"}))
    assert run(host, GO, "env").stdout == "plain"
    assert run(host, GO, "env", GOOS="windows").stdout == "windows"
    assert run(host, GO, "env", GOOS="windows", GOFLAGS="-v").stdout == "windows"


def test_a_variable_that_must_be_missing_is_null() -> None:
    host = answers(bare=Run((GO, "env"), Completed(), env={"HOME": None}), home=Run((GO, "env"), Completed()))
    assert run(host, GO, "env").stdout == "home"
    assert run(host, GO, "env", HOME=None).stdout == "bare"


def test_the_folder_decides_where_a_run_names_it() -> None:
    host = boring("linux")
    host = answers(there=Run((GO, "env"), Completed(), cwd=host.path("/tmp")), anywhere=Run((GO, "env"), Completed()))
    assert run(host, GO, "env", cwd="/tmp").stdout == "there"
    assert run(host, GO, "env").stdout == "anywhere"


def test_a_program_that_is_absent_or_no_program_does_not_start() -> None:
    host = boring("linux")
    assert run(host, "/opt/nothing", "x").error == "ENOENT"
    assert run(host.but(files={GO: None}), GO, "version").error == "ENOENT"
    assert run(host.but(files={GO: Entry(Kind.FILE, mode=0o644)}), GO, "version").error == "EACCES"
    assert run(host, "/etc/profile").error == "EACCES"
    assert run(host, GO, "version", cwd="/nowhere").error == "ENOENT"


def test_a_program_that_is_there_has_no_answer_of_its_own() -> None:
    with pytest.raises(NotRecorded, match="go vet"):
        run(boring("linux"), GO, "vet")


def test_a_program_in_scratch_runs_as_recorded() -> None:
    host = boring("linux").but(runs={("<scratch>/probe/program",): Completed(0, stdout="x")})
    program = host.scratch("probe", {"main.go": "package main"}) / "program"
    assert run(host, str(program), cwd=str(program.parent)).stdout == "x"


def test_a_new_outcome_replaces_the_old_one_and_none_removes_it() -> None:
    host = boring("linux").but(runs={"go version": Completed(0, stdout="old")})
    assert run(host.but(runs={"go version": Completed(2)}), GO, "version").status == 2
    with pytest.raises(NotRecorded):
        run(host.but(runs={"go version": None}), GO, "version")


def test_files_written_to_scratch_are_there_from_then_on() -> None:
    host = boring("windows")
    folder = host.scratch("probe", {"main.go": "package main", "sub/x.go": "package sub"})
    assert str(folder) == r"<scratch>\probe"
    assert host.names(folder) == ("main.go", "sub")
    with host.open(folder / "sub" / "x.go") as reader:
        assert reader.read(0, 99) == b"package sub"
    assert host.scratch("probe", {"more.go": ""}) == folder
    assert host.names(folder) == ("main.go", "more.go", "sub")


def test_the_cache_may_be_missing() -> None:
    host = boring("linux")
    assert str(host.cache("build")) == "<cache>/build"
    assert host.but(cache=False).cache("build") is None
