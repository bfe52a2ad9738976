"""Which Go would run in this folder: a line for people, a part of two documents, and free of secrets."""

import json

from jsonschema import Draft202012Validator

from goverify.model import Evidence
from goverify.render.redacted import redacted_which
from goverify.render.toolchain import toolchain_json, toolchain_lines
from goverify.render.which import render, render_json
from goverify.report import WhichReport
from goverify.report_parts import ToolchainSummary
from tests.render.reports import HOSTILE
from tests.render.test_which import REPORT
from tests.schemas import schema

CHOSEN = ToolchainSummary(
    wanted="go1.27.3",
    source="module-cache",
    runs="/home/ada/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.27.3.linux-amd64/bin/go",
    works=True,
    asked_by=(
        Evidence("/home/ada/app/go.mod, line 3", "go 1.27.3"),
        Evidence("/usr/local/go/go.env", "GOTOOLCHAIN=auto"),
    ),
    why="go1.27.3 is asked for by go 1.27.3 in /home/ada/app/go.mod, line 3; it lies in the module cache and would run",
)
WITH = REPORT._replace(toolchain=CHOSEN)


class Secretive:
    """A redactor that takes a name out."""

    def text(self, text: str, /) -> str:
        return text.replace("ada", "user")


def test_one_line_says_what_would_happen_here() -> None:
    text = " ".join(render(WITH, width=80, colour=False, unicode=True).split())
    assert f" In this folder: {CHOSEN.why}. " in text


def test_where_nothing_is_chosen_nothing_is_said() -> None:
    assert list(toolchain_lines(None, 80)) == []
    assert toolchain_json(None) is None
    assert "In this folder" not in render(REPORT, width=80, colour=False, unicode=True)


def test_the_documents_have_it_as_their_schemas_say() -> None:
    for report in (WITH, REPORT):
        Draft202012Validator(schema("which")).validate(json.loads(render_json(report)))
    assert json.loads(render_json(WITH))["toolchain"]["works"] is True
    assert schema("report")["$defs"]["toolchain"] == schema("which")["$defs"]["toolchain"]


def test_a_hostile_line_of_go_mod_makes_no_line_of_its_own() -> None:
    [line] = toolchain_lines(CHOSEN._replace(why=HOSTILE), 1000)
    assert "\x1b" not in line
    assert "\n" not in line


def test_what_is_secret_is_taken_out() -> None:
    hidden: WhichReport = redacted_which(WITH, Secretive())
    assert hidden.toolchain is not None
    assert "ada" not in json.dumps(toolchain_json(hidden.toolchain))
