"""A kernel that refuses Go a system call, as an old container runtime does: told first, and for what it is."""

from pathlib import Path

import pytest

from tests.live.examinations import environment, examined
from tests.live.programs import linux
from tests.live.refusing import KILL, PERMIT, REFUSE_ENOSYS, REFUSE_EPERM, refusing


@linux
@pytest.mark.parametrize(
    ("call", "answer", "words"),
    [
        ("clone", REFUSE_EPERM, "it may start no thread"),
        ("epoll_create1", REFUSE_EPERM, "epollcreate fails"),
        ("flock", REFUSE_ENOSYS, "flock fails"),
        ("clone", KILL, "ends programs for a system call"),
    ],
    ids=["no thread", "no poller", "no lock", "death"],
)
def test_a_refused_system_call_is_told_first(
    newer_go: Path, tmp_path: Path, call: str, answer: int, words: str
) -> None:
    seen = examined(environment(tmp_path / "home", newer_go / "bin"), cwd=tmp_path, within=refusing(call, answer))
    assert seen.causes == ["syscall-blocked"]
    assert words in seen.first["title"]
    assert any(row["observed"].startswith("Seccomp 2: a filter") for row in seen.first["evidence"])
    assert {other["cause"] for other in seen.first["consequences"]} <= {
        "build-fails",
        "fs-no-locks",
        "go-command-fails",
    }


@linux
def test_a_filter_that_refuses_nothing_of_gos_is_no_fault(newer_go: Path, tmp_path: Path) -> None:
    permissive = refusing("clone", PERMIT)
    seen = examined(
        environment(tmp_path / "home", newer_go / "bin"), "--only", "host,build", cwd=tmp_path, within=permissive
    )
    assert seen.causes == []
    [told] = seen.check("host.system-calls")["evidence"]
    assert told["observed"].startswith("Seccomp 2: a filter")
