"""The judge of Authenticode on whole files: what is believed, what is not, and for which reason."""

import hashlib
import struct
from datetime import UTC, datetime

import pytest
from asn1crypto import cms

from goverify.signatures import Signature, Status
from tests.binfmt.builders import elf
from tests.signatures.authenticode import (
    CHECKSUM_AT,
    ENTRY_AT,
    entry,
    fixture,
    flipped,
    judged,
    only,
    rewritten,
    signature_in,
    table_of,
    trusting,
    unsigned,
    with_table,
)

CHANGED = "its content was changed after it was signed"
SIGNED = fixture("signed.exe")
END = table_of(SIGNED).offset
NESTED = "1.3.6.1.4.1.311.2.4.1"


def broken(data: bytes) -> str:
    """Return why the one signature of a file is broken."""
    signature = only(data)
    assert signature.status is Status.BROKEN
    return signature.reason


def untrusted(data: bytes, *roots: str, now: datetime | None = None) -> str:
    """Return why the one signature of a file is not to be trusted."""
    trust = trusting(*roots)
    signature = only(data, trust._replace(now=now or trust.now))
    assert signature.status is Status.UNTRUSTED
    return signature.reason


def test_signed_file_is_trusted_and_tells_its_signer() -> None:
    signature = only(SIGNED)
    hashed = SIGNED[:CHECKSUM_AT] + SIGNED[CHECKSUM_AT + 4 : ENTRY_AT] + SIGNED[ENTRY_AT + 8 : END]
    assert (signature.status, signature.reason, signature.remarks) == (Status.TRUSTED, "", ())
    assert [link.name for link in signature.chain] == ["Test Maker", "Test Code Authority", "Test Code Root"]
    assert (signature.digest, signature.content_hash) == ("sha256", hashlib.sha256(hashed).hexdigest())
    assert signature.signed_at == datetime(2024, 6, 1, 12, tzinfo=UTC)
    assert (signature.kind, signature.timestamp) == ("authenticode", None)


@pytest.mark.parametrize("data", [fixture("plain.exe"), elf(), b"", b"MZ"])
def test_file_without_signature_has_none(data: bytes) -> None:
    assert judged(data) == ()


def test_file_whose_signature_was_taken_off_has_none() -> None:
    assert judged(SIGNED[:ENTRY_AT] + bytes(8) + SIGNED[ENTRY_AT + 8 : END]) == ()


def test_narrow_file_with_page_hashes_is_trusted_and_named() -> None:
    signature = only(fixture("narrow.exe"))
    assert (signature.status, signature.identifier) == (Status.TRUSTED, "Example Tool")


def test_elliptic_curve_is_as_good() -> None:
    signature = only(fixture("elliptic.exe"))
    assert (signature.status, signature.digest) == (Status.TRUSTED, "sha384")


@pytest.mark.parametrize("at", [2, 0x50, ENTRY_AT - 1, 0x3FF, 0x400, 0x600, END - 1])
def test_changed_byte_is_a_changed_content(at: int) -> None:
    assert broken(flipped(SIGNED, at)) == CHANGED


def test_changed_file_still_tells_who_signed_it_before() -> None:
    signature = only(flipped(SIGNED, 0x400))
    assert signature.signer is not None
    assert signature.signer.name == "Test Maker"


def test_checksum_of_the_header_may_change() -> None:
    assert only(flipped(SIGNED, CHECKSUM_AT)).status is Status.TRUSTED


def test_appended_bytes_break_it() -> None:
    assert broken(SIGNED + b"x") == "1 bytes that nobody signed follow its certificate table"


def test_file_cut_short_breaks_it() -> None:
    assert "its certificate table ends at byte" in broken(SIGNED[:-9])


def test_bytes_hidden_in_the_table_are_told() -> None:
    signature = only(with_table(SIGNED, entry(signature_in(SIGNED), more=b"payload!" * 8)))
    assert signature.status is Status.TRUSTED
    [remark] = signature.remarks
    assert remark.endswith("bytes that nobody signed stand behind it in the certificate table")
    assert 64 <= int(remark.split()[0]) < 72


def test_table_that_starts_within_the_sections_breaks_it() -> None:
    moved = SIGNED[:ENTRY_AT] + struct.pack("<II", END - 8, len(SIGNED) - END + 8) + SIGNED[ENTRY_AT + 8 :]
    assert broken(moved[: END - 8] + entry(signature_in(SIGNED))[:8] + moved[END:]).startswith("its certificate")


def test_damaged_signature_is_told_from_changed_content() -> None:
    message = cms.ContentInfo.load(signature_in(SIGNED))
    value = message["content"]["signer_infos"][0]["signature"].native
    assert broken(flipped(SIGNED, SIGNED.index(value) + 9)) == "its signature does not match"


def test_changed_claim_is_a_signature_of_other_content() -> None:
    claim = bytes.fromhex(only(SIGNED).content_hash)
    assert broken(flipped(SIGNED, SIGNED.index(claim, END))) == "its signature is of a different content"


def test_claim_made_to_fit_changed_content_is_no_better() -> None:
    altered = flipped(SIGNED, 0x400)
    claim, actual = (bytes.fromhex(only(data).content_hash) for data in (SIGNED, altered))
    assert broken(altered.replace(claim, actual)) == "its signature is of a different content"


def test_signature_of_another_file_does_not_fit() -> None:
    assert broken(with_table(SIGNED, entry(signature_in(fixture("narrow.exe"))))) == CHANGED


