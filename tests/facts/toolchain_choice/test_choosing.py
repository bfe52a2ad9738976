"""The choice of a Go: by GOTOOLCHAIN and the project's lines; from PATH, the module cache, or by a download."""

import pytest

from goverify.facts import Unavailable
from goverify.facts.toolchain_choice.values import Ending
from tests.choosing import APP, CACHE, MOD, OLD, PROXY, STORED, chosen, in_cache, in_project
from tests.hosts import BORING, boring, go_binary, text

NEWER = "go 1.27.3\n"


@pytest.mark.parametrize("name", BORING)
def test_without_a_project_go_runs_itself(name: str) -> None:
    choice = chosen(boring(name))
    assert (choice.ending, choice.wanted, choice.works) == (Ending.LOCAL, "go1.27.3", True)


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ("", OLD),
        ("go 1.26\n", OLD),
        ("go 1.26.6 // enough\n", OLD),
        ("go 1.26.7rc1\n", OLD),
        ("go 1.27.3\n", "go1.27.3"),
        ("  go\t1.27.3\n", "go1.27.3"),
        ("go 1.27\n", "go1.27.0"),
        ("go 1.27rc1\n", "go1.27rc1"),
        ("go 1.21.0\n\ntoolchain go1.27.3\n", "go1.27.3"),
        ("go 1.21.0\n\ntoolchain go1.26.6-foo\n", OLD),
        ("go 1.28.0\n\ntoolchain go1.27.3\n", "go1.28.0"),
        ("go 1.27.3\n\ntoolchain default\n", OLD),
        ("toolchain go1.99\n", "go1.99"),
    ],
)
def test_the_lines_of_go_mod_name_the_least_that_will_do(lines: str, wanted: str) -> None:
    assert chosen(in_project(lines)).wanted == wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("local", OLD),
        ("auto", "go1.27.3"),
        ("path", "go1.27.3"),
        ("local+auto", "go1.27.3"),
        ("go1.25.4", "go1.25.4"),
        ("go1.25.4+auto", "go1.27.3"),
        ("go1.27.9+path", "go1.27.9"),
        (OLD, OLD),
    ],
)
def test_gotoolchain_says_whether_they_count(value: str, wanted: str) -> None:
    assert chosen(in_project(NEWER, GOTOOLCHAIN=value)).wanted == wanted
    stored = in_project(NEWER, files={STORED: text(f"GOTOOLCHAIN={value}\n", uid=1000)})
    assert chosen(stored).wanted == wanted


@pytest.mark.parametrize(
    "value", ["nonsense", "go1.25+foo", "go1.25+", "local+x", "auto+auto", "gccgo-go1.28", "go2.0.1"]
)
def test_a_value_that_go_refuses_chooses_nothing(value: str) -> None:
    assert chosen(in_project(NEWER, GOTOOLCHAIN=value)).ending is Ending.UNREADABLE


def test_a_distributions_go_env_counts_where_nothing_else_is_set() -> None:
    choice = chosen(in_project(NEWER, files={"/usr/local/go/go.env": "GOTOOLCHAIN=local\n"}))
    assert (choice.ending, str(choice.policy.file)) == (Ending.LOCAL, "/usr/local/go/go.env")
    assert choice.refusal is not None
    assert choice.refusal.wish.place == f"{MOD}, line 3"


def test_a_pinned_release_can_be_too_old_for_the_project() -> None:
    choice = chosen(in_project("go 1.26.0\n", GOTOOLCHAIN="go1.25.4", files=in_cache("go1.25.4")))
    assert choice.ending is Ending.CACHED
    assert choice.refusal is not None
    assert choice.refusal.wish.value == "1.26.0"


def test_go_work_is_asked_and_not_go_mod() -> None:
    choice = chosen(in_project("go 1.99.0\n", files={f"{APP}/go.work": "go 1.27.3\n\nuse .\n"}))
    assert (choice.wanted, choice.decided and choice.decided.file.name) == ("go1.27.3", "go.work")


def test_a_workspace_that_is_off_or_absent_leaves_it_to_go_mod() -> None:
    files = {f"{APP}/go.work": "go 1.99.0\n"}
    assert chosen(in_project(NEWER, files=files, GOWORK="off")).wanted == "go1.27.3"
    assert chosen(in_project(NEWER, GOWORK="/not/there/go.work")).wanted == "go1.27.3"


def test_without_modules_nothing_is_chosen() -> None:
    with pytest.raises(Unavailable):
        chosen(in_project(NEWER, GO111MODULE="off"))


@pytest.mark.parametrize(
    ("go", "lines", "tries"),
    [
        ("go1.19.8", "go 1.27\n", True),
        ("go1.20.14", "go 1.21.0\n", False),
        ("go1.20.14", "go 1.20\n\ntoolchain go1.20.14\n", False),
        ("go1.20.14", "go 1.20\n", None),
    ],
)
def test_before_1_21_there_is_no_choice(go: str, lines: str, tries: bool | None) -> None:
    choice = chosen(in_project(lines, go=go))
    assert choice.ending is Ending.LOCAL
    assert (choice.refusal and choice.refusal.tries) is tries


