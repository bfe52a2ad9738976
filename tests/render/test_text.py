"""The text report: what stands where, and what must never happen to a line."""

import json
import re

import pytest

from goverify.model import Evidence, Fix, Outcome, Severity
from goverify.render import json as as_json
from goverify.render.layout import cells
from goverify.render.text import render
from goverify.report import Health, Report
from tests.render.parts import report, results, without
from tests.render.reports import REPORTS, broken, healthy, hostile, several, tidy, undecided

SGR = re.compile(r"\x1b\[[0-9;]*m")


def page(
    of: Report, *, width: int = 80, colour: bool = False, unicode: bool = True, verbose: int = 0, quiet: bool = False
) -> str:
    return render(of, width=width, colour=colour, unicode=unicode, verbose=verbose, quiet=quiet)


@pytest.mark.parametrize("width", [20, 80])
@pytest.mark.parametrize("name", ["broken", "absent", "several", "worldly", "tidy"])
def test_first_line_names_the_cause_and_the_next_is_the_command(name: str, width: int) -> None:
    of = REPORTS[name]()
    fix = of.diagnosis[0].fix
    assert fix
    first, second, *_ = page(of, width=width).splitlines()
    assert first.endswith(f": {of.diagnosis[0].title}")
    assert second == f"    {fix.commands[0]}"


def test_first_line_of_a_healthy_machine_says_which_go_answers() -> None:
    assert page(healthy()).splitlines()[0] == "no fault found: go1.27.3 answers at /usr/local/go/bin/go"


def test_where_no_command_mends_it_the_second_line_says_what_does() -> None:
    first, *rest = broken().diagnosis
    of = broken()._replace(diagnosis=(first._replace(fix=Fix("Ask whoever runs this machine.")), *rest))
    assert page(of).splitlines()[1] == "  Fix: Ask whoever runs this machine."


def test_where_nothing_mends_it_the_second_line_says_so() -> None:
    of = broken()._replace(diagnosis=((broken().diagnosis[0])._replace(fix=None),))
    assert page(of).splitlines()[1] == "  Fix: no command mends this."


def test_another_go_is_never_said_to_be_the_one_that_answers() -> None:
    bystander = next(item for item in several().diagnosis if item.bystander)
    first = page(report(Health.DEGRADED, results(), bystander)).splitlines()[0]
    assert first.startswith("go1.27.3 answers at /usr/local/go/bin/go; elsewhere: ")


def test_undecided_with_a_fault_names_the_fault_as_found_so_far() -> None:
    of = undecided()._replace(diagnosis=tidy().diagnosis)
    assert page(of).splitlines()[0].startswith("go could not be judged in full; so far: ")


def test_quiet_is_the_beginning_of_the_whole() -> None:
    assert page(broken(), quiet=True).splitlines() == page(broken()).splitlines()[:2]


def test_other_gos_come_after_the_one_that_answers_and_what_is_worth_knowing_last() -> None:
    text = page(several())
    parts = ["[go-shadowed]", "[goflags-mod-leftover]", "Other Gos on this machine", "[tree-tools-missing]"]
    parts += ["Worth knowing", "[tree-repackaged]", "Checks"]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_consequences_are_one_line_and_their_titles_are_for_the_verbose() -> None:
    assert "Explains 2 more: build-fails, go-command-fails\n\nChecks" in page(broken())
    assert "critical: A small program does not build" in page(broken(), verbose=1)


def test_passed_checks_are_folded_unless_verbose() -> None:
    assert "path.link" not in page(healthy())
    assert "path.link: The go on PATH leads to a file." in page(healthy(), verbose=1)
    assert "PATH entry 3" in page(healthy(), verbose=1)


def test_durations_and_ledger_are_for_the_very_verbose() -> None:
    assert "12 ms" not in page(broken(), verbose=1)
    assert "path.link (12 ms)" in page(broken(), verbose=2)
    assert "goroot.missing: failed, weight 20, lost 20" in page(broken(), verbose=2)


def test_checks_that_could_not_look_for_one_reason_stand_together() -> None:
    assert "build.by-itself, build.commands, build.under-settings: unknown, did not" in page(undecided())


def test_a_waived_check_is_listed_with_its_reason() -> None:
    assert "host.limits: waived, the CI image is small on purpose" in page(several())


