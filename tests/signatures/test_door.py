"""The door of the package: what it opens to, and that it is cheap to stand before."""

import subprocess
import sys

from goverify.binfmt import Binary, Format
from goverify.signatures import verify
from tests.binfmt.builders import Bytes
from tests.signatures.macho_signer import trust

DEAR = ("asn1crypto", "cryptography", "plistlib", "importlib.resources")


def test_door_opens_without_what_is_dear() -> None:
    code = f"import sys, goverify.signatures; print([name for name in {DEAR} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8", timeout=60)
    assert done.stdout.strip() == "[]"


def test_files_of_other_formats_have_no_signature() -> None:
    source = Bytes(b"")
    for format_ in set(Format) - {Format.MACHO, Format.FAT, Format.PE}:
        assert verify(source, Binary(format_), trust()) == ()
    assert source.reads == 0
