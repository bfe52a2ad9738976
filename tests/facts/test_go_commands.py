"""facts.go_commands: what a command line would start, looked at and judged before anything runs."""

import pytest

from goverify.facts import Allowances, Blocked, Facts
from goverify.facts.go_commands import GoCommand, answering_go, go_commands
from goverify.host import Entry, Kind
from goverify.host.replay.file_changes import FileChange
from tests.hosts import BORING, boring, folder, go_binary, link, script

SHIM = '#!/usr/bin/env bash\n# asdf-plugin: golang 1.27.3\nexec /home/gopher/.asdf/bin/asdf exec "go" "$@" # asdf_allow: \' asdf \'\n'


def first(files: dict[str, FileChange], path: str = "/opt/x", *, run_unknown: bool = False) -> GoCommand:
    host = boring("linux").but(env={"PATH": path}, files=files)
    return answering_go(Facts(host, Allowances(run_unknown=run_unknown)))


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_one_real_go(name: str) -> None:
    [go] = go_commands(Facts(boring(name)))
    assert (str(go.release), go.wrapper, go.why_not_run) == ("go1.27.3", None, "")


def test_the_first_that_can_be_started_answers() -> None:
    files: dict[str, FileChange] = {
        "/a/go": link("gone"),
        "/b/go": go_binary("go1.26.6"),
        "/c/go": go_binary("go1.27.3"),
    }
    assert str(first(files, "/a:/b:/c").found) == "/b/go"


def test_without_any_the_answer_is_blocked() -> None:
    with pytest.raises(Blocked):
        first({})


def test_links_are_resolved_to_the_file() -> None:
    go = first({"/opt/x/go": link("/usr/local/go/bin/go")})
    assert (str(go.file), str(go.release)) == ("/usr/local/go/bin/go", "go1.27.3")


def test_a_file_that_may_not_be_read_still_answers() -> None:
    go = first({"/opt/x/go": Entry(Kind.FILE, mode=0o711, size=9)})
    assert (go.binary, go.release) == (None, None)


def test_an_empty_file_answers_as_it_does_for_a_shell() -> None:
    go = first({"/opt/x/go": script("")})
    assert go.binary
    assert go.binary.problem == "empty"


def test_a_known_shim_may_be_run_and_has_no_release_of_its_own() -> None:
    go = first({"/opt/x/go": script(SHIM)})
    assert (go.wrapper, go.why_not_run, go.release) == ("asdf shim", "", None)


def test_an_unknown_script_is_not_run_unasked() -> None:
    go = first({"/opt/x/go": script("#!/bin/sh\ntouch /tmp/was-here\n")})
    assert (go.wrapper, go.why_not_run) == ("script", "it is a script of unknown kind (#!/bin/sh)")


def test_another_go_program_is_not_run_unasked() -> None:
    go = first({"/opt/x/go": go_binary("go1.27.3", path="example.com/board/go")})
    assert go.why_not_run == "it is the program example.com/board/go, no go command"


@pytest.mark.parametrize("path", [".", "", "x"])
def test_a_go_in_the_current_folder_is_not_run_unasked(path: str) -> None:
    place = f"/home/gopher/{path}".rstrip("./")
    go = first({f"{place}/go": go_binary("go1.27.3")}, f"{path}:/usr/bin")
    assert "is not trusted" in go.why_not_run


def test_a_go_that_everybody_may_replace_is_not_run_unasked() -> None:
    go = first({"/opt/x": folder(mode=0o777), "/opt/x/go": go_binary("go1.27.3")})
    assert "every user may write to /opt/x" in go.why_not_run


def test_a_link_out_of_a_safe_folder_into_an_unsafe_one_is_seen_through() -> None:
    go = first({"/opt/x/go": link("/srv/go"), "/srv/go": go_binary("go1.27.3", mode=0o777)})
    assert go.why_not_run == "others decide what it does: every user may write to /srv/go (mode 777)"


def test_what_the_user_allows_is_run() -> None:
    assert first({"/opt/x/go": script("#!/bin/sh\n")}, run_unknown=True).why_not_run == ""


def test_a_dl_wrapper_is_known_by_its_package() -> None:
    go = first({"/opt/x/go": go_binary("go1.27.3", path="golang.org/dl/go1.25.5")})
    assert (go.wrapper, go.release) == ("golang.org/dl wrapper", None)
