"""`goverify inspect` as JSON: every value of a row is in it, as the schema says, and no secret."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from goverify.binfmt import Binary, Format
from goverify.binfmt.types import Slice, Stretch
from goverify.deep import Deep, Import, Names, Note, Region, View
from goverify.inspected import Missed, Row, State, Tally
from goverify.render.inspect_json import Document, Lines
from goverify.render.inspect_redacted import redacted
from goverify.signatures.types import Signature, Status
from tests.inspecting import ELF, TOOL, row
from tests.render.reports import HOSTILE
from tests.render.test_inspect_text import MACHO, TRUSTED
from tests.schemas import schema

SECRET = "hunter2hunter2"
FAT = Binary(
    Format.FAT,
    "darwin",
    ("amd64", "arm64"),
    slices=tuple(Slice(Stretch(4096 * at, 10), MACHO._replace(go=TOOL)) for at in (1, 2)),
)
DEEP = Deep(
    "macholib",
    views=(
        View(
            "ARM64",
            (Region("__TEXT,__text", 1, 2, 3, "rx"),),
            (),
            (Import("libc", 2, ("open",)),),
            Names(1, ("main",)),
            ("LC_UUID",),
            (Note("Go", "4", 5),),
            (("uuid", "1"),),
        ),
    ),
)
FULL = row(binary=FAT)._replace(
    missed_by=(Missed("1.27", "it looks elsewhere"),),
    signatures=(TRUSTED, Signature("authenticode", Status.BROKEN, "it does not match")),
    deep=DEEP,
    links=("/a -> /b",),
    file="/b",
)


def without_secret(text: str) -> str:
    """Return a text as a redactor would."""
    return text.replace(SECRET, "<redacted>")


def document(*rows: Row) -> dict[str, Any]:
    """Return the document of these rows, which is as its schema says."""
    sheet, tally = Document(without_secret), Tally()
    for item in rows:
        tally.add(item, listed=True)
    parts = [sheet.begin(), *map(sheet.row, rows), sheet.end(tally.summary(complete=True), 0)]
    loaded: dict[str, Any] = json.loads("".join(parts))
    Draft202012Validator(schema("inspect")).validate(loaded)
    return loaded


def test_a_row_with_everything_is_as_the_schema_says() -> None:
    [item] = document(FULL)["files"]
    assert item["deep"]["views"][0]["imports"] == [{"library": "libc", "total": 2, "names": ["open"]}]
    assert item["signatures"][0]["timestamp"]["time"] == "2026-10-19T00:00:00+00:00"


def test_a_document_without_rows_is_one() -> None:
    assert document()["files"] == []


@pytest.mark.parametrize("state", [State.MISSING, State.UNREADABLE, State.PASSED_OVER])
def test_a_file_that_was_not_read_is_as_the_schema_says(state: State) -> None:
    [item] = document(Row("/opt/x", named=False, state=state, reason="why"))["files"]
    assert (item["state"], item["binary"]) == (state.value, None)


def test_hostile_texts_stay_in_their_strings() -> None:
    go = TOOL._replace(version=HOSTILE, settings=((HOSTILE, HOSTILE),))
    odd = row(HOSTILE, ELF._replace(go=go, problem=HOSTILE, needed=(HOSTILE,)))
    text = Lines(without_secret).row(odd)
    assert text.isascii()
    assert text.count("\n") == 1
    assert not any(sign in text for sign in "\x1b\x07\r\x7f")
    document(odd)


def test_experiments_are_told_apart_from_the_version() -> None:
    go = document(row())["files"][0]["binary"]["go"]
    assert (go["version"], go["experiments"]) == ("go1.26.6-X:arenas", ["arenas"])


def test_what_replaces_a_module_stands_beside_it() -> None:
    _, two = document(row())["files"][0]["binary"]["go"]["dependencies"]
    assert two["replacement"] == {"path": "../two", "version": "", "sum": ""}


@pytest.mark.parametrize("binary", [ELF, FAT, Binary(Format.SCRIPT, first_line=f"#!/bin/x --token={SECRET}")])
def test_no_part_of_a_file_shows_a_secret(binary: Binary) -> None:
    text = json.dumps(document(row(binary=binary)))
    assert SECRET not in text
    assert "<redacted>" in text


def test_settings_of_go_s_own_words_are_not_searched() -> None:
    shown = redacted(row(), lambda text: f"searched: {text}").binary
    assert shown
    assert shown.go
    searched = [key for key, value in shown.go.settings if value.startswith("searched: ")]
    assert searched == ["-ldflags"]
