"""TLS as Go would judge it: by the authorities that Go trusts on this machine, and with its reasons.

Source: crypto/x509 (verify.go): whether the certificate is in its time comes first, then whose it is, then who signed
it. An authority may be an intermediate one, and a name that stands in the subject alone is none.
"""

import os
import socket
import ssl
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from goverify.host import System
from goverify.host.roots import CERTIFICATE, LARGEST_FILE, MOST_FILES, RootPlaces
from goverify.host.web import Certificate, Trouble

EXPIRED, NOT_YET = 10, 9
OTHER_NAMES = (62, 64)
"""Numbers of OpenSSL's reasons (X509_V_ERR_…); every other one means that no trusted authority vouches for it."""

LONGEST_NAME = 200

APPLE = "/etc/ssl/cert.pem"
"""Apple's authorities as a file: Python's own builds come without any."""

TIME = "%Y-%m-%dT%H:%M:%SZ"


@cache
def believing(places: RootPlaces) -> tuple[ssl.SSLContext, bool]:
    """Return how Go would connect, and whether there is any authority to trust."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.hostname_checks_common_name = False
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    if places.system_store:
        context.load_default_certs()
        if sys.platform == "darwin":
            with suppress(OSError):
                context.load_verify_locations(APPLE)
        return context, True
    found = list(dict.fromkeys(_certificates(places)))
    try:
        context.load_verify_locations(cadata=b"\n".join(found).decode("ascii", "replace"))
    except (ssl.SSLError, ValueError):  # a damaged one spoils the whole; Go passes it over
        for one in found:
            with suppress(ssl.SSLError, ValueError):
                context.load_verify_locations(cadata=one.decode("ascii", "replace"))
    return context, bool(context.cert_store_stats()["x509"])


def _certificates(places: RootPlaces) -> Iterator[bytes]:
    for file in places.files:
        data = _read(Path(file))
        if data is not None:
            yield from CERTIFICATE.findall(data)
            break
    for folder in places.folders:
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)[:MOST_FILES]
        except OSError:
            continue
        for entry in entries:
            # A hash that names its neighbour leads to a file that is read anyway.
            if not (entry.is_symlink() and "/" not in os.readlink(entry.path)):
                yield from CERTIFICATE.findall(_read(Path(entry.path)) or b"")


def _read(file: Path) -> bytes | None:
    try:
        if not file.is_file():
            return None
        with file.open("rb") as opened:
            return opened.read(LARGEST_FILE)
    except OSError:
        return None


def unbelieving() -> ssl.SSLContext:
    """Return how to connect to see what a server shows, and nothing else."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def shown_by(connection: ssl.SSLSocket) -> Certificate | None:
    """Return what a server's certificate says; None where it cannot be read."""
    from cryptography import x509

    data = connection.getpeercert(binary_form=True)
    try:
        read = x509.load_der_x509_certificate(data or b"")
        issuer = {str(each.oid.dotted_string): str(each.value) for each in read.issuer}
        name = next((issuer[oid] for oid in ("2.5.4.3", "2.5.4.11", "2.5.4.10") if oid in issuer), "")
        return Certificate(
            issuer="".join(filter(str.isprintable, name))[:LONGEST_NAME],
            begins=read.not_valid_before_utc.strftime(TIME),
            ends=read.not_valid_after_utc.strftime(TIME),
        )
    except ValueError:
        return None


def why(error: ssl.SSLError, shown: Certificate | None, now: str, *, any_roots: bool) -> Trouble:
    """Return what is wrong with a server's certificate, in the order in which Go looks; `now` is written as it is in it."""
    if not isinstance(error, ssl.SSLCertVerificationError):
        return Trouble.NOT_TLS
    code = error.verify_code
    if (shown and now > shown.ends) or code == EXPIRED:
        return Trouble.EXPIRED
    if (shown and now < shown.begins) or code == NOT_YET:
        return Trouble.NOT_YET_VALID
    if code in OTHER_NAMES:
        return Trouble.OTHER_NAME
    return Trouble.UNTRUSTED if any_roots else Trouble.NO_ROOTS


def wrapped(context: ssl.SSLContext, raw: socket.socket, host: str) -> ssl.SSLSocket:
    """Return a connection turned into one of TLS."""
    return context.wrap_socket(raw, server_hostname=host)


def system() -> System:
    """Return the system whose rules apply here."""
    return {"win32": System.WINDOWS, "darwin": System.MACOS}.get(sys.platform, System.LINUX)
