"""What came of asking an address of the web: the answer, or why there is none."""

from enum import StrEnum
from typing import NamedTuple


class Trouble(StrEnum):
    """Why an address gave no answer."""

    NAME = "name"
    """The name of the server cannot be resolved."""
    REFUSED = "refused"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    """No way leads there."""
    PROXY = "proxy"
    """The HTTP proxy that the environment names does not pass the question on."""
    UNTRUSTED = "untrusted"
    """No trusted authority has signed the server's certificate."""
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    OTHER_NAME = "other-name"
    """The certificate is one for another server."""
    NO_ROOTS = "no-roots"
    """There is no certificate of an authority on this machine."""
    NOT_TLS = "not-tls"
    """The server speaks something else than TLS, or no version of it that is known here."""
    UNASKED = "unasked"
    """It cannot be asked from here, so that nothing is known."""
    OTHER = "other"

    @property
    def of_the_certificate(self) -> bool:
        """Return whether the server's certificate was not believed."""
        return self in {
            Trouble.UNTRUSTED,
            Trouble.EXPIRED,
            Trouble.NOT_YET_VALID,
            Trouble.OTHER_NAME,
            Trouble.NO_ROOTS,
        }


class Login(NamedTuple):
    """A name and a password for one server; neither is ever shown or recorded."""

    name: str
    password: str


class Certificate(NamedTuple):
    """What a certificate says that was not believed."""

    issuer: str
    """Who signed it, as people would say it."""
    begins: str
    """From when on it is valid, such as "2026-10-19T22:20:36Z"; so with `ends`."""
    ends: str


class Exchange(NamedTuple):
    """What came of asking an address: a status, or a trouble."""

    status: int | None = None
    """The status of the answer; redirects are answers too."""
    body: bytes = b""
    cut: bool = False
    """The answer has more than the body that was read."""
    location: str = ""
    """Where a redirect leads."""
    content_type: str = ""
    """In small letters, without parameters."""
    challenge: str = ""
    """How the server wants people to log in (WWW-Authenticate)."""
    skew_s: int | None = None
    """Seconds by which the server's clock is ahead of this machine's; None where it did not tell the time."""
    trouble: Trouble | None = None
    words: str = ""
    """The trouble in the system's own words."""
    certificate: Certificate | None = None
    """The one that was not believed, where it could be read."""
    variable: str = ""
    """The variable that sends the question through an HTTP proxy, such as "HTTPS_PROXY"; empty where none does."""
    proxy: str = ""
    """That proxy's host and port."""
