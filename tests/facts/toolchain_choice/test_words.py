"""What would happen here, in one sentence: every ending has its own."""

import pytest

from goverify.facts import Facts
from goverify.facts.toolchain_choice.summaries import of_toolchain_choice
from goverify.facts.toolchain_choice.words import told
from goverify.summary import summarise
from tests.choosing import MOD, Files, chosen, in_cache, in_project
from tests.hosts import go_binary

NEWER = "go 1.27.3\n"
ASKED = f"go1.27.3 is asked for by go 1.27.3 in {MOD}, line 3"
ON_PATH = {"/usr/bin/go1.27.3": go_binary("go1.27.3")}


@pytest.mark.parametrize(
    ("lines", "files", "env", "sentence"),
    [
        (None, {}, {}, "go1.26.6 runs itself; nothing asks for another one"),
        ("go 1.24\n", {}, {}, f"go1.26.6 runs itself, which is enough for go 1.24 in {MOD}, line 3"),
        (
            "go 1.24\n\ntoolchain go1.27.3\n",
            {},
            {"GOTOOLCHAIN": "local"},
            (
                f"go1.26.6 runs itself, which is enough for go 1.24 in {MOD}, line 3; "
                f"GOTOOLCHAIN=local passes over toolchain go1.27.3 in {MOD}, line 5"
            ),
        ),
        (
            NEWER,
            {},
            {"GOTOOLCHAIN": "local"},
            (
                f"go1.26.6 runs, and refuses what asks for Go 1.27.3: go 1.27.3 in {MOD}, line 3; "
                "GOTOOLCHAIN=local in the environment allows no other"
            ),
        ),
        (NEWER, ON_PATH, {}, f"{ASKED}; it is on PATH as /usr/bin/go1.27.3 and would run"),
        (
            NEWER,
            {},
            {"GOPROXY": "off"},
            f"{ASKED}; it would have to be downloaded, and cannot be: GOPROXY=off allows no download",
        ),
        (
            NEWER,
            {},
            {"GOPROXY": "https://proxy.example"},
            f"{ASKED}; it would have to be downloaded; go would ask https://proxy.example, which was not tried",
        ),
        (
            NEWER,
            {},
            {"GOTOOLCHAIN": "path"},
            f"{ASKED}; it is not on PATH, and GOTOOLCHAIN allows no download, so every go command fails",
        ),
        (
            "go 1.26.0\n",
            ON_PATH | {"/usr/bin/go1.25.4": go_binary("go1.25.4")},
            {"GOTOOLCHAIN": "go1.25.4"},
            (
                "go1.25.4 is asked for by GOTOOLCHAIN=go1.25.4 in the environment; it is on PATH as /usr/bin/go1.25.4, "
                f"and refuses what asks for Go 1.26.0 ({MOD}, line 3)"
            ),
        ),
    ],
)
def test_each_ending_has_its_sentence(lines: str | None, files: Files, env: dict[str, str], sentence: str) -> None:
    assert told(chosen(in_project(lines, files=files).but(env=env))) == sentence


def test_what_could_be_told_by_the_network_alone_is_left_open_in_documents() -> None:
    assert of_toolchain_choice(chosen(in_project(NEWER))).works is None
    assert of_toolchain_choice(chosen(in_project(NEWER, GOPROXY="off"))).works is False
    assert of_toolchain_choice(chosen(in_project(None))).works is True


def test_documents_name_the_file_that_would_run_and_who_asks() -> None:
    summary = of_toolchain_choice(chosen(in_project(NEWER, files=in_cache("go1.27.3"))))
    assert (summary.source, [each.observed for each in summary.asked_by]) == (
        "module-cache",
        ["go 1.27.3", "GOTOOLCHAIN=auto"],
    )
    assert (summary.runs or "").endswith("go1.27.3.linux-amd64/bin/go")


def test_a_report_has_it_where_that_was_asked_for() -> None:
    facts = Facts(in_project(NEWER))
    assert summarise(facts).toolchain is None
    known = summarise(facts, chosen=True).toolchain
    assert known is not None
    assert known.wanted == "go1.27.3"
