"""The builder of certificates: authorities, signers and timestamp authorities, laid out as Apple's are."""

from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from goverify.signatures.certificates import X509, read_certificate
from goverify.signatures.chain import CODE_SIGNING, TIME_STAMPING

NOW = datetime(2026, 6, 1, tzinfo=UTC)
FOREVER = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC))
TEAM = "ABCDE12345"
LEAF_MARK, ISSUER_MARK = "1.2.840.113635.100.6.1.13", "1.2.840.113635.100.6.2.6"
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


class Issued(NamedTuple):
    """A certificate with its key."""

    certificate: x509.Certificate
    key: Key

    @property
    def der(self) -> bytes:
        """Return the certificate in DER."""
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def read(self) -> X509:
        """Return the certificate as the package reads it."""
        return read_certificate(self.der)


@cache
def rsa_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    """Return an RSA key; making one takes a moment, so all share it."""
    return rsa.generate_private_key(65537, bits)


def issue(
    name: str,
    issuer: Issued | None = None,
    *,
    unit: str = "",
    authority: bool = False,
    path_length: int | None = None,
    purposes: tuple[str, ...] = (),
    signs: bool = True,
    marks: tuple[tuple[str, bool], ...] = (),
    valid: tuple[datetime, datetime] = FOREVER,
    key: Key | None = None,
    digest: hashes.SHA256 | hashes.SHA384 | None = None,
) -> Issued:
    """Return a new certificate, signed by itself where no issuer is given; marks are extensions and whether critical."""
    own = key or ec.generate_private_key(ec.SECP256R1())
    names = [x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]
    names += [x509.NameAttribute(x509.NameOID.ORGANIZATIONAL_UNIT_NAME, unit)] if unit else []
    subject = x509.Name(names)
    builder = (
        x509.CertificateBuilder(subject_name=subject, issuer_name=issuer.certificate.subject if issuer else subject)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid[0])
        .not_valid_after(valid[1])
        .add_extension(x509.BasicConstraints(authority, path_length), critical=True)
        .add_extension(_usage(authority, signs), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(own.public_key()), critical=False)
    )
    above = (issuer.key if issuer else own).public_key()
    builder = builder.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(above), critical=False)
    if purposes:
        builder = builder.add_extension(x509.ExtendedKeyUsage(map(x509.ObjectIdentifier, purposes)), critical=True)
    for mark, critical in marks:
        builder = builder.add_extension(
            x509.UnrecognizedExtension(x509.ObjectIdentifier(mark), b"\x05\0"), critical=critical
        )
    return Issued(builder.sign(issuer.key if issuer else own, digest or hashes.SHA256()), own)


def _usage(authority: bool, signs: bool) -> x509.KeyUsage:
    """Return what a key may do; authorities may issue certificates."""
    return x509.KeyUsage(
        digital_signature=signs and not authority,
        content_commitment=False,
        key_encipherment=not signs,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs and authority,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


class World(NamedTuple):
    """One root with all that hangs on it."""

    root: Issued
    middle: Issued
    leaf: Issued
    clock: Issued
    """The timestamp authority."""


@cache
def world() -> World:
    """Return the chains that the tests share; nothing is changed in them, tests make their own variants."""
    root = issue("Test Root", authority=True, key=rsa_key())
    middle = issue("Test Developer Authority", root, authority=True, path_length=0, marks=((ISSUER_MARK, False),))
    leaf = developer("Test Developer", middle)
    clock = issue("Test Clock", root, purposes=(TIME_STAMPING,))
    return World(root, middle, leaf, clock)


def developer(name: str, issuer: Issued, **changes: object) -> Issued:
    """Return a certificate for signing programs."""
    plain = {"unit": TEAM, "purposes": (CODE_SIGNING,), "marks": ((LEAF_MARK, True),)}
    return issue(name, issuer, **(plain | changes))  # type: ignore[arg-type]  # the changes are those of `issue`
