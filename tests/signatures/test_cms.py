"""Signed messages: what is read in them, which signatures fit, and that damage has one error."""

import random

import pytest
from asn1crypto import cms, core

from goverify.signatures.algorithms import Scheme
from goverify.signatures.certificates import X509
from goverify.signatures.cms import BrokenSignature, Verified, read_message, time_of, verify_signer
from goverify.signatures.der import MOST_CHILDREN, read
from tests.signatures.authorities import NOW, developer, issue, rsa_key, world
from tests.signatures.messages import HASHES, message, open_ended

CONTENT = b"what is signed"
DATA = "1.2.840.113549.1.7.1"


def verified(data: bytes, content: bytes = CONTENT, certificates: tuple[X509, ...] | None = None) -> Verified:
    """Return whose signature over the content the first signer's is."""
    read = read_message(data)
    chosen = read.certificates if certificates is None else certificates
    return verify_signer(read.signers[0], content, DATA, chosen, "its signature")


def refused(data: bytes, content: bytes = CONTENT) -> str:
    """Return why a message is broken."""
    with pytest.raises(BrokenSignature) as broken:
        verified(data, content)
    return str(broken.value)


def altered(data: bytes, change: str, value: object) -> bytes:
    """Return the message with one field of its signer replaced."""
    content_info = cms.ContentInfo.load(data)
    content_info["content"]["signer_infos"][0][change] = value
    changed: bytes = content_info.dump(force=True)
    return changed


@pytest.mark.parametrize("digest", sorted(HASHES))
@pytest.mark.parametrize("kind", ["rsa", "pss", "ecdsa"])
def test_signature_of_each_kind_fits(kind: str, digest: str) -> None:
    signer = developer("Signer", world().middle, key=None if kind == "ecdsa" else rsa_key())
    found = verified(message(signer, CONTENT, digest=digest, pss=kind == "pss"))
    assert found.certificate.told.name == "Signer"
    assert found.remarks == (("its signature is made over sha1, which is weak",) if digest == "sha1" else ())


@pytest.mark.parametrize("kind", ["rsa", "pss", "ecdsa"])
def test_changed_signature_does_not_fit(kind: str) -> None:
    signer = developer("Signer", world().middle, key=None if kind == "ecdsa" else rsa_key())
    data = message(signer, CONTENT, pss=kind == "pss")
    signature = read_message(data).signers[0].signature
    assert refused(data.replace(signature, signature[:-1] + bytes([signature[-1] ^ 1]))) == (
        "its signature does not match"
    )


def test_short_key_is_remarked() -> None:
    signer = developer("Signer", world().middle, key=rsa_key(1024))
    assert verified(message(signer, CONTENT)).remarks == ("its signature is made with a key of 1024 bits",)


def test_message_without_stated_lengths_reads_the_same() -> None:
    data = message(world().leaf, CONTENT)
    opened = read_message(open_ended(data))
    assert opened._replace(size_bytes=len(data)) == read_message(data)
    assert opened.size_bytes == len(open_ended(data))


def test_what_follows_the_message_is_left_out_of_its_size() -> None:
    data = message(world().leaf, CONTENT)
    assert read_message(data + bytes(7)).size_bytes == len(data)
    assert read_message(open_ended(data) + bytes(7)).size_bytes == len(open_ended(data))


def test_embedded_content_is_returned_without_its_frame() -> None:
    assert read_message(message(world().leaf, CONTENT, embedded=True)).content == CONTENT
    assert read_message(message(world().leaf, CONTENT)).content is None


def test_signing_time_is_the_signer_s() -> None:
    assert read_message(message(world().leaf, CONTENT)).signers[0].signed_at == NOW


@pytest.mark.parametrize("told", [b"00000101000000Z", b"20200101000000", b"20201301000000Z", b""])
def test_time_without_a_zone_or_of_no_calendar_is_refused(told: bytes) -> None:
    with pytest.raises(BrokenSignature, match="a time cannot be read"):
        time_of(read(bytes([0x18, len(told)]) + told))


def test_other_content_is_refused() -> None:
    assert refused(message(world().leaf, CONTENT), b"something else") == "its signature is of a different content"


def test_other_type_of_content_is_refused() -> None:
    data = message(world().leaf, CONTENT, content_type="signed_data")
    assert refused(data) == "its signature is of another type of content"


def test_missing_certificate_is_told() -> None:
    with pytest.raises(BrokenSignature, match="the certificate that made its signature is not in it"):
        verified(message(world().leaf, CONTENT), certificates=())


def test_signature_over_the_bare_content_is_refused() -> None:
    data = altered(message(world().leaf, CONTENT), "signed_attrs", None)
    assert refused(data) == "its signature has no signed attributes"


def test_digest_that_contradicts_the_signature_is_refused() -> None:
    data = altered(message(world().leaf, CONTENT), "digest_algorithm", {"algorithm": "sha1"})
    assert refused(data) == "it is signed over sha256 and names sha1"


