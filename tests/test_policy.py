"""The policy at work: severities and waivers change what counts, requirements are findings, the command line goes first."""

from collections.abc import Sequence

import pytest

from goverify.catalog import UnknownName, modules, select
from goverify.diagnosis import diagnose
from goverify.examine import examine
from goverify.facts import Allowances, Facts
from goverify.host import Host
from goverify.model import CheckResult, Outcome, Severity
from goverify.plan import NO_POLICY, Wishes, planned
from goverify.policy import NO_RULES, Policy, Rules, ruled, summary_of
from goverify.policy_file.draft import draft
from goverify.profiles import PROFILES
from goverify.report import Report
from goverify.score import score
from goverify.subjects import comparable
from goverify.summary import summarise
from tests.choosing import in_project
from tests.field.cases import Case, cases
from tests.field.recorded import host_of
from tests.findings import finding, result
from tests.hosts import BORING, boring, go_tree
from tests.policies import policy, waiver

SHADOWED = finding("go-shadowed", "/usr/bin/go")
HEALTHY = [case for case in cases() if case.recorded is not None and not case.expect.cause]
BOTH = result("path.shadowed-go", SHADOWED, finding("go-shadowed", "/opt/go/bin/go"))


def rules(text: str) -> Rules:
    return planned(Wishes(), policy(text), (), ()).rules


def taken(text: str, *results: CheckResult) -> list[Outcome]:
    return [each.outcome for each in ruled(results, rules(text))]


def report_on(host: Host, text: str, checks: Sequence[str] = ()) -> Report:
    """Return the report of a host under a policy."""
    plan = planned(Wishes(), policy(text), (), ())
    allow = Allowances(requires=plan.requires)
    return examine(host, checks or plan.checks, allow=allow, terms=plan.terms, deadline_s=60, rules=plan.rules)


def shadowing() -> Host:
    """Return a host whose first go on PATH hides a newer one."""
    files = go_tree("/opt/go", "go1.27.3")
    return in_project(None, files=files).but(env={"PATH": "/usr/local/go/bin:/opt/go/bin:/usr/bin:/bin"})


def test_without_rules_results_stay_as_they_are() -> None:
    assert ruled([BOTH], NO_RULES) == (BOTH,)
    assert summary_of([BOTH], NO_RULES) is None


def test_a_waived_finding_stays_and_counts_for_nothing() -> None:
    [waived] = ruled([result("path.shadowed-go", SHADOWED)], rules(waiver("go-shadowed", "2027-01-01")))
    assert (waived.outcome, waived.reason) == (Outcome.WAIVED, "accepted until 2027-01-01: it is being mended")
    assert [each.waived for each in waived.findings] == [True]
    assert diagnose([waived]) == ()
    assert score([waived], ()).total == 100


def test_a_waiver_of_one_subject_leaves_the_others_to_fail() -> None:
    [half] = ruled([BOTH], rules(waiver("go-shadowed", "2027-01-01", "/usr/*")))
    assert half.outcome is Outcome.FAILED
    assert [each.subject for each in diagnose([half])] == ["/opt/go/bin/go"]


def test_a_waiver_of_another_cause_or_subject_does_nothing() -> None:
    assert taken(waiver("go-absent", "2027-01-01"), BOTH) == [Outcome.FAILED]
    assert taken(waiver("go-shadowed", "2027-01-01", "/usr/bin/g"), BOTH) == [Outcome.FAILED]


def test_a_check_that_broke_off_behind_what_is_waived_has_not_seen_the_rest() -> None:
    broken = result("path.shadowed-go", SHADOWED)._replace(reason="PermissionError: no")
    assert taken(waiver("go-shadowed", "2027-01-01"), broken) == [Outcome.UNKNOWN]


def test_a_waived_finding_loses_nothing_and_another_of_its_check_does() -> None:
    graver = finding("go-not-on-path", "/x")
    [half] = ruled([result("path.x", SHADOWED, graver)], rules(waiver("go-not-on-path", "2027-01-01")))
    [category] = score([half], diagnose([half])).categories
    assert [line.lost for line in category.ledger] == [5]


def test_the_report_tells_what_came_of_each_waiver() -> None:
    text = "".join(
        waiver(*each)
        for each in [("go-shadowed", "2027-01-01"), ("go-absent", "2027-01-01"), ("go-absent", "2020-01-01")]
    )
    summary = summary_of([BOTH], rules(text))
    assert summary is not None
    assert [(each.state, each.place) for each in summary.waivers] == [
        ("applied", "goverify.toml:2"),
        ("unused", "goverify.toml:6"),
        ("expired", "goverify.toml:10"),
    ]


def test_a_severity_to_info_passes_and_one_from_info_fails() -> None:
    assert taken('[severity]\ngo-shadowed = "info"', BOTH) == [Outcome.PASSED]
    known = result("env.x", finding("goroot-redundant", "GOROOT"), outcome=Outcome.PASSED)
    assert taken('[severity]\ngoroot-redundant = "high"', known) == [Outcome.FAILED]


@pytest.mark.parametrize(("severity", "code"), [("high", 1), ("critical", 1), ("medium", 0), ("info", 0)])
def test_a_severity_decides_the_exit_status(severity: str, code: int) -> None:
    causes = "\n".join(f'{cause} = "{severity}"' for cause in ("go-shadowed", "release-unsupported"))
    text = f"[severity]\n{causes}\n"
    assert report_on(shadowing(), text, select(["path.shadowed-go"])).run.exit_code == code


