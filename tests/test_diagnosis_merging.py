"""The diagnosis: findings of one cause on one subject are one, with the evidence of all."""

from pathlib import PureWindowsPath

from goverify.diagnosis import diagnose
from goverify.model import Evidence, Fix, Severity
from tests.findings import finding, result

GO = "/go/bin/go"


def test_two_checks_with_one_cause_and_subject_make_one_diagnosis() -> None:
    [diagnosis] = diagnose([result("b.b", finding("disk-full", "/")), result("a.a", finding("disk-full", "/"))])
    assert diagnosis.checks == ("a.a", "b.b")


def test_one_cause_on_two_subjects_makes_two_diagnoses() -> None:
    found = [finding("disk-full", "/tmp"), finding("disk-full", "/home")]
    assert [one.subject for one in diagnose([result("a.a", *found)])] == ["/home", "/tmp"]


def test_paths_that_differ_in_case_merge_on_windows() -> None:
    found = [finding("disk-full", PureWindowsPath("C:\\Temp")), finding("disk-full", PureWindowsPath("c:\\temp"))]
    assert [one.subject for one in diagnose([result("a.a", *found)])] == ["C:\\Temp"]


def test_first_check_by_id_speaks_for_merged_findings() -> None:
    found = [
        result("b.b", finding("disk-full", "/", message="second", detail="two")),
        result("a.a", finding("disk-full", "/", message="first", detail="one")),
    ]
    [diagnosis] = diagnose(found)
    assert (diagnosis.title, diagnosis.detail) == ("first", "one")


def test_what_a_check_saw_speaks_before_what_a_failed_build_says() -> None:
    found = [
        result("build.by-itself", finding("tree-tools-missing", "/go", message="no such tool", fix=Fix("Guess."))),
        result("tree.tools", finding("tree-tools-missing", "/go", message="compile is absent", fix=Fix("Reinstall."))),
    ]
    [diagnosis] = diagnose(found)
    assert (diagnosis.title, diagnosis.fix) == ("compile is absent", Fix("Reinstall."))


def test_first_finding_of_a_check_speaks_for_merged_findings() -> None:
    found = [finding("disk-full", "/", message="first"), finding("disk-full", "/", message="second")]
    [diagnosis] = diagnose([result("a.a", *found)])
    assert diagnosis.title == "first"


def test_evidence_of_merged_findings_is_united_in_order() -> None:
    one, two, three = (Evidence(place, "full") for place in "123")
    found = [finding("disk-full", "/", evidence=(two, one)), finding("disk-full", "/", evidence=(one, three))]
    [diagnosis] = diagnose([result("a.a", *found)])
    assert diagnosis.evidence == (two, one, three)


def test_merged_findings_are_as_grave_as_the_gravest() -> None:
    found = [
        finding("disk-full", "/", severity=severity) for severity in (Severity.LOW, Severity.MEDIUM, Severity.INFO)
    ]
    [diagnosis] = diagnose([result("a.a", *found)])
    assert diagnosis.severity is Severity.MEDIUM


def test_merged_findings_keep_the_first_fix_there_is() -> None:
    fix = Fix("Make room.")
    found = [
        finding("disk-full", "/"),
        finding("disk-full", "/", fix=fix),
        finding("disk-full", "/", fix=Fix("Other.")),
    ]
    [diagnosis] = diagnose([result("a.a", *found)])
    assert diagnosis.fix == fix


def test_merged_findings_concern_what_any_of_them_concerns() -> None:
    found = [finding("disk-full", "/"), finding("disk-full", "/", GO), finding("build-fails", GO)]
    [diagnosis] = diagnose([result("a.a", *found)])
    assert diagnosis.cause == "disk-full"


def test_finding_about_the_answering_go_takes_the_mark_of_a_bystander_away() -> None:
    found = [finding("disk-full", "/", bystander=True), finding("disk-full", "/")]
    [diagnosis] = diagnose([result("a.a", *found)])
    assert not diagnosis.bystander


def test_diagnosis_names_the_checks_of_its_consequences_after_its_own() -> None:
    found = [result("build.fails", finding("build-fails")), result("goroot.missing", finding("goroot-missing"))]
    [diagnosis] = diagnose(found)
    assert diagnosis.checks == ("goroot.missing", "build.fails")


def test_a_remedy_that_can_be_pasted_goes_before_one_in_words() -> None:
    words, commands = Fix("Free some space there."), Fix("Set GOTMPDIR.", ("go env -w GOTMPDIR=/data",))
    one = result("a.b", finding("disk-full", fix=words), finding("disk-full", fix=commands))
    assert [found.fix for found in diagnose([one])] == [commands]
    assert [found.fix for found in diagnose([result("a.b", finding("disk-full", fix=words))])] == [words]
