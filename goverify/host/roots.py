"""Where Go looks for the certificates of the authorities that it trusts.

Source: crypto/x509 (root.go, root_unix.go, root_linux.go): the first of the files that can be read, and all that is in
the folders; SSL_CERT_FILE and SSL_CERT_DIR take the place of the one list and the other. macOS and Windows have a store
of their own, which either variable switches off from 1.27 on.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from goverify.host import System

FILES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/pki/tls/cacert.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
FOLDERS = ("/etc/ssl/certs", "/etc/pki/tls/certs")

MOST_FILES = 1000
"""Of a folder; distributions have about 150 authorities."""

LARGEST_FILE = 4 << 20
"""Bundles have about 230 KB."""

CERTIFICATE = re.compile(rb"-----BEGIN CERTIFICATE-----\s[^-]+-----END CERTIFICATE-----")


class RootPlaces(NamedTuple):
    """The files of which the first readable one counts, and the folders of which everything does."""

    files: tuple[str, ...]
    folders: tuple[str, ...]
    system_store: bool
    """The system's own store counts instead."""


def root_places(system: System, env: Mapping[str, str]) -> RootPlaces:
    """Return where certificates are looked for under an environment."""
    file, folders = env.get("SSL_CERT_FILE", ""), env.get("SSL_CERT_DIR", "")
    separator = ";" if system is System.WINDOWS else ":"
    own = system is System.LINUX
    return RootPlaces(
        files=(file,) if file else FILES if own else (),
        folders=tuple(folders.split(separator)) if folders else FOLDERS if own else (),
        system_store=not own and not file and not folders,
    )
