"""network.sums: content that go.sum does not record is reported, served or cached; what fits, and what cannot be told, is not."""

import io
import zipfile

import pytest

from goverify.checks.network.sums import sums
from goverify.facts import Unavailable
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import Ranges, file_record
from goverify.host.web import Exchange
from tests.checks.network.asking import ABSENT, DOWN, GOMOD, MIRROR, PAGE, archive, found, lacking, served, sum_lines
from tests.golang import findings, level
from tests.hosts import BORING, boring, text

ZIP = f"{MIRROR}/example.com/greet/@v/v1.0.0.zip"
MOD = ZIP.replace(".zip", ".mod")
FOLDER = "/srv/mirror/example.com/greet/@v/v1.0.0"
NOTED = "/home/gopher/go/pkg/mod/cache/download/example.com/greet/@v/v1.0.0.ziphash"


def in_folder(data: bytes) -> RecordedHost:
    """Return a host whose modules come from a folder that serves this archive."""
    files = {f"{FOLDER}.mod": text(GOMOD), f"{FOLDER}.zip": file_record(Ranges(((0, data),), len(data)))}
    return lacking(sums=sum_lines(), GOPROXY="file:///srv/mirror").but(files=files)


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_no_go_sum(name: str) -> None:
    with pytest.raises(Unavailable):
        findings(sums, boring(name))


def test_what_fits_is_fine() -> None:
    assert found(sums, lacking(sums=sum_lines()), served()) == []
    assert findings(sums, in_folder(archive())) == []


def test_another_archive_in_a_folder_is_reported_without_the_network() -> None:
    [finding] = findings(sums, in_folder(archive("goodbye")))
    assert (finding.cause, level(finding), finding.subject) == ("sum-mismatch", "critical", "example.com/greet")
    assert "what file:///srv/mirror serves for example.com/greet@v1.0.0 is not what go.sum records" in finding.message


def test_another_archive_on_a_server_is_reported() -> None:
    changed = {ZIP: Exchange(200, archive("goodbye"))}
    [finding] = found(sums, lacking(sums=sum_lines()), served() | changed)
    assert "its archive has another checksum" in finding.message


def test_another_gomod_is_reported_once() -> None:
    changed = {MOD: Exchange(200, b"module example.com/other\n"), ZIP: Exchange(200, archive("goodbye"))}
    [finding] = found(sums, lacking(sums=sum_lines()), served() | changed)
    assert "its go.mod has another checksum" in finding.message


def test_a_web_page_is_no_other_gomod() -> None:
    for page in (PAGE, Exchange(200, b"garbage")):
        assert found(sums, lacking(sums=sum_lines()), served() | {MOD: page}) == []


@pytest.mark.parametrize(
    "answer", [ABSENT, DOWN, Exchange(200, b"no archive"), Exchange(200, archive("goodbye"), cut=True)]
)
def test_what_cannot_be_told_is_not_claimed(answer: Exchange) -> None:
    assert found(sums, lacking(sums=sum_lines()), served() | {ZIP: answer}) == []


def test_an_archive_that_swells_is_not_unpacked() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("example.com/greet@v1.0.0/zeros", bytes(65 << 20))
    assert found(sums, lacking(sums=sum_lines()), served() | {ZIP: Exchange(200, file.getvalue())}) == []


def test_the_cache_is_held_against_go_sum() -> None:
    host = lacking(sums=sum_lines(), GOPROXY="off")
    assert findings(sums, host.but(files={NOTED: text(sum_lines().split()[2])})) == []
    [finding] = findings(sums, host.but(files={NOTED: text(sum_lines("goodbye").split()[2])}))
    assert "what the module cache holds for example.com/greet@v1.0.0 is not what go.sum records" in finding.message


@pytest.mark.parametrize("line", ["", "h9:unknown", "h1:"])
def test_a_note_that_says_nothing_is_passed_over(line: str) -> None:
    host = lacking(sums=f"example.com/greet v1.0.0 {line or 'x'}\nnonsense\n", GOPROXY="off")
    assert findings(sums, host.but(files={NOTED: text("h1:AAAA=")})) == [] or line == "h1:"


@pytest.mark.parametrize("more", [("goodbye",), ("goodbye", "hello"), ("hello", "goodbye")])
def test_either_of_two_hashes_that_a_merge_has_kept_is_right(more: tuple[str, ...]) -> None:
    host = lacking(sums="".join(map(sum_lines, ("hello", *more))), GOPROXY="off")
    assert findings(sums, host.but(files={NOTED: text(sum_lines("goodbye").split()[2])})) == []
    assert findings(sums, host.but(files={NOTED: text(sum_lines().split()[2])})) == []
