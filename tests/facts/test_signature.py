"""facts.signature: a real release is Google's, a changed one broken; what carries none costs no library."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from goverify.binfmt import identify
from goverify.facts import Facts
from goverify.facts.signature import GOOGLE, Seal, is_signed, signatures
from goverify.host import Entry, Kind
from goverify.host.replay.records import FileRecord, Ranges
from tests.golang import program
from tests.hosts import BORING, boring
from tests.seals import BROKEN, LINKERS, OFFICIAL, sealed
from tests.trees import NEWER, go_tree

GO = {"linux": "/usr/local/go/bin/go", "macos": "/usr/local/go/bin/go", "windows": r"C:\Program Files\Go\bin\go.exe"}


def gofmt() -> bytes:
    """Return a real signed program."""
    return (go_tree(NEWER, "darwin-arm64") / "bin" / "gofmt").read_bytes()


def judged(data: bytes) -> tuple[Seal, ...]:
    """Return the signatures of a program on a host that knows all its bytes."""
    host = boring("linux").but(files={"/opt/gofmt": program(data)})
    return Facts(host)(signatures, host.path("/opt/gofmt"))


def test_a_real_program_is_signed_by_google() -> None:
    [seal] = judged(gofmt())
    assert (seal.status, seal.team, seal.identifier) == ("trusted", GOOGLE, "org.golang.gofmt")
    assert seal.flags == ("runtime",)
    assert "Google LLC" in seal.words
    assert seal.time in seal.words != ""


def test_a_changed_byte_breaks_it() -> None:
    data = bytearray(gofmt())
    data[len(data) // 2] ^= 1
    [seal] = judged(bytes(data))
    assert seal.broken
    assert seal.reason in seal.words != ""


@pytest.mark.parametrize("name", BORING)
def test_what_is_recorded_goes_before_what_the_file_holds(name: str) -> None:
    host = sealed(boring(name), BROKEN, LINKERS, on=[GO[name]])
    assert Facts(host)(signatures, host.path(GO[name])) == (BROKEN, LINKERS)


def test_programs_of_linux_and_windows_carry_none() -> None:
    for name in ("linux", "windows"):
        host = boring(name)
        assert Facts(host)(signatures, host.path(GO[name])) == ()


def test_a_file_that_cannot_be_opened_is_a_failure() -> None:
    host = boring("linux")
    with pytest.raises(FileNotFoundError):
        Facts(host)(signatures, host.path("/nowhere"))


def test_one_too_large_to_be_read_whole_is_a_failure() -> None:
    content = Ranges(((0, gofmt()),), 2 << 30)
    host = boring("linux").but(files={"/opt/gofmt": FileRecord(Entry(Kind.FILE, 0o755, size=2 << 30), content)})
    with pytest.raises(OSError, match="too large"):
        Facts(host)(signatures, host.path("/opt/gofmt"))


def test_each_part_of_a_fat_file_counts() -> None:
    host = boring("linux").but(files={"/opt/gofmt": program(gofmt())})
    with host.open(host.path("/opt/gofmt")) as reader:
        thin = identify(reader)
    assert is_signed(thin)
    assert not is_signed(thin._replace(signature=None))


@pytest.mark.parametrize(
    ("seal", "words"),
    [
        (OFFICIAL, "is signed by Developer ID .*, hardened runtime, timestamped 2026-10-19"),
        (OFFICIAL._replace(remarks=("one", "two")), r"is signed by .*, timestamped 2026-10-19 \(one; two\)$"),
        (OFFICIAL._replace(architecture="arm64"), "is signed for arm64 by Developer ID"),
        (LINKERS, "has an ad-hoc signature, made by the linker: it is whole, and names nobody"),
        (BROKEN, "has a broken signature: its code was changed after it was signed"),
        (OFFICIAL._replace(status="untrusted", reason="no root is known"), "is signed by .*, no root is known"),
    ],
)
def test_its_words_tell_who_and_when(seal: Seal, words: str) -> None:
    assert re.match(words, seal.words)


def test_what_carries_no_signature_needs_no_library() -> None:
    code = (
        "import sys\n"
        "from goverify.facts.signature import judgement\n"
        "from goverify.host.local.files import open_file\n"
        "from pathlib import PurePath\n"
        f"with open_file(PurePath({str(Path(__file__))!r})) as reader: assert judgement(reader) == '[]'\n"
        "print([name for name in ('cryptography', 'asn1crypto', 'goverify.signatures') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"
