"""facts.release_upgrade: every way to install Go is told how it gets to another release, in commands that can be pasted."""

import pytest

from goverify.facts import Facts
from goverify.facts.identity import NAMES
from goverify.facts.provenance.installers import Installer, installer, installers
from goverify.facts.release import Release
from goverify.facts.release_upgrade import OF_DISTRIBUTIONS, by_installer, whence
from goverify.host import Completed
from goverify.host.replay.file_changes import FileChange
from goverify.model import Fix
from tests.hosts import boring, folder, go_binary, link

TARGET = Release.parse("go1.27.4")
each_installer = pytest.mark.parametrize("each", installers(), ids=lambda each: each.id)


def fix(id_: str, *, same_line: bool) -> Fix:
    assert TARGET is not None
    return by_installer(installer(id_), "its name", TARGET, same_line=same_line)


@each_installer
@pytest.mark.parametrize("same_line", [True, False])
def test_every_way_gives_an_answer_without_gaps(each: Installer, same_line: bool) -> None:
    mended = fix(each.id, same_line=same_line)
    assert mended.summary.startswith("Bring Go to go1.27.4 or later")
    assert not any(mark in command for command in mended.commands for mark in "{}")


def test_distributions_are_ways_of_the_table() -> None:
    assert {each.id for each in installers()} >= OF_DISTRIBUTIONS


@pytest.mark.parametrize(
    ("id_", "same_line", "commands"),
    [
        ("homebrew", False, ("brew upgrade go",)),
        ("homebrew-versioned", True, ("brew upgrade go@1.27",)),
        ("homebrew-versioned", False, ()),
        ("debian-golang", True, ("sudo apt-get install --only-upgrade golang-go",)),
        ("debian-golang", False, ()),
        ("arch", False, ("sudo pacman -Syu go",)),
        ("mise-activate", True, ("mise upgrade go",)),
        ("mise-activate", False, ("mise use go@1.27",)),
        ("asdf-go", True, ("asdf install golang 1.27.4", "asdf set golang 1.27.4")),
        ("winget", True, ("winget upgrade GoLang.Go",)),
        ("setup-go", True, ()),
    ],
)
def test_commands_do_what_the_installer_needs(id_: str, same_line: bool, commands: tuple[str, ...]) -> None:
    assert fix(id_, same_line=same_line).commands == commands


def test_what_is_no_command_is_said_in_words() -> None:
    assert fix("setup-go", same_line=True).summary.endswith(": the go-version of the actions/setup-go step.")


def test_behind_a_link_that_only_chooses_the_tree_s_own_way_counts() -> None:
    files: dict[str, FileChange] = {
        "/usr/bin/go": link("/etc/alternatives/go"),
        "/etc/alternatives/go": link("/opt/go1.26.6/bin/go"),
        "/opt/go1.26.6/bin/go": go_binary("go1.26.6"),
        "/opt/go1.26.6/VERSION": "go1.26.6\n",
        "/opt/go1.26.6/pkg/tool": folder(),
    }
    asked = f"/usr/bin/go env -json {' '.join(NAMES)}"
    host = boring("linux").but(env={"PATH": "/usr/bin:/bin"}, files=files, runs={asked: Completed(error="ENOEXEC")})
    assert whence(Facts(host)).id == "official-tarball"
