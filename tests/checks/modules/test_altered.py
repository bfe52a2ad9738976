"""modules.altered: a module whose files are not those of go.sum is reported, and how to have that one again; what is not unpacked, ousted or vendored is not."""

import hashlib
from collections.abc import Mapping

import pytest

from goverify.checks.modules.altered import altered
from goverify.checks.network.sums import sums
from goverify.diagnosis import diagnose
from goverify.facts import Unavailable
from goverify.host import Digests
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import Ranges, file_record
from goverify.model import Evidence
from tests.checks.modules.proving import found, items
from tests.checks.network.asking import MODULE, PROJECT, VERSION, archive, contents, lacking, sum_lines
from tests.findings import result
from tests.golang import Files, commands, findings, level
from tests.hosts import boring, folder, text

CACHE = "/home/gopher/go/pkg/mod"
FOLDER = f"{CACHE}/{MODULE}@{VERSION}"
ARCHIVE = f"{CACHE}/cache/download/{MODULE}/@v/{VERSION}.zip"
SOUND = {name.partition(f"{VERSION}/")[2]: content for name, content in contents().items()}


def kept(
    changes: Mapping[str, str | None] | None = None, zipped: bytes | None = None, listed: str = "", **more: Digests
) -> RecordedHost:
    """Return a host whose module cache has the module, with some of its files otherwise, added or gone."""
    there = {**SOUND, **(changes or {})}
    digests = {
        name: hashlib.sha256(content.encode()).hexdigest() for name, content in there.items() if content is not None
    }
    data = archive() if zipped is None else zipped
    files: Files = (
        {FOLDER: folder(uid=1000), ARCHIVE: file_record(Ranges(((0, data),), len(data)))}
        if data
        else {FOLDER: folder(uid=1000)}
    )
    host = lacking(sums=listed or sum_lines(), GOPROXY="off").but(files=files)
    return host.but(digests={FOLDER: more.get("digests", Digests(digests))})


def test_without_the_wish_nothing_is_hashed() -> None:
    with pytest.raises(Unavailable, match="--deep"):
        findings(altered, kept({"greet.go": "package greet\n"}))


def test_what_go_sum_records_is_fine() -> None:
    [told] = items(altered, kept())
    assert isinstance(told, Evidence)
    assert told.observed == "1 of its modules are in the cache, and were hashed"


def test_a_changed_file_is_named_with_how_to_have_that_module_again() -> None:
    [finding] = found(altered, kept({"greet.go": "package greet\n"}))
    assert (finding.cause, level(finding), finding.subject) == ("sum-mismatch", "critical", MODULE)
    assert f"is not what go.sum records: greet.go was changed in {FOLDER}" in finding.message
    assert commands(finding) == (
        f"chmod -R u+w {FOLDER} && rm -rf {FOLDER}",
        f"go mod download {MODULE}@{VERSION}",
    )


def test_files_that_are_gone_and_added_are_named_too() -> None:
    [finding] = found(altered, kept({"go.mod": None, "more.go": "package greet\n"}))
    assert [item.observed for item in finding.evidence[2:]] == ["go.mod is gone", "more.go was added"]


def test_what_no_build_looks_at_is_untidy_and_no_more() -> None:
    for name in (".DS_Store", ".idea/workspace.xml"):
        [finding] = found(altered, kept({name: "x"}))
        assert level(finding) == "low"
        assert f"{name} was added" in finding.message


def test_a_link_is_nothing_that_a_module_has() -> None:
    there = {name: hashlib.sha256(content.encode()).hexdigest() for name, content in SOUND.items()}
    [finding] = found(altered, kept(digests=Digests(there, links={"extra.go": "/tmp/extra.go"})))
    assert "extra.go was added" in finding.message


def test_an_archive_that_was_changed_with_it_goes_too() -> None:
    for data in (archive("goodbye"), b"", b"no archive"):
        [finding] = found(altered, kept({"greet.go": "package greet\n"}, zipped=data))
        assert f"rm -rf {FOLDER} {ARCHIVE} {ARCHIVE.removesuffix('.zip')}.ziphash" in commands(finding)[0]
        assert "have another checksum" in finding.message


