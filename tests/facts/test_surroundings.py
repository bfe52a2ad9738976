"""facts.surroundings: what cut PATH down, and what this system would install."""

import pytest

from goverify.facts import Facts
from goverify.facts.surroundings import install_command, why_path_is_short
from tests.hosts import boring, script


@pytest.mark.parametrize(
    ("ancestors", "beginning"),
    [
        (["sh", "cron", "systemd"], "cron starts its jobs"),
        (["sh", "crond"], "cron starts its jobs"),
        (["systemd"], "systemd starts services"),
        (["bash", "sshd", "systemd"], ""),
        (["make", "bash", "gnome-terminal-", "systemd"], ""),
    ],
)
def test_starters_of_linux(ancestors: list[str], beginning: str) -> None:
    reason = why_path_is_short(Facts(boring("linux").but(ancestors=ancestors)))
    assert reason.startswith(beginning)
    assert bool(reason) == bool(beginning)


def test_programs_of_macos_without_a_terminal() -> None:
    assert "launchd" in why_path_is_short(Facts(boring("macos").but(ancestors=["Code Helper", "launchd"])))
    assert why_path_is_short(Facts(boring("macos"))) == ""


def test_an_image_whose_path_was_replaced() -> None:
    assert "login shell" in why_path_is_short(Facts(boring("linux").but(env={"GOLANG_VERSION": "1.27.3"})))


def test_root_installs_without_sudo() -> None:
    host = boring("linux").but(files={"/usr/bin/dnf": script("")}, identity={"uid": 0, "gid": 0})
    assert install_command(Facts(host)) == "dnf install golang"
