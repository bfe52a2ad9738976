"""The schemas that others publish for our formats, for tests: out of pinned packages that carry them, fetched once and kept."""

import hashlib
import json
import os
import tarfile
from pathlib import Path
from typing import Any

from tests.trees import PIP_DOWNLOAD, NoTree, kept_or_skipped, said, some_go

SARIF_MODULE = "github.com/owenrumney/go-sarif/v3@v3.3.1"
SARIF_SOURCE = "pkg/report/v210/sarif/schema.go"
SARIF_SHA256 = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"
"""Of sarif-schema-2.1.0.json of OASIS (errata 01), which a module of Go holds as a text."""

JUNIT_SDIST = "pytest==8.4.2 --hash=sha256:86c0d0b93306b961d58d62a4db4879f27fe25513d4b969df351abdddb3c30e01"
JUNIT_SOURCE = "testing/example_scripts/junit-10.xsd"
JUNIT_SHA256 = "a1a816f58d1bf95ebabf371994df0b9246dee66ea9572fbec4f9296f1b2c0ff6"
"""Of junit-10.xsd of Jenkins' xunit plugin, to which pytest holds its own reports."""


def sarif_schema() -> dict[str, Any]:
    """Return the published schema of SARIF 2.1.0; skip the test where no registry gives it."""
    some_go()  # which skips where there is none
    folder = kept_or_skipped(f"sarif-schema-{SARIF_SHA256[:12]}", _sarif, SARIF_MODULE)
    schema: dict[str, Any] = json.loads((folder / "schema.json").read_text("utf-8"))
    return schema


def junit_schema() -> Path:
    """Return the file of the schema by which Jenkins' plugin reads JUnit XML; skip the test where no registry gives it."""
    return kept_or_skipped(f"junit-schema-{JUNIT_SHA256[:12]}", _junit, "pytest's source") / "junit.xsd"


def _sarif(folder: Path) -> Path:
    """Write the text between the two quotes of the module's one constant."""
    own = {"GOMODCACHE": str(folder / "modules"), "GOFLAGS": "-modcacherw", "GOTOOLCHAIN": "local", "GOWORK": "off"}
    told = said(folder, some_go(), "mod", "download", "-json", SARIF_MODULE, env=os.environ | own)
    text = (Path(json.loads(told)["Dir"]) / SARIF_SOURCE).read_text("utf-8").split("`")[1]
    return _checked(folder, "schema.json", text.encode(), SARIF_SHA256)


def _junit(folder: Path) -> Path:
    (folder / "pin.txt").write_text(JUNIT_SDIST, "utf-8")
    said(folder, *PIP_DOWNLOAD, "--no-binary=pytest", "--requirement=pin.txt")
    [archive] = folder.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        [member] = [each for each in opened.getmembers() if each.name.endswith(f"/{JUNIT_SOURCE}")]
        content = opened.extractfile(member)
        assert content is not None
        return _checked(folder, "junit.xsd", content.read(), JUNIT_SHA256)


def _checked(folder: Path, name: str, data: bytes, sha256: str) -> Path:
    if hashlib.sha256(data).hexdigest() != sha256:
        raise NoTree(f"{name} is not the one that is pinned")
    (folder / "made").mkdir()
    (folder / "made" / name).write_bytes(data)
    return folder / "made"
