"""facts.running: what go is told and what it is not, whoever asks."""

from pathlib import PurePosixPath

import pytest

from goverify.facts import Facts
from goverify.facts.running import clean_env, run_go, user_env
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import Run
from tests.hosts import BORING, boring, text

GO = PurePosixPath("/usr/local/go/bin/go")


@pytest.mark.parametrize("name", BORING)
def test_go_never_downloads_switches_or_counts_itself(name: str) -> None:
    ask = Facts(boring(name))
    for env in (clean_env(ask), user_env(ask)):
        assert (env["GOTOOLCHAIN"], env["GOPROXY"], env["LC_ALL"]) == ("local", "off", "C")
        assert env["TEST_TELEMETRY_DIR"].startswith("<scratch>")


def test_no_setting_of_the_user_reaches_the_clean_environment() -> None:
    settings = {"GOROOT": "/x", "GOFLAGS": "-bogus", "GOOS": "plan9", "CC": "evil", "TMPDIR": "/y", "LD_PRELOAD": "z"}
    host = boring("linux").but(env={**settings, "GOENV": "/home/gopher/other"})
    env = clean_env(Facts(host))
    assert not (settings.keys() - {"GOFLAGS"}) & env.keys()
    assert (env["GOENV"], env["GOFLAGS"], env["GOWORK"]) == ("off", "", "off")


def test_a_version_manager_keeps_what_it_finds_its_files_by() -> None:
    env = clean_env(Facts(boring("linux").but(env={"ASDF_DIR": "/opt/asdf", "MISE_DATA_DIR": "/opt/mise"})))
    assert (env["ASDF_DIR"], env["MISE_DATA_DIR"], env["MISE_OFFLINE"]) == ("/opt/asdf", "/opt/mise", "1")


def test_the_users_own_settings_are_in_force_in_theirs() -> None:
    env = user_env(Facts(boring("linux").but(env={"GOOS": "plan9", "TMPDIR": "/var/tmp", "CC": "clang"})))
    assert (env["GOOS"], env["TMPDIR"], env["CC"]) == ("plan9", "/var/tmp", "clang")


def test_the_users_own_settings_start_no_programs() -> None:
    host = boring("linux").but(
        env={"GOFLAGS": "-toolexec=/evil -v", "GOCACHEPROG": "/evil"},
        files={"/home/gopher/.config/go/env": text("GOCACHEPROG=/evil\n")},
    )
    env = user_env(Facts(host))
    assert (env["GOFLAGS"], env["GOCACHEPROG"]) == ("-v", "")
    assert env["GOENV"].startswith("<scratch>")


def test_windows_names_a_variable_once_whatever_its_case() -> None:
    env = user_env(Facts(boring("windows").but(env={"GoProxy": "https://proxy.example"})))
    assert [value for name, value in env.items() if name.upper() == "GOPROXY"] == ["off"]


def answering(cwd: str | None) -> RecordedHost:
    """Return a host whose go answers in one folder alone."""
    return boring("linux").but(runs=[Run((str(GO), "help"), Completed(0), cwd=PurePosixPath(cwd) if cwd else None)])


def test_a_question_is_asked_in_an_empty_folder() -> None:
    ask = Facts(answering("<scratch>/empty"))
    assert run_go(ask, GO, ("help",), env=clean_env(ask)).ok


def test_a_question_can_be_asked_elsewhere() -> None:
    ask = Facts(answering("/opt"))
    assert run_go(ask, GO, ("help",), env=clean_env(ask), cwd=PurePosixPath("/opt")).ok


def ended(run: Completed) -> Completed:
    """Return how a question to go ends on a host where its run ends so."""
    ask = Facts(boring("linux").but(runs={f"{GO} help": run}))
    return run_go(ask, GO, ("help",), env=clean_env(ask), timeout_s=10)


def test_a_run_that_had_all_its_time_is_an_answer() -> None:
    assert ended(Completed(timed_out=True, duration_s=10.3)).timed_out


def test_a_run_that_the_whole_check_up_cut_short_proves_nothing() -> None:
    with pytest.raises(TimeoutError, match="/usr/local/go/bin/go was still running"):
        ended(Completed(timed_out=True, duration_s=3.0))
