"""Programs that end by themselves, or cannot be started at all."""

import os
import sys
import threading
import time
from pathlib import Path

import pytest

from goverify.host.live import LiveHost
from tests.live.namespaces import asked_where_mounted
from tests.live.programs import SLACK_S, are_gone, ids_in, linux, posix, python, run, shell


def test_a_python_prints_and_exits(host: LiveHost, tmp_path: Path) -> None:
    text = "import sys; print('out'); print('err', file=sys.stderr); sys.exit(7)"
    env = {"SYSTEMROOT": os.environ.get("SYSTEMROOT", "")}
    done = host.run((sys.executable, "-I", "-c", text), timeout_s=30, env=env, cwd=tmp_path)
    assert (done.status, done.stdout.strip(), done.stderr.strip()) == (7, "out", "err")
    assert (done.signal, done.error, done.timed_out, done.flooded, done.ok) == (None, None, False, False, False)


@posix
def test_a_program_that_ends_well_is_ok(host: LiveHost, tmp_path: Path) -> None:
    done = run(host, shell(tmp_path, "exit 0"))
    assert done.ok
    assert done.duration_s > 0


@posix
def test_arguments_reach_the_program_as_they_are(host: LiveHost, tmp_path: Path) -> None:
    odd = ("$HOME `id`", "a\nb", "*", "\udcff", "")
    done = run(host, python(tmp_path, "import sys; print(ascii(sys.argv[1:]))"), *odd)
    assert done.stdout == ascii(list(odd)) + "\n"


@posix
def test_the_environment_is_the_given_one_and_a_mark(host: LiveHost, tmp_path: Path) -> None:
    done = run(host, python(tmp_path, "import os; print(sorted(os.environ))"))
    assert set(eval(done.stdout)) - {"LC_CTYPE"} == {"PATH", "GOVERIFY_RUN"}


@posix
def test_the_program_runs_in_the_named_folder(host: LiveHost, tmp_path: Path) -> None:
    assert run(host, shell(tmp_path, "pwd -P")).stdout == f"{os.path.realpath(tmp_path)}\n"


@posix
def test_there_is_no_input(host: LiveHost, tmp_path: Path) -> None:
    assert run(host, shell(tmp_path, "cat; echo end")).stdout == "end\n"


@linux
def test_there_is_no_input_on_a_host_without_a_null_device(tmp_path: Path) -> None:
    question = "host.run(['/bin/cat'], timeout_s=20, env={}, cwd=host.path('/'))"
    assert "status=0," in asked_where_mounted("mode=755", Path("/dev"), question)


@posix
def test_there_is_no_terminal(host: LiveHost, tmp_path: Path) -> None:
    assert run(host, shell(tmp_path, "(: < /dev/tty) 2>/dev/null || echo none")).stdout == "none\n"


@posix
def test_undecodable_output_is_replaced(host: LiveHost, tmp_path: Path) -> None:
    assert run(host, shell(tmp_path, r"printf 'a\377b'")).stdout == "a�b"


@posix
@pytest.mark.parametrize("name", ["SEGV", "KILL", "TERM"])
def test_a_signal_is_named(host: LiveHost, tmp_path: Path, name: str) -> None:
    done = run(host, shell(tmp_path, f"echo last words; kill -{name} $$"))
    assert (done.status, done.signal, done.stdout) == (None, f"SIG{name}", "last words\n")


@linux
def test_a_signal_without_a_name_is_numbered(host: LiveHost, tmp_path: Path) -> None:
    assert run(host, shell(tmp_path, "kill -40 $$")).signal == "SIG40"


@posix
def test_a_closed_output_does_not_end_the_wait(host: LiveHost, tmp_path: Path) -> None:
    done = run(host, shell(tmp_path, "echo said; exec >&- 2>&-; sleep 0.1; exit 3"))
    assert (done.status, done.stdout) == (3, "said\n")


@posix
def test_a_child_that_holds_the_output_does_not_hold_the_answer(host: LiveHost, tmp_path: Path) -> None:
    start = time.monotonic()
    done = run(host, shell(tmp_path, 'sleep 60 & : > "$here/$!"; echo done; exit 4'))
    assert (done.status, done.stdout, done.timed_out) == (4, "done\n", False)
    assert time.monotonic() - start < SLACK_S
    assert are_gone(ids_in(tmp_path))


@linux
def test_a_child_in_a_session_of_its_own_does_not_hold_the_answer(host: LiveHost, tmp_path: Path) -> None:
    text = "import os, time\nif os.fork() == 0:\n    os.setsid(); open(f'{here}/{os.getpid()}', 'w').close()"
    text += "\n    time.sleep(60)"
    done = run(host, python(tmp_path, text + "\nwhile len(os.listdir(here)) < 2: time.sleep(0.01)\nprint('done')"))
    assert (done.status, done.stdout) == (0, "done\n")
    assert are_gone(ids_in(tmp_path))


@posix
def test_what_a_child_prints_in_time_is_kept(host: LiveHost, tmp_path: Path) -> None:
    assert run(host, shell(tmp_path, "(sleep 0.05; echo late) & echo early")).stdout == "early\nlate\n"


@posix
def test_programs_run_beside_each_other(host: LiveHost, tmp_path: Path) -> None:
    program = shell(tmp_path, 'echo "$1"; sleep 0.1')
    answers: dict[int, str] = {}

    def ask(number: int) -> None:
        answers[number] = run(host, program, str(number)).stdout

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {number: f"{number}\n" for number in range(8)}
