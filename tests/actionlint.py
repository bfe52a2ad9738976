"""The judge of GitHub's workflows, for tests: actionlint, built once by the Go at hand and kept."""

import os
from pathlib import Path

from tests.trees import kept_or_skipped, said, some_go

ACTIONLINT = "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12"


def actionlint() -> Path:
    """Return the program; skip the test where no registry gives its source or Go cannot build it."""
    some_go()  # which skips where there is none
    [program] = kept_or_skipped(ACTIONLINT.rpartition("/")[2], _built).glob("actionlint*")
    return program


def _built(folder: Path) -> Path:
    (folder / "bin").mkdir()
    own = {
        "GOBIN": str(folder / "bin"),
        "GOMODCACHE": str(folder / "modules"),
        "GOFLAGS": "-modcacherw",
        "GOWORK": "off",
    }
    said(folder, some_go(), "install", ACTIONLINT, env=os.environ | own | {"GOTOOLCHAIN": "local", "CGO_ENABLED": "0"})
    return folder / "bin"
