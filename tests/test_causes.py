"""The cause vocabulary is well-formed: what is public stays usable, and explanations lead somewhere and end."""

import re
from collections import Counter
from graphlib import TopologicalSorter

import pytest

from goverify.causes import CAUSES, severity_of
from goverify.causes.explanations import EXPLAINS
from goverify.causes.vocabulary import VOCABULARY
from goverify.model import Severity
from tests.findings import finding


def test_slugs_are_lower_case_words_joined_by_hyphens() -> None:
    assert [slug for slug in CAUSES if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", slug)] == []


def test_each_cause_has_its_own_slug() -> None:
    assert [slug for slug, times in Counter(slug for slug, _, _ in VOCABULARY).items() if times > 1] == []


def test_each_cause_stands_under_its_own_slug() -> None:
    assert [slug for slug, cause in CAUSES.items() if cause.slug != slug] == []


def test_severities_are_levels_of_the_scale() -> None:
    assert {type(cause.severity) for cause in CAUSES.values()} == {Severity}


def test_every_level_of_the_scale_is_in_use() -> None:
    assert {cause.severity for cause in CAUSES.values()} == set(Severity)


def test_titles_are_single_sentences_without_a_period() -> None:
    wrong = [
        cause.slug for cause in CAUSES.values() if not re.fullmatch(r"[A-Z][^.\n]*(\.[^ .\n]+[^.\n]*)*", cause.title)
    ]
    assert wrong == []


def test_titles_fit_on_a_line() -> None:
    assert [cause.slug for cause in CAUSES.values() if len(cause.title) > 100] == []


def test_no_two_causes_have_one_title() -> None:
    assert len({cause.title for cause in CAUSES.values()}) == len(CAUSES)


def test_explanations_start_from_known_causes() -> None:
    assert set(EXPLAINS) <= set(CAUSES)


def test_explanations_lead_to_known_causes() -> None:
    assert {slug for cause in CAUSES.values() for slug in cause.explains} <= set(CAUSES)


def test_no_cause_explains_another_twice() -> None:
    assert [cause.slug for cause in CAUSES.values() if len(set(cause.explains)) < len(cause.explains)] == []


def test_explanations_never_lead_back() -> None:
    TopologicalSorter({cause.slug: cause.explains for cause in CAUSES.values()}).prepare()


def test_what_is_only_worth_knowing_explains_nothing() -> None:
    assert [cause.slug for cause in CAUSES.values() if cause.severity is Severity.INFO and cause.explains] == []


def test_causes_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        CAUSES["go-absent"].severity = Severity.INFO  # type: ignore[misc]  # what is being tested


def test_vocabulary_takes_no_further_cause() -> None:
    with pytest.raises(TypeError):
        CAUSES["new"] = CAUSES["go-absent"]  # type: ignore[index]  # what is being tested


def test_finding_matters_as_much_as_its_cause() -> None:
    assert severity_of(finding("go-shadowed")) is Severity.MEDIUM


def test_finding_may_matter_less_than_its_cause_even_not_at_all() -> None:
    assert severity_of(finding("go-shadowed", severity=Severity.INFO)) is Severity.INFO
