"""Markdown: the verdict first, what mends it in a block of its own, and no name that is taken for markup."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goverify.model import Evidence, Fix
from goverify.render.markdown import CUT, code, inline, render
from goverify.report import Report
from goverify.report_parts import BaselineSummary, PolicySummary
from tests.render.reports import REPORTS, broken, several, undecided
from tests.render.test_formats import NAMES, reports

OWN = re.compile(r"<!-- -->|<span>\$</span>|</?details>|<summary>What was seen</summary>")


def fences(page: str) -> list[str]:
    """Return the lines that are not in fenced blocks; assert that each block is closed."""
    outside: list[str] = []
    fence = ""
    for line in page.splitlines():
        mark = re.fullmatch(r" {0,2}(`{3,})(sh)?", line)
        if fence:
            fence = "" if mark and mark[1] == fence and not mark[2] else fence
        elif mark:
            fence = mark[1]
        else:
            outside.append(line)
    assert not fence
    return outside


def without_code(line: str) -> str:
    """Return a line without its code spans (CommonMark 6.1: a run of backticks ends at the next run of the same length)."""
    return re.sub(r"(?<![`\\])(`+)(?!`).*?(?<!`)\1(?!`)", "", line)


@settings(deadline=None, max_examples=25)
@given(reports())
def test_no_name_becomes_html_or_a_mention_or_a_heading(of: Report) -> None:
    for line in map(without_code, fences(render(of))):
        left = OWN.sub("\0", line)
        assert not re.search(r"[<>]", left)
        assert not re.search(r"[@$]|#(?!\0|#* )", left.replace("@\0", "").replace("#\0", ""))
        assert not re.search(r"://|www\.|(?<!\\)\]\(", left)
        assert not re.match(r"#", left) or left.startswith(("## goverify: ", "### ", "#\0"))


@given(NAMES)
def test_text_in_a_line_stays_in_its_line_and_cell(name: str) -> None:
    assert "\n" not in inline(name)
    assert not re.search(r"(?<!\\)(?:\\\\)*(?<!\\)[|`*_\[\]]", inline(name))


@given(st.one_of(NAMES, st.text("`| a", max_size=9)))
def test_a_code_span_ends_where_it_is_to_end(name: str) -> None:
    assert without_code(code(name)) == ""


@pytest.mark.parametrize("name", REPORTS)
def test_the_first_line_is_the_verdict(name: str) -> None:
    assert render(REPORTS[name]()).startswith("## goverify: ")


@pytest.mark.parametrize(
    ("text", "shown"),
    [("1. a", "1\\. a"), ("- a-b", "\\- a-b"), ("--- ", "\\--- "), ("a 1. b", "a 1. b"), ("go1.26", "go1.26")],
)
def test_a_text_begins_no_list_and_no_rule(text: str, shown: str) -> None:
    assert inline(text) == shown


def test_commands_stand_in_a_block_to_be_copied() -> None:
    assert "**Fix:** Unset it, here and in /root/.bashrc" in render(broken())
    assert "\n```sh\nunset GOROOT\n```\n" in render(broken())


def test_output_of_a_program_cannot_end_its_block() -> None:
    output = Evidence("go build", "```\n</details>\n````\n# no fault found\n")
    of = broken()._replace(diagnosis=(broken().diagnosis[0]._replace(evidence=(output,), fix=Fix("x", ("`````",))),))
    assert "# no fault found" not in [line.strip() for line in fences(render(of))]


def test_what_could_not_be_found_out_is_told_with_the_reason() -> None:
    assert "- `build.commands` unknown: did not end within 180 s" in render(undecided())


def test_policy_and_earlier_report_have_a_row_where_they_are() -> None:
    policy = PolicySummary("/home/ada/a|b.toml", (), {})
    page = render(several()._replace(policy=policy, baseline=BaselineSummary("before.json", (), 3, ())))
    assert "| policy | /home/ada/a\\|b.toml |" in page
    assert "| since | before.json: nothing new, 3 known, 0 gone |" in page
    assert "| policy |" not in render(several())


def test_faults_come_in_the_order_of_the_report() -> None:
    page = render(several())
    assert page.index("go-shadowed") < page.index("goflags-mod-leftover") < page.index("### Worth knowing")


@pytest.mark.parametrize("limit", [0, 10, 100, 500, 2000, 100_000])
def test_a_page_with_a_limit_keeps_it_and_says_what_it_left_out(limit: int) -> None:
    page = render(several(), limit)
    assert len(page.encode()) <= limit
    assert page == render(several()) or page.endswith(CUT) or page == ""
    fences(page)
