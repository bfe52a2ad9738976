"""The diagnosis: what one finding explains is its consequence, on the same subject only."""

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from goverify.causes.explanations import FAILURES
from goverify.diagnosis import diagnose
from goverify.model import CheckResult, Evidence, Fix, Outcome, Severity
from goverify.report import Consequence, Diagnosis
from tests.findings import finding, result

GO = "/go/bin/go"


def causes(*results: CheckResult) -> list[str]:
    return [diagnosis.cause for diagnosis in diagnose(results)]


def consequences(diagnosis: Diagnosis) -> list[str]:
    return [consequence.cause for consequence in diagnosis.consequences]


# What is explained by what.


def test_nothing_found_is_no_diagnosis() -> None:
    assert diagnose([result("path.a"), result("path.b")]) == ()


def test_one_finding_is_one_diagnosis_in_the_findings_words() -> None:
    fix = Fix("Unset GOROOT.", ("unset GOROOT",))
    found = finding("goroot-missing", "GOROOT", message="GOROOT is /gone", detail="Nothing is there.", fix=fix)
    assert diagnose([result("goroot.missing", found)]) == (
        Diagnosis(
            cause="goroot-missing",
            severity=Severity.CRITICAL,
            title="GOROOT is /gone",
            detail="Nothing is there.",
            subject="GOROOT",
            evidence=(Evidence("GOROOT", "goroot-missing"),),
            fix=fix,
            consequences=(),
            checks=("goroot.missing",),
        ),
    )


def test_what_a_cause_explains_is_its_consequence() -> None:
    found = [
        result("build.fails", finding("build-fails", GO)),
        result("goroot.missing", finding("goroot-missing", "GOROOT", GO)),
    ]
    [diagnosis] = diagnose(found)
    assert diagnosis.cause == "goroot-missing"
    assert diagnosis.consequences == (Consequence("build-fails", Severity.CRITICAL, f"build-fails at {GO}", GO),)


def test_explanation_needs_a_common_subject() -> None:
    found = [finding("goroot-missing", "GOROOT", GO), finding("build-fails", "/other/bin/go")]
    assert set(causes(result("a.a", *found))) == {"goroot-missing", "build-fails"}


@pytest.mark.parametrize("concerned", [("/tree",), ("/tree", "PATH"), ("PATH", "/tree")])
def test_two_findings_that_concern_one_thing_have_it_in_common(concerned: tuple[str, ...]) -> None:
    found = [
        finding("tree-mixed", "/tree/VERSION", *concerned),
        finding("tree-tools-mismatch", "/tree/pkg/tool", "/tree"),
    ]
    assert causes(result("a.a", *found)) == ["tree-mixed"]


def test_path_and_its_text_are_one_subject() -> None:
    found = [finding("goroot-missing", "GOROOT", PurePosixPath(GO)), finding("build-fails", GO)]
    assert causes(result("a.a", *found)) == ["goroot-missing"]


def test_letter_case_does_not_part_windows_subjects() -> None:
    found = [
        finding("goroot-missing", "GOROOT", PureWindowsPath(r"C:\Go\bin\go.exe")),
        finding("build-fails", r"c:\go\BIN\go.exe"),
    ]
    assert causes(result("a.a", *found)) == ["goroot-missing"]


def test_letter_case_parts_other_subjects() -> None:
    found = [
        finding("goroot-missing", "GOROOT", PurePosixPath("/Go/bin/go")),
        finding("build-fails", PurePosixPath(GO)),
    ]
    assert len(causes(result("a.a", *found))) == 2


def test_causes_that_do_not_explain_each_other_stand_side_by_side() -> None:
    found = [finding("goroot-equals-gopath", "GOROOT"), finding("tree-writable", "GOROOT")]
    assert causes(result("a.a", *found)) == ["goroot-equals-gopath", "tree-writable"]


