"""storage.build-cache-place: a cache that is off or has no place is reported; an unset GOCACHE is not."""

import pytest

from goverify.checks.storage.build_cache_place import build_cache_place
from tests.golang import commands, findings, level
from tests.hosts import BORING, boring, text


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_a_place(name: str) -> None:
    assert findings(build_cache_place, boring(name)) == []


@pytest.mark.parametrize("value", ["off", "cache"])
def test_a_value_that_go_refuses_is_reported(value: str) -> None:
    [finding] = findings(build_cache_place, boring("linux").but(env={"GOCACHE": value}))
    assert (finding.cause, finding.subject, level(finding)) == ("cache-disabled", "GOCACHE", "critical")
    assert f"GOCACHE={value}" in finding.message
    assert commands(finding) == ("unset GOCACHE",)


def test_the_go_env_file_counts_too() -> None:
    host = boring("linux").but(files={"/home/gopher/.config/go/env": text("GOCACHE=off\n", uid=1000)})
    [finding] = findings(build_cache_place, host)
    assert commands(finding) == ("sed -i '/^GOCACHE=/d' /home/gopher/.config/go/env",)


@pytest.mark.parametrize(("name", "variable"), [("linux", "HOME"), ("macos", "HOME"), ("windows", "LOCALAPPDATA")])
def test_a_missing_home_is_reported_by_the_systems_own_name(name: str, variable: str) -> None:
    [finding] = findings(build_cache_place, boring(name).but(env={variable: None}))
    assert (finding.cause, finding.subject) == ("cache-unlocatable", variable)
    assert f"neither GOCACHE nor {variable} is set" in finding.message


def test_a_missing_home_is_given_back() -> None:
    [finding] = findings(build_cache_place, boring("linux").but(env={"HOME": None}))
    assert commands(finding) == ("export HOME=~gopher", 'export GOCACHE="$(mktemp -d)"')


@pytest.mark.parametrize("home", ["~", "home/gopher"])
def test_a_relative_home_is_set_right(home: str) -> None:
    [finding] = findings(build_cache_place, boring("linux").but(env={"HOME": home}))
    assert (finding.cause, finding.subject, level(finding)) == ("cache-unlocatable", "HOME", "high")
    assert "builds nothing" not in finding.message
    assert commands(finding) == ("export HOME=~gopher",)


def test_a_relative_cache_folder_is_no_place() -> None:
    [finding] = findings(build_cache_place, boring("linux").but(env={"XDG_CACHE_HOME": "cache"}))
    assert (finding.cause, finding.subject) == ("cache-unlocatable", "XDG_CACHE_HOME")
    assert commands(finding) == ("export XDG_CACHE_HOME=/home/gopher/.cache",)
    assert "env -i" not in finding.detail


@pytest.mark.parametrize("named", [{"GOCACHE": "/tmp/cache"}, {"XDG_CACHE_HOME": "/tmp/cache"}])
def test_without_a_home_a_cache_that_is_named_will_do(named: dict[str, str]) -> None:
    assert findings(build_cache_place, boring("linux").but(env={"HOME": None, **named})) == []
