"""facts.tool_upgrades: a tool is replaced by what brought it, and else built anew where it stands or where it may."""

import pytest

from goverify.facts import Facts
from goverify.facts.installed_tools import installed_tools
from goverify.facts.release import Release
from goverify.facts.tool_upgrades import tool_upgrade
from goverify.host.recorded import RecordedHost
from goverify.host.replay.file_changes import FileChange
from goverify.model import Fix
from tests.checks.path.looking import Files
from tests.hosts import folder, link
from tests.installed import BIN, GOPLS, LINT, tool, with_tools

NEW = Release.parse("go1.27.3")
OLD_GOPLS = tool(GOPLS, "go1.26.6", "v0.22.0")


def fix(host: RecordedHost) -> Fix:
    ask = Facts(host)
    [found] = ask(installed_tools)
    return tool_upgrade(ask, found, NEW)


def installed(name: str, folder: str, file: str, program: FileChange = OLD_GOPLS) -> RecordedHost:
    """Return a host on which a name leads to a file elsewhere."""
    return with_tools({f"{folder}/{name}": link(file), file: program}, path=f"{folder}:/usr/local/go/bin:/usr/bin")


@pytest.mark.parametrize(
    ("file", "command"),
    [
        ("/home/linuxbrew/.linuxbrew/Cellar/gopls/0.22.0/bin/gopls", "brew upgrade gopls"),
        ("/home/gopher/.local/share/mise/installs/gopls/0.22.0/gopls", "mise upgrade gopls"),
        ("/snap/gopls/12/bin/gopls", "sudo snap refresh gopls"),
    ],
)
def test_a_package_manager_upgrades_what_it_installed(file: str, command: str) -> None:
    assert fix(installed("gopls", "/opt/bin", file)).commands == (command,)


def test_a_tool_of_nix_is_upgraded_where_it_is_declared() -> None:
    host = installed("gopls", "/home/gopher/.nix-profile/bin", "/nix/store/0abc-gopls-0.22.0/bin/gopls")
    assert fix(host) == ("Upgrade gopls where its Nix package is declared.", ())


def test_a_tool_of_debian_gets_one_before_it() -> None:
    record: Files = {"/var/lib/dpkg/info/gopls.list": "/.\n/usr/bin\n/usr/bin/gopls\n", "/usr/bin/gopls": OLD_GOPLS}
    mended = fix(with_tools(record))
    assert mended.summary == (
        f"/usr/bin/gopls came with the system's packages; install one of your own and put {BIN} before /usr/bin on PATH."
    )
    assert mended.commands == (f"go install {GOPLS}@latest",)


def test_a_tool_in_a_folder_of_ones_own_is_replaced_there() -> None:
    files: Files = {"/home/gopher/my tools": folder(uid=1000), "/home/gopher/my tools/gopls": OLD_GOPLS}
    host = with_tools(files, path="/home/gopher/my tools:/usr/local/go/bin")
    assert fix(host).commands == (f"env GOBIN='/home/gopher/my tools' go install {GOPLS}@latest",)


def test_a_tool_in_a_folder_of_root_is_not_replaced_there() -> None:
    mended = fix(with_tools({"/opt/tools/gopls": OLD_GOPLS}, path="/opt/tools:/usr/local/go/bin"))
    assert mended.commands == (f"go install {GOPLS}@latest",)
    assert f"put {BIN} before /opt/tools on PATH" in mended.summary


def test_a_released_linter_in_a_folder_of_root_needs_its_rights() -> None:
    host = with_tools({"/usr/local/bin/golangci-lint": tool(LINT, "go1.26.6")}, path="/usr/local/bin:/usr/local/go/bin")
    assert fix(host).commands[0].endswith("| sudo sh -s -- -b /usr/local/bin")
