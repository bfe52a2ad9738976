"""Programs run by a goverify that is itself in tight straits."""

import subprocess
import sys
from pathlib import Path

from goverify.host import Completed
from tests.live.programs import linux, posix

PROJECT = Path(__file__).parents[2]


def ran(before: str, script: str, times: int = 1) -> str:
    """Return how a shell script ends, run by a live host in a process where something was done before.

    With `times` it is run so often at once, and all the ways it ended are told.
    """
    text = (
        "import resource, signal\nfrom concurrent.futures import ThreadPoolExecutor\n"
        "from goverify.host.live import LiveHost\n"
        f"import goverify.host.local.process\n{before}\nwith LiveHost() as host:\n"
        f"    run = lambda _: host.run(['/bin/sh', '-c', {script!r}], timeout_s=20, env={{}}, cwd=host.path('/'))\n"
        f"    ends = ThreadPoolExecutor({times}).map(run, range({times}))\n"
        "    print(*{end._replace(duration_s=0.0) for end in ends})"
    )
    done = subprocess.run(
        (sys.executable, "-c", text), capture_output=True, text=True, timeout=30, check=False, cwd=PROJECT
    )
    assert not done.stderr
    return done.stdout.strip()


@posix
def test_an_exit_status_is_told_though_children_are_ignored_here() -> None:
    assert ran("signal.signal(signal.SIGCHLD, signal.SIG_IGN)", "exit 5") == str(Completed(status=5))


@linux
def test_a_tight_limit_of_open_files_is_enough() -> None:
    assert ran("resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))", "echo said") == str(
        Completed(status=0, stdout="said\n")
    )


@linux
def test_too_tight_a_limit_of_open_files_is_emfile() -> None:
    assert ran("resource.setrlimit(resource.RLIMIT_NOFILE, (6, 6))", "exit 0") == str(Completed(error="EMFILE"))


@linux
def test_programs_that_run_at_once_wait_for_each_others_descriptors() -> None:
    answer = ran("resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))", "sleep 0.1", times=8)
    assert answer == str(Completed(status=0))
