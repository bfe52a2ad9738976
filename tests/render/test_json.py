"""The JSON report: one document, as its schema says, whatever the machine is like."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib import resources
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from goverify.model import CheckResult, Finding
from goverify.render.json import dumps, line, render, to_dict
from goverify.report import CategoryScore, Diagnosis, GoSummary, InstallationSummary, Report, RunSummary, Score
from goverify.report_parts import CircumstanceSummary, InformationSummary, SettingSummary
from goverify.score import recompute
from tests.render.reports import HOSTILE, REPORTS, broken, healthy, hostile, several

SCHEMA = json.loads((resources.files("goverify") / "schema" / "report-1.json").read_text("utf-8"))
BESIDE = {"ways"}
"""What is a document of its own in JSON, `goverify which --json`, and only drawn in a report."""


class Marking:
    """A redactor that leaves its mark on every text."""

    def text(self, text: str) -> str:
        return f"<{text}>"


def strings(value: Any, way: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every string of a document with the keys that lead to it."""
    if isinstance(value, str):
        yield way, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from strings(inner, (*way, key))
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, way)


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield every part of a schema that describes an object."""
    if isinstance(schema, dict):
        if "properties" in schema and schema.get("type") == "object":
            yield schema
        for inner in schema.values():
            yield from objects(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from objects(inner)


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_is_as_the_schema_says(name: str) -> None:
    Draft202012Validator(SCHEMA).validate(json.loads(render(REPORTS[name]())))


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_allows_no_key_that_it_does_not_name() -> None:
    assert [part for part in objects(SCHEMA) if part.get("additionalProperties") is not False] == []


@pytest.mark.parametrize(
    ("kind", "place", "ours"),
    [
        (Report, SCHEMA, {"schema", "tool"}),
        (RunSummary, SCHEMA["$defs"]["run"], set()),
        (CircumstanceSummary, SCHEMA["$defs"]["circumstance"], set()),
        (GoSummary, SCHEMA["$defs"]["go"], set()),
        (InstallationSummary, SCHEMA["$defs"]["installation"], set()),
        (InformationSummary, SCHEMA["$defs"]["information"], set()),
        (SettingSummary, SCHEMA["$defs"]["setting"], set()),
        (Score, SCHEMA["$defs"]["score"], set()),
        (CategoryScore, SCHEMA["$defs"]["category_score"], set()),
        (Diagnosis, SCHEMA["$defs"]["diagnosis"], set()),
        (CheckResult, SCHEMA["$defs"]["check"], set()),
    ],
)
def test_every_field_of_the_model_is_in_the_contract(kind: type, place: dict[str, Any], ours: set[str]) -> None:
    named = {field.name for field in fields(kind)} if is_dataclass(kind) else set(kind._fields)  # type: ignore[attr-defined] # else a NamedTuple
    assert (named - BESIDE) | ours == set(place["properties"])


def test_only_what_a_finding_concerns_stays_inside() -> None:
    assert set(Finding._fields) - set(SCHEMA["$defs"]["finding"]["properties"]) == {"concerns"}


def test_it_is_one_document_with_a_newline_at_its_end() -> None:
    text = render(healthy())
    assert text.endswith("}\n")
    assert json.loads(text) == to_dict(healthy())


def test_the_same_report_is_the_same_text() -> None:
    assert render(several()) == render(several())


def test_keys_stand_in_the_order_of_the_contract() -> None:
    assert list(to_dict(healthy())) == SCHEMA["required"]
    assert list(json.loads(render(broken()))["diagnosis"][0]) == SCHEMA["$defs"]["diagnosis"]["required"]


def test_the_score_can_be_computed_again_from_the_document() -> None:
    document = json.loads(render(broken()))
    assert recompute(document) == document["score"]


def test_severities_of_findings_are_resolved() -> None:
    document = json.loads(render(several()))
    found = {finding["cause"]: finding["severity"] for check in document["checks"] for finding in check["findings"]}
    assert found["tree-tools-missing"] == "low"
    assert found["goflags-mod-leftover"] == "high"


def test_what_is_no_text_is_written_out_and_all_else_survives() -> None:
    text = render(hostile())
    assert text.isascii()
    assert json.loads(text)["go"]["command"] == HOSTILE.replace("\udc80", r"\x80")


def test_signs_beyond_the_basic_plane_survive() -> None:
    document = json.loads(render(REPORTS["worldly"]()))
    assert document["diagnosis"][0]["title"] == REPORTS["worldly"]().diagnosis[0].title


OWN_WORDS = {
    *(
        "schema",
        "cause",
        "causes",
        "severity",
        "outcome",
        "health",
        "grade",
        "id",
        "category",
        "model",
        "basis",
        "check",
    ),
    *("started_at", "profile", "status", "system", "arch", "confidence", "manager"),
}


@pytest.mark.parametrize("name", REPORTS)
def test_the_redactor_sees_every_text_but_goverifys_own_words_once(name: str) -> None:
    document = json.loads(render(REPORTS[name](), Marking()))
    for way, text in strings(document):
        own = way[-1] in OWN_WORDS or way[:1] == ("tool",) or way in {("checks", "title"), ("diagnosis", "checks")}
        own = own or way in {("score", "categories", "name"), ("go", "provenance", "name")}
        assert text.startswith("<") is not own, way
        assert not text.startswith("<<"), way


def test_a_redacted_report_is_still_as_the_schema_says() -> None:
    Draft202012Validator(SCHEMA).validate(json.loads(render(several(), Marking())))


def test_what_a_ci_runner_would_obey_means_the_same_and_is_no_command() -> None:
    words = "##[error]x ##vso[y] ###[z \\##[ a##b"
    for text in (dumps([words]), line([words])):
        assert "##[" not in text
        assert "##vso[" not in text
        assert json.loads(text) == [words]
