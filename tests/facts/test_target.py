"""facts.target: what GOOS and GOARCH make go build for, and which of them is wrong."""

import pytest

from goverify.facts import Facts
from goverify.facts.target import foreign_target, misnamed, target
from goverify.host import Completed
from tests.builds import DIST_LIST, GO, failed, host
from tests.golang import QUESTION


def names(**env: str) -> list[str]:
    """Return the settings to which the failure of a pair is due."""
    return [held.name for held in Facts(host(**env))(misnamed)]


def test_nothing_set_is_no_target() -> None:
    assert Facts(host())(target) is None


@pytest.mark.parametrize("env", [{"GOOS": "linux"}, {"GOARCH": "amd64"}, {"GOOS": "linux", "GOARCH": "amd64"}])
def test_this_machines_own_names_are_no_target(env: dict[str, str]) -> None:
    assert Facts(host(**env))(target) is None


@pytest.mark.parametrize(
    ("env", "pair", "guilty"),
    [
        ({"GOOS": "windows"}, "windows/amd64", ["GOOS"]),
        ({"GOARCH": "arm64"}, "linux/arm64", ["GOARCH"]),
        ({"GOARCH": "386"}, "linux/386", ["GOARCH"]),
        ({"GOOS": "linux", "GOARCH": "arm64"}, "linux/arm64", ["GOARCH"]),
        ({"GOOS": "darwin", "GOARCH": "arm64"}, "darwin/arm64", ["GOOS", "GOARCH"]),
    ],
)
def test_another_machine_that_go_knows_is_foreign(env: dict[str, str], pair: str, guilty: list[str]) -> None:
    found = Facts(host(**env))(foreign_target)
    assert found
    assert (found.pair, [held.name for held in found.guilty]) == (pair, guilty)
    assert (found.host_os, found.host_arch) == ("linux", "amd64")


@pytest.mark.parametrize("env", [{"GOOS": "Linux"}, {"GOARCH": "x86_64"}, {"GOOS": "plan9", "GOARCH": "arm64"}])
def test_what_go_does_not_know_is_not_foreign(env: dict[str, str]) -> None:
    assert Facts(host(**env))(target)
    assert Facts(host(**env))(foreign_target) is None


def test_a_go_that_lists_no_targets_leaves_it_to_the_build() -> None:
    assert Facts(host({DIST_LIST: failed('go: no such tool "dist"', 2)}, GOOS="windows"))(foreign_target) is None


def test_the_machine_itself_is_not_foreign_to_a_go_that_runs_translated() -> None:
    translated = host().but(platform={"arch": "arm64"}, env={"GOARCH": "arm64"})
    assert Facts(translated)(target) is None


def test_a_go_that_tells_nothing_of_itself_has_no_target() -> None:
    lost = failed("go: cannot find GOROOT directory: 'go' binary is trimmed and GOROOT is not set", 2)
    assert Facts(host(GOOS="windows").but(runs={(GO, *QUESTION): lost}))(target) is None


def test_the_name_that_go_does_not_know_is_to_blame() -> None:
    assert names(GOOS="Linux") == ["GOOS"]
    assert names(GOARCH="x86_64") == ["GOARCH"]
    assert names(GOOS="windows", GOARCH="x86_64") == ["GOARCH"]
    assert names(GOOS="win", GOARCH="arm64") == ["GOOS"]


def test_two_known_names_that_are_no_pair_are_both_to_blame() -> None:
    assert names(GOOS="plan9", GOARCH="arm64") == ["GOOS", "GOARCH"]


def test_lines_that_are_no_pairs_are_passed_over() -> None:
    odd = host({DIST_LIST: Completed(0, stdout="linux/amd64\n\nhello\na/b/c\nwindows/amd64")}, GOOS="windows")
    found = Facts(odd)(foreign_target)
    assert found
    assert found.pair == "windows/amd64"
