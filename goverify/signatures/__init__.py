"""The judge of code signatures: Mach-O and Authenticode, read and verified natively on any system."""

from goverify.binfmt.types import Binary, Format, Source
from goverify.signatures.trust import Trust, default_trust
from goverify.signatures.types import Certificate, Signature, Status, Timestamp

__all__ = ["Certificate", "Signature", "Status", "Timestamp", "Trust", "default_trust", "verify"]


def verify(source: Source, binary: Binary, trust: Trust) -> tuple[Signature, ...]:
    """Return every signature that is embedded in a file, judged; none where there is none."""
    if binary.format in (Format.MACHO, Format.FAT):
        from goverify.signatures import codesign

        return codesign.verify(source, binary, trust)
    if binary.format is Format.PE:
        from goverify.signatures import authenticode

        return authenticode.verify(source, binary, trust)
    return ()
