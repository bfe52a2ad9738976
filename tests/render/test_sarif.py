"""SARIF: as the standard says of each part that is written, results in the project or of the machine, stable fingerprints."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft7Validator

from goverify.catalog import load
from goverify.model import Evidence
from goverify.render.places import Surroundings
from goverify.render.sarif import render
from goverify.report import Report
from goverify.report_parts import BaselineSummary, NewFinding, PolicySummary, ToolchainSummary, WaiverSummary
from tests.render.reports import HOSTILE, REPORTS, broken, hostile, several, undecided
from tests.render.test_formats import reports

PROJECT = "/home/ada/src/app"
CHECKS = tuple(map(load, ("path.shadowed-go", "goroot.missing")))


def only(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the schema of an object with these properties and no others."""
    rules = required | (optional or {})
    return {"type": "object", "additionalProperties": False, "required": list(required), "properties": rules}


def many(inner: Any) -> dict[str, Any]:
    """Return the schema of a list."""
    return {"type": "array", "items": inner}


TEXT = {"type": "string", "minLength": 1}
BAG = {"type": "object"}
MESSAGE = only(
    {"text": {"type": "string", "minLength": 1, "pattern": r"^(?:[^{}]|\{\{|\}\})*$", "not": {"pattern": r"\]\("}}}
)
LEVEL = {"enum": ["none", "note", "warning", "error"]}
LOGICAL = many(only({"fullyQualifiedName": TEXT, "kind": {"const": "resource"}}))
URI = {"type": "string", "pattern": r"^(?![/.])(?!.*\.\./)(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+$"}
PHYSICAL = only(
    {
        "artifactLocation": only({"uri": URI, "uriBaseId": {"const": "SRCROOT"}}),
        "region": only({"startLine": {"type": "integer", "minimum": 1}}),
    }
)
RULE = only(
    {"id": TEXT, "shortDescription": MESSAGE, "defaultConfiguration": only({"level": LEVEL}), "properties": BAG},
    {"help": MESSAGE},
)
RESULT = only(
    {
        "ruleId": TEXT,
        "ruleIndex": {"type": "integer", "minimum": 0},
        "kind": {"enum": ["fail", "informational"]},
        "level": LEVEL,
        "message": MESSAGE,
        "locations": {
            **many(only({"logicalLocations": LOGICAL}, {"physicalLocation": PHYSICAL})),
            "minItems": 1,
            "maxItems": 1,
        },
        "partialFingerprints": only({"goverify/v1": {"type": "string", "pattern": "^[0-9a-f]{64}$"}}),
        "properties": BAG,
    },
    {
        "baselineState": {"enum": ["new", "unchanged"]},
        "suppressions": many(
            only({"kind": {"const": "external"}, "status": {"const": "accepted"}, "justification": TEXT})
        ),
    },
)
INVOCATION = only(
    {
        "executionSuccessful": {"type": "boolean"},
        "exitCode": {"type": "integer"},
        "exitCodeDescription": {"type": "string"},
        "startTimeUtc": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
        "toolExecutionNotifications": many(only({"level": LEVEL, "message": MESSAGE})),
    }
)
LOG = only(
    {
        "$schema": TEXT,
        "version": {"const": "2.1.0"},
        "runs": many(
            only(
                {
                    "tool": only(
                        {"driver": only({"name": TEXT, "version": TEXT, "semanticVersion": TEXT, "rules": many(RULE)})}
                    ),
                    "automationDetails": only(
                        {"id": {"type": "string", "pattern": "^goverify/[a-z]+/[a-z0-9]+/([A-Za-z0-9_.+-]{1,100}/)?$"}}
                    ),
                    "invocations": many(INVOCATION),
                    "originalUriBaseIds": only({"SRCROOT": only({"description": MESSAGE})}),
                    "results": many(RESULT),
                    "properties": BAG,
                }
            )
        ),
    }
)
"""What the standard (OASIS, SARIF 2.1.0 with errata) says of the parts that this format writes."""


def run_of(of: Report, surroundings: Surroundings = Surroundings(PROJECT)) -> dict[str, Any]:  # noqa: B008 - a value
    """Return the one run of the log of a report; assert that the log is as the standard says."""
    log = json.loads(render(of, surroundings))
    Draft7Validator(LOG).validate(log)
    [run] = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    assert all((result["kind"] == "fail") == (result["level"] != "none") for result in run["results"])
    prints = [result["partialFingerprints"]["goverify/v1"] for result in run["results"]]
    assert len(prints) == len(set(prints))
    found: dict[str, Any] = run
    return found


@pytest.mark.parametrize("name", REPORTS)
def test_every_log_is_as_the_standard_says(name: str) -> None:
    run_of(REPORTS[name]())


@settings(deadline=None, max_examples=25)
@given(reports())
def test_every_log_is_as_the_standard_says_whatever_files_are_called(of: Report) -> None:
    assert len(run_of(of)["results"]) == len(of.diagnosis)


def test_levels_follow_severity() -> None:
    levels = {result["ruleId"]: result["level"] for result in run_of(several())["results"]}
    assert levels == {
        "go-shadowed": "error",
        "goflags-mod-leftover": "error",
        "tree-tools-missing": "note",
        "tree-repackaged": "none",
    }


