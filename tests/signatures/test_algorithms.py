"""The algorithms of signatures: which are known, and what is refused before it costs anything."""

import pytest
from asn1crypto import algos
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from goverify.signatures.algorithms import Scheme, check, scheme_of
from goverify.signatures.cms import BrokenSignature
from goverify.signatures.der import read
from tests.signatures.authorities import rsa_key, world


def spelled(name: str, parameters: object = None) -> Scheme:
    """Return the scheme that an algorithm's name and parameters stand for."""
    return scheme_of(read(algos.SignedDigestAlgorithm({"algorithm": name, "parameters": parameters}).dump()))


def refused(key: bytes, scheme: Scheme = Scheme("rsa", "sha256")) -> str:  # noqa: B008  # it cannot be changed
    """Return why a key is not asked."""
    with pytest.raises(BrokenSignature) as broken:
        check(key, scheme, bytes(256), b"", "its signature")
    return str(broken.value)


def numbered(bits: int) -> bytes:
    """Return an RSA key of that length that nobody has."""
    key = RSAPublicNumbers(65537, (1 << bits) - 1).public_key()
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def test_padding_that_leaves_all_out_is_over_sha1() -> None:
    assert scheme_of(read(bytes.fromhex("300d06092a864886f70d01010a3000"))) == Scheme("pss", "sha1", "sha1", 20)


@pytest.mark.parametrize("salt", [-1, 65])
def test_salt_of_an_absurd_length_is_refused(salt: int) -> None:
    with pytest.raises(BrokenSignature, match=f"{salt} bytes of salt"):
        spelled("rsassa_pss", {"salt_length": salt})


def test_salt_that_is_no_number_is_refused() -> None:
    with pytest.raises(BrokenSignature, match="where a number belongs"):
        scheme_of(read(bytes.fromhex("301206092a864886f70d01010a3005a203040120")))


def test_algorithm_without_a_digest_needs_one_beside_it() -> None:
    with pytest.raises(BrokenSignature, match="names no digest"):
        spelled("rsassa_pkcs1v15")


@pytest.mark.parametrize("name", ["md5_rsa", "sha256_dsa", "ed25519"])
def test_forgotten_and_foreign_algorithms_are_refused(name: str) -> None:
    with pytest.raises(BrokenSignature, match="is not known"):
        spelled(name)


@pytest.mark.parametrize("bits", [1023, 8193])
def test_key_of_an_absurd_length_is_refused(bits: int) -> None:
    assert refused(numbered(bits)) == f"its signature is made with a key of {bits} bits"


def test_key_of_another_kind_than_the_signature_is_refused() -> None:
    elliptic = world().leaf.read.key
    plain = rsa_key().public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    strange = ed25519.Ed25519PrivateKey.generate().public_key()
    assert refused(elliptic) == "its signature does not fit its key"
    assert refused(plain, Scheme("ecdsa", "sha256")) == "its signature does not fit its key"
    assert refused(strange.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)) == (
        "its signature does not fit its key"
    )


def test_key_that_is_none_is_refused() -> None:
    assert refused(b"\x30\x00") == "its signature cannot be read"
