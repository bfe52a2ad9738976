"""project.unreadable: files of the project that this user cannot read are reported; those of others are not."""

from dataclasses import replace

import pytest

from goverify.checks.project.captured import captured
from goverify.checks.project.replaced import replaced
from goverify.checks.project.unreadable import unreadable
from goverify.host import Entry, Kind
from goverify.host.replay.records import Fault
from tests.checks.path.looking import commands, findings, level
from tests.checks.project.placed import APP, GREET, HOME, MAIN, MOD, Files, in_app, standing
from tests.hosts import BORING, boring, folder, link, text

ROOTS_OWN = text(MOD, mode=0o600)


@pytest.mark.parametrize("name", BORING)
def test_a_boring_host_has_none(name: str) -> None:
    assert not findings(unreadable, boring(name))


@pytest.mark.parametrize("name", ["go.mod", "go.sum", "main.go", "vendor/modules.txt"])
def test_what_root_keeps_for_itself_is_given_to_this_user(name: str) -> None:
    [finding] = findings(unreadable, in_app({name: ROOTS_OWN}))
    assert (finding.cause, str(finding.subject), level(finding)) == ("project-unreadable", f"{APP}/{name}", "high")
    assert commands(finding)[0] == f'sudo chown "$(id -un)" {APP}/{name}'
    assert "belongs to root and has mode 0600" in finding.message


def test_what_is_ones_own_needs_its_mode() -> None:
    [finding] = findings(unreadable, in_app({"go.mod": text(MOD, mode=0o200, uid=1000)}))
    assert commands(finding) == (f"chmod u+rX {APP}/go.mod",)


def test_several_files_are_one_finding() -> None:
    [finding] = findings(unreadable, in_app({"a.go": ROOTS_OWN, "b.go": ROOTS_OWN}))
    assert "and 1 more file" in finding.message
    assert commands(finding)[0].endswith(f"{APP}/a.go {APP}/b.go")


def test_a_go_work_above_counts() -> None:
    [finding] = findings(unreadable, in_app({}).but(files={f"{HOME}/go.work": text("go 1.24\n", mode=0o600)}))
    assert str(finding.subject) == f"{HOME}/go.work"


def test_a_folder_in_the_place_of_go_mod_is_told() -> None:
    [finding] = findings(unreadable, standing(APP, {f"{APP}/go.mod": folder(), f"{APP}/main.go": MAIN}))
    assert "is a folder" in finding.message


def test_a_link_in_the_place_of_go_mod_that_leads_nowhere_is_told() -> None:
    [finding] = findings(unreadable, standing(APP, {f"{APP}/go.mod": link("../shared/go.mod"), f"{APP}/main.go": MAIN}))
    assert "is a link to ../shared/go.mod, which is not there" in finding.message


def test_such_a_link_in_a_folder_of_a_module_is_no_fault() -> None:
    host = in_app({"sub/go.mod": link("/gone/go.mod"), "sub/main.go": MAIN}).but(cwd=f"{APP}/sub")
    assert not findings(unreadable, host)


def test_the_folder_of_a_replaced_module_counts_and_is_not_said_to_be_gone() -> None:
    mod = f"{MOD}\nrequire example.com/greet v1.0.0\n\nreplace example.com/greet => ../greet\n"
    host = in_app({"go.mod": mod}).but(files={f"{HOME}/greet": folder(mode=0o700), f"{HOME}/greet/go.mod": GREET})
    [finding] = findings(unreadable, host)
    assert (str(finding.subject), level(finding)) == (f"{HOME}/greet", "high")
    assert "belongs to root and has mode 0700" in finding.message
    assert not findings(replaced, host)


def test_a_pipe_in_the_place_of_go_mod_is_told() -> None:
    [finding] = findings(unreadable, standing(APP, {f"{APP}/go.mod": Entry(Kind.OTHER)}))
    assert "is no regular file" in finding.message


def test_a_folder_that_may_not_be_listed_is_told() -> None:
    host = in_app({}).but(files={APP: folder(mode=0o711)})
    [finding] = findings(unreadable, host)
    assert str(finding.subject) == APP


def test_what_can_be_read_is_no_fault() -> None:
    files = {"main.go": text(MAIN, mode=0o644), "notes.txt": ROOTS_OWN, "testdata/x.go": ROOTS_OWN}
    assert not findings(unreadable, in_app(files))


def test_source_of_others_in_a_folder_below_counts() -> None:
    [finding] = findings(unreadable, in_app({"main.go": MAIN, "sub/x.go": ROOTS_OWN}))
    assert (str(finding.subject), level(finding)) == (f"{APP}/sub/x.go", "high")


def test_a_folder_below_that_is_closed_weighs_less() -> None:
    [finding] = findings(unreadable, in_app({"main.go": MAIN, "data": folder(mode=0o700)}))
    assert (str(finding.subject), level(finding)) == (f"{APP}/data", "medium")


@pytest.mark.parametrize("name", ["testdata", ".git", "_old", "other/go.mod"])
def test_what_go_does_not_look_into_is_no_fault(name: str) -> None:
    closed: Files = {name: folder(mode=0o700)}
    if name.endswith("go.mod"):
        closed = {name: MOD, "other/sub": folder(mode=0o700)}
    assert not findings(unreadable, in_app({"main.go": MAIN, **closed}))


def test_a_vendor_folder_that_is_closed_is_told() -> None:
    host = in_app({"vendor": folder(mode=0o700), "vendor/modules.txt": ""})
    [finding] = findings(unreadable, host)
    assert str(finding.subject) == f"{APP}/vendor"


@pytest.mark.parametrize("name", BORING)
def test_where_the_current_folder_is_gone_there_is_no_project(name: str) -> None:
    host = boring(name)
    gone = type(host)(replace(host.recording, cwd=Fault("ENOENT")))
    assert not findings(unreadable, gone)
    assert not findings(captured, gone)
