"""facts.sandbox: what the kernel tells of filters, and what confines a process for certain."""

import pytest

from goverify.facts import Facts
from goverify.facts.machine.sandbox import confined_by, sandbox
from tests.hosts import boring, text


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("Seccomp:\t0\n", "no filter"),
        ("Seccomp:\t2\nSeccomp_filters:\t1\n", "a filter"),
        ("NoNewPrivs:\t1\nSeccomp:\t2\nSeccomp_filters:\t3\n", "a filter (3 of them), and no new privileges"),
        ("Seccomp:\t7\n", "mode 7"),
    ],
)
def test_the_kernel_tells_of_a_filter(rows: str, told: str) -> None:
    found = Facts(boring("linux").but(files={"/proc/self/status": text(rows)}))(sandbox)
    assert found
    assert found.told == told


@pytest.mark.parametrize("rows", ["", "Name:\tgo\n", "Seccomp:\tnonsense\n", "Seccomp\n"])
def test_a_kernel_that_does_not_tell_is_no_answer(rows: str) -> None:
    assert Facts(boring("linux").but(files={"/proc/self/status": text(rows)}))(sandbox) is None


@pytest.mark.parametrize("name", ["macos", "windows"])
def test_other_systems_have_no_such_filter(name: str) -> None:
    assert Facts(boring(name))(sandbox) is None


def test_one_sign_alone_confines_nobody() -> None:
    host = boring("linux").but(files={"/.dockerenv": text("")})
    assert Facts(host)(confined_by) is None
    found = Facts(host.but(env={"container": "docker"}))(confined_by)
    assert found
    assert found.id == "docker"
