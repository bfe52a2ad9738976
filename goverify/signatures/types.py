"""The values that tell what a code signature is and whether it holds."""

from datetime import datetime
from enum import StrEnum
from typing import Literal, NamedTuple


class Status(StrEnum):
    """How far a signature can be believed, worst first."""

    BROKEN = "broken"
    """It does not match the file, contradicts itself, or cannot be read."""
    UNTRUSTED = "untrusted"
    """It matches the file; its certificates lead to no root that is known here, or did not hold when it was made."""
    ADHOC = "ad-hoc"
    """It matches the file and names nobody."""
    TRUSTED = "trusted"
    """It matches the file, and its certificates lead to a known root and held when it was made."""


class Certificate(NamedTuple):
    """One certificate of a chain."""

    name: str
    """The subject's common name, its organisation where it has none."""
    organization: str
    unit: str
    issuer: str
    serial: str
    """In hexadecimal."""
    not_before: datetime
    not_after: datetime
    sha256: str
    """Of its DER form, in hexadecimal."""


class Timestamp(NamedTuple):
    """An authority's word on when a signature existed."""

    kind: Literal["rfc3161", "authenticode"]
    """The second is the older countersignature of PKCS #9."""
    time: datetime
    authority: str
    status: Status
    reason: str = ""
    """Why it is not to be trusted; "" where it is."""


class Signature(NamedTuple):
    """One code signature of a file."""

    kind: Literal["mach-o", "authenticode"]
    status: Status
    reason: str = ""
    """Why it is broken or untrusted, as a sentence fragment; "" otherwise."""
    architecture: str = ""
    """The slice of a fat file that it signs, as a GOARCH; "" where the file is not fat."""
    identifier: str = ""
    """The name that the signature gives its program: "org.golang.go", or whatever the signer of a PE calls it."""
    team: str = ""
    """The team of a Mach-O signature, such as "EQHXZ8M8AV"."""
    flags: tuple[str, ...] = ()
    """In the words of codesign(1): "adhoc", "linker-signed", "runtime" (the hardened runtime) …"""
    digest: str = ""
    """The strongest algorithm over the file, such as "sha256"."""
    content_hash: str = ""
    """Of a Mach-O the cdhash of the strongest code directory, of a PE its Authenticode digest; in hexadecimal."""
    entitlements: tuple[str, ...] = ()
    """Names of the entitlements that a Mach-O claims."""
    signed_at: datetime | None = None
    """When the signer says that it signed; only a timestamp proves it."""
    chain: tuple[Certificate, ...] = ()
    """From the signer to the root, as far as it could be followed."""
    timestamp: Timestamp | None = None
    remarks: tuple[str, ...] = ()
    """What is odd but breaks nothing, as sentence fragments: hidden data, slack that is not zero, weak algorithms."""

    @property
    def signer(self) -> Certificate | None:
        """Return the certificate that signed, None for an ad-hoc signature."""
        return self.chain[0] if self.chain else None
