"""A checksum database of the tests' own: real signatures and tiles over a log that a test makes up."""

from base64 import b64encode
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from goverify.sumdb.note import Key, key_hash
from goverify.sumdb.tiles import HEIGHT, WIDTH
from goverify.sumdb.tlog import leaf_hash, node_hash

NAME = "sum.example"
MODULE = "golang.org/toolchain"
CAPTURED = Path(__file__).parents[2] / "fixtures" / "sumdb"
"""Answers of the real database."""


class Signer:
    """The owner of a key."""

    def __init__(self, seed: int = 1, name: str = NAME) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
        self.name = name
        data = b"\x01" + self._private.public_key().public_bytes_raw()
        self.hash = key_hash(name, data)
        self.text = f"{name}+{self.hash.hex()}+{b64encode(data).decode()}"

    @property
    def key(self) -> Key:
        return Key.parse(self.text)

    def line(self, text: str) -> str:
        """Return the line with which this owner signs a text."""
        return f"— {self.name} {b64encode(self.hash + self._private.sign(text.encode())).decode()}\n"

    def note(self, text: str) -> bytes:
        """Return a text as a signed note."""
        return f"{text}\n{self.line(text)}".encode()


def record(version: str, sum_: str = "h1:" + "A" * 43 + "=") -> bytes:
    """Return the record of a toolchain."""
    return f"{MODULE} {version} {sum_}\n{MODULE} {version}/go.mod h1:{'B' * 43}=\n".encode()


class Log:
    """A log with some records, and what its server answers; `changed` are answers that it gives instead."""

    def __init__(
        self, size: int, signer: Signer | None = None, salt: str = "", records: list[bytes] | None = None
    ) -> None:
        self.signer = signer or Signer()
        self.records = records or [record(f"v0.0.{number}{salt}") for number in range(size)]
        self.levels = [[leaf_hash(each) for each in self.records]]
        while len(self.levels[-1]) > 1:
            below = self.levels[-1]
            self.levels.append([node_hash(a, b) for a, b in zip(below[::2], below[1::2], strict=False)])
        self.changed: dict[str, bytes] = {}
        self.asked: list[str] = []

    def fetch(self, path: str) -> bytes:
        """Return what the server answers."""
        self.asked.append(path)
        if path in self.changed:
            return self.changed[path]
        _, kind, *rest = path.split("/")
        if kind == "latest":
            return self.note()
        if kind == "lookup":
            number = int(path.rpartition("v0.0.")[2].rstrip("abx"))
            return f"{number}\n".encode() + self.records[number] + b"\n" + self.note()
        return self._tile([*rest])

    def note(self, size: int | None = None) -> bytes:
        """Return the signed head of the tree of the first records."""
        size = len(self.records) if size is None else size
        return self.signer.note(f"go.sum database tree\n{size}\n{b64encode(self.root(0, size)).decode()}\n")

    def root(self, start: int, stop: int) -> bytes:
        """Return the hash of some records, as RFC 6962, section 2.1 has it."""
        level = (stop - start).bit_length() - 1
        if stop - start == 1 << level and start % (1 << level) == 0:
            return self.levels[level][start >> level]
        middle = start + (1 << (stop - start - 1).bit_length() - 1)
        return node_hash(self.root(start, middle), self.root(middle, stop))

    def _tile(self, words: list[str]) -> bytes:
        height, level, *groups = words
        assert height == str(HEIGHT)
        width = WIDTH
        if groups[-2:-1] and groups[-2].endswith(".p"):
            width = int(groups.pop())
            groups[-1] = groups[-1].removesuffix(".p")
        number = int("".join(group.removeprefix("x") for group in groups))
        hashes = self.levels[HEIGHT * int(level)][number * WIDTH :][:width]
        assert len(hashes) == width
        return b"".join(hashes)


def captured(path: str) -> bytes:
    """Return what the real database answered; FileNotFoundError for what was not asked."""
    return CAPTURED.joinpath(path.removeprefix("/")).read_bytes()
