"""`goverify which`: every go on PATH, and which of them answers."""

import json
from importlib import resources

from jsonschema import Draft202012Validator

from goverify.model import Evidence
from goverify.render.which import render, render_json
from goverify.report import Candidate, Elsewhere, TreeWorth, WhichReport
from goverify.report_parts import ChoiceSummary, CircumstanceSummary, ContextSummary, SourceSummary
from tests.render.reports import HOSTILE
from tests.render.snapshot import agree

DEAD = Candidate(
    "/home/ada/bin/go", None, ("/home/ada/bin/go -> /opt/go1.18/bin/go",), "dangling", None, answers=False, note=""
)
FIRST = Candidate("/usr/local/go/bin/go", "/usr/local/go/bin/go", (), "runnable", "go1.27.3", answers=True, note="")
ALTERED = FIRST._replace(
    authenticity=TreeWorth("modified", "its files are not those of the checksum database's record")
)
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
PROCESS = ContextSummary(
    id="process",
    name="this process",
    path="/usr/local/go/bin:/usr/bin",
    known=True,
    found="/usr/local/go/bin/go",
    file="/usr/local/go/bin/go",
    version="go1.27.3",
    differs=False,
    why="",
    cause=None,
    gaps=(),
    note="",
    asked=False,
)
LOGIN = PROCESS._replace(id="login-shell", name="login shell (zsh -lc)")
TERMINAL = PROCESS._replace(
    id="interactive-shell",
    name="interactive shell (zsh -ic)",
    known=False,
    gaps=(Evidence("/home/ada/.zshrc, line 7", 'eval "$(mise activate zsh)"'),),
)
SERVICE = PROCESS._replace(
    id="service",
    name="service (systemd)",
    path="/usr/sbin:/usr/bin",
    found=None,
    file=None,
    version=None,
    differs=True,
    why="The line that puts /usr/local/go/bin on PATH is not read there.",
    cause=Evidence("/home/ada/.zprofile, line 2", "export PATH=/usr/local/go/bin:$PATH"),
)
CRON = SERVICE._replace(id="cron", name="cron")
SUDO = PROCESS._replace(
    id="sudo", name="sudo", path=None, known=False, found=None, gaps=(Evidence("/etc/sudoers", "may not be read"),)
)
EDITOR = CircumstanceSummary(
    "editor",
    "vscode",
    "VS Code or a fork of it",
    "high",
    (Evidence("TERM_PROGRAM", "vscode"), Evidence("ancestor", "code")),
)
IMAGE = CircumstanceSummary("container", "docker", "Docker", "low", (Evidence("/.dockerenv", "is there"),))
AROUND = WhichReport((FIRST,), WHY, contexts=(PROCESS, LOGIN, TERMINAL, SERVICE, CRON, SUDO), under=(EDITOR, IMAGE))
ARCHIVE = SourceSummary("official-tarball", "The Go project's archive, unpacked by hand", "low", ())
DIRENV = SourceSummary("direnv", "direnv", "medium", (Evidence("DIRENV_DIR", "-/home/ada/app"),))
MANAGED = WhichReport((SHIM,), WHY, (Elsewhere("/usr/local/go", "go1.26.6", ARCHIVE),), (DIRENV,))


def test_candidates_look_as_they_did() -> None:
    agree("which-80", render(REPORT, width=80, colour=False, unicode=True))
    agree("which-60-ascii", render(REPORT, width=60, colour=False, unicode=False))
    agree("which-80-colour", render(REPORT, width=80, colour=True, unicode=True))


def test_a_stand_in_tells_what_it_would_run() -> None:
    agree("which-managed-80", render(MANAGED, width=80, colour=False, unicode=True))


def test_a_stand_in_that_runs_nothing_does_not_answer_as_a_go() -> None:
    shim = next(item for item in MANAGED.candidates if item.answers)
    assert shim.choice
    without = shim._replace(choice=shim.choice._replace(runs=None, installed=False))
    text = render(MANAGED._replace(candidates=(without,)), width=80, colour=False, unicode=True)
    assert text.startswith("asdf answers at /home/ada/.asdf/shims/go, and has no go to run here\n")