def test_rules_are_what_the_checks_look_for_and_those_met_have_their_page() -> None:
    rules = run_of(broken(), Surroundings(PROJECT, CHECKS))["tool"]["driver"]["rules"]
    assert {cause for check in CHECKS for cause in check.causes} <= {rule["id"] for rule in rules}
    [whole] = [rule for rule in rules if "help" in rule]
    assert whole["id"] == "goroot-missing"
    assert all(heading in whole["help"]["text"] for heading in ("goroot.missing: ", "Why", "Looks at", "Fix"))
    assert whole["properties"]["page"] == "docs/causes.md#goroot-missing"


def test_a_result_of_a_project_file_stands_at_its_line() -> None:
    first = run_of(several())["results"][0]
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "go.mod", "uriBaseId": "SRCROOT"},
        "region": {"startLine": 3},
    }


def test_a_result_of_the_machine_stands_at_no_file() -> None:
    [result] = run_of(broken())["results"]
    assert result["locations"] == [{"logicalLocations": [{"fullyQualifiedName": "GOROOT", "kind": "resource"}]}]


def test_a_result_of_the_machine_is_shown_where_the_project_asks_for_a_go() -> None:
    asked = (Evidence(f"{PROJECT}/my app/go.mod, line 5", "go 1.27.3"),)
    chosen = ToolchainSummary("go1.27.3", "local", None, works=True, asked_by=asked, why="it is the one at hand")
    [result] = run_of(broken()._replace(toolchain=chosen))["results"]
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "my%20app/go.mod"
    assert physical["region"] == {"startLine": 5}


def test_a_fingerprint_outlives_an_upgrade_and_another_home() -> None:
    def printed(subject: str) -> str:
        of = broken()._replace(diagnosis=(broken().diagnosis[0]._replace(subject=subject),))
        told: str = run_of(of)["results"][0]["partialFingerprints"]["goverify/v1"]
        return told

    assert printed("/home/ada/sdk/go1.26.8") == printed("/Users/bob/sdk/go1.27.3") == printed(r"C:\Users\eve\sdk\go1.9")
    assert printed("/home/ada/sdk/go1.26.8") != printed("/home/ada/go")


def test_what_could_not_be_found_out_is_a_notification() -> None:
    run = run_of(undecided())
    assert run["results"] == []
    told = [each["message"]["text"] for each in run["invocations"][0]["toolExecutionNotifications"]]
    assert "build.commands: did not end within 180 s" in told


def test_a_waived_finding_is_a_suppressed_result() -> None:
    check = next(each for each in several().checks if each.id == "env.goflags")
    accepted = check._replace(findings=(check.findings[0]._replace(waived=True),), reason="known until spring")
    of = several()._replace(diagnosis=(), checks=(accepted,))
    [result] = run_of(of)["results"]
    assert [each["justification"] for each in result["suppressions"]] == ["known until spring"]


def test_each_waived_finding_has_the_reason_of_its_own_waiver() -> None:
    check = next(each for each in several().checks if each.id == "path.shadowed-go")
    findings = [
        check.findings[0]._replace(waived=True, subject=subject) for subject in ("/usr/bin/go", "/opt/go/bin/go")
    ]
    waivers = [
        WaiverSummary("go-shadowed", subject, reason, "2027-01-31", "goverify.toml:1", "applied")
        for subject, reason in (("/usr/*", "the image brings it"), ("/opt/*", "known until spring"))
    ]
    of = several()._replace(diagnosis=(), checks=(check._replace(findings=tuple(findings)),))
    results = run_of(of._replace(policy=PolicySummary("goverify.toml", tuple(waivers), {})))["results"]
    reasons = [suppression["justification"] for result in results for suppression in result["suppressions"]]
    assert reasons == ["the image brings it", "known until spring"]


def test_a_result_says_whether_the_earlier_report_had_it() -> None:
    item = several().diagnosis[0]
    new = (NewFinding(item.cause, item.subject, item.severity),)
    results = run_of(several()._replace(baseline=BaselineSummary("before.json", new, 3, ())))["results"]
    assert [result["baselineState"] for result in results] == ["new", "unchanged", "unchanged", "unchanged"]


@pytest.mark.parametrize(
    ("leg", "id_"),
    [
        ("", "goverify/linux/amd64/"),
        ("test-3", "goverify/linux/amd64/test-3/"),
        ("go 1.27/../\x1b[2J\n::error::x", "goverify/linux/amd64/go-1.27-..-2J-error-x/"),
        ("x" * 5000, f"goverify/linux/amd64/{'x' * 100}/"),
    ],
)
def test_the_legs_of_a_matrix_do_not_close_each_others_alerts(leg: str, id_: str) -> None:
    assert run_of(several(), Surroundings(PROJECT, leg=leg))["automationDetails"]["id"] == id_


def test_an_interrupted_run_was_no_success() -> None:
    of = broken()._replace(run=broken().run._replace(exit_code=130))
    assert run_of(of)["invocations"][0]["executionSuccessful"] is False


def test_a_hostile_name_makes_no_link_and_no_placeholder() -> None:
    of = hostile()._replace(diagnosis=(hostile().diagnosis[0]._replace(title=f"{HOSTILE}[x](javascript:1){{0}}"),))
    text = run_of(of)["results"][0]["message"]["text"]
    assert "[x] (javascript:1){{0}}" in text
    assert "\x1b" not in text
