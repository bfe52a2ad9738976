"""Programs that have to be stopped, with all that they have started."""

import threading
import time
from pathlib import Path

import pytest

from goverify.host import Completed
from goverify.host.live import LiveHost
from tests.live.programs import ENV, LIMIT_S, SLACK_S, are_gone, ids_in, linux, posix, python, run, shell

MIB = 1 << 20
FOREVER = "while :; do sleep 60; done"
FORKS = "import os, sys, time, signal\ndef note(): open(f'{here}/{os.getpid()}', 'w').close()\n"


@posix
def test_a_program_is_stopped_at_its_limit_and_its_output_kept(host: LiveHost, tmp_path: Path) -> None:
    start = time.monotonic()
    done = run(host, shell(tmp_path, f"echo said; {FOREVER}"), timeout_s=LIMIT_S)
    assert time.monotonic() - start < LIMIT_S + SLACK_S
    assert (done.timed_out, done.stdout, done.ok) == (True, "said\n", False)
    assert (done.status, done.signal, done.error) == (None, None, None)
    assert done.duration_s >= LIMIT_S


@posix
def test_a_program_that_ignores_requests_to_end_is_stopped(host: LiveHost, tmp_path: Path) -> None:
    done = run(host, shell(tmp_path, f': > "$here/$$"; trap "" TERM INT HUP; {FOREVER}'), timeout_s=LIMIT_S)
    assert done.timed_out
    assert are_gone(ids_in(tmp_path))


@posix
def test_children_are_stopped_with_their_program(host: LiveHost, tmp_path: Path) -> None:
    done = run(host, shell(tmp_path, 'sleep 60 & : > "$here/$!"; sleep 60 & : > "$here/$!"; wait'), timeout_s=LIMIT_S)
    assert done.timed_out
    assert len(ids_in(tmp_path)) == 2
    assert are_gone(ids_in(tmp_path))


@posix
def test_a_child_in_a_session_of_its_own_is_stopped(host: LiveHost, tmp_path: Path) -> None:
    text = FORKS + "if os.fork() == 0: os.setsid()\nnote(); time.sleep(60)"
    assert run(host, python(tmp_path, text), timeout_s=LIMIT_S).timed_out
    assert len(ids_in(tmp_path)) == 2
    assert are_gone(ids_in(tmp_path))


@posix
def test_a_daemon_that_was_forked_twice_is_stopped(host: LiveHost, tmp_path: Path) -> None:
    text = FORKS + "if os.fork() == 0:\n    os.setsid()\n    if os.fork(): os._exit(0)\nnote(); time.sleep(60)"
    assert run(host, python(tmp_path, text), timeout_s=LIMIT_S).timed_out
    assert len(ids_in(tmp_path)) == 2
    assert are_gone(ids_in(tmp_path))


@linux
def test_a_child_that_dropped_its_environment_too_is_stopped(host: LiveHost, tmp_path: Path) -> None:
    other = shell(tmp_path, ': > "$here/$$"; sleep 60', name="other")
    text = FORKS + f"if os.fork() == 0:\n    os.setsid()\n    os.execve('{other}', ['x'], {{}})\ntime.sleep(60)"
    assert run(host, python(tmp_path, text), timeout_s=LIMIT_S).timed_out
    assert len(ids_in(tmp_path)) == 1
    assert are_gone(ids_in(tmp_path))


@posix
def test_a_program_that_calls_itself_is_stopped(host: LiveHost, tmp_path: Path) -> None:
    assert run(host, shell(tmp_path, ': > "$here/$$"; "$0"; exit 0'), timeout_s=LIMIT_S).timed_out
    assert len(ids_in(tmp_path)) > 2
    assert are_gone(ids_in(tmp_path))


@linux
def test_a_program_that_calls_itself_in_ever_new_sessions_is_stopped(host: LiveHost, tmp_path: Path) -> None:
    text = FORKS + "note()\nif os.fork() == 0:\n    os.setsid()\n    os.execv(sys.argv[0], sys.argv)\ntime.sleep(60)"
    assert run(host, python(tmp_path, text), timeout_s=LIMIT_S).timed_out
    host.close()
    assert len(ids_in(tmp_path)) > 2
    assert are_gone(ids_in(tmp_path))


@linux
def test_a_program_that_flees_into_ever_new_processes_is_stopped(host: LiveHost, tmp_path: Path) -> None:
    text = FORKS + "os.close(1); os.close(2)\nwhile True:\n    note()\n    if os.fork(): os._exit(0)\n    os.setsid()"
    assert run(host, python(tmp_path, text), timeout_s=LIMIT_S).status == 0
    host.close()
    seen = ids_in(tmp_path)
    time.sleep(0.1)
    assert ids_in(tmp_path) == seen


