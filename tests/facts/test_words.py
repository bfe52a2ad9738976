"""facts.words: how a run ended in a few words, and nothing in them that a terminal would act on."""

import pytest

from goverify.facts.words import KEPT, LINE_LIMIT, TEXT_LIMIT, first_words, output, plain, summary, words_of
from goverify.host import Completed

PANIC = """GOMEMLIMIT=4Gib
fatal error: malformed GOMEMLIMIT; see `go doc runtime/debug.SetMemoryLimit`

runtime stack:
runtime.throw({0xbbbfc3?, 0xa?})
\truntime/panic.go:1243 +0x48
"""
MISMATCH = """# internal/goarch
compile: version "go1.26.6" does not match go tool version "go1.27.3"
# internal/unsafeheader
compile: version "go1.26.6" does not match go tool version "go1.27.3"
"""


def test_a_line_that_comes_again_is_told_once() -> None:
    told = summary(Completed(1, stderr=MISMATCH))
    assert told == 'exit status 1: compile: version "go1.26.6" does not match go tool version "go1.27.3"'


def test_a_list_of_calls_is_left_out() -> None:
    told = summary(Completed(2, stderr=PANIC))
    assert told.startswith("exit status 2: GOMEMLIMIT=4Gib / fatal error: malformed GOMEMLIMIT;")
    assert "runtime" not in told.replace("runtime/debug", "")


def test_much_text_is_cut() -> None:
    told = summary(Completed(1, stderr="\n".join(f"line {number}" for number in range(1000))), limit=50)
    assert len(told) <= len("exit status 1: ") + 50
    assert told.endswith("…")


@pytest.mark.parametrize(
    ("run", "told"),
    [
        (Completed(3), "exit status 3"),
        (Completed(1, stdout="only here\n"), "exit status 1: only here"),
        (Completed(signal="SIGSEGV"), "ended by SIGSEGV"),
        (Completed(signal="SIGSEGV", stderr="oops\n"), "ended by SIGSEGV: oops"),
        (Completed(error="EMFILE"), "it cannot be started: there are too many open files (EMFILE)"),
        (Completed(error="EWHAT"), "it cannot be started: EWHAT"),
        (Completed(timed_out=True, duration_s=10.1, stderr="half a"), "it gave no answer within 10 s"),
        (Completed(flooded=True, stdout="yyyy"), "it was stopped because it wrote without end"),
    ],
)
def test_each_end_has_its_words(run: Completed, told: str) -> None:
    assert summary(run) == told


def test_terminal_sequences_are_taken_out() -> None:
    assert plain("\x1b[31mred\x1b[0m \x1b]0;title\x07and\x07 \x9b1mmore\x08\x7f\tend") == "red and 1mmore end"


def test_a_title_that_never_ends_takes_only_itself() -> None:
    assert plain("before \x1b]0;no end") == "before "


def test_what_is_searched_has_a_bound() -> None:
    text = words_of(Completed(1, stderr="x" * (1 << 20), stdout="tail", error=None))
    assert len(text) <= LINE_LIMIT + len("\ntail")
    assert len(words_of(Completed(1, stderr="short\n" * (1 << 18)))) <= TEXT_LIMIT


def test_the_ending_signal_and_the_failure_to_start_are_words_too() -> None:
    assert words_of(Completed(signal="SIGSYS", stderr="bad\n")) == "bad\nSIGSYS"
    assert words_of(Completed(error="EAGAIN")) == "EAGAIN"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (PANIC, "fatal error: malformed GOMEMLIMIT; see `go doc runtime/debug.SetMemoryLimit`"),
        (MISMATCH, 'compile: version "go1.26.6" does not match go tool version "go1.27.3"'),
        ("go: downloading example.com/dep v1.0.0\nmain.go:2:8: oh\n", "main.go:2:8: oh"),
        ("warning: GOPATH set to GOROOT () has no effect\nbuild cache is required\n", "build cache is required"),
        ("go: warning: nothing matched\n", "go: warning: nothing matched"),
    ],
)
def test_the_first_line_that_tells_why_is_found(said: str, told: str) -> None:
    assert first_words(Completed(2, stderr=said)) == f"exit status 2: {told}"


def test_a_run_that_said_nothing_is_told_by_its_end() -> None:
    assert first_words(Completed(signal="SIGKILL")) == output(Completed(signal="SIGKILL")) == "ended by SIGKILL"
    assert output(Completed(error="ENOEXEC")).startswith("it cannot be started")


def test_both_outputs_are_kept_line_by_line_without_what_a_terminal_would_act_on() -> None:
    kept = output(Completed(1, stdout="to the\tuser\n", stderr="\x1b[31mred\x1b[0m\n\nline  \n"))
    assert kept == "red\n\nline\nto the user"


def test_what_is_said_without_end_is_kept_from_both_ends() -> None:
    kept = output(Completed(1, stderr="first\n" + "x\n" * KEPT + "last\n"))
    assert kept.startswith("first\n")
    assert kept.endswith("\nlast")
    assert "characters are left out)" in kept
    assert len(kept) < KEPT + 100


def test_of_python_s_words_the_last_line_tells_why() -> None:
    said = 'Traceback (most recent call last):\n  File "/x/go", line 5, in <module>\n    from go import main\n'
    run = Completed(1, stderr=f"{said}ModuleNotFoundError: No module named 'go'\n")
    assert first_words(run) == "exit status 1: ModuleNotFoundError: No module named 'go'"
