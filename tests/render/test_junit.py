"""JUnit XML: only what the two usual schemas know, a suite an area, a case a check, and whole whatever files are called."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings

from goverify.model import Outcome
from goverify.render.junit import render
from goverify.report import Report
from tests.render.reports import HOSTILE, REPORTS, broken, hostile, several, undecided
from tests.render.test_formats import reports

KNOWN = {
    "testsuites": ({"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": ({"name", "time", "tests", "failures", "errors", "skipped"}, {"properties", "testcase"}),
    "properties": (set(), {"property"}),
    "property": ({"name", "value"}, set()),
    "testcase": ({"name", "classname", "time"}, {"failure", "skipped", "error"}),
    "failure": ({"message", "type"}, set()),
    "error": ({"message", "type"}, set()),
    "skipped": ({"message"}, set()),
}
"""Of junit-10.xsd and surefire-test-report.xsd: what both allow, all of which this format writes."""


def conforms(element: ET.Element) -> None:
    """Assert that an element and all in it are as the schemas say."""
    attributes, inside = KNOWN[element.tag]
    assert set(element.attrib) == attributes
    assert {child.tag for child in element} <= inside
    assert re.fullmatch(r"[0-9]+\.[0-9]{3}", element.get("time", "0.000"))
    for child in element:
        conforms(child)


def case(of: Report, id_: str) -> ET.Element:
    """Return the case of a check."""
    [found] = [
        each for each in ET.fromstring(render(of)).iter("testcase") if each.attrib["name"].startswith(f"{id_}: ")
    ]
    return found


@settings(deadline=None, max_examples=25)
@given(reports())
def test_the_structure_is_that_of_the_checks_whatever_files_are_called(of: Report) -> None:
    text = render(of)
    assert text.isascii()
    assert not re.search("&#6553[45];", text)  # XML 1.0 has no U+FFFE and U+FFFF; not every reader minds
    whole = ET.fromstring(text)
    conforms(whole)
    names = sorted(each.attrib["name"].partition(": ")[0] for each in whole.iter("testcase"))
    assert names == sorted(check.id for check in of.checks)


@pytest.mark.parametrize("name", REPORTS)
def test_counts_are_those_of_the_cases(name: str) -> None:
    whole = ET.fromstring(render(REPORTS[name]()))
    for suite in whole:
        cases = suite.findall("testcase")
        assert int(suite.attrib["tests"]) == len(cases)
        for count, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.attrib[count]) == sum(each.find(tag) is not None for each in cases)
    for count in ("tests", "failures", "errors"):
        assert int(whole.attrib[count]) == sum(int(suite.attrib[count]) for suite in whole)


def test_each_area_is_a_suite() -> None:
    suites = [suite.attrib["name"] for suite in ET.fromstring(render(several()))]
    assert suites == sorted({f"goverify.{check.id.partition('.')[0]}" for check in several().checks})


def test_a_failure_tells_cause_evidence_and_remedy() -> None:
    [failure] = case(broken(), "goroot.missing")
    assert failure.attrib["type"] == "critical goroot-missing"
    assert failure.attrib["message"] == "GOROOT is /opt/go1.19, and there is no such folder"
    assert "/root/.bashrc, line 12: export GOROOT=/opt/go1.19\n" in (failure.text or "")
    assert (failure.text or "").endswith("    unset GOROOT")


def test_a_check_that_could_not_find_out_is_an_error() -> None:
    [error] = case(undecided(), "build.commands")
    assert (error.tag, error.attrib["message"]) == ("error", "did not end within 180 s")


def test_what_was_not_looked_at_is_skipped_with_the_reason() -> None:
    [skipped] = case(broken(), "tree.tools")
    assert (skipped.tag, skipped.attrib["message"]) == ("skipped", "blocked: GOROOT leads nowhere")
    [waived] = case(several(), "host.limits")
    assert waived.attrib["message"] == "waived: the CI image is small on purpose"


def test_a_finding_that_is_waived_fails_nothing() -> None:
    check = next(each for each in broken().checks if each.id == "goroot.missing")
    accepted = check.findings[0]._replace(waived=True, message="accepted")
    checks = (check._replace(findings=(accepted, *check.findings)),)
    [failure] = case(broken()._replace(checks=checks), "goroot.missing")
    assert failure.attrib["message"] != "accepted"


def test_a_hostile_name_is_told_with_what_acts_in_it_written_out() -> None:
    [failure] = case(hostile(), "path.link")
    assert r"\x1b[2J" in failure.attrib["message"]
    assert HOSTILE not in failure.attrib["message"]


def test_only_what_passed_has_an_empty_case() -> None:
    for check in several().checks:
        assert (len(case(several(), check.id)) == 0) == (check.outcome is Outcome.PASSED)