def test_digest_of_another_algorithm_than_the_signature_s_is_refused() -> None:
    signer = developer("Signer", world().middle, key=rsa_key())
    data = altered(message(signer, CONTENT, digest="sha384", pss=True), "digest_algorithm", {"algorithm": "sha256"})
    assert refused(data) == "its signature is of a different content"


def test_forgotten_digest_is_refused() -> None:
    assert "is not known" in refused(altered(message(world().leaf, CONTENT), "digest_algorithm", {"algorithm": "md5"}))


def test_signed_attribute_that_stands_twice_is_refused() -> None:
    twice = ("message_digest", [core.OctetString(bytes(32))])
    assert "more than once" in refused(message(world().leaf, CONTENT, attributes=(twice,)))


def test_padding_over_another_digest_is_refused() -> None:
    read = read_message(message(world().leaf, CONTENT))
    signer = read.signers[0]._replace(scheme=Scheme("pss", "sha384", "sha384", 32))
    with pytest.raises(BrokenSignature, match="its signature names two digests"):
        verify_signer(signer, CONTENT, DATA, read.certificates, "its signature")


def test_signer_may_be_named_by_the_key() -> None:
    read = read_message(message(world().leaf, CONTENT, others=(world().middle,)))
    for certificate, found in ((world().leaf, True), (world().middle, False)):
        signer = read.signers[0]._replace(serial=None, key_id=certificate.read.key_id or b"")
        try:
            verified_by = verify_signer(signer, CONTENT, DATA, read.certificates, "its signature").certificate
        except BrokenSignature:
            assert not found
        else:
            assert verified_by == certificate.read


@pytest.mark.parametrize("count", [0, 5])
def test_message_of_no_signer_or_a_crowd_is_refused(count: int) -> None:
    content_info = cms.ContentInfo.load(message(world().leaf, CONTENT))
    infos = content_info["content"]["signer_infos"]
    content_info["content"]["signer_infos"] = [infos[0]] * count
    assert f"1 certificates and {count} signers" in refused(content_info.dump(force=True))


def test_message_of_another_type_is_refused() -> None:
    data = cms.ContentInfo({"content_type": "data", "content": core.OctetString(b"x")}).dump()
    assert "of the wrong type" in refused(data)


def test_huge_message_is_refused_unread() -> None:
    assert refused(bytes(1 << 20)) == "the signed message takes 1048576 bytes"


def test_crowd_of_certificates_is_refused() -> None:
    crowd = tuple(issue(f"Nobody {number}") for number in range(48))
    assert "49 certificates" in refused(message(world().leaf, CONTENT, others=crowd))


def test_crowd_of_values_is_refused() -> None:
    crowd = b"\x05\0" * (MOST_CHILDREN + 1)
    assert "values in one place" in refused(b"\x30\x82" + len(crowd).to_bytes(2, "big") + crowd)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is cut short"),
        (b"\x30\x05\x05\x00", "is cut short"),
        (b"\x30\x80\x05\x00", "is cut short"),
        (b"\x3f\x02\x05\x00", "has a value of an unknown kind"),
        (b"\x30\x85\x01\x01\x01\x01\x01", "has a value of an impossible length"),
        (b"\x30\x84\x01", "has a value of an impossible length"),
        (b"\x30\x05\x06\x01\x80\x05\x00", "has something else where a name belongs"),
        (b"\x04\x00", "is not built as it should be"),
    ],
)
def test_damaged_frame_is_named(data: bytes, reason: str) -> None:
    assert refused(data) == f"the signed message {reason}"


def test_bottomless_message_is_refused() -> None:
    assert "no stated length" in refused(b"\x30\x80" * 60_000)


def test_certificate_signed_in_an_unknown_way_may_stand_by() -> None:
    data = message(world().leaf, CONTENT, others=(issue("Stranger", key=rsa_key()),))
    sha256_rsa, unknown = bytes.fromhex("06092a864886f70d01010b"), bytes.fromhex("06092a864886f70d01017f")
    assert verified(data.replace(sha256_rsa, unknown)).certificate.told.name == "Test Developer"


def test_any_damage_has_the_one_error_or_changes_nothing_that_is_signed() -> None:
    chance = random.Random("cms")
    data = message(world().leaf, CONTENT, others=(world().middle,))
    signed = read_message(data).signers[0].signed, world().leaf.read.key
    for _ in range(1500):
        mutant = bytearray(data)
        for _ in range(chance.randint(1, 3)):
            mutant[chance.randrange(len(mutant))] = chance.randrange(256)
        try:
            read = read_message(bytes(mutant))
            found = verify_signer(read.signers[0], CONTENT, DATA, read.certificates, "its signature")
        except BrokenSignature:
            continue
        assert (read.signers[0].signed, found.certificate.key) == signed
