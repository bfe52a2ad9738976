"""facts.effective_settings: each setting with the place that counts, and why another place or value does not."""

import pytest

from goverify.facts import Facts
from goverify.facts.settings.effective_settings import EffectiveSetting, effective_settings
from goverify.facts.settings.in_force import Origin
from goverify.host.recorded import RecordedHost
from tests.checks.env.stored import STORED, with_env, with_stored
from tests.hosts import boring, go_binary, text


def rows(host: RecordedHost, name: str) -> list[EffectiveSetting]:
    """Return what there is of a setting, but for its default."""
    found = Facts(host)(effective_settings)
    return [row for row in found if row.name == name and row.origin is not Origin.DEFAULT]


def older(release: str, **env: str) -> RecordedHost:
    """Return a Linux host whose go is of an older release."""
    return with_env(**env).but(files={"/usr/local/go/bin/go": go_binary(release)})


@pytest.mark.parametrize("name", ["linux", "macos", "windows"])
def test_on_boring_hosts_nothing_is_without_effect(name: str) -> None:
    assert [row for row in Facts(boring(name))(effective_settings) if not row.in_effect] == []


def test_what_nobody_sets_is_at_its_default() -> None:
    [row] = [row for row in Facts(boring("linux"))(effective_settings) if row.name == "GOFLAGS"]
    assert (row.origin, row.value, row.in_effect) == (Origin.DEFAULT, None, True)


def test_a_setting_that_the_release_does_not_have_has_no_default() -> None:
    assert "GOAUTH" not in {row.name for row in Facts(older("go1.21.13"))(effective_settings)}


def test_the_environment_comes_before_the_go_env_file() -> None:
    first, second = rows(with_stored("# mine\nGOPROXY=off\n", GOPROXY="direct"), "GOPROXY")
    assert (first.value, first.origin, first.in_effect) == ("direct", Origin.ENVIRONMENT, True)
    assert (second.value, second.line, second.in_effect, second.why) == ("off", 2, False, "the environment sets it")


def test_the_go_env_file_comes_before_that_of_the_release() -> None:
    host = with_stored("GOTOOLCHAIN=local\n").but(files={"/usr/local/go/go.env": "#\nGOTOOLCHAIN=auto\n"})
    first, second = rows(host, "GOTOOLCHAIN")
    assert (first.origin, first.in_effect) == (Origin.FILE, True)
    assert (second.origin, second.line, second.in_effect) == (Origin.RELEASE, 2, False)
    assert second.why == f"line 1 of {STORED['linux']} sets it"


def test_a_stored_empty_value_hides_that_of_the_release() -> None:
    host = with_stored("GOSUMDB=\n").but(files={"/usr/local/go/go.env": "GOSUMDB=db.example\n"})
    first, second = rows(host, "GOSUMDB")
    assert (first.value, first.in_effect) == ("", True)
    assert second.why.endswith("to nothing")


def test_the_later_of_two_lines_counts() -> None:
    first, second = rows(with_stored("GOBIN=/a\nGOBIN=/b\n"), "GOBIN")
    assert (first.in_effect, first.why) == (False, "line 2 gives it another value")
    assert (second.value, second.in_effect) == ("/b", True)


@pytest.mark.parametrize("name", ["GODEBUG", "GOMEMLIMIT", "PATH", "HOME"])
def test_what_programs_read_from_the_environment_alone_has_no_effect_in_the_file(name: str) -> None:
    [row] = [row for row in rows(with_stored(f"{name}=x\n"), name) if row.place]
    assert (row.in_effect, row.why) == (False, "it is read from the environment alone")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("\ufeffGOBIN=/a\n", "byte-order mark"),
        ("GOBIN=/a\n".encode("utf-16"), "UTF-16"),
        ("export GOBIN=/a\n", "passes over"),
    ],
)
def test_a_line_that_go_does_not_see_is_named(content: str | bytes, why: str) -> None:
    [row] = rows(with_stored(content), "GOBIN")
    assert not row.in_effect
    assert why in row.why
    assert (row.value, row.line) == (("/a", 1) if isinstance(content, str) else ("", None))


@pytest.mark.parametrize(("line", "why"), [("GOBIN=/a\r\n", "carriage return"), ('GOBIN="/a"\n', "quotes")])
def test_a_value_with_more_in_it_than_was_meant_takes_effect_as_it_is(line: str, why: str) -> None:
    [row] = rows(with_stored(line), "GOBIN")
    assert row.in_effect
    assert why in row.why


def test_go_takes_its_tool_folder_from_nowhere() -> None:
    [row] = rows(with_env(GOTOOLDIR="/x"), "GOTOOLDIR")
    assert (row.in_effect, row.why) == (False, "go works it out itself and takes it from nowhere")


def test_a_name_in_the_file_that_go_does_not_know_has_no_effect() -> None:
    [row] = rows(with_stored("GOPORXY=off\n"), "GOPORXY")
    assert (row.in_effect, row.why) == (False, "go knows no such setting")


def test_names_of_others_in_the_file_are_left_alone() -> None:
    assert not rows(with_stored("MY_TOKEN=x\n"), "MY_TOKEN")


@pytest.mark.parametrize(
    ("release", "name", "in_effect"),
    [
        ("go1.20.14", "GOTOOLCHAIN", False),
        ("go1.21.13", "GOTOOLCHAIN", True),
        ("go1.23.4", "GOAUTH", False),
        ("go1.24.1", "GOAUTH", True),
        ("go1.22.1", "GOCACHEPROG", False),
    ],
)
def test_a_release_does_not_know_what_came_later(release: str, name: str, in_effect: bool) -> None:
    [row] = [row for row in rows(older(release, **{name: "off"}), name) if row.origin is Origin.ENVIRONMENT]
    assert row.in_effect is in_effect


def test_an_experiment_made_cache_programs_known_before_1_24() -> None:
    [row] = rows(older("go1.22.1", GOCACHEPROG="/p", GOEXPERIMENT="x,cacheprog"), "GOCACHEPROG")
    assert row.in_effect


def test_releases_before_1_21_read_no_go_env_of_their_own() -> None:
    assert not rows(older("go1.20.14"), "GOTOOLCHAIN")


def test_a_level_of_another_processor_does_not_matter() -> None:
    [row] = rows(with_env(GOARM="7"), "GOARM")
    assert (row.in_effect, row.why) == (False, "builds are for amd64")


def test_a_level_of_the_processor_that_builds_are_for_does() -> None:
    [row] = rows(with_env(GOARM="7", GOARCH="arm"), "GOARM")
    assert row.in_effect


def test_a_file_that_may_not_be_read_gives_nothing() -> None:
    host = boring("linux").but(files={STORED["linux"]: text("GOBIN=/a\n", mode=0o600)})
    assert not rows(host, "GOBIN")
