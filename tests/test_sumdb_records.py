"""The records that come with goverify, and the tool that fetches them: proven, complete, refused where they do not fit."""

import hashlib
import re
import zipfile
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest

from fixtures.sumdb_records import SHIPPED, checked, manifest_of, proxied, refreshed
from goverify.facts.authenticity.shipped_records import shipped_lines, shipped_manifest, shipped_record
from goverify.sumdb.client import DATABASE
from goverify.sumdb.dirhash import h1
from goverify.sumdb.refused import Refused
from goverify.sumdb.shelf import decode, line_of
from goverify.sumdb.toolchain import MODULE, prefix_of
from tests.sumdb.logs import Log, record

ROOT = Path(__file__).parents[1]
MODULE_NAME = "go1.99.1.linux-amd64"
VERSION = f"v0.0.1-{MODULE_NAME}"
PREFIX = prefix_of("go1.99.1", "linux-amd64")
FILES = {"VERSION": b"go1.99.1\n", "bin/go": b"program", "src/_go.mod": b"module std\n"}


def archive(folder: Path, files: dict[str, bytes] = FILES) -> Path:
    """Write a module's archive."""
    with zipfile.ZipFile(folder / "x.zip", "w") as made:
        for name, content in files.items():
            made.writestr(PREFIX + name, content)
    return folder / "x.zip"


def sum_of(files: dict[str, bytes]) -> str:
    """Return the hash of files, step by step."""
    lines = sorted(f"{hashlib.sha256(content).hexdigest()}  {PREFIX}{name}\n" for name, content in files.items())
    lines.sort(key=lambda line: line.split("  ")[1])
    return "h1:" + b64encode(hashlib.sha256("".join(lines).encode()).digest()).decode()


def database() -> Log:
    """Return a database that has recorded the module."""
    log = Log(400)
    log.records[77] = record(VERSION, sum_of(FILES))
    log = Log(400, records=log.records)
    log.changed[f"/lookup/{MODULE}@{VERSION}"] = b"77\n" + log.records[77] + b"\n" + log.note(300)
    return log


def downloads(files: dict[str, bytes] = FILES) -> Callable[[str, Path], Path]:
    """Return what stands in for the download of an archive."""
    return lambda _, folder: archive(folder, files)


def shipped_modules() -> list[str]:
    """Return the modules whose records are shipped."""
    return sorted(decode((SHIPPED / "records.json").read_bytes()).records)


def test_what_is_fetched_is_written_and_proven(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = database()
    for name, data in refreshed([MODULE_NAME], log.signer.key, log.fetch, downloads(), log.note(100)).items():
        (tmp_path / name).write_bytes(data)
    assert checked(tmp_path, log.signer.key)
    assert capsys.readouterr().out == f"{MODULE_NAME}: 3 files, {sum_of(FILES)}, record 77\n"


def test_all_records_are_proven_in_the_latest_tree() -> None:
    log = database()
    written = refreshed([MODULE_NAME], log.signer.key, log.fetch, downloads())
    assert decode(written["records.json"]).note == log.note()


def test_what_is_written_twice_is_the_same() -> None:
    log = database()
    one, other = (refreshed([MODULE_NAME], log.signer.key, log.fetch, downloads()) for _ in range(2))
    assert one == other


def test_another_archive_than_the_recorded_one_is_refused() -> None:
    log = database()
    with pytest.raises(Refused, match="is not the one that was recorded"):
        refreshed([MODULE_NAME], log.signer.key, log.fetch, downloads(FILES | {"bin/go": b"evil"}))


def test_a_database_that_has_forgotten_what_is_shipped_is_refused() -> None:
    log = database()
    with pytest.raises(Refused, match="contradict each other"):
        refreshed([MODULE_NAME], log.signer.key, log.fetch, downloads(), Log(100).note())


@pytest.mark.parametrize(
    ("file", "harm"),
    [
        ("1.99.digests", lambda data: bytes(32) + data[32:]),
        ("1.99.names", lambda data: data[:12]),
        ("records.json", lambda data: data.replace(b"go1.99.1.linux-amd64 h1", b"go1.99.2.linux-amd64 h1")),
        ("records.json", lambda data: data.replace(b'"number": 77', b'"number": 78')),
        ("records.json", lambda data: data[:100]),
        ("records.json", lambda data: data.replace(b"tree\\n400", b"tree\\n401")),
    ],
)
def test_what_was_altered_after_it_was_written_is_refused(
    tmp_path: Path, file: str, harm: Callable[[bytes], bytes]
) -> None:
    log = database()
    for name, data in refreshed([MODULE_NAME], log.signer.key, log.fetch, downloads()).items():
        (tmp_path / name).write_bytes(harm(data) if name == file else data)
    with pytest.raises(Refused):
        checked(tmp_path, log.signer.key)


def test_the_archive_gives_names_and_hashes() -> None:
    found = manifest_of(MODULE_NAME, downloads())
    assert found == {name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()}
    assert h1(PREFIX, found) == sum_of(FILES)


def test_the_first_proxy_of_the_setting_is_asked() -> None:
    with pytest.raises(OSError, match="names no proxy"):
        proxied("direct")
    with pytest.raises(OSError, match="names no proxy"):
        proxied("off|direct")


def test_what_is_shipped_is_proven(capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(SHIPPED, DATABASE)
    assert len(capsys.readouterr().out.splitlines()) >= 12


def test_the_readme_tells_which_releases_are_shipped() -> None:
    rows = re.findall(r"(?m)^\| (\w+)/(\w+) \| (.+?) \| (.+?) \|$", (ROOT / "README.md").read_text(encoding="utf-8"))
    told = [
        f"go{release}.{system}-{arch}"
        for system, arch, *lines in rows
        for release in re.findall(r"[\d.]+", " ".join(lines))
    ]
    assert sorted(told) == shipped_modules()


def test_the_two_supported_lines_are_shipped() -> None:
    assert shipped_lines() == ("1.27", "1.26")


@pytest.mark.parametrize("module", ["go1.27.4.linux-amd64", "go1.26.8.linux-amd64", "go1.26.10.windows-amd64"])
def test_a_shipped_record_holds_and_its_manifest_names_the_files(module: str) -> None:
    proven, files = shipped_record(module), shipped_manifest(module)
    assert proven is not None
    assert files is not None
    assert len(files) > 11_000
    assert {"VERSION", "LICENSE", "go.env", "src/_go.mod", "src/runtime/proc.go"} <= set(files)
    assert line_of(module) in shipped_lines()


def test_of_other_releases_nothing_is_said() -> None:
    assert shipped_record("go1.21.13.linux-amd64") is None
    assert shipped_manifest("go1.21.13.linux-amd64") is None


def test_nothing_that_is_shipped_names_a_proxy() -> None:
    assert b"http" not in (SHIPPED / "records.json").read_bytes()