@pytest.mark.parametrize("junk", [b"", b"junk" * 9, b"\x30\x03abc", b"\x30\x82\x10\x00cut"])
def test_entry_that_is_no_message_breaks_it(junk: bytes) -> None:
    assert broken(with_table(SIGNED, entry(junk))).startswith("the signed message")


def test_message_for_another_kind_of_file_breaks_it() -> None:
    image = bytes.fromhex("060a2b06010401823702010f")  # in DER
    assert broken(SIGNED.replace(image, image[:-1] + b"\x19")) == "it vouches for another kind of file"


def test_message_about_something_else_breaks_it() -> None:
    indirect = bytes.fromhex("060a2b060104018237020104")
    at = SIGNED.index(indirect)
    assert broken(SIGNED[:at] + indirect[:-1] + b"\x05" + SIGNED[at + 12 :]) == "it is no Authenticode signature"


def test_two_signers_break_it() -> None:
    def twice(signed: cms.SignedData) -> None:
        signed["signer_infos"].append(signed["signer_infos"][0].copy())

    assert broken(rewritten(SIGNED, twice)) == "it has 2 signers where one is allowed"


def test_missing_certificate_breaks_it() -> None:
    def bare(signed: cms.SignedData) -> None:
        signed["certificates"] = []

    assert broken(rewritten(SIGNED, bare)) == "the certificate that made its signature is not in it"


def test_unsigned_attribute_that_hides_data_is_told() -> None:
    signature = only(fixture("blob.exe"))
    assert signature.status is Status.TRUSTED
    assert signature.remarks == ("its unsigned attribute 1.3.6.1.4.1.42921.1.2.1 holds 1028 bytes",)


def test_unknown_root_is_not_trusted() -> None:
    reason = '"Test Code Root", which issued "Test Code Authority", is not known here'
    assert untrusted(SIGNED, "time_root.pem") == reason


def test_stranger_is_not_trusted() -> None:
    assert untrusted(fixture("stranger.exe")) == '"Nobody", which issued "Test Stranger", is not known here'


def test_certificate_for_something_else_is_not_trusted() -> None:
    assert untrusted(fixture("wrong_use.exe")) == 'the certificate "Test Server" is not made for signing code'


def test_expired_certificate_without_timestamp_is_not_trusted() -> None:
    ended = 'the certificate "Test Former Maker" ended on 2025-01-01'
    assert untrusted(fixture("expired.exe")) == f"{ended}, and no timestamp shows that the signature is older"


def test_certificate_that_has_not_expired_yet_needs_no_timestamp() -> None:
    assert only(fixture("expired.exe"), trusting(now=datetime(2024, 7, 1, tzinfo=UTC))).status is Status.TRUSTED


def test_certificate_of_the_future_is_not_trusted() -> None:
    reason = untrusted(fixture("expired.exe"), now=datetime(2022, 1, 1, tzinfo=UTC))
    assert reason.startswith('the certificate "Test Former Maker" is valid from 2023-01-01')


def test_signatures_of_both_generations_are_judged() -> None:
    old, new = judged(fixture("dual.exe"))
    assert (old.status, old.digest, new.status, new.digest) == (Status.TRUSTED, "sha1", Status.TRUSTED, "sha256")
    assert "its digest of the file is sha1, which is weak" in old.remarks
    assert new.remarks == ()


def test_changed_content_breaks_both_generations() -> None:
    assert [one.reason for one in judged(flipped(fixture("dual.exe"), 0x400))] == [CHANGED, CHANGED]


def test_nested_signature_that_cannot_be_read_leaves_the_outer_one() -> None:
    def nest(signed: cms.SignedData) -> None:
        signed["signer_infos"][0]["unsigned_attrs"] = unsigned(
            NESTED, cms.ContentInfo({"content_type": "data", "content": b""})
        )

    outer, nested = judged(rewritten(SIGNED, nest))
    assert (outer.status, nested.status) == (Status.TRUSTED, Status.BROKEN)


def nest(times: int) -> tuple[Signature, ...]:
    """Return the judgements on a signature that holds itself, and so on."""
    inner = signature_in(SIGNED)
    for _ in range(times):
        message = cms.ContentInfo.load(signature_in(SIGNED))
        message["content"]["signer_infos"][0]["unsigned_attrs"] = unsigned(NESTED, cms.ContentInfo.load(inner))
        inner = message.dump()
    return judged(with_table(SIGNED, entry(inner)))


def test_nesting_is_followed_for_a_few_levels() -> None:
    assert [one.status for one in nest(7)] == [Status.TRUSTED] * 8


def test_nesting_without_end_is_told() -> None:
    *_, last = found = nest(12)
    assert len(found) == 9
    assert last.reason == "it bears more than 8 signatures, and the others were not looked at"


def test_several_entries_are_judged_each() -> None:
    table = entry(signature_in(SIGNED)) + entry(signature_in(fixture("stranger.exe")))
    assert [one.status for one in judged(with_table(SIGNED, table))] == [Status.TRUSTED, Status.UNTRUSTED]


def test_digest_by_an_algorithm_that_proves_nothing_breaks_it() -> None:
    sha256 = bytes.fromhex("0609608648016503040201")
    sha224 = sha256[:-1] + b"\x04"
    assert broken(SIGNED.replace(sha256, sha224)) == "its digest algorithm 2.16.840.1.101.3.4.2.4 is not known"
