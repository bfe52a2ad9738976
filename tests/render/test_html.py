"""The page: well-formed, whole in itself, told in order, and true to the report in what it shows."""

import base64
import hashlib
import re
from functools import cache
from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings

from goverify.model import Evidence, Fix, Outcome
from goverify.registry import CATEGORIES
from goverify.render.html.page import render
from goverify.render.html.picture import NARROW, WIDE, folded
from goverify.render.html.stops import MOST_STOPS
from goverify.render.html.words import LONGEST, MOST_LINES, text
from goverify.render.layout import cells, escaped, visible
from goverify.render.redacted import redacted
from goverify.report import Report
from tests.render.around import DEAD, OFFICIAL, SHADOWED, furnished, named
from tests.render.pages import of_class, parsed, rows, words
from tests.render.parts import results
from tests.render.reports import REPORTS, absent, healthy, several, undecided
from tests.render.test_formats import NAMES, reports

SHAPES = {"svg", "title", "g", "path", "rect", "circle", "text", "tspan"}
ELEMENTS = SHAPES | set(
    "html head meta style body a header footer main nav section p h1 h2 h3 div span strong br code pre data time dl dt dd "
    "ol ul li details summary figure figcaption table caption thead tbody tr th td".split()
)
"""All that a page is made of: nothing that loads, runs or asks for anything."""

ATTRIBUTES = set(
    "class id lang charset name content http-equiv href value datetime open scope role data-label aria-label aria-labelledby "
    "aria-hidden focusable viewBox preserveAspectRatio d x y cx cy r rx dy width height transform".split()
)


def full(name: str) -> Report:
    """Return a report of the table, with everything beside it that a report may hold."""
    return furnished(REPORTS[name](), '/opt/<b>go</b> & "co"')


@cache
def document_of(name: str) -> Element:
    """Return the page of a report of the table, which holds everything, as a browser reads it."""
    return parsed(render(full(name)))


def tags(document: Element) -> list[str]:
    return [str(each.tag).rpartition("}")[2] for each in document.iter()]


@settings(deadline=None, max_examples=20)
@given(reports())
def test_whatever_files_are_called_the_page_has_no_slip_and_only_its_own_elements(of: Report) -> None:
    document = parsed(render(of))
    assert set(tags(document)) <= ELEMENTS
    assert {str(key).rpartition("}")[2] for each in document.iter() for key in each.attrib} <= ATTRIBUTES
    links = [str(each.get("href")) for each in document.iter("a")]
    assert [link for link in links if not re.fullmatch("#[a-z]+", link)] == []


@given(NAMES)
def test_a_name_means_itself_in_an_element_and_an_attribute(name: str) -> None:
    page = f'<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><p class="{text(name)}">{text(name)}</p></body></html>'
    [paragraph] = parsed(page).iter("p")
    assert paragraph.text == paragraph.get("class")
    assert paragraph.text == "".join(escaped(sign) if never(sign) else sign for sign in visible(name))


def never(sign: str) -> bool:
    """Return whether a code point is one of those that never are characters (Unicode Standard, 23.7)."""
    return ord(sign) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(sign) <= 0xFDEF