def test_an_expired_waiver_fails_and_waives_nothing() -> None:
    report = report_on(shadowing(), waiver("go-shadowed", "2026-11-19"), select(["path.shadowed-go", "policy"]))
    assert report.run.exit_code == 1
    assert {"go-shadowed", "waiver-expired"} == {each.cause for each in report.diagnosis}
    [expired] = [each for each in report.diagnosis if each.cause == "waiver-expired"]
    assert "goverify.toml:2" in expired.title


def test_what_comes_of_a_required_go_and_a_hidden_newer_one_is_one_diagnosis() -> None:
    report = report_on(shadowing(), 'go = ">=1.27"', select(["path.shadowed-go", "policy"]))
    assert [each.cause for each in report.diagnosis] == ["go-shadowed"]
    assert [each.cause for each in report.diagnosis[0].consequences] == ["policy-go-version"]
    assert report.run.exit_code == 1


def test_the_command_line_goes_before_the_file_and_the_file_before_the_profile() -> None:
    written = Policy(profile="fleet", fail_on="low", min_score=70, allow_incomplete=False)
    assert planned(Wishes(), NO_POLICY._replace(profile="fleet"), (), ()).terms == (None, 0, True)
    assert planned(Wishes(), written, (), ()).terms == (Severity.LOW, 70, False)
    assert planned(Wishes("critical", 0, allow_incomplete=True), written, (), ()).terms == (Severity.CRITICAL, 0, True)
    assert planned(Wishes(profile="ci"), written, (), ()).rules.profile == "ci"
    assert planned(Wishes(), NO_POLICY, (), ()).terms == (Severity.HIGH, 0, False)


def test_names_on_the_command_line_go_before_all_that_is_left_out_elsewhere() -> None:
    written = Policy(profile="ci", skip=("path",))
    assert planned(Wishes(), written, ("ide", "path"), ()).checks == select(["ide", "path"])
    assert planned(Wishes(), written, (), ("goroot",)).checks == select((), ("goroot", "path", *PROFILES["ci"].skip))


def test_a_selection_in_the_file_does_not_leave_out_what_the_file_requires() -> None:
    assert planned(Wishes(), Policy(only=("path",)), (), ()).checks == select(["path", "policy"])


def test_a_plan_that_leaves_nothing_is_a_mistake() -> None:
    with pytest.raises(UnknownName):
        planned(Wishes(), NO_POLICY, ("path",), ("path",))


def test_a_severity_in_the_file_goes_before_the_profiles() -> None:
    text = 'profile = "container"\n[severity]\nvcs-missing = "high"\n'
    assert rules(text).severities["vcs-missing"] is Severity.HIGH
    assert rules(text).severities["zoneinfo-missing"] is Severity.INFO


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_names_what_there_is(name: str) -> None:
    assert select((), PROFILES[name].skip)
    assert planned(Wishes(profile=name), NO_POLICY, (), ()).rules.profile == name


@pytest.mark.parametrize("name", BORING)
def test_a_policy_drafted_from_a_healthy_host_is_met_by_it(name: str) -> None:
    facts = Facts(boring(name))
    found = summarise(facts, authentic=True, chosen=True)
    text = draft(found.go, found.toolchain)
    report = report_on(boring(name), text)
    assert (report.run.exit_code, report.health.value) == (0, "ok")
    assert 'go = ">=1.27, <1.29"' in text
    went = {each.id: each.outcome for each in report.checks if each.id.startswith("policy.")}
    assert went["policy.go-version"] is went["policy.provenance"] is Outcome.PASSED


@pytest.mark.parametrize("case", HEALTHY, ids=lambda case: case.id)
def test_a_policy_drafted_in_a_healthy_case_is_met_by_it(case: Case) -> None:
    host = host_of(case)
    found = summarise(Facts(host), authentic=True, chosen=True)
    report = report_on(host, draft(found.go, found.toolchain))
    assert [each for each in report.checks if each.id.startswith("policy.") and each.outcome is Outcome.FAILED] == []
    assert (report.run.exit_code, report.run.exit_reason) == (0, "nothing at or above the threshold")


def test_a_draft_behind_a_managers_stand_in_asks_for_the_release_that_it_chose() -> None:
    [case] = [case for case in HEALTHY if case.id == "healthy-asdf-shim"]
    found = summarise(Facts(host_of(case)), authentic=True, chosen=True)
    assert (found.go and found.go.version, 'go = ">=1.27, <1.29"' in draft(found.go, found.toolchain)) == (
        "go1.27.3",
        True,
    )


def test_a_draft_without_a_go_is_a_policy_that_asks_for_little() -> None:
    requires = policy(draft(None, None)).requires
    assert requires is not None
    assert not any(requires)


def test_without_a_policy_its_checks_are_skipped() -> None:
    report = examine(
        boring("linux"),
        select(["policy"]),
        allow=Allowances(),
        terms=planned(Wishes(), NO_POLICY, (), ()).terms,
        deadline_s=60,
    )
    assert {each.outcome for each in report.checks} == {Outcome.SKIPPED}
    assert set(select(["policy"])) <= set(modules())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/home/ada/go/bin", "/home/grace/go/bin"),
        ("/home/ada/go/bin", "~/go/bin"),
        ("/Users/ada/go", "/root/go/"),
        (r"C:\Users\Ada\go", "c:/users/grace/GO/"),
        ("/tmp/goverify-a1b2c3d4/x", "/tmp/goverify-zzzzzzzz/x"),
    ],
)
def test_subjects_of_two_machines_are_the_same(one: str, other: str) -> None:
    assert comparable(one) == comparable(other)


@pytest.mark.parametrize(
    ("one", "other"), [("/opt/Go", "/opt/go"), ("/", "/go"), ("GOFLAGS", "GOROOT"), ("/home/ada/go", "/srv/ada/go")]
)
def test_subjects_that_differ_stay_different(one: str, other: str) -> None:
    assert comparable(one) != comparable(other)
