"""The go and gofmt of real releases for macOS: Google's signature holds, and no part of it can be changed unseen."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from goverify.binfmt import identify
from goverify.signatures import Signature, Status, Trust, default_trust
from goverify.signatures.cms import Message, Signer, read_message
from goverify.signatures.codesign_blobs import MESSAGE, Parts, read_parts
from goverify.signatures.timestamp import ATTRIBUTE
from tests.binfmt.builders import Bytes
from tests.signatures import macho_signer
from tests.signatures.authorities import NOW, issue
from tests.signatures.macho_signer import flipped
from tests.trees import NEWER, go_tree

RELEASES = (("1.21.13", "darwin-arm64"), ("1.26.6", "darwin-arm64"), (NEWER, "darwin-arm64"), (NEWER, "darwin-amd64"))
GOOGLE = "EQHXZ8M8AV"
SIGNING_TIME = "1.2.840.113549.1.9.5"


@cache
def trust() -> Trust:
    """Return the trust in Apple's roots, long after the certificates have run out."""
    return default_trust(NOW.replace(year=2034))


def judged(data: bytes, believed: Trust | None = None) -> Signature:
    """Return the one signature of a file."""
    return macho_signer.judged(data, believed or trust())


@pytest.mark.parametrize("release", RELEASES, ids="-".join)
@pytest.mark.parametrize("program", ["go", "gofmt"])
def test_program_of_a_release_is_googles(release: tuple[str, str], program: str) -> None:
    signature = judged((go_tree(*release) / "bin" / program).read_bytes())
    assert (signature.status, signature.reason) == (Status.TRUSTED, "")
    assert (signature.identifier, signature.team, signature.flags) == (f"org.golang.{program}", GOOGLE, ("runtime",))
    assert signature.signer
    assert (signature.signer.organization, signature.signer.unit) == ("Google LLC", GOOGLE)
    assert [one.name for one in signature.chain[1:]] == ["Developer ID Certification Authority", "Apple Root CA"]
    assert signature.timestamp
    assert signature.timestamp.status is Status.TRUSTED
    assert signature.signed_at
    assert abs((signature.timestamp.time - signature.signed_at).total_seconds()) < 60


@pytest.mark.parametrize("version", ["1.21.13", NEWER])
def test_each_tool_of_a_release_is_googles(version: str) -> None:
    tools = list((go_tree(version, "darwin-arm64") / "pkg/tool").rglob("*/*"))
    assert len(tools) >= 8
    for tool in tools:
        signature = judged(tool.read_bytes())
        assert (signature.status, signature.team) == (Status.TRUSTED, GOOGLE), tool
        assert signature.identifier == f"org.golang.{tool.name}"


class Whole(NamedTuple):
    """A real signed file, and where the parts of its signature are."""

    data: bytes
    begin: int
    parts: Parts
    message: Message
    stamp: Message

    @property
    def signer(self) -> Signer:
        """Return the one that signed it."""
        return self.message.signers[0]


@cache
def gofmt() -> Whole:
    """Return the gofmt of the newer release."""
    data = Path(go_tree(NEWER, "darwin-arm64"), "bin", "gofmt").read_bytes()
    place = identify(Bytes(data)).signature
    assert place
    parts = read_parts(data[place.offset :])
    message = read_message(parts.content(MESSAGE))
    return Whole(data, place.offset, parts, message, read_message(message.signers[0].unsigned_values(ATTRIBUTE)[0]))


def within(part: bytes, *, at: int = -1) -> Callable[[Whole], int]:
    """Return the finder of a byte of something that stands in the signature once."""

    def find(whole: Whole) -> int:
        assert whole.data.count(part, whole.begin) == 1
        return whole.data.index(part, whole.begin) + at % len(part)

    return find


def last_of(pick: Callable[[Whole], bytes]) -> Callable[[Whole], int]:
    """Return the finder of the last byte of a part that first has to be read."""
    return lambda whole: within(pick(whole))(whole)


def signing_time(whole: Whole) -> int:
    """Return where the last digit of the signer's time is; the timestamp's own signer comes later."""
    [value] = whole.signer.values(SIGNING_TIME)
    return whole.data.index(value, whole.begin) + len(value) - 2


def leaf_of(whole: Whole) -> bytes:
    """Return the signature in the signer's certificate."""
    return next(one.signature for one in whole.message.certificates if one.told.unit == GOOGLE)


LEAF = 'the certificate "Developer ID Application: Google LLC (EQHXZ8M8AV)" is not signed by'
CHANGES: dict[str, tuple[Callable[[Whole], int], str]] = {
    "code": (lambda _: 1 << 20, "the program was changed since it was signed, within bytes 1048576 to 1052672"),
    "last byte of the code": (lambda whole: whole.begin - 1, "the program was changed since it was signed, within"),
    "header": (lambda _: 25, "the program was changed since it was signed, within bytes 0 to 4096"),
    "load command": (lambda _: 32 + 8 + 24, "the program was changed since it was signed, within bytes 0 to 4096"),
    "identifier": (within(b"org.golang.gofmt\0EQ", at=5), "its signature is of a different code directory"),
    "team": (within(b"org.golang.gofmt\0EQ"), "its signature is of a different code directory"),
    "flags": (lambda whole: whole.begin + 36 + 13, "its signature is of a different code directory"),
    "hash of a page": (lambda whole: whole.begin + 36 + 9000, "its signature is of a different code directory"),
    "requirements": (last_of(lambda whole: whole.parts.by_slot[2]), "the hash of its requirements does not match"),
    "signature": (last_of(lambda whole: whole.signer.signature), "its signature does not match"),
    "signing time": (signing_time, "its signature does not match"),
    "leaf": (within(b"Developer ID Application: Google LLC", at=-4), "is not signed by"),
    "signature of the leaf": (last_of(leaf_of), LEAF),
    "imprint of the timestamp": (
        last_of(lambda whole: hashlib.sha256(whole.signer.signature).digest()),
        "its timestamp does not hold: it is of another signature",
    ),
    "time of the timestamp": (within(b"20261019233335Z", at=-2), "its timestamp does not hold: its signature is of a different content"),
    "signature of the timestamp": (
        last_of(lambda whole: whole.stamp.signers[0].signature),
        "its timestamp does not hold: its signature does not match",
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_change_is_found_and_named(change: str) -> None:
    whole, (find, reason) = gofmt(), CHANGES[change]
    signature = judged(flipped(whole.data, find(whole)))
    assert signature.status is Status.BROKEN
    assert reason in signature.reason


def test_program_cut_short_is_found() -> None:
    assert "is cut short" in judged(gofmt().data[:-1]).reason


def test_appended_byte_is_found() -> None:
    assert judged(gofmt().data + b"\0").reason == "1 bytes were appended behind its signature"


def test_missing_root_is_told() -> None:
    signature = judged(gofmt().data, trust()._replace(apple=(issue("Another", authority=True).der,)))
    assert (signature.status, signature.team) == (Status.UNTRUSTED, GOOGLE)
    assert 'its timestamp does not hold: its certificates lead to "Apple Root CA"' in signature.reason
