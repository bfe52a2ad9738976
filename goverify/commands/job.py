"""The files that a CI job lends to its steps: a summary to show, and outputs for the steps that follow (GitHub Actions)."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from goverify import console

SUMMARY_LIMIT_BYTES = (1 << 20) - 4096
"""The runner drops the whole summary of a step above 1 MiB; other commands of the step may have begun it."""


def tell(summary: Callable[[int], str], outputs: Callable[[str], str]) -> None:
    """Append both where the job asks for them: a summary of no more bytes than fit, outputs between a random delimiter.

    A file that cannot be written is complained about and changes nothing: the verdict stands.
    """
    page = os.environ.get("GITHUB_STEP_SUMMARY", "")
    if page:
        _append(page, lambda size: summary(SUMMARY_LIMIT_BYTES - size))
    given = os.environ.get("GITHUB_OUTPUT", "")
    if given:
        _append(given, lambda _: outputs(f"goverify_{secrets.token_hex(16)}"))


def _append(name: str, text: Callable[[int], str]) -> None:
    try:
        with Path(name).open("ab") as stream:
            stream.write(text(stream.tell()).encode("utf-8", "backslashreplace"))
    except OSError as error:
        console.complain(f"cannot write {name}: {error.strerror or error}")
