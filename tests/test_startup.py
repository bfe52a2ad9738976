"""What is dear is imported by those alone who need it: start-up has a budget."""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.test_cli import LINUX

DEAR = {
    "asn1crypto", "concurrent.futures", "cryptography", "elftools", "email", "http.client", "macholib", "pefile",
    "platformdirs", "psutil", "rich", "ssl", "tempfile", "urllib.request", "yaml",
}  # fmt: skip
"""Modules that cost a short run more than the goverify modules that it needs."""

NAMED = re.compile(r"^import time: +\d+ \| +\d+ \| +(\S+)$", re.MULTILINE)


@cache
def imported(*arguments: str) -> frozenset[str]:
    """Return the modules that a run of Python imports."""
    command = [sys.executable, "-X", "importtime", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return frozenset(NAMED.findall(done.stderr))


def of_goverify(*arguments: str) -> frozenset[str]:
    """Return the modules that a run of goverify imports, and Python itself does not."""
    return imported("-m", "goverify", *arguments) - imported("-c", "import runpy")


def test_the_version_needs_nothing_but_itself() -> None:
    assert of_goverify("--version") <= {"gc", "goverify"}


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_short_check_up_does_without_what_is_dear(form: str) -> None:
    seen = of_goverify("check", "--format", form, "--only", "path,goroot", "--host", LINUX)
    assert "typer" in seen
    assert seen & DEAR == set()


def test_a_list_of_files_is_told_without_an_option_parser(tmp_path: Path) -> None:
    assert of_goverify("inspect", str(tmp_path)) & {*DEAR, "typer", "click"} == set()
