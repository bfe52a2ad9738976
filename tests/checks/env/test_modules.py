"""env.modules: GO111MODULE=off and auto are reported; on is not, nor auto where it is the release's default."""

import pytest

from goverify.checks.env.modules import modules
from tests.checks.env.stored import STORED, with_env, with_stored
from tests.checks.path.looking import commands, findings, level
from tests.hosts import BORING, boring, folder, go_binary, text


@pytest.mark.parametrize("name", BORING)
def test_nothing_is_said_where_it_is_not_set(name: str) -> None:
    assert not findings(modules, boring(name))


@pytest.mark.parametrize("name", BORING)
def test_off_is_grave_on_every_system(name: str) -> None:
    [finding] = findings(modules, with_env(name, GO111MODULE="off"))
    assert (finding.cause, finding.subject, level(finding)) == ("go111module-off", "GO111MODULE", "high")


def test_a_stored_off_is_removed_where_it_stands() -> None:
    [finding] = findings(modules, with_stored("GOPROXY=direct\nGO111MODULE=off\n"))
    assert STORED["linux"] in finding.message
    assert finding.evidence[0].place == f"{STORED['linux']}, line 2"
    assert commands(finding) == (f"sed -i '/^GO111MODULE=/d' {STORED['linux']}",)


def test_windows_writes_its_file_without_carriage_returns() -> None:
    [finding] = findings(modules, with_stored("GO111MODULE=off\n", "windows"))
    place = STORED["windows"]
    kept = f"(@([IO.File]::ReadAllLines('{place}')) -notmatch '^GO111MODULE=')"
    assert commands(finding) == (f'[IO.File]::WriteAllText(\'{place}\', ({kept} -join "`n") + "`n")',)


def test_the_line_that_exports_it_is_named() -> None:
    host = with_env(GO111MODULE="off").but(files={"/home/gopher/.bashrc": "alias l=ls\nexport GO111MODULE=off\n"})
    [finding] = findings(modules, host)
    assert finding.fix
    assert "line 2 of ~/.bashrc (export GO111MODULE=off)" in finding.fix.summary
    assert any(item.place == "/home/gopher/.bashrc, line 2" for item in finding.evidence)


def test_the_go_mod_that_goes_unread_is_named() -> None:
    host = with_env(GO111MODULE="off").but(files={"/home/gopher/go.mod": text("module app\n")})
    [finding] = findings(modules, host)
    assert "/home/gopher/go.mod" in finding.message


def test_a_folder_of_the_time_before_modules_weighs_less() -> None:
    place = "/home/gopher/go/src/example.com/old"
    host = with_env(GO111MODULE="off").but(files={place: folder(uid=1000)}, cwd=place)
    [finding] = findings(modules, host)
    assert level(finding) == "low"


def test_auto_is_untidy() -> None:
    [finding] = findings(modules, with_env(GO111MODULE="auto"))
    assert (finding.cause, level(finding)) == ("go111module-auto", "low")


def test_auto_is_the_default_of_an_old_release() -> None:
    host = with_env(GO111MODULE="auto").but(files={"/usr/local/go/bin/go": go_binary("go1.15.15")})
    assert not findings(modules, host)


def test_on_is_no_fault() -> None:
    assert not findings(modules, with_env(GO111MODULE="on"))
