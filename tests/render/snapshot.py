"""Snapshots: texts kept beside the tests; GOVERIFY_UPDATE_SNAPSHOTS=1 writes them anew."""

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "snapshots"
UPDATING = bool(os.environ.get("GOVERIFY_UPDATE_SNAPSHOTS"))


def agree(name: str, text: str) -> None:
    """Assert that `text` is what the snapshot holds; escape characters stand in it as ␛."""
    file = FOLDER / f"{name}.txt"
    readable = text.replace("\x1b", "␛")
    if UPDATING:
        file.write_text(readable, encoding="utf-8", newline="\n")
    assert readable == file.read_text(encoding="utf-8")
