"""Every format tells the same verdict, and nothing that somebody called a file takes effect in any of them."""

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goverify import __version__
from goverify.commands.documents import FORMATS
from goverify.model import CheckResult, Evidence, Finding, Fix, Outcome, Severity
from goverify.options import ReportFormat
from goverify.render.formats import document
from goverify.render.github import outputs
from goverify.render.places import Surroundings
from goverify.render.remedy import UNPASTABLE
from goverify.render.text import render
from goverify.report import Health, Report
from tests.render.around import furnished
from tests.render.parts import TITLES, diagnosis_of, failed, passed, report, without
from tests.render.reports import REPORTS
from tests.render.snapshot import agree

MACHINE = tuple(form for form in FORMATS if form != "text")
HERE = Surroundings("/home/ada/src/app")

Verdict = tuple[str, int, int | None]
"""Health, exit status and score."""


def shown(form: str, of: Report) -> str:
    """Return a report in any format."""
    if form == "text":
        return render(of, width=80, colour=False, unicode=True, verbose=2, quiet=False)
    return document(form, of, HERE)


def steady(text: str) -> str:
    """Return a document without what changes for other reasons than the report: the version, the page's style."""
    without = re.sub(r"<style>.*?</style>|sha256-[A-Za-z0-9+/=]+", "<style>", text, flags=re.DOTALL)
    return without.replace(__version__, "<version>")


def told_by_json(text: str) -> Verdict:
    whole = json.loads(text)
    return whole["health"], whole["run"]["exit_code"], whole["score"]["total"]


def told_by_ndjson(text: str) -> Verdict:
    last = json.loads(text.splitlines()[-1])["summary"]
    return last["health"], last["run"]["exit_code"], last["score"]["total"]


def told_by_junit(text: str) -> Verdict:
    [told] = {
        tuple(found.attrib["value"] for name in ("health", "exit-code", "score") for found in suite.iter("property") if found.attrib["name"] == name)
        for suite in ET.fromstring(text)
    }  # fmt: skip
    return told[0], int(told[1]), int(told[2]) if told[2] else None


def told_by_sarif(text: str) -> Verdict:
    [run] = json.loads(text)["runs"]
    return run["properties"]["health"], run["invocations"][0]["exitCode"], run["properties"]["score"]


def told_by_markdown(text: str) -> Verdict:
    rows = dict(re.findall(r"^\| (health|score|exit status) \| ([a-z]+|[0-9]+)", text, re.MULTILINE))
    return rows["health"], int(rows["exit status"]), int(rows["score"]) if rows["score"] != "none" else None


def told_by_github(text: str) -> Verdict:
    match = re.fullmatch(r"goverify: (\w+), score (\w+), exit status (\d+): .*", text.splitlines()[-1])
    assert match
    return match[1], int(match[3]), int(match[2]) if match[2] != "none" else None


def told_by_openmetrics(text: str) -> Verdict:
    [health] = re.findall(r'^goverify_health\{health="(\w+)"\} 1$', text, re.MULTILINE)
    [code] = re.findall(r"^goverify_exit_code (\d+)$", text, re.MULTILINE)
    score = re.findall(r'^goverify_score\{bound="total"\} (\d+)$', text, re.MULTILINE)
    return health, int(code), int(score[0]) if score else None


def told_by_html(text: str) -> Verdict:
    told = dict(re.findall(r'<data class="(health|total|exit-code)" value="([^"]*)">', text))
    return told["health"], int(told["exit-code"]), int(told["total"]) if told["total"] else None


TOLD: dict[str, Callable[[str], Verdict]] = {
    "json": told_by_json,
    "ndjson": told_by_ndjson,
    "junit": told_by_junit,
    "sarif": told_by_sarif,
    "markdown": told_by_markdown,
    "github": told_by_github,
    "openmetrics": told_by_openmetrics,
    "html": told_by_html,
}

SIGNS = st.one_of(
    st.characters(),
    st.characters(categories=["Cs", "Cc", "Cf", "Zl", "Zp"]),
    st.sampled_from("`|*_[](){}<>&\"'@#$%:,;~!\\\n\r\t\0\x1b\x9b\ufffe\uffff"),
)
NAMES = st.one_of(
    st.text(SIGNS, min_size=1, max_size=30),
    st.lists(
        st.sampled_from([
            "::error title=x::y", "::add-mask::go", "##[error]x", "##vso[task.complete]", "##teamcity[x]", "]]>", "-->",
            "<script>alert(1)</script>", "</failure>", "&lt;", "\x1b[2J", "\n", "\r\n", "\0", "\udc80", "\ud800", "```", "``", "|", "\n# EOF\n",
            "%0A::error::x", "@everyone", "#1", "http://x.example", "](javascript:x)", '"} 1\n', "$x$", " ", "</details>", "a", "/", "{0}", "\u202e", "\ufffe\uffff",
        ]),
        min_size=1, max_size=8,
    ).map("".join),
)  # fmt: skip
"""Names of files that somebody chose to fool a reader or a program."""