@pytest.mark.parametrize("name", REPORTS)
def test_headings_ids_and_references_hold_together(name: str) -> None:
    document = document_of(name)
    levels = [int(each.tag[1]) for each in document.iter() if re.fullmatch("h[1-6]", str(each.tag))]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = [str(each.get("id")) for each in document.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    wanted = {word for each in document.iter() for word in str(each.get("aria-labelledby") or "").split()}
    wanted |= {str(each.get("href"))[1:] for each in document.iter("a")}
    assert wanted <= set(ids)


@pytest.mark.parametrize("name", REPORTS)
def test_every_table_has_a_caption_and_every_heading_a_scope(name: str) -> None:
    document = document_of(name)
    assert all(len(list(table.iter("caption"))) == 1 for table in document.iter("table"))
    assert {each.get("scope") for each in document.iter("th")} == {"col", "row"}


def test_the_page_has_its_landmarks_and_a_way_past_them() -> None:
    document = parsed(render(several()))
    assert [len(list(document.iter(tag))) for tag in ("main", "nav", "footer")] == [1, 1, 1]
    [body] = document.iter("body")
    assert (body[0].get("class"), body[0].get("href")) == ("skip", "#main")


@pytest.mark.parametrize("name", REPORTS)
def test_the_policy_allows_its_own_style_and_nothing_else(name: str) -> None:
    page = render(REPORTS[name]())
    [style] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    [policy] = [each.get("content") for each in parsed(page).iter("meta") if each.get("http-equiv")]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_is_loaded_from_anywhere(name: str) -> None:
    page = render(full(name))
    assert not re.search(r"(?i)https?:|url\(|@import|src=|<(script|link|img|iframe|object|embed|form)", page)


@pytest.mark.parametrize("name", REPORTS)
def test_each_diagnosis_is_there_with_what_mends_it(name: str) -> None:
    of = REPORTS[name]()
    faults = list(of_class(parsed(render(of)), "fault"))
    assert sorted(words(next(each.iter("h3"))) for each in faults) == sorted(
        visible(item.title) for item in of.diagnosis
    )
    commands = [words(each) for fault in faults for each in of_class(fault, "command")]
    wanted = [visible(command) for item in of.diagnosis if item.fix for command in item.fix.commands]
    assert sorted(commands) == sorted(wanted)


def test_faults_come_first_and_the_gravest_before_the_others() -> None:
    page = render(several())
    wanted = ("go-shadowed", "goflags-mod-leftover", "Other Gos on this machine", "Worth knowing", "Which go answers")
    body = page[page.index('class="sections"') :]
    places = [body.index(each) for each in wanted]
    assert places == sorted(places)


def test_the_heading_is_the_verdict_with_its_cause_and_the_remedy_below_it() -> None:
    document = parsed(render(several()))
    [heading] = document.iter("h1")
    assert words(heading) == "Go needs attention: /usr/bin/go (go1.19.8) hides /usr/local/go/bin/go (go1.27.3)"
    [head] = of_class(document, "masthead")
    assert [words(each) for each in of_class(head, "command")] == ['export PATH="/usr/local/go/bin:$PATH"']


def test_where_nothing_was_decided_the_page_says_what_kept_it() -> None:
    of = undecided()
    assert "6 of 20 checks could not find out, mostly: " in words(parsed(render(of)))
    none = of._replace(score=of.score._replace(total=None, min=None, max=None, grade=None, uncapped=None, cap=None))
    assert "none\nfor nothing could be judged" in words(parsed(render(none)))


def test_points_that_are_open_are_told_as_a_range() -> None:
    [shown] = of_class(parsed(render(undecided())), "points")
    assert words(shown) == "60–100 of 100"


@pytest.mark.parametrize("name", REPORTS)
def test_the_ledger_comes_to_the_score(name: str) -> None:
    of = REPORTS[name]()
    document = parsed(render(of))
    earned = budgets = 0.0
    for category, *numbers, _ in rows(document, "The score by category")[:-1]:
        weight, lost, open_, budget = (float(number) for number in numbers[:4])
        lines = rows(document, f"Ledger of {category}")
        assert sum(int(line[2]) for line in lines) == weight + open_
        assert sum(int(line[2]) for line in lines if line[1] == "unknown") == open_
        assert sum(int(line[3]) for line in lines) == lost
        if weight:
            assert abs(float(numbers[4]) - budget * (weight - lost) / weight) < 0.02
            earned, budgets = earned + float(numbers[4]), budgets + budget
    assert of.score.uncapped is not None
    assert abs(100 * earned / budgets - of.score.uncapped) < 0.52
    [total] = of_class(document, "total")
    assert total.get("value") == str(min(of.score.uncapped, of.score.cap.value if of.score.cap else 100))


def test_a_bar_is_as_long_as_its_points_are_many() -> None:
    of = several()
    bars = list(of_class(parsed(render(of)), "won"))
    shares = [100 * part.points_min / part.budget for part in of.score.categories]
    assert [float(str(bar.get("width"))) for bar in bars] == pytest.approx(shares, abs=0.01)


def test_the_go_that_answers_is_marked_in_both_pictures_and_in_words() -> None:
    document = parsed(render(several()))
    pictures = [*of_class(document, "wide"), *of_class(document, "narrow")]
    pictures = [each for each in pictures if str(each.tag).endswith("svg")]
    for picture in pictures[:1]:
        [winner] = [each for each in picture.iter() if str(each.tag).endswith("}g") and each.get("class") == "answers"]
        told = words(winner).split("\n")
        assert [line for line in told if line] == [
            "2",
            "/usr/bin/go",
            "✓ answers, go1.19.8",
            "link to /etc/alternatives/go",
            "link to ../../usr/lib/go-1.19/bin/go",
            "file /usr/lib/go-1.19/bin/go",
            "tree /usr/lib/go-1.19",
            "Debian package, repackaged",
        ]
    assert [picture.get("role") for picture in pictures] == ["img", "img"]
    [listed] = of_class(document, "stops")
    assert "/usr/bin/go: answers, go1.19.8" in words(listed)
    assert "/home/ada/bin/go: passed over: dangling" in words(listed)
    assert "asdf chooses 1.27.3, since /home/ada/src/app/.tool-versions, line 1 asks for 1.27.3" in words(listed)


def test_every_hop_of_every_go_is_drawn() -> None:
    page = render(several())
    for candidate in SHADOWED.candidates:
        for hop in candidate.hops:
            assert f"> {hop.partition(' -> ')[2]}</text>" in page


def test_where_the_ways_of_path_are_not_known_the_go_that_answers_is_drawn() -> None:
    told = words(parsed(render(healthy())))
    assert "Not every go on PATH was followed" in told
    assert "1 go on PATH; number 1, /usr/local/go/bin/go, answers." in told
    assert "There is no go on PATH to draw." in words(parsed(render(absent())))


def test_where_no_go_answers_no_stop_is_marked() -> None:
    document = parsed(render(absent()._replace(ways=SHADOWED._replace(candidates=(DEAD,)))))
    assert list(of_class(document, "answers")) == []
    assert "1 go on PATH, none of which answers." in words(document)


def test_who_would_run_another_go_is_told_with_the_line() -> None:
    [process, login, sudo] = rows(parsed(render(several())), "What each way to start a go finds")
    assert process == ["this process, cron", "go1.19.8 /usr/bin/go", ""]
    assert login[1] == "another: go1.27.3 /usr/local/go/bin/go"
    assert "/home/ada/.profile, line 21: export PATH=/usr/local/go/bin:$PATH" in login[2]
    assert sudo == ["sudo", "not known", "/etc/sudoers: may not be read"]


def test_every_check_is_listed_under_its_area() -> None:
    of = several()
    document = parsed(render(of))
    for area in {check.id.partition(".")[0] for check in of.checks}:
        listed = {row[0]: row[1] for row in rows(document, f"Checks of {area}")}
        assert {id_: word.split()[-1] for id_, word in listed.items()} == {
            check.id: check.outcome.value for check in of.checks if check.id.startswith(f"{area}.")
        }
    assert list(CATEGORIES).index("path") == 0
    assert "the CI image is small on purpose" in words(document)


def test_policy_and_earlier_report_and_settings_are_told() -> None:
    name = "/opt/a.toml"
    document = parsed(render(furnished(several(), name)))
    assert [row[2] for row in rows(document, "Waivers")] == ["applied", "unused", "expired"]
    assert rows(document, "Severities that the policy sets") == [["go-shadowed", "low"]]
    assert [row[0] for row in rows(document, "Against the earlier report")] == ["new", "gone"]
    assert [row[3] for row in rows(document, "What is set, and where")] == ["yes", f"no; {name}"]
    assert "Often told otherwise: It is not so." in words(document)


def test_what_was_not_looked_at_is_told() -> None:
    of = several()
    told = words(parsed(render(of)))
    assert "The network was not asked" in told
    assert "no version manager is installed" in told
    asked = words(parsed(render(of._replace(run=of.run._replace(online=True, deep=True)))))
    assert "The network was not asked" not in asked


def test_a_command_is_never_cut_and_a_text_is() -> None:
    of, long = several(), "x" * (LONGEST + 9)
    item = of.diagnosis[0]._replace(
        fix=Fix(long, (long,)), evidence=(Evidence("go build", "\n".join(map(str, range(MOST_LINES + 7)))),)
    )
    document = parsed(render(of._replace(diagnosis=(item,))))
    assert {words(each) for each in of_class(document, "command")} == {long}
    assert f"{'x' * LONGEST}… (9 more characters)" in words(document)
    assert "(7 more lines)" in words(document)


def test_a_path_with_hundreds_of_gos_makes_no_endless_picture() -> None:
    of = several()._replace(ways=SHADOWED._replace(candidates=(*SHADOWED.candidates, *[OFFICIAL] * 500)))
    page = render(of)
    assert page.count('class="stop"') == 2 * MOST_STOPS
    assert f"{504 - MOST_STOPS} more gos on PATH not drawn." in page


@given(NAMES)
def test_a_line_of_the_picture_fits_its_width(name: str) -> None:
    for grid in (WIDE, NARROW):
        lines = folded(name * 9, grid.columns, 9)
        assert max(map(cells, lines)) <= grid.columns
        assert len(lines) <= 6


def test_one_report_makes_one_page() -> None:
    for make in REPORTS.values():
        assert render(make()) == render(make())


def test_the_page_says_nothing_of_what_passed_as_wrong() -> None:
    document = parsed(render(healthy()._replace(diagnosis=(), checks=results())))
    assert "Nothing that was looked at is at fault." in words(document)
    assert [words(each) for each in of_class(document, "severity")] == []
    assert {check.outcome for check in results()} == {Outcome.PASSED}


def test_all_ways_of_one_hostile_name_stay_text() -> None:
    page = render(several()._replace(ways=named("</svg><script>alert(1)</script>")))
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page


class Blackening:
    """A redactor that knows one secret."""

    def text(self, text: str) -> str:
        return text.replace("hunter2secret", "***")


def test_the_ways_of_path_pass_the_redactor_too() -> None:
    of, ways = several(), named("/home/hunter2secret/go")
    contexts = tuple(each._replace(name="cron") for each in ways.contexts)
    page = render(redacted(of._replace(ways=ways._replace(contexts=contexts, under=())), Blackening()))
    assert page.count("/home/***/go") > 20
    assert "hunter2secret" not in page
