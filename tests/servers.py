"""Servers of the tests' own on this machine's loopback, plain or with a certificate made for the occasion."""

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

DAY = timedelta(days=1)


class Reply(NamedTuple):
    """What a server answers."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = {}
    delay_s: float = 0


class Authority(NamedTuple):
    """One that signs certificates."""

    name: str
    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> bytes:
        """Return its certificate as files have it."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)


@contextmanager
def serving(replies: Mapping[str, Reply], certificate: Path | None = None) -> Iterator[tuple[str, list[str]]]:
    """Run a server; give its port's address and the requests that it gets, as "GET /path" and "authorization: …"."""
    seen: list[str] = []

    class Answering(BaseHTTPRequestHandler):
        """Answers by path; "*" stands for every other one."""

        def do_GET(self) -> None:
            """Answer."""
            seen.extend((f"{self.command} {self.path}", f"authorization: {self.headers.get('Authorization')}"))
            reply = replies.get(self.path) or replies.get("*") or Reply(404)
            time.sleep(reply.delay_s)
            self.send_response_only(reply.status)
            for name, value in {"Date": self.date_time_string(), **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body if self.command == "GET" else b"")

        do_HEAD = do_CONNECT = do_GET  # noqa: N815 - their names there

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
            """Say nothing."""

    class Quiet(ThreadingHTTPServer):
        """A server that minds no client that turns away."""

        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing."""

    with Quiet(("127.0.0.1", 0), Answering) as server:
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"localhost:{server.server_port}", seen
        server.shutdown()
        thread.join()


@contextmanager
def hanging(dribble: bytes = b"") -> Iterator[str]:
    """Run a server that takes every question and answers none; with `dribble` it sends that, a byte at a time, for ever."""
    done = threading.Event()

    def pour(client: socket.socket) -> None:
        with client, suppress(OSError):
            for byte in cycle(dribble):
                if done.wait(0.1):
                    break
                client.sendall(bytes([byte]))

    def take() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=pour, args=(server.accept()[0],), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        if dribble:
            threading.Thread(target=take, daemon=True).start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        done.set()


@cache
def authority(name: str = "Example Inspection CA") -> Authority:
    """Return an authority, always the same for a name."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _named(name)
    unsigned = _begun(subject, subject, key, timedelta(days=-10), timedelta(days=10))
    unsigned = unsigned.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    return Authority(name, unsigned.sign(key, hashes.SHA256()), key)


def certificate_file(
    folder: Path,
    *,
    begins: timedelta = -DAY,
    ends: timedelta = DAY,
    names: tuple[str, ...] = ("localhost",),
    signer: Authority | None = None,
) -> Path:
    """Return a file with a server's certificate and key, signed by the authority; times count from now."""
    signer, key = signer or authority(), ec.generate_private_key(ec.SECP256R1())
    unsigned = _begun(_named("a server"), signer.certificate.subject, key, begins, ends)
    alternatives: list[x509.GeneralName] = [x509.DNSName(name) for name in names]
    alternatives += [x509.IPAddress(ipaddress.ip_address("127.0.0.1"))] if "localhost" in names else []
    made = unsigned.add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
    file = folder / "server.pem"
    encoding = serialization.Encoding.PEM
    private = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(made.sign(signer.key, hashes.SHA256()).public_bytes(encoding) + private)
    return file


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])


def _begun(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, begins: timedelta, ends: timedelta
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder(subject_name=subject, issuer_name=issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + begins)
        .not_valid_after(now + ends)
    )