@st.composite
def results(draw: st.DrawFn, names: st.SearchStrategy[str]) -> CheckResult:
    """Return how a check may end."""
    id_, outcome, name = draw(st.sampled_from(sorted(TITLES))), draw(st.sampled_from(list(Outcome))), draw(names)
    if outcome is Outcome.FAILED:
        severity = draw(st.sampled_from(list(Severity)[1:]))
        fix = Fix(f"Remove {name}.", (f"rm '{name}'",))
        seen = (Evidence(name, f"{name}\n{name}"), Evidence(f"/home/ada/src/app/{name}, line 3", name))
        return failed(id_, Finding("go-shadowed", name, f"{name} is odd", seen, fix, name, severity))
    return passed(id_, (name, name)) if outcome is Outcome.PASSED else without(id_, outcome, name)


@st.composite
def reports(draw: st.DrawFn, names: st.SearchStrategy[str] = NAMES) -> Report:
    """Return a report of any kind."""
    checks = draw(st.lists(results(names), min_size=1, max_size=6, unique_by=lambda check: check.id))
    diagnosis = [
        diagnosis_of(found, found.severity or Severity.LOW, check.id) for check in checks for found in check.findings
    ]
    of = report(draw(st.sampled_from(list(Health))), tuple(checks), *diagnosis)
    code = draw(st.sampled_from([0, 1, 3, 130, 143]))
    name = draw(names)
    go = of.go and of.go._replace(version=name, command=name)
    whole = of._replace(run=of.run._replace(exit_code=code, exit_reason=name), go=go)
    return furnished(whole, draw(names)) if draw(st.booleans()) else whole


def test_the_command_line_offers_every_format() -> None:
    assert tuple(ReportFormat) == FORMATS


@settings(deadline=None, max_examples=25)
@given(reports())
def test_every_format_tells_the_same_verdict(of: Report) -> None:
    expected = (of.health.value, of.run.exit_code, of.score.total)
    assert {form: told(shown(form, of)) for form, told in TOLD.items()} == dict.fromkeys(TOLD, expected)


@pytest.mark.parametrize("form", FORMATS)
@settings(deadline=None, max_examples=25)
@given(of=reports())
def test_nothing_that_acts_on_a_terminal_or_hides_is_left(form: str, of: Report) -> None:
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", shown(form, of)
    )


@pytest.mark.parametrize("form", FORMATS)
@settings(deadline=None, max_examples=25)
@given(of=reports())
def test_a_runner_that_reads_the_log_finds_no_command_but_ours(form: str, of: Report) -> None:
    text = shown(form, of)
    lines = text.split("\n")
    if form == "github":
        ours, lines = lines[:-2], lines[-2:]
        command = r"::(error|warning|notice) title=goverify[^:,\r]*(,file=[^:,\r]*(,line=\d+)?)?::[^\r]*"
        assert [line for line in ours if not re.fullmatch(command, line)] == []
    assert [line for line in lines if re.match(r"\s*::[A-Za-z-]+( |::)", line)] == []
    assert not re.search(r"##(\[|vso\[|teamcity\[)", text)


@settings(deadline=None, max_examples=25)
@given(reports())
def test_no_output_of_a_step_can_be_forged(of: Report) -> None:
    lines = outputs(of, "end").splitlines()
    assert [line for line in lines if "<<" in line] == ["health<<end", "score<<end", "exit-code<<end"]
    assert len(lines) == 9


@pytest.mark.parametrize("form", MACHINE)
def test_one_recording_in_each_format(form: str) -> None:
    agree(f"format-{form}", steady(shown(form, REPORTS["several"]())))


@pytest.mark.parametrize("form", ["github", "markdown", "junit", "sarif", "html"])
def test_a_hostile_report_in_each_format(form: str) -> None:
    agree(f"format-hostile-{form}", steady(shown(form, REPORTS["hostile"]())))


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in {"json", "ndjson", "openmetrics"}])
def test_a_command_that_is_not_shown_as_it_is_is_said_to_be_so(form: str) -> None:
    said = [UNPASTABLE in " ".join(shown(form, REPORTS[name]()).split()) for name in ("hostile", "several")]
    assert said == [True, False]


def test_only_the_format_that_was_asked_for_is_imported() -> None:
    code = (
        "import sys; from goverify.render.formats import document; from goverify.render.places import Surroundings\n"
        "from tests.render.reports import healthy\n"
        "before = set(sys.modules); document({form!r}, healthy(), Surroundings())\n"
        "print(sorted(name.rpartition('.')[2] for name in set(sys.modules) - before if name.startswith('goverify.render.')))"
    )
    others = {"junit", "sarif", "markdown", "github", "openmetrics", "ndjson", "text", "html"}
    for form in ("json", "junit", "openmetrics"):
        done = subprocess.run(
            [sys.executable, "-c", code.format(form=form)], capture_output=True, text=True, check=True
        )
        assert others & set(json.loads(done.stdout.replace("'", '"'))) == {form} - {"json"}
