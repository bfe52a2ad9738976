"""render.settings: the page and the document tell what is set and where, and no secret at any level."""

import json

import pytest

from goverify.facts import Facts
from goverify.facts.setting_summaries import setting_summaries
from goverify.host.redact import Level, Redactor
from goverify.render.json import render
from goverify.render.settings import redacted_setting, setting_lines
from goverify.render.style import Style
from goverify.render.text import render as render_text
from goverify.report_parts import SettingSummary
from tests.host.canaries import BIRD, TOKEN, USER, planted
from tests.hosts import BORING
from tests.render.reports import healthy

ROW = SettingSummary("GOFLAGS", "-v", "go env file", "/home/gopher/.config/go/env", 3, in_effect=True, why="")
PAGE = Style.fitting(100, colour=False, unicode=True)
SECRETS = {"GOAUTH": f"helper --token {TOKEN}", "GOCACHEPROG": f"/opt/prog --password={BIRD}-26"}


def page(row: SettingSummary) -> str:
    """Return the lines of a page, as one text without breaks."""
    return " ".join(line.strip() for line in setting_lines([row], PAGE))


def test_a_row_tells_value_and_line() -> None:
    assert page(ROW).endswith("GOFLAGS=-v  go env file: /home/gopher/.config/go/env, line 3")


def test_a_row_tells_what_keeps_it_from_taking_effect() -> None:
    assert page(ROW._replace(in_effect=False, why="the environment sets it")).endswith(
        "without effect: the environment sets it"
    )


def test_a_row_tells_what_bends_its_value() -> None:
    assert page(ROW._replace(why="go takes the quotes for a part of the value")).endswith(
        "line 3; go takes the quotes for a part of the value"
    )


def test_what_a_terminal_would_obey_is_written_out() -> None:
    assert "\x1b" not in page(ROW._replace(value="-v\x1b[2J\r"))


def test_a_long_value_is_cut() -> None:
    assert len(page(ROW._replace(value="x" * 5000))) < 300


def test_nothing_set_takes_no_line() -> None:
    assert list(setting_lines([], PAGE)) == []


@pytest.mark.parametrize(("verbose", "shown"), [(0, False), (1, True)])
def test_the_page_shows_them_when_more_is_asked_for(verbose: int, shown: bool) -> None:
    report = healthy()._replace(settings=(ROW,))
    text = render_text(report, width=100, colour=False, unicode=True, verbose=verbose, quiet=False)
    assert ("Settings in force" in text) is shown


@pytest.mark.parametrize("level", [Level.LOCAL, Level.SHARE])
@pytest.mark.parametrize("name", BORING)
def test_the_document_shows_no_secret_of_a_setting(name: str, level: Level) -> None:
    host = planted(name).but(env=SECRETS)
    file = host.path(host.cwd.anchor) / "opt" / "env"
    stored = host.but(env={"GOENV": str(file)}, files={file: f"GOPROXY=https://mallory:{BIRD}-27@x.example\n"})
    settings = Facts(stored)(setting_summaries)
    assert {"GOPROXY", "GOAUTH", "GOCACHEPROG", "GOFLAGS", "CGO_CFLAGS"} <= {row.name for row in settings}
    shown = json.loads(render(healthy()._replace(settings=settings), Redactor.of(stored, level)))["settings"]
    values = " ".join(row["value"] for row in shown if row["name"] != "PATH")
    assert BIRD not in values.lower()
    assert level is Level.LOCAL or USER not in json.dumps(shown).lower()


def test_a_value_that_only_its_name_gives_away_is_taken_out() -> None:
    row = ROW._replace(name="GO_AUTH_TOKEN", value="plain-words")
    assert "plain-words" not in redacted_setting(row, Redactor.of(planted("linux"), Level.LOCAL).text).value
