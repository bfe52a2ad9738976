"""The shipped roots are Apple's: their fingerprints, their names, their signatures of themselves."""

from goverify.signatures import default_trust
from goverify.signatures.algorithms import check
from goverify.signatures.certificates import read_certificate
from goverify.signatures.trust import useful
from tests.signatures.authorities import NOW, world

FINGERPRINTS = {
    "Apple Root CA": "b0b1730ecbc7ff4505142c49f1295e6eda6bcaed7e2c68c5be91b5a11001f024",
    "Apple Root CA - G2": "c2b9b042dd57830e7d117dac55ac8ae19407d38e41d88f3215bc3a890444a050",
    "Apple Root CA - G3": "63343abfb89a6a03ebb57e9b3f5fa7be7c4f5c756f3017b3a8c488c3653e9179",
}


def test_shipped_roots_are_apples() -> None:
    told = [read_certificate(root).told for root in default_trust(NOW).apple]
    assert {one.name: one.sha256 for one in told} == FINGERPRINTS
    assert {one.organization for one in told} == {"Apple Inc."}


def test_each_shipped_root_signs_itself_and_is_an_authority() -> None:
    for root in map(read_certificate, default_trust(NOW).apple):
        assert root.self_issued
        assert root.is_authority
        assert root.scheme
        check(root.key, root.scheme, root.signature, root.signed, "its signature")


def test_moment_is_the_given_one() -> None:
    assert default_trust(NOW).now == NOW


def test_roots_for_other_purposes_are_left_out_of_a_bundle() -> None:
    from cryptography.hazmat.primitives.serialization import Encoding

    pem = world().root.certificate.public_bytes(Encoding.PEM).decode()
    servers = f"# Extended key usages: ['client_auth', 'server_auth']\n{pem}"
    code = f"# Extended key usages: ['code_signing', 'server_auth']\n{pem}"
    assert useful(servers) == []
    assert useful(f"{servers}\n{code}\n# Friendly Name: any\n{pem}") == [world().root.der] * 2
