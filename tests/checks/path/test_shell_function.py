"""path.shell-function: an exported function that runs something else than go is reported; a wrapper is worth a word."""

import pytest

from goverify.checks.path.shell_function import shell_function
from tests.checks.path.looking import commands, findings, level
from tests.hosts import BORING, boring

NAME = "BASH_FUNC_go%%"


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_hand_no_function_on(name: str) -> None:
    assert not findings(shell_function, boring(name))


@pytest.mark.parametrize("name", [NAME, "BASH_FUNC_go()"])
def test_a_function_that_runs_a_container_is_reported(name: str) -> None:
    body = '() {  docker run --rm golang:1.20 go "$@"\n}'
    [finding] = findings(shell_function, boring("linux").but(env={name: body}))
    assert (finding.cause, level(finding), commands(finding)) == ("go-shadowed", "medium", ("unset -f go",))
    assert f"hides /usr/local/go/bin/go ({name})" in finding.message


@pytest.mark.parametrize("body", ['() {  GOFLAGS=-x command go "$@"\n}', '() {  /usr/local/go/bin/go "$@"\n}'])
def test_a_person_s_own_wrapper_is_worth_a_word(body: str) -> None:
    [finding] = findings(shell_function, boring("linux").but(env={NAME: body}))
    assert level(finding) == "low"


def test_a_function_of_another_name_is_none_of_go_s() -> None:
    assert not findings(shell_function, boring("linux").but(env={"BASH_FUNC_gofmt%%": "() {  true\n}"}))