def test_a_stand_in_whose_release_is_known_answers_with_it() -> None:
    known = SHIM._replace(version="go1.27.3")
    text = render(MANAGED._replace(candidates=(known,)), width=80, colour=False, unicode=True)
    assert text.startswith("go1.27.3 answers at /home/ada/.asdf/shims/go, through asdf\n")


def test_a_stand_in_that_calls_itself_does_not_answer_as_a_go() -> None:
    script = FIRST._replace(version=None, note="not run unasked, since it ends up calling itself: /usr/local/go/bin/go")
    text = render(WhichReport((script,), WHY), width=80, colour=False, unicode=True)
    assert text.startswith("/usr/local/go/bin/go answers, and ends up calling itself\n")


def test_a_second_name_of_one_file_is_told_as_such() -> None:
    second = LATER._replace(found="/bin/go")
    text = render(WhichReport((FIRST, LATER, second), WHY), width=80, colour=False, unicode=True)
    assert text.count("/usr/lib/go-1.19/bin/go") == LATER.hops[1].count("/usr/lib") + 1
    assert "  · /bin/go: the same file as /usr/bin/go\n" in text


def test_contexts_that_differ_are_told_with_the_line() -> None:
    agree("which-contexts-80", render(AROUND, width=80, colour=False, unicode=True))


def test_what_the_files_are_worth_is_told() -> None:
    text = render(WhichReport((ALTERED,), WHY), width=100, colour=False, unicode=True)
    assert "files: modified, its files are not those of the checksum database's record" in text
    [told] = json.loads(render_json(WhichReport((ALTERED,), WHY)))["candidates"]
    assert told["authenticity"] == {
        "status": "modified",
        "reason": ALTERED.authenticity and ALTERED.authenticity.reason,
    }


def test_every_context_is_told_on_request() -> None:
    agree("which-contexts-verbose-80", render(AROUND, width=80, colour=False, unicode=True, verbose=1))


def test_what_a_shell_says_itself_takes_the_place_of_what_was_read() -> None:
    said = TERMINAL._replace(known=True, gaps=(), asked=True)
    text = render(AROUND._replace(contexts=(*AROUND.contexts, said)), width=80, colour=False, unicode=True)
    assert "mise" not in text
    assert "the same as this process: login shell (zsh -lc), interactive shell (zsh -ic)" in text


def test_why_shells_were_not_asked_is_told() -> None:
    text = render(AROUND._replace(not_asked="this is CI"), width=80, colour=False, unicode=True)
    assert "The shells were not asked, since this is CI." in text


def test_without_any_go_the_first_line_says_so() -> None:
    nothing = WhichReport((), "None of the 6 entries of PATH has a go.")
    text = render(nothing, width=80, colour=False, unicode=True)
    assert text == "no go answers\n  None of the 6 entries of PATH has a go.\n"


def test_a_hostile_name_makes_no_line_and_no_colour_of_its_own() -> None:
    odd = Candidate(HOSTILE, HOSTILE, (HOSTILE,), HOSTILE, HOSTILE, answers=True, note=HOSTILE)
    seen = Evidence(HOSTILE, HOSTILE)
    there = SERVICE._replace(
        name=HOSTILE, path=HOSTILE, found=HOSTILE, why=HOSTILE, cause=seen, gaps=(seen,), note=HOSTILE
    )
    around = CircumstanceSummary("editor", "x", HOSTILE, "high", (seen,))
    hostile = WhichReport((odd,), HOSTILE, contexts=(there, there._replace(known=False)), under=(around,))
    text = render(hostile, width=80, colour=False, unicode=True, verbose=1)
    assert not any(sign in text for sign in "\x1b\x07\r\x9b\x7f\u202e\u2066\u200b\udc80")
    assert not any(line.startswith("score") for line in text.splitlines())


def test_the_json_form_is_as_its_schema_says() -> None:
    schema = json.loads((resources.files("goverify") / "schema" / "which-1.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(render_json(REPORT)))
    Draft202012Validator(schema).validate(json.loads(render_json(MANAGED)))
    Draft202012Validator(schema).validate(json.loads(render_json(AROUND)))
    assert [one["answers"] for one in json.loads(render_json(REPORT))["candidates"]] == [False, True, False]
