"""The judge of Authenticode against osslsigncode, which says yes or no to the same files."""

import shutil
import subprocess
from pathlib import Path

import pytest

from goverify.signatures import Status
from tests.signatures.authenticode import (
    CHECKSUM_AT,
    FOLDER,
    NOW,
    entry,
    fixture,
    flipped,
    judged,
    signature_in,
    table_of,
    with_table,
)

SIGNED = fixture("signed.exe")
END = table_of(SIGNED).offset
STRICTER = "lifetime.exe"
"""Which osslsigncode lets pass: it knows nothing of certificates that end in spite of a timestamp."""

FILES = {path.name: path.read_bytes() for path in sorted(FOLDER.glob("*.exe")) if path.name != STRICTER} | {
    "code": flipped(SIGNED, 0x400),
    "stub": flipped(SIGNED, 0x50),
    "header": flipped(SIGNED, 0x90),
    "last byte": flipped(SIGNED, END - 1),
    "checksum": flipped(SIGNED, CHECKSUM_AT),
    "appended": SIGNED + bytes(8),
    "hidden": with_table(SIGNED, entry(signature_in(SIGNED), more=b"hidden data" * 8)),
    "damaged": flipped(SIGNED, len(SIGNED) - 100),
    "foreign": with_table(SIGNED, entry(signature_in(fixture("narrow.exe")))),
}


@pytest.mark.parametrize("name", FILES)
def test_osslsigncode_agrees(name: str, tmp_path: Path) -> None:
    program = shutil.which("osslsigncode")
    if program is None:
        pytest.skip("needs osslsigncode")
    file = tmp_path / "file.exe"
    file.write_bytes(FILES[name])
    roots = ["-CAfile", str(FOLDER / "code_root.pem"), "-TSA-CAfile", str(FOLDER / "time_root.pem")]
    command = [program, "verify", "-ignore-cdp", "-ignore-crl", *roots, "-time", str(int(NOW.timestamp())), str(file)]
    run = subprocess.run(command, capture_output=True, check=False, timeout=60)
    ours = judged(FILES[name])
    assert (run.returncode == 0) == (bool(ours) and all(one.status is Status.TRUSTED for one in ours)), run.stdout
