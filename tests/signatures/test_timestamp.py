"""Timestamps: the time is proven by an authority whose chain held at that time, over exactly these bytes."""

from datetime import UTC, datetime, timedelta

import pytest

from goverify.signatures.chain import CODE_SIGNING, TIME_STAMPING
from goverify.signatures.cms import BrokenSignature, read_message
from goverify.signatures.timestamp import judge_token
from goverify.signatures.types import Status, Timestamp
from tests.signatures.authorities import NOW, Issued, issue, world
from tests.signatures.messages import message, token

STAMPED = b"a signature"
BRIEF = (datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC))


def judged(data: bytes, stamped: bytes = STAMPED, root: Issued | None = None) -> Timestamp:
    """Return the timestamp that a token gives."""
    return judge_token(data, stamped, ((root or world().root).der,)).timestamp


def clock(**changes: object) -> Issued:
    """Return a timestamp authority of the test root."""
    return issue("Clock", world().root, **({"purposes": (TIME_STAMPING,)} | changes))  # type: ignore[arg-type]


def test_token_proves_its_time() -> None:
    assert judged(token(world().clock, STAMPED)) == Timestamp("rfc3161", NOW, "Test Clock", Status.TRUSTED)


@pytest.mark.parametrize("digest", ["sha1", "sha256", "sha384", "sha512"])
def test_imprint_may_be_of_any_known_digest(digest: str) -> None:
    assert judged(token(world().clock, STAMPED, digest=digest)).status is Status.TRUSTED


def test_clock_that_has_run_out_since_is_trusted() -> None:
    assert judged(token(clock(valid=BRIEF), STAMPED)).status is Status.TRUSTED


def test_clock_that_had_run_out_then_is_not() -> None:
    late = judged(token(clock(valid=BRIEF), STAMPED, at=BRIEF[1] + timedelta(days=1)))
    assert late.status is Status.UNTRUSTED
    assert 'the certificate "Clock" is valid from 2026-05-01 to 2026-07-01' in late.reason


def test_token_of_other_bytes_is_broken() -> None:
    other = judged(token(world().clock, STAMPED), b"another signature")
    assert (other.status, other.reason) == (Status.BROKEN, "it is of another signature")


def test_changed_signature_of_a_token_is_broken() -> None:
    data = token(world().clock, STAMPED)
    signature = read_message(data).signers[0].signature
    changed = judged(data.replace(signature, signature[:-1] + bytes([signature[-1] ^ 1])))
    assert (changed.status, changed.reason) == (Status.BROKEN, "its signature does not match")


def test_changed_time_is_broken() -> None:
    data = token(world().clock, STAMPED)
    assert data.count(b"20260601000000Z") == 1
    changed = judged(data.replace(b"20260601000000Z", b"20250601000000Z"))
    assert (changed.status, changed.reason) == (Status.BROKEN, "its signature is of a different content")


def test_clock_of_an_unknown_root_is_untrusted() -> None:
    stranger = judged(token(world().clock, STAMPED), root=issue("Another", authority=True))
    assert (stranger.status, stranger.authority) == (Status.UNTRUSTED, "Test Clock")
    assert "is not known here" in stranger.reason


def test_signer_of_code_gives_no_time() -> None:
    wrong = judged(token(clock(purposes=(CODE_SIGNING,)), STAMPED))
    assert (wrong.status, wrong.reason) == (Status.UNTRUSTED, 'the certificate "Clock" is not made for timestamps')


def test_message_that_is_no_timestamp_is_refused() -> None:
    with pytest.raises(BrokenSignature, match="something else than a time"):
        judged(message(world().clock, b"hello", embedded=True))
    with pytest.raises(BrokenSignature, match="something else than a time"):
        judged(message(world().clock, b"hello", content_type="tst_info"))


def test_garbage_is_refused() -> None:
    for data in (b"", b"\0" * 40, token(world().clock, STAMPED)[:-40]):
        with pytest.raises(BrokenSignature):
            judged(data)


def test_weak_signature_of_a_clock_is_remarked() -> None:
    weak = message(
        world().clock,
        read_message(token(world().clock, STAMPED)).content or b"",
        content_type="tst_info",
        embedded=True,
        digest="sha1",
    )
    remarks = judge_token(weak, STAMPED, (world().root.der,)).remarks
    assert remarks == ("about its timestamp: its signature is made over sha1, which is weak",)
