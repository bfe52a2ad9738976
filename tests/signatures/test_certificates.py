"""Certificates: what is told of them, and what makes one unreadable."""

import hashlib
import random

import pytest
from asn1crypto import x509

from goverify.signatures import default_trust
from goverify.signatures.broken import BrokenSignature
from goverify.signatures.certificates import LARGEST, read_certificate
from tests.signatures.authorities import FOREVER, NOW, TEAM, issue, world

ECDSA_SHA256, ECDSA_SHA384 = bytes.fromhex("06082a8648ce3d040302"), bytes.fromhex("06082a8648ce3d040303")


def refused(data: bytes) -> str:
    """Return why a certificate is not read."""
    with pytest.raises(BrokenSignature) as broken:
        read_certificate(data)
    return str(broken.value)


def test_person_is_told_who_it_is_and_by_whom() -> None:
    leaf = world().leaf
    told = leaf.read.told
    assert (told.name, told.organization, told.unit) == ("Test Developer", "", TEAM)
    assert told.issuer == "Test Developer Authority"
    assert (told.not_before, told.not_after) == FOREVER
    assert int(told.serial, 16) == leaf.certificate.serial_number
    assert told.sha256 == hashlib.sha256(leaf.der).hexdigest()


def test_real_root_is_told() -> None:
    told = read_certificate(default_trust(NOW).apple[0]).told
    assert (told.name, told.organization, told.unit) == ("Apple Root CA", "Apple Inc.", "Apple Certification Authority")
    assert (told.serial, told.not_after.year) == ("2", 2035)


def test_certificate_without_a_common_name_is_told_by_its_organisation() -> None:
    certificate = x509.Certificate.load(world().leaf.der)
    certificate["tbs_certificate"]["subject"] = x509.Name.build({"organization_name": "Somebody"})
    assert read_certificate(certificate.dump(force=True)).told.name == "Somebody"


def test_huge_certificate_is_refused_unread() -> None:
    assert refused(bytes(LARGEST + 1)) == f"a certificate takes {LARGEST + 1} bytes"


def test_certificate_of_two_algorithms_is_refused() -> None:
    der = issue("Two", world().middle).der
    assert der.count(ECDSA_SHA256) == 2
    at = der.rindex(ECDSA_SHA256)
    changed = der[:at] + ECDSA_SHA384 + der[at + len(ECDSA_SHA384) :]
    assert refused(changed) == "a certificate names two signature algorithms"


def test_extension_that_stands_twice_is_refused() -> None:
    certificate = x509.Certificate.load(world().leaf.der)
    extensions = certificate["tbs_certificate"]["extensions"]
    extensions.append(extensions[0].copy())
    assert refused(certificate.dump(force=True)) == "a certificate has an extension twice"


def test_bytes_behind_a_certificate_are_refused() -> None:
    assert refused(world().leaf.der + b"\0") == "a certificate cannot be read"


def test_any_damage_has_the_one_error() -> None:
    chance, der = random.Random("certificates"), world().leaf.der
    for _ in range(300):
        mutant = bytearray(der)
        for _ in range(chance.randint(1, 4)):
            mutant[chance.randrange(len(mutant))] = chance.randrange(256)
        try:
            read_certificate(bytes(mutant))
        except BrokenSignature:
            continue
