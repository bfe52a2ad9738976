"""A library that Microsoft made and signed, for tests: out of a wheel, kept in the user's cache folder."""

import tempfile
import zipfile
from pathlib import Path

import pytest

from tests.trees import CACHE, NoTree, download, locked

RUNTIME = "msvc-runtime==14.29.30133"
LIBRARY = "vcruntime140_1.dll"
OPTIONS = ("--platform", "win_amd64", "--python-version", "3.8")


def microsoft_library() -> Path:
    """Return a small library as Microsoft signed it in 2021; skip the test where it cannot be had."""
    kept = CACHE / "msvc-runtime-14.29.30133" / LIBRARY
    with locked(kept.parent.with_suffix(".lock")):
        if not kept.is_file():
            try:
                kept.parent.mkdir(parents=True, exist_ok=True)
                kept.write_bytes(_fetched())
            except NoTree as why:
                pytest.skip(f"needs the wheel {RUNTIME}: {why}")
    return kept


def _fetched() -> bytes:
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(download(RUNTIME, Path(folder), *OPTIONS)) as wheel:
        return wheel.read(next(name for name in wheel.namelist() if name.endswith(f"/{LIBRARY}")))