def test_an_archive_that_is_not_unpacked_yet_is_hashed() -> None:
    assert found(altered, kept().but(files={FOLDER: None})) == []
    [finding] = found(altered, kept(zipped=archive("goodbye")).but(files={FOLDER: None}))
    assert f"{ARCHIVE} is another archive" in finding.message


def test_an_archive_that_is_none_is_told_and_not_judged() -> None:
    [told] = items(altered, kept(zipped=b"no archive").but(files={FOLDER: None}))[1:]
    assert isinstance(told, Evidence)
    assert "its archive cannot be read as one" in told.observed


def test_a_folder_that_go_will_unpack_again_is_not_judged() -> None:
    broken_off = kept({"greet.go": None}).but(files={ARCHIVE.replace(".zip", ".partial"): text("")})
    assert found(altered, broken_off) == []


def test_a_version_that_another_one_has_ousted_is_not_judged() -> None:
    listed = f"{MODULE} v0.9.0 h1:other=\n{MODULE} v0.9.0/go.mod h1:other=\n{sum_lines()}"
    old = kept(listed=listed).but(files={f"{CACHE}/{MODULE}@v0.9.0": folder()})
    assert found(altered, old) == []


def test_lines_that_lead_out_of_the_cache_are_passed_over() -> None:
    lines = f"../../../../etc v1.0.0 h1:x=\n{MODULE} ../../../etc h1:x=\n/etc v1.0.0 h1:x=\n"
    assert found(altered, kept(listed=lines + sum_lines())) == []


def test_what_cannot_be_read_is_told_and_not_judged() -> None:
    told = items(altered, kept(digests=Digests({}, failures={"greet.go": "permission denied"})))
    assert [item for item in told if not isinstance(item, Evidence)] == []
    assert "1 of its files cannot be read" in str(told)


def test_an_empty_cache_tells_nothing() -> None:
    with pytest.raises(Unavailable, match="none of the modules"):
        items(altered, kept(zipped=b"").but(files={FOLDER: None}))


def test_a_vendor_folder_has_no_checksums() -> None:
    listed = f"# {MODULE} {VERSION}\n## explicit; go 1.21\n{MODULE}\n"
    vendored = kept({"greet.go": None}).but(files={f"{PROJECT}/vendor/modules.txt": text(listed)})
    with pytest.raises(Unavailable, match="vendor folder"):
        items(altered, vendored)


def test_a_recording_without_the_hashes_is_no_reason_to_doubt() -> None:
    with pytest.raises(Unavailable, match="recorded"):
        items(altered, lacking(sums=sum_lines(), GOPROXY="off").but(files={FOLDER: folder(uid=1000)}))


def test_one_module_is_one_diagnosis_with_what_the_network_checks_say() -> None:
    noted = text(sum_lines("goodbye").split()[2])
    host = kept({"greet.go": "package greet\n"}).but(files={ARCHIVE.replace(".zip", ".ziphash"): noted})
    both = [result("modules.altered", *found(altered, host)), result("network.sums", *findings(sums, host))]
    [diagnosis] = diagnose(both)
    assert diagnosis.checks == ("modules.altered", "network.sums")
    assert diagnosis.fix
    assert "go clean -modcache" not in diagnosis.fix.commands


def test_windows_removes_it_in_its_own_words() -> None:
    base, there = r"C:\Users\gopher\app", rf"C:\Users\gopher\go\pkg\mod\example.com\greet@{VERSION}"
    files: Files = {rf"{base}\go.mod": text(f"module m\n\ngo 1.24\n\nrequire {MODULE} {VERSION}\n")}
    files |= {rf"{base}\go.sum": text(sum_lines()), there: folder()}
    host = boring("windows").but(cwd=base, files=files, digests={there: Digests({"greet.go": "0" * 64})})
    [finding] = found(altered, host)
    assert commands(finding)[0].startswith(rf"Remove-Item -Recurse -Force -ErrorAction Ignore '{there}'")
