"""facts.contexts.asking: the shells are asked where that was allowed, and only what stands between the marks counts."""

import pytest

from goverify.facts import Allowances, Facts
from goverify.facts.contexts.asking import BEGIN, END, asked_shells, script, why_not_asked
from goverify.facts.contexts.values import Context
from goverify.facts.variables.shells import Shell
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import Run
from tests.contexts import HOME, linux
from tests.hosts import boring

ALLOWED = Allowances(ask_shells=True)
PATH = "/opt/go/bin:/usr/bin:/bin"
ANSWER = f"{BEGIN}\nkind=file\ncommand=/opt/go/bin/go\npath={PATH}\n{END}\n"


def asked(ended: Completed, host: RecordedHost | None = None) -> dict[str, Context]:
    """Return what a bash says that ends so in every session."""
    runs = [Run(("bash", option, script(Shell.BASH)), ended) for option in ("-lc", "-ic", "-lic")]
    answering = (host or linux({})).but(runs=runs)
    return {each.id: each for each in asked_shells(Facts(answering, ALLOWED))}


def test_no_shell_is_asked_unless_that_was_allowed() -> None:
    assert asked_shells(Facts(linux({}))) == ()


@pytest.mark.parametrize(
    "env",
    [{"CI": "true"}, {"TF_BUILD": "True"}, {"JENKINS_URL": "http://x"}, {"HOME": ""}, {"SHELL": ""}, {"SHELL": "bash"}],
)
def test_no_shell_is_asked_in_ci_without_a_home_or_without_its_full_path(env: dict[str, str]) -> None:
    host = boring("linux").but(env=env, ancestors=["init"])
    assert why_not_asked(Facts(host, ALLOWED))
    assert asked_shells(Facts(host, ALLOWED)) == ()


def test_the_answer_of_each_session_is_told() -> None:
    answers = asked(Completed(status=0, stdout=ANSWER))
    assert set(answers) == {"login-shell", "interactive-shell", "interactive-login-shell"}
    there = answers["login-shell"]
    assert (there.asked, there.known, there.path, there.differs) == (True, True, PATH, True)
    assert there.go
    assert str(there.go.found) == "/opt/go/bin/go"


@pytest.mark.parametrize("noise", ["Welcome!\npath=/no\n", f"{BEGIN}\npath=/no\n", f"{BEGIN}\npath=/no\n{END}\n"])
def test_what_start_up_files_print_is_passed_over(noise: str) -> None:
    answers = asked(Completed(status=0, stdout=f"{noise}{ANSWER}bye\npath=/no\n"))
    assert answers["interactive-shell"].path == PATH


@pytest.mark.parametrize(
    ("ended", "words"),
    [
        (Completed(timed_out=True, stdout=BEGIN), "no answer in 5 seconds"),
        (Completed(flooded=True), "printed too much"),
        (Completed(status=3, stdout="hello"), "ended with 3"),
        (Completed(error="ENOEXEC"), "could not be started: ENOEXEC"),
    ],
)
def test_a_shell_that_gives_no_answer_is_not_known(ended: Completed, words: str) -> None:
    there = asked(ended)["login-shell"]
    assert (there.known, there.path, there.differs) == (False, None, False)
    assert words in there.gaps[0].observed


def test_a_function_that_only_the_shell_knows_is_told() -> None:
    there = asked(Completed(status=0, stdout=ANSWER.replace("kind=file", "kind=function")))["interactive-shell"]
    assert there.cause
    assert "function" in there.cause.observed


def test_the_line_that_reading_found_goes_with_the_same_answer() -> None:
    host = linux({f"{HOME}/.bashrc": "PATH=/opt/go/bin:$PATH\n"})
    there = asked(Completed(status=0, stdout=ANSWER), host)["interactive-shell"]
    assert there.cause
    assert there.cause.place == f"{HOME}/.bashrc, line 1"


def test_a_recorded_host_that_was_not_asked_says_so() -> None:
    there = asked_shells(Facts(linux({}), ALLOWED))[0]
    assert (there.known, there.gaps[0].observed) == (False, "was not asked when this host was recorded")


def test_powershell_is_asked_with_the_stored_path() -> None:
    answer = f"{BEGIN}\r\nkind=Application\r\npath=C:\\Program Files\\Go\\bin\r\n{END}\r\n"
    place = r"C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe"
    run = Run((place, "-NonInteractive", "-Command", script(Shell.POWERSHELL)), Completed(status=0, stdout=answer))
    [there] = asked_shells(Facts(boring("windows").but(runs=[run]), ALLOWED))
    assert (there.id, there.known, there.differs) == ("interactive-shell", True, False)
