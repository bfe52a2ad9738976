"""The text report as it looks: state of the machine × page × options."""

import pytest

from goverify.render.text import render
from tests.render.reports import REPORTS
from tests.render.snapshot import FOLDER, UPDATING, agree

VIEWS = (
    "healthy-80",
    "healthy-60-ascii",
    "healthy-100-v",
    "healthy-80-quiet",
    "tidy-80",
    "broken-60",
    "broken-80-colour",
    "broken-80-quiet",
    "broken-100-ascii",
    "broken-80-vv",
    "absent-80",
    "several-60-ascii",
    "several-80-colour",
    "several-100",
    "several-60-v",
    "undecided-60",
    "undecided-100-colour",
    "undecided-80-quiet",
    "worldly-60",
    "worldly-60-ascii",
    "worldly-100",
    "hostile-60",
    "hostile-100-ascii-vv",
    "hostile-80-colour",
)


@pytest.mark.parametrize("view", VIEWS)
def test_text_looks_as_it_did(view: str) -> None:
    name, width, *options = view.split("-")
    text = render(
        REPORTS[name](),
        width=int(width),
        colour="colour" in options,
        unicode="ascii" not in options,
        verbose=2 if "vv" in options else int("v" in options),
        quiet="quiet" in options,
    )
    agree(f"text-{view}", text)


@pytest.mark.skipif(UPDATING, reason="the snapshots are just being written")
def test_every_snapshot_of_the_text_report_is_in_use() -> None:
    assert {file.stem for file in FOLDER.glob("text-*.txt")} == {f"text-{view}" for view in VIEWS}