@posix
@pytest.mark.parametrize("stream", [1, 2])
def test_a_flood_is_stopped(host: LiveHost, tmp_path: Path, stream: int) -> None:
    done = run(host, shell(tmp_path, f': > "$here/$$"; exec yes >&{stream}'))
    assert (done.flooded, done.timed_out, done.status, done.signal, done.ok) == (True, False, None, None, False)
    assert len(done.stdout if stream == 1 else done.stderr) == MIB
    assert are_gone(ids_in(tmp_path))


@posix
def test_a_flood_by_a_short_program_is_one_too(host: LiveHost, tmp_path: Path) -> None:
    done = run(host, python(tmp_path, f"print('x' * {MIB})"))
    assert (done.flooded, len(done.stdout)) == (True, MIB)


@posix
def test_output_up_to_the_bound_is_no_flood(host: LiveHost, tmp_path: Path) -> None:
    text = f"import sys\nfor stream in (sys.stdout, sys.stderr): stream.write('x' * {MIB})"
    done = run(host, python(tmp_path, text))
    assert (done.ok, len(done.stdout), len(done.stderr)) == (True, MIB, MIB)


@posix
def test_stopping_one_program_leaves_others_alone(host: LiveHost, tmp_path: Path) -> None:
    patient = shell(tmp_path, f"sleep {2 * LIMIT_S}; echo alive", name="patient")
    answers: list[Completed] = []
    thread = threading.Thread(target=lambda: answers.append(run(host, patient)))
    thread.start()
    assert run(host, shell(tmp_path, FOREVER), timeout_s=LIMIT_S).timed_out
    thread.join()
    assert answers[0].stdout == "alive\n"


@posix
def test_the_hosts_own_deadline_ends_a_program(tmp_path: Path) -> None:
    with LiveHost(deadline_s=LIMIT_S) as host:
        assert run(host, shell(tmp_path, FOREVER)).timed_out


@posix
def test_nothing_is_started_after_the_deadline(tmp_path: Path) -> None:
    with LiveHost(deadline_s=0) as host:
        assert run(host, shell(tmp_path, ': > "$here/$$"')) == Completed(timed_out=True)
    assert not ids_in(tmp_path)


@posix
def test_what_a_program_left_behind_goes_with_the_host(tmp_path: Path) -> None:
    text = FORKS + "if os.fork() == 0:\n    os.setsid(); os.close(1); os.close(2); note(); time.sleep(60)"
    with LiveHost() as host:
        wait = "\nwhile len(os.listdir(here)) < 2: time.sleep(0.01)"
        assert run(host, python(tmp_path, text + wait)).ok
    assert len(ids_in(tmp_path)) == 1
    assert are_gone(ids_in(tmp_path))


@posix
def test_what_runs_in_another_thread_ends_with_the_host(tmp_path: Path) -> None:
    answers: list[Completed] = []
    program = shell(tmp_path, f': > "$here/$$"; {FOREVER}')
    with LiveHost() as host:
        thread = threading.Thread(target=lambda: answers.append(run(host, program)))
        thread.start()
        while not ids_in(tmp_path):
            time.sleep(0.01)
    thread.join(SLACK_S)
    assert answers[0].timed_out, "that it was stopped is not the program's own doing"
    assert are_gone(ids_in(tmp_path))


@posix
def test_a_closed_host_starts_nothing(tmp_path: Path) -> None:
    with LiveHost() as host:
        pass
    with pytest.raises(RuntimeError, match="closed"):
        run(host, shell(tmp_path, "exit 0"))


@posix
def test_a_goverify_inside_keeps_the_mark_of_the_one_outside(host: LiveHost, tmp_path: Path) -> None:
    inner = (
        "import sys; from goverify.host.live import LiveHost\n"
        "with LiveHost() as host: "
        "print(host.run(['/usr/bin/env'], timeout_s=5, env={'GOVERIFY_RUN': 'x'}, cwd=host.path('/')).stdout)"
    )
    import sys

    done = host.run((sys.executable, "-c", inner), timeout_s=30, env=ENV, cwd=Path(__file__).parents[2])
    marks = done.stdout.strip().removeprefix("GOVERIFY_RUN=").split(";")
    assert len(marks) == 3, done
    assert marks[0].split(".")[0] != marks[1].split(".")[0]
