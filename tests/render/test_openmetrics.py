"""The metrics: each line as OpenMetrics and the older text format have it, no series twice, no path in a label."""

import re
from collections.abc import Callable, Iterable, Iterator

import pytest
from hypothesis import given, settings
from prometheus_client import Metric
from prometheus_client.openmetrics.parser import text_string_to_metric_families as of_openmetrics
from prometheus_client.parser import text_string_to_metric_families as of_prometheus

from goverify.render.openmetrics import render
from goverify.report import Report
from tests.render.reports import HOSTILE, REPORTS, absent, hostile, several
from tests.render.test_formats import reports

READERS: tuple[Callable[[str], Iterable[Metric]], ...] = (of_openmetrics, of_prometheus)
"""Prometheus' own, of OpenMetrics and of the older text format."""

LABELS = r'\{[a-z_]+="(?:[^"\\\n]|\\[\\"n])*"(?:,[a-z_]+="(?:[^"\\\n]|\\[\\"n])*")*\}'
SAMPLE = re.compile(rf"(goverify_[a-z_]+)({LABELS})? (-?[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?)")


def samples(text: str) -> Iterator[tuple[str, str]]:
    """Yield the name and labels of each sample; assert that the text is whole and its families stand together."""
    *lines, last = text.removesuffix("\n").split("\n")
    assert last == "# EOF"
    family = ""
    for line in lines:
        head = re.fullmatch(r"# (TYPE|HELP) (goverify_[a-z_]+) (.+)", line)
        if head:
            assert head[1] == "HELP" or head[3] == "gauge"
            family = head[2]
            continue
        sample = SAMPLE.fullmatch(line)
        assert sample, line
        assert sample[1] == family
        yield sample[1], sample[2] or ""


@settings(deadline=None, max_examples=25)
@given(reports())
def test_every_line_is_a_line_of_the_format_whatever_files_are_called(of: Report) -> None:
    text = render(of)
    assert text.isascii()
    found = list(samples(text))
    assert len(found) == len(set(found))


@settings(deadline=None, max_examples=25)
@given(reports())
def test_the_readers_of_both_formats_read_the_same_whatever_files_are_called(of: Report) -> None:
    text = render(of)
    read = [
        {
            (sample.name, *sorted(sample.labels.items())): sample.value
            for family in reader(text)
            for sample in family.samples
        }
        for reader in READERS
    ]
    assert read[0] == read[1]
    assert read[0][("goverify_health", ("health", of.health.value))] == 1
    assert len(read[0]) == len(list(samples(text)))


def test_a_reader_refuses_a_file_that_was_cut_short() -> None:
    with pytest.raises(ValueError, match="EOF"):
        list(READERS[0](render(several()).removesuffix("# EOF\n")))


@pytest.mark.parametrize("name", REPORTS)
def test_families_stand_once(name: str) -> None:
    heads = re.findall(r"^# TYPE (\S+)", render(REPORTS[name]()), re.MULTILINE)
    assert len(heads) == len(set(heads))


def test_two_diagnoses_of_one_cause_are_counted() -> None:
    of = several()
    text = render(of._replace(diagnosis=(*of.diagnosis, of.diagnosis[0]._replace(subject="/opt/go"))))
    assert 'goverify_diagnosis{cause="go-shadowed",severity="high",bystander="false"} 2\n' in text


def test_a_bystander_is_told_apart() -> None:
    assert 'goverify_diagnosis{cause="tree-tools-missing",severity="low",bystander="true"} 1\n' in render(several())


def test_each_check_says_how_it_ended() -> None:
    assert 'goverify_check{check="host.limits",category="environment",outcome="waived"} 1\n' in render(several())


def test_without_a_go_no_label_names_one() -> None:
    assert re.search(r"^goverify_build\{(?!.*go=).*\} 1$", render(absent()), re.MULTILINE)


def test_a_release_that_somebody_made_up_stays_in_its_label() -> None:
    assert HOSTILE not in render(hostile())
    assert r'go="/tmp/\\x1b[2J' in render(hostile())


def test_what_was_not_judged_has_no_score() -> None:
    of = several()
    text = render(of._replace(score=of.score._replace(total=None, min=None, max=None)))
    assert "goverify_score{" not in text