def test_why_a_check_was_skipped_or_blocked_is_for_the_verbose() -> None:
    assert "GOROOT leads nowhere" not in page(broken())
    assert "goroot.mismatch: blocked, GOROOT leads nowhere" in page(broken(), verbose=1)


def test_open_score_is_shown_as_its_bounds() -> None:
    assert "score   60 to 100 of 100, grade D, as 6 checks could not find out" in page(undecided())


def test_report_in_which_nothing_was_judged_has_no_score() -> None:
    of = report(Health.OK, (without("host.limits", Outcome.SKIPPED, "not here"),), go=None)
    assert "score   none, for nothing could be judged" in page(of)


def test_interrupted_run_says_so() -> None:
    of = healthy()._replace(run=(healthy().run)._replace(exit_code=130, exit_reason="interrupted"))
    assert "(2.3 s, interrupted)" in page(of)


@pytest.mark.parametrize("width", [40, 60, 100])
@pytest.mark.parametrize("name", ["healthy", "broken", "absent", "several", "undecided", "tidy"])
def test_only_the_verdict_commands_and_single_words_pass_the_width(name: str, width: int) -> None:
    of = REPORTS[name]()
    commands = {command for item in of.diagnosis if item.fix for command in item.fix.commands}
    for line in page(of, width=width, verbose=2).splitlines()[1:]:
        assert cells(line) <= width or line.strip() in commands or " " not in line.strip(" •│")


@pytest.mark.parametrize("width", [40, 100])
@pytest.mark.parametrize("colour", [False, True])
def test_commands_stand_whole_and_bare_on_their_own_line(width: int, colour: bool) -> None:
    long = f"export PATH={':'.join(f'/opt/part number {n}/bin' for n in range(20))}"
    of = broken()._replace(diagnosis=((broken().diagnosis[0])._replace(fix=Fix("Do this.", (long, "hash -r"))),))
    lines = page(of, width=width, colour=colour).splitlines()
    assert lines[1:3] == [f"    {long}", "    hash -r"]
    assert {f"      {long}", "      hash -r"} <= set(lines)


@pytest.mark.parametrize("name", REPORTS)
def test_colour_adds_nothing_but_colour(name: str) -> None:
    assert SGR.sub("", page(REPORTS[name](), colour=True, verbose=2)) == page(REPORTS[name](), verbose=2)


@pytest.mark.parametrize("name", ["healthy", "broken", "absent", "several", "undecided", "hostile", "tidy"])
def test_plain_stand_ins_leave_nothing_but_ascii(name: str) -> None:
    assert page(REPORTS[name](), unicode=False, verbose=2).isascii()


@pytest.mark.parametrize("verbose", [0, 1, 2])
def test_nothing_that_acts_or_hides_reaches_the_terminal(verbose: int) -> None:
    text = page(hostile(), verbose=verbose)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", text)


def test_a_name_with_a_line_end_makes_no_line_of_its_own() -> None:
    assert not [line for line in page(hostile(), verbose=2).splitlines() if line.startswith("score")]


def test_a_command_that_cannot_be_pasted_is_said_to_be_so() -> None:
    assert "Not for pasting" in page(hostile()).splitlines()[2]


def test_output_of_a_program_stands_behind_a_rule_and_is_cut() -> None:
    output = Evidence("go build", "".join(f"line {n}\n" for n in range(40)))
    of = broken()._replace(diagnosis=((broken().diagnosis[0])._replace(evidence=(output,)),))
    text = page(of)
    assert "│ line 11\n" in text
    assert "line 12" not in text
    assert "(28 more lines with -v)" in text
    assert "│ line 39\n" in page(of, verbose=1)


def test_a_line_without_end_is_cut_in_text_and_kept_in_json() -> None:
    output = Evidence("go build", "link: running gcc failed\n" + "-o " * 4000)
    of = broken()._replace(diagnosis=((broken().diagnosis[0])._replace(evidence=(output,)),))
    assert "more characters with -v)" in page(of)
    assert len(page(of)) < len(page(of, verbose=1)) - 10000
    assert output.observed == json.loads(as_json.render(of))["diagnosis"][0]["evidence"][0]["observed"]


def test_the_subject_is_shown_where_the_words_do_not_name_it() -> None:
    first = (broken().diagnosis[0])._replace(subject="/somewhere/else", severity=Severity.HIGH)
    assert re.search(r"^  concerns +/somewhere/else$", page(broken()._replace(diagnosis=(first,))), re.MULTILINE)
