"""The words of a run that failed: all of them to be searched, a few of them to be shown."""

import re

from goverify.host import Completed

STARTING = {
    "ENOENT": "the file, or the loader that it names, does not exist (ENOENT)",
    "EACCES": "permission denied (EACCES)",
    "EPERM": "operation not permitted (EPERM)",
    "ENOEXEC": "the system does not know its format (ENOEXEC)",
    "ENOMEM": "there is not enough memory (ENOMEM)",
    "EAGAIN": "there are too many processes (EAGAIN)",
    "EMFILE": "there are too many open files (EMFILE)",
    "ENFILE": "there are too many open files (ENFILE)",
    "ELIBBAD": "its loader is damaged (ELIBBAD)",
    "ETXTBSY": "it is being written (ETXTBSY)",
    "EBADARCH": "it is made for another processor (EBADARCH)",
}
"""Why a program could not be started, by errno."""

_NOISE = re.compile(r"# |go: (?:downloading|finding|extracting|added|upgraded) ")
"""Lines that say nothing by themselves: which package go is at, and what it fetches for it."""

_CRASH = re.compile(r"(?:runtime|fatal error|panic): ")
"""How Go's runtime begins to say why it ends a program; before stands at most what it is about."""

_WARNING = re.compile(r"(?:go: )?warning: ")

_PYTHON = "Traceback (most recent call last):"
"""How Python begins; what went wrong is the last thing that it says."""

_TRACE = re.compile(r"goroutine \d+|runtime stack:|usage: ")
"""Where a list of calls or flags begins; all before it is what matters."""

LINE_LIMIT, TEXT_LIMIT = 1000, 64 << 10
"""Characters that are searched: what is wrong is said first, and no text may make the search slow."""

KEPT = 32 << 10
"""Characters of a failed run's output that are evidence; of more, the beginning and the end are."""

_CONTROLS = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)?|[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Terminal sequences and control characters (ECMA-48), with which a program could rewrite what a person reads."""


def words_of(run: Completed) -> str:
    """Return what a run said, up to a bound, its ending signal or the reason why it did not start included."""
    said = (line[:LINE_LIMIT] for text in (run.stderr, run.stdout) for line in text[:TEXT_LIMIT].splitlines())
    return "\n".join(part for part in (*said, run.signal, run.error) if part)


def summary(run: Completed, limit: int = 300) -> str:
    """Return how a run ended, and the first of what it said, each line once."""
    if run.error:
        return f"it cannot be started: {STARTING.get(run.error, run.error)}"
    if run.timed_out:
        return f"it gave no answer within {run.duration_s:.0f} s"
    if run.flooded:
        return "it was stopped because it wrote without end"
    said = _cut(" / ".join(_telling(run.stderr or run.stdout)), limit)
    if run.status == 0:
        return f"it says {said!r}" if said else "it says nothing"
    return f"{_ended(run)}: {said}" if said else _ended(run)


def first_words(run: Completed, limit: int = 300) -> str:
    """Return how a run ended, and the first line that tells why."""
    lines = _telling(run.stderr) or _telling(run.stdout)
    if run.error or run.timed_out or run.flooded or run.status == 0 or not lines:
        return summary(run, limit)
    if lines[0] == _PYTHON:
        lines = lines[-1:]
    crash = (line for line in lines if _CRASH.match(line))
    grave = (line for line in lines if not _WARNING.match(line))
    return f"{_ended(run)}: {_cut(next(crash, next(grave, lines[0])), limit)}"


def output(run: Completed) -> str:
    """Return all that a failed run said, line by line, up to a bound, its error output first; else how it ended."""
    said = "\n".join(plain(line.rstrip()) for text in (run.stderr, run.stdout) for line in text.splitlines()).strip(
        "\n"
    )
    if not said.strip():
        return summary(run)
    if len(said) <= KEPT:
        return said
    half = KEPT // 2
    return f"{said[:half]}\n… ({len(said) - 2 * half} characters are left out)\n{said[-half:]}"


def _ended(run: Completed) -> str:
    return f"ended by {run.signal}" if run.signal else f"exit status {run.status}"


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def plain(text: str) -> str:
    """Return a line without what a terminal would act on."""
    return _CONTROLS.sub("", text.replace("\t", " "))


def _telling(text: str) -> tuple[str, ...]:
    """Return the lines that say what is wrong, each once, up to a list of calls or flags."""
    lines: dict[str, None] = {}
    for line in text.splitlines():
        if _TRACE.match(line):
            break
        if line.strip() and not _NOISE.match(line):
            lines[plain(line.strip())] = None
    return tuple(lines)
