"""facts.goroot: the tree in force and go's own, found as cmd/go finds them."""

import pytest

from goverify.facts import Blocked, Facts
from goverify.facts.goroot import Way, goroot, looks_like_tree, same_tree
from goverify.facts.identity import NAMES
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from tests.golang import LOST, Files, answer, run, tree, whole
from tests.hosts import go_binary, link, script
from tests.managing import APP, ASDF, with_asdf

ROOT = "/usr/local/go"
FAILS = [run("go", Completed(error="ENOEXEC"))]


def roots(host: RecordedHost) -> tuple[str, str, Way | None, bool]:
    """Return the tree in force, go's own, the way to the first, and whether go finds its own."""
    found = Facts(host)(goroot)
    return str(found.root), str(found.own), found.way, found.by_itself


@pytest.mark.parametrize(("name", "root"), [("linux", ROOT), ("macos", ROOT), ("windows", r"C:\Program Files\Go")])
def test_it_is_the_folder_around_the_go_file(name: str, root: str) -> None:
    assert roots(whole(name)) == (root, root, Way.LOCATION, True)


def test_a_go_that_does_not_run_is_judged_by_its_place() -> None:
    assert roots(whole().but(runs=FAILS))[:3] == (ROOT, ROOT, Way.LOCATION)


def test_the_setting_is_in_force_before_all_else() -> None:
    host = whole().but(env={"GOROOT": "/opt/go/"}, files=tree("/opt/go"))
    assert roots(host) == ("/opt/go", ROOT, Way.SETTING, True)


def test_a_relative_setting_counts_from_the_current_folder() -> None:
    assert roots(whole().but(env={"GOROOT": "go"}, cwd="/usr/local"))[0] == ROOT


def test_a_cross_compiled_go_stands_one_folder_deeper() -> None:
    files: Files = {f"{ROOT}/bin/linux_amd64/go": go_binary("go1.27.3")}
    assert roots(whole().but(env={"PATH": f"{ROOT}/bin/linux_amd64"}, files=files))[0] == ROOT


def test_links_are_followed_on_linux() -> None:
    files: Files = {"/usr/bin/go": link("../local/go/bin/go")}
    assert roots(whole().but(env={"PATH": "/usr/bin"}, files=files))[0] == ROOT


def test_the_name_as_invoked_comes_first_on_macos() -> None:
    files: Files = {"/opt/go": link(ROOT)}
    assert roots(whole("macos").but(env={"PATH": "/opt/go/bin"}, files=files))[0] == "/opt/go"


def test_a_built_in_path_is_the_last_resort() -> None:
    host = whole().but(
        env={"PATH": "/usr/bin"}, files={"/usr/bin/go": go_binary("go1.27.3")}, runs=[run("go", answer("/usr/lib/go"))]
    )
    assert roots(host) == ("/usr/lib/go", "/usr/lib/go", Way.BUILT_IN, True)


def test_a_lone_copy_has_no_tree() -> None:
    runs = [run("go", Completed(2, stderr=LOST))]
    host = whole().but(env={"PATH": "/usr/bin"}, files={"/usr/bin/go": go_binary("go1.27.3")}, runs=runs)
    assert roots(host) == ("None", "None", None, False)


def test_behind_a_wrapper_its_word_counts() -> None:
    files: Files = {"/opt/bin/go": script('#!/bin/sh\nexec /usr/local/go/bin/go "$@"\n')}
    assert roots(whole().but(env={"PATH": "/opt/bin"}, files=files)) == (ROOT, ROOT, Way.WRAPPER, True)


def test_a_wrapper_may_pass_the_setting_on() -> None:
    files: Files = {"/opt/bin/go": script('#!/bin/sh\nexec /usr/local/go/bin/go "$@"\n'), **tree("/opt/go")}
    kept = run("go", answer("/opt/go"), env={"GOROOT": "/opt/go"})
    host = whole().but(env={"PATH": "/opt/bin", "GOROOT": "/opt/go"}, files=files, runs=[kept])
    assert roots(host) == ("/opt/go", ROOT, Way.SETTING, True)


def test_without_a_go_there_is_no_answer() -> None:
    with pytest.raises(Blocked):
        roots(whole().but(env={"PATH": "/nowhere"}))


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"/x/VERSION": "go1.27.3\n"}, True),
        ({"/x/VERSION": "devel go1.28-abcdef\n"}, True),
        ({"/x/pkg/tool/linux_amd64/compile": "x"}, True),
        ({"/x/src/runtime/proc.go": "x"}, True),
        ({"/x/VERSION": "3.2.1\n"}, False),
        ({"/x/bin/go": "x", "/x/src/linux/a.c": "x"}, False),
        ({"/x": "x"}, False),
        ({}, False),
    ],
)
def test_a_tree_is_known_by_what_only_trees_have(files: Files, expected: bool) -> None:
    host = whole().but(files=files)
    assert looks_like_tree(host, host.path("/x")) is expected


def test_links_to_a_tree_s_parts_are_that_tree() -> None:
    farm: Files = {f"/home/gopher/.go/{part}": link(f"{ROOT}/{part}") for part in ("pkg", "src", "bin", "VERSION")}
    host = whole().but(files=farm | tree("/opt/go"))
    own, linked, other = (host.path(text) for text in (ROOT, "/home/gopher/.go", "/opt/go"))
    assert (same_tree(host, linked, own), same_tree(host, other, own)) == (True, False)


def test_a_stand_in_that_fails_is_judged_by_the_tree_that_it_leads_to() -> None:
    host = with_asdf("1.27.3", files={f"{APP}/.tool-versions": "golang 1.27.3\n"})
    asked = f"{ASDF}/shims/go env -json {' '.join(NAMES)}"
    found = roots(host.but(runs={asked: Completed(139, signal="SIGSEGV")}))
    assert found[1:3] == (f"{ASDF}/installs/golang/1.27.3/go", Way.WRAPPER)
