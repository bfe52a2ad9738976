"""facts.installers: the table of the ways to install Go can be read, and everything in it means something."""

import re

import pytest

from goverify.facts import Facts
from goverify.facts.provenance.installers import Installer, installer, installers, pattern
from goverify.facts.release import Release
from goverify.facts.remedies import reinstall
from goverify.host import System
from tests.hosts import boring

KINDS = {"real", "symlink", "script", "multicall", "wrapper", "alias", "none"}
SIGNS = {"file", "folder", "text", "env", "system", "registry", "record"}
PLACES = {"root", "keg", "prefix", "site", "end", "cwd", "version", "minor", "number"}

each_installer = pytest.mark.parametrize("each", installers(), ids=lambda each: each.id)


def test_ids_are_permanent_names_and_unique() -> None:
    ids = [each.id for each in installers()]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id_) for id_ in ids)


@each_installer
def test_a_way_says_what_it_is_and_how_it_is_kept_up(each: Installer) -> None:
    assert each.kind in KINDS
    assert each.systems
    assert all((each.name, each.version, each.update, each.remove))


@each_installer
def test_patterns_are_regular_expressions_with_a_word_to_look_for(each: Installer) -> None:
    for text in (*each.ends, *each.ways, *each.program):
        pattern(re.sub(r"^\$[A-Z_]+", "", text))
    assert bool(each.words) == bool(each.ends or each.ways)


@each_installer
def test_signs_are_of_a_kind_that_can_be_looked_at(each: Installer) -> None:
    for sign in (*each.proofs, *each.signs, *each.also):
        what, _, rest = sign.partition(":")
        assert what in SIGNS
        assert set(re.findall(r"\{([a-z]+)\}", rest)) <= PLACES
    assert not each.signs or each.need <= len(each.signs)


@each_installer
def test_commands_hold_nothing_but_version_and_root(each: Installer) -> None:
    for text in filter(None, (each.update, each.remove, each.reinstall)):
        assert "{" not in text.format(version="1.27.3", minor="1.27", root="/opt/go")


@pytest.mark.parametrize(
    ("root", "command"),
    [
        ("/opt/homebrew/Cellar/go@1.26/1.26.6/libexec", "brew reinstall go@1.26"),
        ("/opt/homebrew/Cellar/go/1.26.6/libexec", "brew reinstall go"),
    ],
)
def test_the_command_that_reinstalls_is_the_way_s_own(root: str, command: str) -> None:
    host = boring("macos").but(files={f"{root}/VERSION": "go1.26.6\n"})
    facts = Facts(host)
    assert reinstall(facts, host.path(root), Release.parse("go1.26.6")).commands == (command,)


def test_systems_that_others_count_as_theirs_are_known() -> None:
    assert installer("termux").on(System.LINUX)
    assert not installer("termux").on(System.WINDOWS)