def test_chain_ends_under_its_root() -> None:
    found = [finding("build-fails"), finding("goroot-mismatch"), finding("manager-env-stale")]
    [diagnosis] = diagnose([result("a.a", *found)])
    assert diagnosis.cause == "manager-env-stale"
    assert consequences(diagnosis) == ["build-fails", "goroot-mismatch"]


def test_chain_holds_where_its_ends_have_no_common_subject() -> None:
    found = [
        finding("manager-env-stale", "GOROOT"),
        finding("goroot-missing", "GOROOT", GO),
        finding("build-fails", GO),
    ]
    [diagnosis] = diagnose([result("a.a", *found)])
    assert consequences(diagnosis) == ["goroot-missing", "build-fails"]


def test_chain_breaks_without_its_middle_link() -> None:
    found = [finding("manager-env-stale", "GOROOT"), finding("build-fails", GO)]
    assert set(causes(result("a.a", *found))) == {"manager-env-stale", "build-fails"}


def test_one_missing_go_is_one_diagnosis() -> None:
    symptoms = ("goroot-mismatch", "tree-src-missing", "tree-tools-missing", "tree-goenv-missing", *FAILURES)
    found = [result(f"x.{cause}", finding(cause, GO)) for cause in ("goroot-missing", *symptoms)]
    [diagnosis] = diagnose(found)
    assert set(consequences(diagnosis)) == set(symptoms)


def test_information_explains_nothing() -> None:
    found = [finding("goroot-mismatch", severity=Severity.INFO), finding("build-fails")]
    assert causes(result("a.a", *found)) == ["build-fails", "goroot-mismatch"]


def test_information_may_be_a_consequence() -> None:
    found = [finding("target-in-env"), finding("cc-foreign", severity=Severity.INFO)]
    [diagnosis] = diagnose([result("a.a", *found)])
    assert consequences(diagnosis) == ["cc-foreign"]


def test_waived_findings_take_no_part() -> None:
    found = [
        result("goroot.missing", finding("goroot-missing"), outcome=Outcome.WAIVED),
        result("build.fails", finding("build-fails")),
    ]
    assert causes(*found) == ["build-fails"]


@pytest.mark.parametrize("outcome", [Outcome.PASSED, Outcome.FAILED, Outcome.UNKNOWN, Outcome.BLOCKED])
def test_what_was_found_before_a_check_gave_up_takes_part(outcome: Outcome) -> None:
    assert causes(result("a.a", finding("cc-absent"), outcome=outcome)) == ["cc-absent"]


# Another Go.


def test_fault_of_a_second_go_never_swallows_that_of_the_first() -> None:
    found = [
        finding("tree-mixed", "/old/go", bystander=True, severity=Severity.LOW),
        finding("build-fails", GO, "/go"),
    ]
    assert causes(result("a.a", *found)) == ["build-fails", "tree-mixed"]


def test_fault_of_a_second_go_never_swallows_that_of_the_first_even_with_path_in_common() -> None:
    found = [
        finding("go-link-dangling", "/old/bin/go", "PATH", bystander=True, severity=Severity.LOW),
        finding("go-shadowed", "PATH", GO),
    ]
    assert causes(result("a.a", *found)) == ["go-shadowed", "go-link-dangling"]


def test_second_go_has_root_causes_of_its_own() -> None:
    found = [
        finding("tree-mixed", "/old", bystander=True, severity=Severity.LOW),
        finding("tree-tools-mismatch", "/old/pkg/tool", "/old", bystander=True, severity=Severity.LOW),
    ]
    [diagnosis] = diagnose([result("a.a", *found)])
    assert (diagnosis.cause, diagnosis.bystander) == ("tree-mixed", True)


def test_fault_of_the_answering_go_may_explain_that_of_another() -> None:
    found = [
        finding("disk-full", "/home"),
        finding("cache-not-writable", "/home/cache", "/home", bystander=True, severity=Severity.LOW),
    ]
    assert causes(result("a.a", *found)) == ["disk-full"]
