"""The diagnosis: how grave each root cause is, which one stands first, and what it all comes to."""

import pytest

from goverify.causes import CAUSES
from goverify.diagnosis import COVERAGE_NEEDED, FALLBACKS, diagnose, health_of
from goverify.model import CheckResult, Severity
from goverify.report import Diagnosis, Health
from tests.findings import finding, result

GO = "/go/bin/go"


def causes(*results: CheckResult) -> list[str]:
    return [diagnosis.cause for diagnosis in diagnose(results)]


def consequences(diagnosis: Diagnosis) -> list[str]:
    return [consequence.cause for consequence in diagnosis.consequences]


# Severity and order.


def test_diagnosis_is_as_grave_as_its_gravest_consequence() -> None:
    [diagnosis] = diagnose([result("a.a", finding("goroot-mismatch"), finding("build-fails"))])
    assert diagnosis.severity is Severity.CRITICAL


def test_mild_consequence_does_not_soften_a_diagnosis() -> None:
    [diagnosis] = diagnose([result("a.a", finding("goroot-missing"), finding("tree-goenv-missing"))])
    assert diagnosis.severity is Severity.CRITICAL


def test_consequence_keeps_its_own_severity() -> None:
    [diagnosis] = diagnose([result("a.a", finding("goroot-missing"), finding("goroot-mismatch"))])
    assert [consequence.severity for consequence in diagnosis.consequences] == [Severity.HIGH]


def test_finding_may_be_milder_than_its_cause() -> None:
    [diagnosis] = diagnose([result("a.a", finding("goroot-missing", severity=Severity.LOW))])
    assert diagnosis.severity is Severity.LOW


def test_gravest_stands_first() -> None:
    found = [
        finding("tree-writable"),
        finding("cc-absent"),
        finding("goroot-mismatch", "x"),
        finding("go-shadowed", "y"),
    ]
    assert causes(result("a.a", *found)) == ["goroot-mismatch", "go-shadowed", "tree-writable", "cc-absent"]


def test_effective_severity_decides_the_order() -> None:
    found = [finding("vcs-missing", "project"), finding("build-fails", "project"), finding("ca-missing", "host")]
    assert causes(result("a.a", *found)) == ["vcs-missing", "ca-missing"]


def test_answering_go_stands_before_a_graver_bystander() -> None:
    found = [finding("go-shadowed", "a", bystander=True), finding("tree-writable", "b")]
    assert causes(result("a.a", *found)) == ["tree-writable", "go-shadowed"]


def test_information_stands_behind_bystanders() -> None:
    found = [finding("cc-absent"), finding("tree-writable", "/old", bystander=True)]
    assert causes(result("a.a", *found)) == ["tree-writable", "cc-absent"]


@pytest.mark.parametrize("fallback", sorted(FALLBACKS))
def test_fallback_stands_behind_what_is_as_grave(fallback: str) -> None:
    found = [finding(fallback, GO), finding("tree-mixed", "/z", severity=CAUSES[fallback].severity)]
    assert causes(result("a.a", *found)) == ["tree-mixed", fallback]


def test_fallback_stands_before_what_is_milder() -> None:
    assert causes(result("a.a", finding("build-fails", GO), finding("ca-missing", "host"))) == [
        "build-fails",
        "ca-missing",
    ]


def test_fallbacks_are_no_explanation() -> None:
    assert [slug for slug in FALLBACKS if CAUSES[slug].explains] == []


def test_who_explains_more_stands_first() -> None:
    found = [
        finding("go-detached", "a"),
        finding("tree-src-missing", "a"),
        finding("tree-mixed", "b"),
        finding("tool-altered", "b"),
        finding("tree-modified", "b"),
    ]
    assert causes(result("a.a", *found)) == ["tree-mixed", "go-detached"]


def test_equal_causes_stand_in_alphabetical_order() -> None:
    assert causes(result("a.a", finding("os-too-old", "a"), finding("go-absent", "b"))) == ["go-absent", "os-too-old"]


def test_consequences_stand_gravest_first() -> None:
    found = [
        finding("goroot-missing"),
        finding("tree-goenv-missing"),
        finding("goroot-mismatch"),
        finding("tree-src-missing"),
    ]
    [diagnosis] = diagnose([result("a.a", *found)])
    assert consequences(diagnosis) == ["tree-src-missing", "goroot-mismatch", "tree-goenv-missing"]


# Consequences that several roots could claim.


def test_shared_consequence_goes_to_the_gravest_root_alone() -> None:
    found = [finding("cache-noexec", "a", GO), finding("disk-full", "b", GO), finding("build-fails", GO)]
    first, second = diagnose([result("a.a", *found)])
    assert (first.cause, consequences(first)) == ("disk-full", ["build-fails"])
    assert (second.cause, consequences(second)) == ("cache-noexec", [])


def test_root_that_lost_its_consequence_is_as_grave_as_what_is_left() -> None:
    found = [finding("cache-noexec", "a", GO), finding("disk-full", "b", GO), finding("build-fails", GO)]
    assert [one.severity for one in diagnose([result("a.a", *found)])] == [Severity.CRITICAL, Severity.MEDIUM]


def test_root_that_lost_its_consequence_gives_way_to_a_graver_one() -> None:
    found = [
        finding("cache-noexec", "a", GO),
        finding("disk-full", "b", GO),
        finding("build-fails", GO),
        finding("ca-missing", "c"),
    ]
    assert causes(result("a.a", *found)) == ["disk-full", "ca-missing", "cache-noexec"]


# Health.


def verdict(severity: Severity, coverage: float = 1.0) -> Health:
    return health_of(diagnose([result("a.a", finding("disk-full", severity=severity))]), coverage)


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        (Severity.CRITICAL, Health.BROKEN),
        (Severity.HIGH, Health.DEGRADED),
        (Severity.MEDIUM, Health.DEGRADED),
        (Severity.LOW, Health.OK),
        (Severity.INFO, Health.OK),
    ],
)
def test_gravest_diagnosis_decides_on_health(severity: Severity, expected: Health) -> None:
    assert verdict(severity) is expected


def test_nothing_found_is_healthy() -> None:
    assert health_of((), 1.0) is Health.OK


@pytest.mark.parametrize("severity", [Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.INFO])
def test_too_little_coverage_leaves_health_undecided(severity: Severity) -> None:
    assert verdict(severity, COVERAGE_NEEDED - 0.01) is Health.UNDECIDED


def test_broken_is_broken_whatever_else_is_unknown() -> None:
    assert verdict(Severity.CRITICAL, 0.0) is Health.BROKEN


def test_coverage_that_is_just_enough_decides() -> None:
    assert verdict(Severity.LOW, COVERAGE_NEEDED) is Health.OK
