"""The signed PE files of the tests, and the ways to damage them."""

import hashlib
import struct
from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from asn1crypto import cms, core, x509

from goverify.binfmt import identify
from goverify.binfmt.types import Stretch
from goverify.signatures import Signature, Trust, verify
from tests.binfmt.builders import Bytes
from tests.binfmt.pe_builder import PE_AT
from tests.signatures.authorities import Issued
from tests.signatures.messages import sign

FOLDER = Path(__file__).parents[2] / "fixtures/binaries/authenticode"
CHECKSUM_AT = PE_AT + 24 + 64
ENTRY_AT = PE_AT + 24 + 144
"""Where the header of a file says where its certificates are."""

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@cache
def fixture(name: str) -> bytes:
    """Return a file of the fixtures."""
    return (FOLDER / name).read_bytes()


@cache
def root(name: str) -> bytes:
    """Return a root of the fixtures in DER."""
    return b64decode(b"".join(fixture(name).splitlines()[1:-1]))


def trusting(*names: str, now: datetime = NOW) -> Trust:
    """Return what makes these roots believed, those of the fixtures where none is named."""
    return Trust((), tuple(map(root, names or ("code_root.pem", "time_root.pem"))), now)


def judged(data: bytes, trust: Trust | None = None) -> tuple[Signature, ...]:
    """Return the signatures of a file."""
    source = Bytes(data)
    return verify(source, identify(source), trust or trusting())


def only(data: bytes, trust: Trust | None = None) -> Signature:
    """Return the one signature of a file."""
    [signature] = judged(data, trust)
    return signature


def table_of(data: bytes) -> Stretch:
    """Return where the certificates are."""
    table = identify(Bytes(data)).signature
    assert table is not None
    return table


def with_table(data: bytes, table: bytes) -> bytes:
    """Return the file with other bytes for its certificate table, and a header that says so."""
    start = table_of(data).offset
    entry = struct.pack("<II", start, len(table))
    return data[:ENTRY_AT] + entry + data[ENTRY_AT + 8 : start] + table


def entry(signature: bytes, *, more: bytes = b"", kind: int = 2, revision: int = 0x200) -> bytes:
    """Return an entry for the table, `more` standing behind the signature within it."""
    size = -(-(8 + len(signature) + len(more)) // 8) * 8
    return (struct.pack("<IHH", size, revision, kind) + signature + more).ljust(size, b"\0")


def signature_in(data: bytes) -> bytes:
    """Return the first signature of the file in DER."""
    at = table_of(data).offset + 8
    assert data[at : at + 2] == b"\x30\x82"
    return data[at : at + 4 + int.from_bytes(data[at + 2 : at + 4], "big")]


def flipped(data: bytes, at: int, mask: int = 1) -> bytes:
    """Return the file with a bit turned."""
    return data[:at] + bytes([data[at] ^ mask]) + data[at + 1 :]


def rewritten(data: bytes, change: Callable[[cms.SignedData], None]) -> bytes:
    """Return the file with its signed message changed; what was signed of it stays as it was."""
    message = cms.ContentInfo.load(signature_in(data))
    change(message["content"])
    return with_table(data, entry(message.dump()))


def unsigned(name: str, *values: object) -> cms.CMSAttributes:
    """Return one attribute that nobody signs."""
    return cms.CMSAttributes([cms.CMSAttribute({"type": name, "values": list(values)})])


def countersigned(data: bytes, authorities: tuple[Issued, ...], at: datetime) -> bytes:
    """Return the file with a countersignature of PKCS #9 by SHA-1, as the first of the authorities would make it."""

    def change(signed: cms.SignedData) -> None:
        signer = signed["signer_infos"][0]
        made = _countersigner(signer["signature"].native, authorities[0], at)
        signer["unsigned_attrs"] = unsigned("counter_signature", made)
        for issued in authorities:
            signed["certificates"].append(cms.CertificateChoices("certificate", x509.Certificate.load(issued.der)))

    return rewritten(data, change)


def _countersigner(signature: bytes, authority: Issued, at: datetime) -> cms.SignerInfo:
    certificate = x509.Certificate.load(authority.der)
    said = {
        "content_type": "data",
        "signing_time": cms.Time("utc_time", core.UTCTime(at)),
        "message_digest": hashlib.sha1(signature).digest(),
    }
    attributes = cms.CMSAttributes([{"type": name, "values": [value]} for name, value in said.items()])
    named = {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
    return cms.SignerInfo(
        {
            "version": "v1",
            "sid": {"issuer_and_serial_number": named},
            "digest_algorithm": {"algorithm": "sha1"},
            "signed_attrs": attributes,
            "signature_algorithm": {"algorithm": "rsassa_pkcs1v15"},
            "signature": sign(authority, attributes.dump(), "sha1"),
        }
    )
