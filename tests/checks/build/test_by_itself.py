"""build.by-itself: a failed build, a dead program and one of another release are reported; what its steps tell is not."""

from dataclasses import replace

import pytest

from goverify.checks.build.by_itself import by_itself
from goverify.facts import Facts
from goverify.facts.build import build_cache
from goverify.host import Completed
from goverify.host.replay.records import Run
from goverify.model import Evidence
from tests.builds import GO, OK, PROBE_BUILD, PROBE_RUN, ROOT, STEPS, failed, host, said
from tests.golang import QUESTION, answer, commands, findings
from tests.hosts import BORING, boring, folder, go_binary


def told(runs: dict[str, Completed | None] | None = None) -> str:
    """Return everything that the check saw, as one text."""
    seen = [item for item in by_itself(Facts(host(runs))) if isinstance(item, Evidence)]
    return "\n".join(f"{item.place}: {item.observed}" for item in seen)


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_build_and_run_the_probe(name: str) -> None:
    assert findings(by_itself, boring(name)) == []


def test_a_build_that_fails_for_no_known_reason_is_reported_with_what_was_said() -> None:
    [finding] = findings(by_itself, host({PROBE_BUILD: failed("something odd")}))
    assert (finding.cause, str(finding.subject)) == ("build-fails", GO)
    assert "cannot build a program: exit status 1: something odd" in finding.message
    assert f"sudo rm -rf {ROOT} && " in commands(finding)[-1]


def test_a_build_that_names_its_reason_yields_that_too() -> None:
    found = findings(by_itself, host({PROBE_BUILD: failed('go: no such tool "compile"', 2)}))
    assert [finding.cause for finding in found] == ["build-fails", "tree-tools-missing"]


def test_no_setting_of_the_users_is_blamed_since_none_was_in_force() -> None:
    odd = failed("go: parsing $GOFLAGS: unknown flag -x")
    [finding] = findings(by_itself, host({PROBE_BUILD: odd}, GOFLAGS="-x"))
    assert finding.cause == "build-fails"


@pytest.mark.parametrize(
    "build", [Completed(timed_out=True, duration_s=300.2), Completed(error="EMFILE")], ids=["hangs", "cannot start"]
)
def test_a_tree_is_not_to_be_replaced_for_a_build_that_did_not_come_to_an_end(build: Completed) -> None:
    found = findings(by_itself, host({PROBE_BUILD: build}))
    assert found[0].fix is None


@pytest.mark.parametrize(
    ("run", "words"),
    [
        (Completed(signal="SIGSEGV"), "ended by SIGSEGV"),
        (Completed(2, stderr="fatal error: oops\n\ngoroutine 1 [running]:\nmain.main()\n"), "fatal error: oops"),
        (Completed(error="EACCES"), "permission denied"),
        (Completed(timed_out=True, duration_s=10.4), "no answer within 10 s"),
        (Completed(flooded=True), "wrote without end"),
    ],
)
def test_a_program_that_does_not_run_is_reported(run: Completed, words: str) -> None:
    found = findings(by_itself, host({PROBE_RUN: run}))
    assert found[0].cause == "run-fails"
    assert words in found[0].message


@pytest.mark.parametrize("error", ["ENOENT", "EACCES", "EPERM"])
def test_a_new_program_that_windows_does_not_let_start_was_taken_away(error: str) -> None:
    runs = [replace(each, completed=Completed(error=error)) for each in boring("windows").recording.runs if _runs(each)]
    found = findings(by_itself, boring("windows").but(runs=runs))
    assert [finding.cause for finding in found] == ["run-fails", "antivirus-interferes"]


def test_elsewhere_it_has_other_reasons() -> None:
    found = findings(by_itself, host({PROBE_RUN: Completed(error="EACCES")}))
    assert [finding.cause for finding in found] == ["run-fails"]


def _runs(each: Run) -> bool:
    return "probe" in each.argv[0] and "program" in each.argv[0]


@pytest.mark.parametrize("name", ["signal", "tz"])
def test_what_a_step_tells_is_left_to_the_checks_of_the_runtime(name: str) -> None:
    assert findings(by_itself, host({PROBE_RUN: said({name: "no answer within 5s"})})) == []


def test_output_that_is_no_document_is_quoted() -> None:
    [finding] = findings(by_itself, host({PROBE_RUN: Completed(0, stdout="Hello, world\nagain\n")}))
    assert finding.cause == "run-fails"
    assert "printed 'Hello, world' instead of JSON" in finding.message


def test_a_program_of_another_release_than_go_is_reported() -> None:
    made = STEPS["runtime"] | {"version": "go1.26.6"}
    [finding] = findings(by_itself, host({PROBE_RUN: said(runtime=made)}))
    assert (finding.cause, str(finding.subject)) == ("run-fails", GO)
    assert "is of go1.26.6, while go itself is go1.27.3" in finding.message


def test_a_program_for_another_machine_than_gos_is_reported() -> None:
    made = STEPS["runtime"] | {"goarch": "386"}
    [finding] = findings(by_itself, host({PROBE_RUN: said(runtime=made)}))
    assert "is made for linux/386, while go builds for linux/amd64" in finding.message


@pytest.mark.parametrize("spelling", ["go1.27.3 X:arenas", "go1.27.3-X:arenas", "go1.27.3 (Red Hat 1.27.3-1.el10)"])
def test_a_packagers_spelling_is_no_other_release(spelling: str) -> None:
    made = STEPS["runtime"] | {"version": spelling}
    assert findings(by_itself, host({PROBE_RUN: said(runtime=made)})) == []


def test_a_go_that_names_no_release_is_only_compared_word_by_word() -> None:
    made = STEPS["runtime"] | {"version": "devel +abcdef"}
    own = host({PROBE_RUN: said(runtime=made)}).but(runs={(GO, *QUESTION): answer(ROOT, "devel +abcdef")})
    assert findings(by_itself, own) == []


def test_how_long_the_build_took_is_told() -> None:
    assert "built the probe in 4.26 s with an empty cache" in told({PROBE_BUILD: Completed(0, duration_s=4.26)})


def test_a_cache_that_held_something_is_told() -> None:
    cache = Facts(host())(build_cache)
    warm = host().but(files={cache / "00": folder()})
    seen = [item.observed for item in by_itself(Facts(warm)) if isinstance(item, Evidence)]
    assert "with a cache that held something" in seen[0]


@pytest.mark.parametrize(("printed", "causes"), [("it works\n", []), ("it does not\n", ["run-fails"])])
def test_a_release_too_old_for_the_probe_is_judged_by_a_smaller_program(printed: str, causes: list[str]) -> None:
    old = host().but(
        files={f"{ROOT}/bin/go": go_binary("go1.17.13"), f"{ROOT}/VERSION": "go1.17.13"},
        runs={
            (GO, *QUESTION): answer(ROOT, "go1.17.13"),
            f"{GO} build -o <scratch>/probe/program .": OK,
            "<scratch>/probe/program": Completed(0, stdout=printed),
        },
    )
    assert [finding.cause for finding in findings(by_itself, old)] == causes
