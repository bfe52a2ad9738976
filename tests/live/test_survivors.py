"""Processes that fled from the group they were started in."""

import os
import secrets
import subprocess
import sys
import time
from pathlib import Path

from goverify.host.local import survivors
from tests.live.programs import are_gone, ids_in, linux, posix

FLEEING = (
    "import os\nwhile True:\n    open(str(os.getpid()), 'w').close()\n    if os.fork(): os._exit(0)\n    os.setsid()"
)


@linux
def test_one_that_flees_into_ever_new_processes_is_caught_up_with(tmp_path: Path) -> None:
    mark = secrets.token_hex()
    subprocess.run([sys.executable, "-ISc", FLEEING], env={"MARK": mark}, cwd=tmp_path, check=True)
    assert survivors.end_marked(mark, 5)
    seen = ids_in(tmp_path)
    time.sleep(0.05)
    assert ids_in(tmp_path) == seen
    assert are_gone(seen)


@posix
def test_a_mark_that_nobody_has_ends_nobody() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, env={"MARK": "another"}) as other:
        assert survivors.end_marked(secrets.token_hex(), 5)
        assert other.poll() is None


@linux
def test_the_search_gives_up_in_time(tmp_path: Path) -> None:
    mark = secrets.token_hex()
    with subprocess.Popen(["/bin/sh", "-c", "read line"], stdin=subprocess.PIPE, env={"MARK": mark}):
        assert not survivors.end_marked(mark, 0)


@linux
def test_children_and_their_children_are_known() -> None:
    text = "sleep 60 & echo $!; (sleep 60 & echo $!; wait) & echo $!; wait"
    with subprocess.Popen(["/bin/sh", "-c", text], stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        children = {int(parent.stdout.readline()) for _ in range(3)}
        assert set(survivors.descendants(parent.pid)) == children
        assert set(survivors.descendants_elsewhere(parent.pid)) == children
        for pid in (*children, parent.pid):
            survivors.end(pid)


@posix
def test_an_environment_is_read_through_psutil_alike() -> None:
    with subprocess.Popen(["/bin/sh", "-c", "read line"], stdin=subprocess.PIPE, env={"MARK": "here"}) as process:
        until = time.monotonic() + 5
        while b"here" not in survivors.environ_elsewhere(process.pid) and time.monotonic() < until:
            time.sleep(0.01)  # the system shows it once execve(2) is done
        assert b"here" in survivors.environ_elsewhere(process.pid)


@posix
def test_a_process_that_is_gone_has_neither_children_nor_environment() -> None:
    done = subprocess.Popen(["/bin/sh", "-c", "exit 0"])
    done.wait()
    assert survivors.descendants(done.pid) == ()
    assert survivors.descendants_elsewhere(done.pid) == ()
    assert survivors.environ_elsewhere(done.pid) == b""


def test_ending_one_that_is_gone_is_no_failure() -> None:
    done = subprocess.Popen([sys.executable, "-c", "pass"])
    done.wait()
    survivors.end(done.pid)
    assert os.getpid()
