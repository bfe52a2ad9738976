"""SARIF and JUnit by the schemas that others publish: whatever the report, they accept it, and they can refuse."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import validator_for
from xmlschema import XMLSchema, XMLSchemaValidationError

from goverify.catalog import load, modules
from goverify.model import Outcome
from goverify.render import junit, sarif
from goverify.render.places import Surroundings
from goverify.report import Report
from goverify.report_parts import BaselineSummary, NewFinding, PolicySummary, WaiverSummary
from tests.hosts import FIXTURES
from tests.published import junit_schema, sarif_schema
from tests.render.parts import without
from tests.render.reports import HOSTILE, REPORTS, broken, healthy, hostile, several
from tests.render.test_formats import reports

PROJECT = "/home/ada/src/app"


def waived() -> Report:
    """Return a report in which the policy accepts a finding, under a name that acts."""
    of = several()
    checks = tuple(
        check._replace(findings=tuple(found._replace(waived=True) for found in check.findings)) for check in of.checks
    )
    waiver = WaiverSummary("go-shadowed", None, HOSTILE, "2027-01-31", f"{HOSTILE}:3", "applied")
    return of._replace(checks=checks, policy=PolicySummary(HOSTILE, (waiver,), {}))


def since() -> Report:
    """Return a report that is held against an earlier one."""
    item = several().diagnosis[0]
    new = NewFinding(item.cause, item.subject, item.severity)
    return several()._replace(baseline=BaselineSummary("before.json", (new,), 3, (("go-absent", "PATH"),)))


def skipped() -> Report:
    """Return a report of a run in which nothing was looked at."""
    checks = tuple(without(check.id, Outcome.SKIPPED, "nobody asked") for check in healthy().checks)
    return healthy()._replace(checks=checks, diagnosis=())


def interrupted() -> Report:
    """Return a report of a run that a signal ended."""
    return broken()._replace(run=broken().run._replace(exit_code=143, exit_reason="SIGTERM"))


def bare() -> Report:
    """Return a report without a single check."""
    return healthy()._replace(checks=(), diagnosis=())


EVERY = REPORTS | {made.__name__: made for made in (waived, since, skipped, interrupted, bare)}


@cache
def for_sarif() -> Validator:
    """Return what judges a log."""
    schema = sarif_schema()
    kind = validator_for(schema)
    judge: Validator = kind(schema, format_checker=kind.FORMAT_CHECKER)
    return judge


@cache
def for_junit() -> XMLSchema:
    """Return what judges a file of test results."""
    return XMLSchema(junit_schema())


@cache
def everything() -> Surroundings:
    """Return a project, and all checks that there are."""
    return Surroundings(PROJECT, tuple(map(load, modules())))


def log_of(of: Report) -> dict[str, Any]:
    """Return a report as SARIF."""
    log: dict[str, Any] = json.loads(sarif.render(of, everything()))
    return log


@pytest.mark.parametrize("name", EVERY)
def test_each_report_is_a_log_by_the_published_schema(name: str) -> None:
    for_sarif().validate(log_of(EVERY[name]()))


@pytest.mark.parametrize("name", EVERY)
def test_each_report_is_a_file_of_results_by_the_published_schema(name: str) -> None:
    for_junit().validate(junit.render(EVERY[name]()))


@settings(deadline=None, max_examples=15)
@given(reports())
def test_both_schemas_accept_what_is_made_of_names_that_fool(of: Report) -> None:
    for_sarif().validate(json.loads(sarif.render(of, Surroundings(PROJECT))))
    for_junit().validate(junit.render(of))


def test_both_schemas_accept_what_a_whole_run_writes(tmp_path: Path) -> None:
    for_sarif(), for_junit()  # without them there is no need to run
    also = [option for name in ("sarif", "junit") for option in ("--also", f"{name}={tmp_path / name}")]
    command = [sys.executable, "-m", "goverify", "check", "-q", "--host", str(FIXTURES / "linux.json"), *also]
    assert subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0
    for_sarif().validate(json.loads((tmp_path / "sarif").read_text("utf-8")))
    for_junit().validate(str(tmp_path / "junit"))


def first_result(log: dict[str, Any]) -> dict[str, Any]:
    """Return a log's first result, to be spoilt."""
    result: dict[str, Any] = log["runs"][0]["results"][0]
    return result


SPOILT_LOGS: Mapping[str, Callable[[dict[str, Any]], object]] = {
    "no version": lambda log: log.pop("version"),
    "another version": lambda log: log.update(version="2.0.0"),
    "no tool": lambda log: log["runs"][0].pop("tool"),
    "a property that nobody knows": lambda log: first_result(log).update(colour="red"),
    "a level that nobody knows": lambda log: first_result(log).update(level="fatal"),
    "a result without a message": lambda log: first_result(log).pop("message"),
    "a line before the first": lambda log: first_result(log)["locations"][0]["physicalLocation"]["region"].update(
        startLine=0
    ),
    "a suppression of no kind": lambda log: first_result(log).update(suppressions=[{"status": "accepted"}]),
}


@pytest.mark.parametrize("fault", SPOILT_LOGS)
def test_a_spoilt_log_is_refused(fault: str) -> None:
    log = log_of(several())
    for_sarif().validate(log)
    SPOILT_LOGS[fault](log)
    with pytest.raises(ValidationError):
        for_sarif().validate(log)


SPOILT_RESULTS: Mapping[str, Callable[[ET.Element], object]] = {
    "a suite without a name": lambda suite: suite.attrib.pop("name"),
    "a suite without counts": lambda suite: suite.attrib.pop("tests"),
    "a time that is none": lambda suite: suite.set("time", "soon"),
    "an attribute that nobody knows": lambda suite: suite.set("colour", "red"),
    "a case without a name": lambda suite: suite[1].attrib.pop("name"),
    "an element that nobody knows": lambda suite: ET.SubElement(suite[1], "warning"),
    "a property without a value": lambda suite: suite[0][0].attrib.pop("value"),
}


@pytest.mark.parametrize("fault", SPOILT_RESULTS)
def test_a_spoilt_file_of_results_is_refused(fault: str) -> None:
    whole = ET.fromstring(junit.render(hostile()))
    for_junit().validate(whole)
    SPOILT_RESULTS[fault](whole[0])
    with pytest.raises(XMLSchemaValidationError):
        for_junit().validate(whole)
