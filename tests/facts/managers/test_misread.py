"""facts.managers.misread: a version file that makes a manager export a tree that is not there is mended where it stands."""

from pathlib import PurePath

import pytest

from goverify.facts import Facts
from goverify.facts.go_commands import answering_go
from goverify.facts.managers.misread import misread
from goverify.host.recorded import RecordedHost
from goverify.model import Fix
from tests.hosts import boring
from tests.managing import APP, ASDF, GOENV, with_asdf, with_goenv


def mended(host: RecordedHost, missing: str) -> Fix | None:
    facts = Facts(host)
    return misread(facts, facts(answering_go), PurePath(missing))


def test_goenv_makes_one_tree_of_several_versions() -> None:
    host = with_goenv("1.26.6", "1.27.3", files={f"{APP}/.go-version": "1.26.6\n1.27.3\n"})
    fix = mended(host, f"{GOENV}/versions/1.26.6:{GOENV}/versions/1.27.3")
    assert fix
    assert fix.commands == ("goenv local 1.26.6",)


def test_the_line_ends_of_windows_are_taken_out() -> None:
    host = with_asdf("1.26.6", files={f"{APP}/.tool-versions": "golang 1.26.6\r\n"})
    fix = mended(host, f"{ASDF}/installs/golang/1.26.6/go")
    assert fix
    assert fix.commands[0].endswith(rf"sed -i 's/\r$//' {APP}/.tool-versions")


def test_a_path_to_the_tree_itself_is_set_to_the_folder_that_holds_it() -> None:
    host = with_asdf("1.26.6", files={f"{APP}/.tool-versions": "golang path:/usr/local/go\n"})
    fix = mended(host, "/usr/local/go/go")
    assert fix
    assert fix.commands[0].endswith(f"sed -i 's|path:/usr/local/go|path:/usr/local|' {APP}/.tool-versions")


@pytest.mark.parametrize("version", ["path:/srv/x'y/go", "1.26.6", "path:/opt/none/go"])
def test_for_nothing_else_is_a_line_of_sed_made(version: str) -> None:
    host = with_asdf("1.26.6", files={f"{APP}/.tool-versions": f"golang {version}\n"})
    assert mended(host, f"{version.removeprefix('path:')}/go") is None


def test_a_go_that_nothing_chose_is_no_matter_of_a_manager() -> None:
    assert mended(boring("linux"), "/opt/none") is None
