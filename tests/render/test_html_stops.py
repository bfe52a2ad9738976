"""The ways of PATH as the page draws them: every step that leads on, once, and no tree that a go does not work with."""

from goverify.render.html.stops import Step, beside, stops
from goverify.report import Candidate, Elsewhere, Report, WhichReport
from goverify.report_parts import ChoiceSummary, ToolchainSummary
from tests.render.around import DEAD, DEBIAN, OFFICIAL, OLD, SHIM
from tests.render.parts import GO, OLD_TREE, TREE
from tests.render.reports import healthy, several

CHOSEN = ToolchainSummary("go1.27.3", "module-cache", "/home/ada/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.27.3.linux-amd64/bin/go",
                          works=True, asked_by=(), why="go.mod asks for it")  # fmt: skip


def told(*candidates: Candidate, of: Report | None = None, beside: tuple[Elsewhere, ...] = ()) -> Report:
    """Return a report of these gos on PATH."""
    return (of or several())._replace(ways=WhichReport(candidates, "", beside))


def lines(steps: tuple[Step, ...]) -> list[str]:
    return [" ".join(filter(None, (step.kind.value, step.label, step.name))) for step in steps]


def test_each_link_is_followed_to_the_file_and_its_tree() -> None:
    [stop] = stops(told(DEBIAN))
    assert lines(stop.steps) == [
        "link link to /etc/alternatives/go",
        "link link to ../../usr/lib/go-1.19/bin/go",
        "file file /usr/lib/go-1.19/bin/go",
        "tree tree /usr/lib/go-1.19",
    ]
    assert (stop.remark, stop.steps[-1].remark) == ("answers, go1.19.8", "Debian package, repackaged")


def test_what_comes_after_the_go_that_answers_is_not_reached() -> None:
    found = stops(told(DEAD, DEBIAN, OFFICIAL, DEAD))
    assert [stop.reached for stop in found] == [True, True, False, False]
    assert [stop.remark for stop in found] == [
        "passed over: dangling link",
        "answers, go1.19.8",
        "not reached, go1.27.3",
        "dangling link",
    ]


def test_links_in_a_circle_are_gone_round_once() -> None:
    round_ = ("/usr/bin/go -> /usr/local/bin/go", "/usr/local/bin/go -> /usr/bin/go")
    [stop] = stops(told(DEAD._replace(found="/usr/bin/go", hops=round_ * 20, state="loop")))
    assert lines(stop.steps) == [
        "link link to /usr/local/bin/go",
        "link link to /usr/bin/go",
        "dead leads back to its beginning",
    ]


def test_a_long_chain_is_cut_and_says_so() -> None:
    [stop] = stops(told(DEBIAN._replace(hops=tuple(f"/a/{at} -> /a/{at + 1}" for at in range(40)))))
    assert lines(stop.steps)[12] == "link and 28 more links"
    assert len(stop.steps) == 15


def test_a_linked_folder_of_path_is_named() -> None:
    [stop] = stops(told(OFFICIAL._replace(found="/bin/go", hops=("/bin -> usr/bin",), file="/usr/bin/go")))
    assert lines(stop.steps)[0] == "link /bin is a link to usr/bin"


def test_a_stand_in_leads_to_what_it_chooses() -> None:
    [stop] = stops(told(SHIM))
    assert lines(stop.steps) == [
        "choice asdf chooses 1.27.3, since /home/ada/src/app/.tool-versions, line 1 asks for 1.27.3",
        "file runs /home/ada/.asdf/installs/golang/1.27.3/go/bin/go",
        "tree tree /home/ada/.asdf/installs/golang/1.27.3/go",
    ]


def test_a_stand_in_that_runs_nothing_ends_there() -> None:
    [stop] = stops(
        told(SHIM._replace(choice=ChoiceSummary("asdf", None, None, installed=False, runs=None, why="nobody chose")))
    )
    assert lines(stop.steps) == ["choice asdf chooses, since nobody chose", "dead runs nothing"]


def test_a_choice_of_the_file_itself_is_no_further_file() -> None:
    choice = ChoiceSummary("update-alternatives", "1.19", None, installed=True, runs=DEBIAN.file, why="of the link")
    [stop] = stops(told(DEBIAN._replace(choice=choice)))
    assert [step.kind.value for step in stop.steps] == ["link", "link", "file", "choice", "tree"]


def test_a_go_that_hands_over_leads_to_the_other_toolchain() -> None:
    of = told(DEBIAN, OFFICIAL)._replace(toolchain=CHOSEN)
    first, second = stops(of)
    assert lines(first.steps)[-3:] == [
        "choice hands over to go1.27.3, in the module cache",
        f"file runs {CHOSEN.runs}",
        f"tree tree {(CHOSEN.runs or '').removesuffix('/bin/go')}",
    ]
    assert lines(second.steps) == ["tree tree /usr/local/go"]


def test_a_goroot_that_names_another_tree_is_shown() -> None:
    of = several()._replace(installations=(OLD_TREE, TREE))
    [stop] = stops(told(DEBIAN, of=of))
    assert lines(stop.steps)[-2:] == ["tree tree /usr/lib/go-1.19", "tree but works with the tree /usr/local/go"]


def test_a_go_in_no_tree_keeps_its_origin() -> None:
    odd = DEBIAN._replace(file="/usr/bin/x86_64-linux-gnu-go-12", version=None)
    [stop] = stops(told(odd, of=several()._replace(installations=(TREE,), go=GO)))
    assert lines(stop.steps)[-2:] == [
        "file file /usr/bin/x86_64-linux-gnu-go-12",
        "tree works with the tree /usr/local/go",
    ]
    assert [step.remark for step in stop.steps[-2:]] == ["Debian package, repackaged", ""]


def test_names_on_windows_differ_in_case_alone() -> None:
    go = OFFICIAL._replace(found=r"c:\program files\go\bin\go.exe", file=r"c:\program files\go\bin\go.exe")
    tree = TREE._replace(root=r"C:\Program Files\Go", answers=False)
    [stop] = stops(told(go, of=healthy()._replace(installations=(tree,))))
    assert lines(stop.steps) == [r"tree tree C:\Program Files\Go"]


def test_a_tree_that_a_stop_leads_to_does_not_stand_beside_path() -> None:
    of = told(SHIM, beside=(OLD, OLD._replace(root="/home/ada/.asdf/installs/golang/1.27.3/go")))
    assert beside(of, stops(of)) == (OLD,)


def test_without_the_ways_of_path_the_go_that_answers_is_all() -> None:
    [stop] = stops(several()._replace(ways=None))
    assert (stop.found, stop.remark) == ("/usr/bin/go", "answers, go1.19.8")
    assert lines(stop.steps) == ["file file /usr/lib/go-1.19/bin/go", "tree tree /usr/lib/go-1.19"]
