"""`goverify which`: every go on PATH, and which of them answers."""

import json
from importlib import resources

from jsonschema import Draft202012Validator

from goverify.model import Evidence
from goverify.render.which import render, render_json
from goverify.report import Candidate, ChoiceSummary, Elsewhere, SourceSummary, WhichReport
from tests.render.reports import HOSTILE
from tests.render.snapshot import agree

DEAD = Candidate(
    "/home/ada/bin/go", None, ("/home/ada/bin/go -> /opt/go1.18/bin/go",), "dangling", None, answers=False, note=""
)
FIRST = Candidate("/usr/local/go/bin/go", "/usr/local/go/bin/go", (), "runnable", "go1.27.3", answers=True, note="")
LATER = Candidate(
    "/usr/bin/go",
    "/usr/lib/go-1.19/bin/go",
    ("/usr/bin/go -> /etc/alternatives/go", "/etc/alternatives/go -> ../../usr/lib/go-1.19/bin/go"),
    "runnable",
    "go1.19.8",
    answers=False,
    note="Debian package",
)
WHY = "It is the first on PATH that can be started; /home/ada/bin/go stands before it and leads to nothing."
REPORT = WhichReport((DEAD, FIRST, LATER), WHY)
SHIM = Candidate(
    "/home/ada/.asdf/shims/go",
    "/home/ada/.asdf/shims/go",
    (),
    "runnable",
    None,
    answers=True,
    note="it is a stand-in: asdf shim",
    source=SourceSummary(
        "asdf-go", "asdf from 0.16 on", "high", (Evidence("/home/ada/.asdf/shims/go", "is an asdf shim"),)
    ),
    choice=ChoiceSummary(
        "asdf",
        "1.27.3",
        "/home/ada/app/.tool-versions, line 1",
        installed=True,
        runs="/home/ada/.asdf/installs/golang/1.27.3/go/bin/go",
        why="/home/ada/app/.tool-versions, line 1 asks for 1.27.3",
    ),
)
ARCHIVE = SourceSummary("official-tarball", "The Go project's archive, unpacked by hand", "low", ())
DIRENV = SourceSummary("direnv", "direnv", "medium", (Evidence("DIRENV_DIR", "-/home/ada/app"),))
MANAGED = WhichReport((SHIM,), WHY, (Elsewhere("/usr/local/go", "go1.26.6", ARCHIVE),), (DIRENV,))


def test_candidates_look_as_they_did() -> None:
    agree("which-80", render(REPORT, width=80, colour=False, unicode=True))
    agree("which-60-ascii", render(REPORT, width=60, colour=False, unicode=False))
    agree("which-80-colour", render(REPORT, width=80, colour=True, unicode=True))


def test_a_stand_in_tells_what_it_would_run() -> None:
    agree("which-managed-80", render(MANAGED, width=80, colour=False, unicode=True))


def test_without_any_go_the_first_line_says_so() -> None:
    nothing = WhichReport((), "None of the 6 entries of PATH has a go.")
    text = render(nothing, width=80, colour=False, unicode=True)
    assert text == "no go answers\n  None of the 6 entries of PATH has a go.\n"


def test_a_hostile_name_makes_no_line_and_no_colour_of_its_own() -> None:
    odd = Candidate(HOSTILE, HOSTILE, (HOSTILE,), HOSTILE, HOSTILE, answers=True, note=HOSTILE)
    text = render(WhichReport((odd,), HOSTILE), width=80, colour=False, unicode=True)
    assert not any(sign in text for sign in "\x1b\x07\r\x9b\x7f\u202e\u2066\u200b\udc80")
    assert not any(line.startswith("score") for line in text.splitlines())


def test_the_json_form_is_as_its_schema_says() -> None:
    schema = json.loads((resources.files("goverify") / "schema" / "which-1.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(render_json(REPORT)))
    Draft202012Validator(schema).validate(json.loads(render_json(MANAGED)))
    assert [one["answers"] for one in json.loads(render_json(REPORT))["candidates"]] == [False, True, False]
