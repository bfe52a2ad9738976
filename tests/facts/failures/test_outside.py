"""facts.outside: words that rest on what goverify itself set are told only where the facts bear them out."""

from goverify.facts import Facts
from goverify.facts.failures.outside import outside
from goverify.facts.failures.symptoms import Symptom
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from tests.checkouts import APP, ROOT, checkout
from tests.choosing import in_project

REFUSED = "error obtaining VCS status: exit status 128\n\tUse -buildvcs=false to disable VCS stamping."


def meaning(host: RecordedHost, said: str) -> Symptom | None:
    """Return what a failed run means on this host that says this."""
    return outside(Facts(host), Completed(1, stderr=f"{said}\n"), under_settings=True)


def test_a_project_that_asks_for_a_newer_go_than_may_answer_is_told_where_that_is_so() -> None:
    said = "go: go.mod requires go >= 1.99 (running go 1.26.6; GOTOOLCHAIN=local)"
    bound = meaning(in_project("go 1.99\n", GOTOOLCHAIN="local"), said)
    assert bound
    assert (bound.cause, bound.subject) == ("toolchain-too-old", "/home/gopher/app/go.mod")
    assert meaning(in_project("go 1.99\n"), said) is None


def test_the_words_of_releases_that_do_not_switch_are_known() -> None:
    said = "go: errors parsing go.mod:\ngo.mod:3: invalid go version '1.99.0': must match format 1.23"
    found = meaning(in_project("go 1.99.0\n", go="go1.19.8"), said)
    assert found
    assert found.cause == "toolchain-too-old"


def test_git_is_said_to_refuse_a_checkout_that_belongs_to_another_user() -> None:
    found = meaning(checkout().but(identity=ROOT, env={"HOME": "/root"}), REFUSED)
    assert found
    assert (found.cause, found.subject) == ("vcs-ownership", APP)


def test_a_checkout_of_ones_own_of_which_git_says_the_same_is_damaged() -> None:
    found = meaning(checkout(), REFUSED)
    assert found
    assert (found.cause, found.subject) == ("vcs-broken", APP)


def test_a_file_of_the_project_is_named_in_full() -> None:
    found = meaning(checkout(), "go: errors parsing go.mod:\ngo.mod:5: unknown directive: foo")
    assert found
    assert (found.cause, found.subject) == ("gomod-invalid", f"{APP}/go.mod")


def test_without_a_project_none_is_made_up() -> None:
    found = meaning(in_project(None), "go: updates to go.mod needed; to update it:")
    assert found
    assert (found.cause, found.subject) == ("gomod-untidy", "go.mod")
