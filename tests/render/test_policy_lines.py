"""What a report tells of its policy in text and Markdown: a waiver that nothing needs any more is a note, and fails nothing."""

import pytest

from goverify.render.markdown import render as as_markdown
from goverify.render.text import render as as_text
from goverify.report import Report
from goverify.report_parts import PolicySummary, WaiverSummary
from tests.render.reports import HOSTILE, healthy, tidy


def waived(state: str, place: str = "goverify.toml:7", subject: str | None = "/usr/bin/*") -> Report:
    """Return a report whose policy has a waiver that this came of."""
    waiver = WaiverSummary("go-shadowed", subject, "it is being mended", "2027-01-31", place, state)
    return tidy()._replace(policy=PolicySummary("goverify.toml", (waiver,), {}))


def shown(of: Report) -> str:
    """Return a report as a person reads it, in one line."""
    text = as_text(of, width=80, colour=False, unicode=True, verbose=0, quiet=False)
    return " ".join(text.split())


def test_a_waiver_that_nothing_needs_is_told_with_its_line() -> None:
    told = "goverify.toml:7 waives go-shadowed of /usr/bin/* until 2027-01-31, and this run found nothing of the kind"
    assert f"Worth knowing • {told}." in shown(waived("unused"))
    assert "### Worth knowing" in as_markdown(waived("unused"))
    assert told.replace("*", r"\*") in as_markdown(waived("unused"))
    assert "waives go-shadowed until" in shown(waived("unused", subject=None))


@pytest.mark.parametrize("state", ["applied", "expired"])
def test_a_waiver_that_counts_or_has_ended_is_no_note(state: str) -> None:
    assert "waives" not in shown(waived(state)) + as_markdown(waived(state))
    assert "waives" not in shown(healthy()) + as_markdown(healthy())


def test_the_name_of_a_policy_acts_in_neither() -> None:
    for text in (shown(waived("unused", HOSTILE)), as_markdown(waived("unused", HOSTILE))):
        assert "waives go-shadowed" in text
        assert "\x1b" not in text
        assert "\nscore   100" not in text
