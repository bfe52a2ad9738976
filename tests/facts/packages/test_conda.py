"""conda's records: JSON with the SHA-256 of each file as it stands in the prefix."""

import json

import pytest

from goverify.facts.packages.values import BadRecord
from goverify.host.recorded import RecordedHost
from tests.golang import Files
from tests.hosts import link
from tests.packaged import AS_NAMED, AS_PACKAGED, CONTENTS, OTHERWISE, counted, digest, held, installed

PREFIX = "/home/gopher/miniforge3/envs/go"
ROOT = f"{PREFIX}/go"
PATHS = [{"_path": "bin/go", "path_type": "softlink", "sha256": digest(""), "size_in_bytes": 1}]
PATHS += [
    {"_path": f"go/{name}", "path_type": "hardlink", "sha256": "0" * 64, "sha256_in_prefix": digest(content)}
    for name, content in CONTENTS.items()
]
RECORD = json.dumps({"name": "go-nocgo", "version": "1.24.1", "paths_data": {"paths": PATHS, "paths_version": 1}})


def conda(changes: dict[str, str | None] | None = None, record: str = RECORD, go: str = "../go") -> RecordedHost:
    """Return a host with conda's package."""
    files: Files = {
        f"{PREFIX}/conda-meta/go-nocgo-1.24.1-h0_0.json": record,
        f"{PREFIX}/conda-meta/gomuks-1.0-h0_0.json": "{}",
        f"{PREFIX}/bin/go": link(f"{go}/bin/go"),
    }
    return installed(ROOT, files, changes=changes)


def test_files_are_as_packaged_or_named() -> None:
    assert counted(held(conda(), ROOT)) == AS_PACKAGED
    assert counted(held(conda(OTHERWISE), ROOT)) == AS_NAMED
    assert [str(each) for each in held(conda(), ROOT).packages] == ["go-nocgo 1.24.1"]


def test_a_command_that_leads_elsewhere_is_found() -> None:
    assert held(conda(go="/tmp"), ROOT).retargeted == {f"{PREFIX}/bin/go": "/tmp/bin/go"}
    assert not held(conda(), ROOT).retargeted


def test_a_command_that_leads_to_another_file_of_the_package_is_found() -> None:
    host = conda().but(files={f"{PREFIX}/bin/go": link("../go/VERSION")})
    assert held(host, ROOT).retargeted == {f"{PREFIX}/bin/go": f"{ROOT}/VERSION"}


@pytest.mark.parametrize(
    "record",
    [
        "",
        "[" * 100_000,
        "[]",
        "{}",
        '{"paths_data": null}',
        '{"paths_data": {"paths": [1]}}',
        '{"paths_data": {"paths": [{"_path": 1}]}}',
        '{"paths_data": {"paths": [{"_path": "go/../x"}]}}',
        '{"paths_data": {"paths": [{"_path": "go/x", "sha256": "zz"}]}}',
        '{"paths_data": {"paths": [{"_path": "go/x", "sha256": 7}]}}',
    ],
)
def test_what_conda_does_not_write_is_not_believed(record: str) -> None:
    with pytest.raises(BadRecord, match="conda"):
        held(conda(record=record), ROOT)
