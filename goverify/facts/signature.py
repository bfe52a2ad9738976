"""The code signatures of a program, judged over all its bytes on any system; its signer and time in words."""

import errno
import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from goverify.binfmt import Binary, identify
from goverify.facts import Facts
from goverify.facts.words import plain
from goverify.host import Reader

if TYPE_CHECKING:
    from goverify.signatures import Signature

QUESTION = "signatures"
"""The name under which a recording keeps the judgement, as a program is too large to be recorded."""

GOOGLE = "EQHXZ8M8AV"
"""The team whose Developer ID signs Go's own releases for macOS: seen in those from 1.21.13 to 1.27.3."""


LARGEST_BYTES = 1 << 30
"""Larger programs are not read whole: the largest tools written in Go have a quarter of that."""


class Seal(NamedTuple):
    """One code signature of a file, as texts, in which form it is recorded."""

    kind: str
    """ "mach-o" or "authenticode"."""
    status: str
    """ "broken", "untrusted", "ad-hoc" or "trusted"; see goverify.signatures.types.Status."""
    reason: str = ""
    """Why it is broken or untrusted, as the end of a sentence; else empty."""
    architecture: str = ""
    """The part of a fat file that it signs; else empty."""
    identifier: str = ""
    team: str = ""
    flags: tuple[str, ...] = ()
    signer: str = ""
    """The name in the certificate that signed; empty where there is none."""
    time: str = ""
    """The day that a trusted timestamp proves, such as "2026-10-19"; else empty."""
    remarks: tuple[str, ...] = ()

    @property
    def told(self) -> dict[str, object]:
        """Return what does not go without saying."""
        return {name: value for name, value in self._asdict().items() if value}

    @property
    def broken(self) -> bool:
        """Return whether it does not fit the file."""
        return self.status == "broken"

    @property
    def words(self) -> str:
        """Return what it comes to, as the end of "the file …"."""
        part = f"for {self.architecture} " if self.architecture else ""
        if self.broken:
            return f"has {part}a broken signature: {self.reason}"
        if self.status == "ad-hoc":
            linker = ", made by the linker" if "linker-signed" in self.flags else ""
            return f"has {part}an ad-hoc signature{linker}: it is whole, and names nobody"
        facts = [f"is signed {part}by {self.signer or 'an unnamed certificate'}"]
        facts += ["hardened runtime"] if "runtime" in self.flags else []
        facts += [f"timestamped {self.time}"] if self.time else []
        facts += [self.reason] if self.reason else []
        return ", ".join(facts) + (f" ({'; '.join(self.remarks)})" if self.remarks else "")


def signatures(ask: Facts, path: PurePath) -> tuple[Seal, ...]:
    """Return the signatures that a program carries; none where it carries none. OSError where it cannot be opened."""
    said = json.loads(ask.host.judged(path, QUESTION, judgement))
    return tuple(Seal(**{name: _frozen(value) for name, value in each.items()}) for each in said)


def is_signed(binary: Binary) -> bool:
    """Return whether a program carries a signature, good or bad."""
    return binary.signature is not None or any(part.binary.signature is not None for part in binary.slices)


def judgement(reader: Reader) -> str:
    """Return the signatures of a file as JSON.

    What bears no timestamp is judged by the clock of the machine on which goverify runs: a recorded host has none.
    """
    binary = identify(reader)
    if not is_signed(binary):
        return "[]"
    if reader.size > LARGEST_BYTES:
        raise OSError(errno.EFBIG, "too large for its signature to be judged")
    from datetime import UTC, datetime

    from goverify.signatures import default_trust, verify

    found = verify(reader, binary, default_trust(datetime.now(UTC)))
    return json.dumps([_seal(each).told for each in found])


def _frozen(value: object) -> Any:  # decoded JSON
    return tuple(value) if isinstance(value, list) else value


def _seal(signature: "Signature") -> Seal:
    signer, stamp = signature.signer, signature.timestamp
    proven = stamp is not None and stamp.status == "trusted"
    return Seal(
        kind=signature.kind,
        status=signature.status.value,
        reason=_line(signature.reason),
        architecture=signature.architecture,
        identifier=_line(signature.identifier),
        team=_line(signature.team),
        flags=signature.flags,
        signer=_line(signer.name) if signer else "",
        time=stamp.time.date().isoformat() if stamp and proven else "",
        remarks=tuple(map(_line, signature.remarks)),
    )


def _line(text: str) -> str:
    """Return a text out of a file as one line, which no terminal acts on."""
    return plain(" ".join(text.split()))