@pytest.mark.parametrize(
    ("go", "wanted"),
    [("go1.21.5", "go1.25"), ("go1.22.3", "go1.25"), ("go1.21.13", "go1.25.0"), ("go1.23.0", "go1.25.0")],
)
def test_the_first_releases_that_switch_look_for_the_language_by_its_name(go: str, wanted: str) -> None:
    assert chosen(in_project("go 1.25\n", go=go)).wanted == wanted


def test_the_releases_own_source_tells_whether_it_adds_the_patch_number() -> None:
    files = {"/usr/local/go/src/cmd/go/internal/toolchain/select.go": "if gover.IsLang(goVers) {"}
    assert chosen(in_project("go 1.25\n", go="go1.21.5", files=files)).wanted == "go1.25.0"


@pytest.mark.parametrize(("go", "wanted"), [("devel go1.28-abc", "go1.28.0"), ("go1.28-devel_abc", "go1.28.0")])
def test_an_unreleased_go_stands_below_the_first_release(go: str, wanted: str) -> None:
    assert chosen(in_project("go 1.28\n", go=go)).ending is Ending.LOCAL
    assert chosen(in_project("go 1.28.0\n", go=go)).wanted == wanted


@pytest.mark.parametrize("value", ["1.25.1", "go1.26.06", "local", "gccgo-go1.28"])
def test_a_toolchain_line_that_names_none_ends_it(value: str) -> None:
    choice = chosen(in_project(f"go 1.24\n\ntoolchain {value}\n"))
    assert (choice.ending, choice.works) == (Ending.UNREADABLE, False)


def test_a_command_of_that_name_on_path_comes_first() -> None:
    files = in_cache("go1.27.3") | {"/usr/bin/go1.27.3": go_binary("go1.27.3")}
    choice = chosen(in_project(NEWER, files=files))
    assert (choice.ending, str(choice.runs), choice.works) == (Ending.ON_PATH, "/usr/bin/go1.27.3", True)


def test_one_in_a_relative_folder_does_not_count() -> None:
    host = in_project(
        NEWER, files={f"{APP}/go1.27.3": go_binary("go1.27.3")}, PATH="/usr/local/go/bin:.", GOTOOLCHAIN="path"
    )
    assert chosen(host).ending is Ending.ABSENT


def test_one_that_is_another_release_is_not_taken() -> None:
    choice = chosen(in_project(NEWER, files={"/usr/bin/go1.27.3": go_binary("go1.27.1")}))
    assert (choice.ending, choice.works) == (Ending.ON_PATH, False)


def test_a_launcher_without_its_release_is_told() -> None:
    stub = go_binary("go1.26.6", path="golang.org/dl/go1.27.3")
    choice = chosen(in_project(NEWER, files={"/usr/bin/go1.27.3": stub}))
    assert choice.works is False
    assert "never downloaded" in choice.reach.why


def test_path_alone_allows_no_download() -> None:
    choice = chosen(in_project(NEWER, GOTOOLCHAIN="path", files=in_cache("go1.27.3")))
    assert (choice.ending, choice.works) == (Ending.ABSENT, False)


def test_what_lies_in_the_module_cache_is_taken() -> None:
    choice = chosen(in_project(NEWER, files=in_cache("go1.27.3")))
    assert choice.ending is Ending.CACHED
    assert str(choice.runs) == f"{CACHE}/golang.org/toolchain@v0.0.1-go1.27.3.linux-amd64/bin/go"


@pytest.mark.parametrize(("partial", "noted"), [(True, True), (False, False)])
def test_what_was_not_unpacked_as_a_whole_is_not(partial: bool, noted: bool) -> None:
    files = in_cache("go1.27.3", partial=partial, noted=noted)
    assert chosen(in_project(NEWER, files=files)).ending is Ending.DOWNLOAD


def test_a_cached_one_that_lost_its_go_fails() -> None:
    choice = chosen(in_project(NEWER, files=in_cache("go1.27.3", bin_go=False)))
    assert (choice.ending, choice.works) == (Ending.CACHED, False)


def test_a_copied_tree_is_not_what_go_unpacks() -> None:
    place = f"{CACHE}/golang.org/toolchain@v0.0.1-go1.27.3.linux-amd64/src/go.mod"
    choice = chosen(in_project(NEWER, files=in_cache("go1.27.3") | {place: "module std\n"}))
    assert choice.works is False
    assert "_go.mod" in choice.reach.why


def test_without_the_network_a_download_stays_open() -> None:
    choice = chosen(in_project(NEWER))
    assert (choice.ending, choice.reach.possible) == (Ending.DOWNLOAD, None)
    assert PROXY in choice.reach.why
