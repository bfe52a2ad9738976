"""Timestamps of Authenticode signatures: both kinds, what they change, and what they cannot."""

from datetime import UTC, datetime

import pytest
from asn1crypto import cms

from goverify.signatures import Status
from tests.signatures.authenticode import (
    fixture,
    flipped,
    only,
    rewritten,
    signature_in,
    trusting,
    unsigned,
)

STAMPED, COUNTERSIGNED = "stamped.exe", "countersigned.exe"
AT = datetime(2024, 6, 1, 12, tzinfo=UTC)
TOKEN = "1.3.6.1.4.1.311.3.3.1"
EMPTY = cms.ContentInfo({"content_type": "data", "content": b""})
ENDED = 'the certificate "Test Former Maker" ended on 2025-01-01'


def unsigned_of(data: bytes) -> cms.CMSAttributes:
    """Return the unsigned attributes of a file's signature."""
    return cms.ContentInfo.load(signature_in(data))["content"]["signer_infos"][0]["unsigned_attrs"]


def bearing(name: str, attributes: cms.CMSAttributes) -> bytes:
    """Return a file of the fixtures with other unsigned attributes, and every certificate that these may need."""
    donors = [cms.ContentInfo.load(signature_in(fixture(donor)))["content"] for donor in (STAMPED, COUNTERSIGNED)]

    def change(signed: cms.SignedData) -> None:
        signed["signer_infos"][0]["unsigned_attrs"] = attributes
        known = {choice.dump() for choice in signed["certificates"]}
        for choice in (choice for donor in donors for choice in donor["certificates"]):
            if choice.dump() not in known:
                known.add(choice.dump())
                signed["certificates"].append(choice)

    return rewritten(fixture(name), change)


@pytest.mark.parametrize(("name", "kind"), [(STAMPED, "rfc3161"), (COUNTERSIGNED, "authenticode")])
def test_timestamp_keeps_an_expired_certificate_good(name: str, kind: str) -> None:
    signature = only(fixture(name))
    assert (signature.status, signature.reason) == (Status.TRUSTED, "")
    stamp = signature.timestamp
    assert stamp is not None
    assert (stamp.kind, stamp.time, stamp.authority, stamp.status) == (kind, AT, "Test Time Authority", Status.TRUSTED)


@pytest.mark.parametrize("name", [STAMPED, COUNTERSIGNED])
def test_timestamp_of_an_unknown_authority_proves_nothing(name: str) -> None:
    signature = only(fixture(name), trusting("code_root.pem"))
    unknown = '"Test Time Root", which issued "Test Time Authority", is not known here'
    assert (signature.status, signature.reason) == (
        Status.UNTRUSTED,
        f"{ENDED}, and the timestamp proves nothing: {unknown}",
    )
    assert signature.timestamp is not None
    assert (signature.timestamp.status, signature.timestamp.reason) == (Status.UNTRUSTED, unknown)


@pytest.mark.parametrize("name", [STAMPED, COUNTERSIGNED])
def test_timestamp_of_an_unknown_authority_does_no_harm_while_the_certificate_holds(name: str) -> None:
    signature = only(fixture(name), trusting("code_root.pem", now=AT))
    assert (signature.status, signature.reason) == (Status.TRUSTED, "")


def test_authority_of_nobody_proves_nothing() -> None:
    assert only(fixture("wrong_authority.exe")).reason.startswith(f"{ENDED}, and the timestamp proves nothing:")


def test_timestamp_after_the_end_does_not_help() -> None:
    signature = only(fixture("stamped_late.exe"))
    assert signature.status is Status.UNTRUSTED
    assert signature.reason.endswith("to 2025-01-01, and it was used on 2025-06-01")


def test_certificate_for_a_lifetime_ends_in_spite_of_a_timestamp() -> None:
    signature = only(fixture("lifetime.exe"))
    ended = 'the certificate "Test Lifetime Maker" ended on 2025-01-01'
    assert signature.status is Status.UNTRUSTED
    assert (
        signature.reason == f"{ended}, and what it signs is to be believed no longer than that, even with a timestamp"
    )


def test_certificate_for_a_lifetime_is_good_until_its_end() -> None:
    assert only(fixture("lifetime.exe"), trusting(now=AT)).status is Status.TRUSTED


@pytest.mark.parametrize("donor", [STAMPED, COUNTERSIGNED])
def test_timestamp_of_another_signature_breaks_it(donor: str) -> None:
    signature = only(bearing("signed.exe", unsigned_of(fixture(donor))))
    assert signature.status is Status.BROKEN
    assert signature.reason in (
        "its timestamp does not hold: it is of another signature",
        "its timestamp does not hold: its signature is of a different signature",
    )


@pytest.mark.parametrize("name", [STAMPED, COUNTERSIGNED])
def test_damaged_timestamp_breaks_it(name: str) -> None:
    data = fixture(name)
    last = unsigned_of(data).dump()
    at = data.rindex(last[-64:])
    assert only(flipped(data, at)).reason == "its timestamp does not hold: its signature does not match"


def test_timestamp_that_cannot_be_read_breaks_it() -> None:
    signature = only(bearing("expired.exe", unsigned(TOKEN, EMPTY)))
    assert (signature.status, signature.timestamp) == (Status.BROKEN, None)
    assert (
        signature.reason == "its timestamp does not hold: the signed message is of the wrong type, 1.2.840.113549.1.7.1"
    )


def test_countersignature_without_a_time_breaks_it() -> None:
    attributes = unsigned_of(fixture(COUNTERSIGNED)).copy()
    signer = attributes[0]["values"][0]
    signer["signed_attrs"] = [one for one in signer["signed_attrs"] if one["type"].native != "signing_time"]
    reason = only(bearing(COUNTERSIGNED, attributes)).reason
    assert reason == "its timestamp does not hold: its timestamp names no time"


def test_countersignature_with_another_time_breaks_it() -> None:
    data = fixture(COUNTERSIGNED)
    assert only(flipped(data, data.rindex(b"240601120000Z"))).status is Status.BROKEN


def test_good_timestamp_counts_beside_a_bad_one() -> None:
    good = unsigned_of(fixture(STAMPED))
    both = cms.CMSAttributes([*unsigned(TOKEN, EMPTY), *good])
    signature = only(bearing(STAMPED, both))
    assert signature.status is Status.TRUSTED
    assert signature.timestamp is not None
    assert signature.timestamp.status is Status.TRUSTED
