"""facts.probe: the probe's document is read, and whatever else it prints is told, not choked on."""

import json

import pytest

from goverify.facts import Blocked, Facts, Unavailable
from goverify.facts.probing.probe import MOST_ITEMS, Probe, probe
from goverify.host import Completed
from tests.builds import GO, OK, PROBE_BUILD, PROBE_RUN, ROOT, STEPS, failed, host, said
from tests.golang import QUESTION, answer
from tests.hosts import go_binary


def printed(stdout: str) -> Probe:
    """Return what the probe says that prints this."""
    return Facts(host({PROBE_RUN: Completed(0, stdout=stdout)}))(probe)


def test_every_step_is_read() -> None:
    seen = Facts(host({PROBE_RUN: said({"tz": "no such zone"})}))(probe)
    assert {step.name for step in seen.steps} == {*STEPS, "tz"}
    assert [(step.name, step.error) for step in seen.steps if step.error] == [("tz", "no such zone")]


def test_named_values_are_at_hand() -> None:
    step = Facts(host())(probe).step("runtime")
    assert step
    assert (step.text("version"), step.text("gomaxprocs"), step.text("nothing")) == ("go1.27.3", "2", "")


def test_a_step_whose_data_is_a_list_has_items_and_no_named_values() -> None:
    step = Facts(host())(probe).step("dns")
    assert step
    assert (step.error, dict(step.data), step.items) == ("", {}, ("127.0.0.1", "::1"))


def test_a_list_without_end_is_cut() -> None:
    step = Facts(host({PROBE_RUN: said(dns=["127.0.0.1"] * 9999)}))(probe).step("dns")
    assert step
    assert len(step.items) == MOST_ITEMS


@pytest.mark.parametrize(
    ("stdout", "problem"),
    [
        ("hello\nworld\n", "printed 'hello' instead of JSON"),
        ("\n\n  \x1b[31mboo\x1b[0m\n", "printed '  boo' instead of JSON"),
        ("", "printed nothing"),
        ("[1, 2]", "printed JSON without its steps: '[1, 2]'"),
        ('{"steps": 7}', "printed JSON without its steps: '{\"steps\": 7}'"),
        ("[" * 100_000, f"printed '{'[' * 120}' instead of JSON"),
        ('{"schema":1,"steps":{}} trailing', 'printed \'{"schema":1,"steps":{}} trailing\' instead of JSON'),
    ],
)
def test_what_is_no_document_is_quoted(stdout: str, problem: str) -> None:
    assert printed(stdout) == Probe((), problem)


def test_a_step_that_is_no_object_has_failed() -> None:
    assert printed('{"steps": {"gc": "fine"}}').steps[0].error == "it says 'fine'"


def test_a_step_that_failed_without_a_word_says_so() -> None:
    assert printed('{"steps": {"gc": {"ok": false}}}').steps[0].error == "it failed without a word"


def test_only_true_is_success() -> None:
    assert printed(json.dumps({"steps": {"gc": {"ok": "yes", "err": "odd\x07"}}})).steps[0].error == "odd"


@pytest.mark.parametrize("runs", [{PROBE_BUILD: failed("no")}, {PROBE_RUN: Completed(signal="SIGSEGV")}])
def test_a_probe_that_did_not_run_says_nothing(runs: dict[str, Completed | None]) -> None:
    with pytest.raises(Blocked, match="did not run"):
        Facts(host(runs))(probe)


def test_a_release_that_is_too_old_has_no_probe() -> None:
    old = host().but(
        files={f"{ROOT}/bin/go": go_binary("go1.17.13"), f"{ROOT}/VERSION": "go1.17.13"},
        runs={
            (GO, *QUESTION): answer(ROOT, "go1.17.13"),
            f"{GO} build -o <scratch>/probe/program .": OK,
            "<scratch>/probe/program": Completed(0, stdout="it works\n"),
        },
    )
    with pytest.raises(Unavailable, match="needs a newer release"):
        Facts(old)(probe)
