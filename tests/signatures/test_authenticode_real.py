"""The judge of Authenticode on files that others made: Go's for Windows, and Microsoft's own."""

import pytest

from goverify.signatures import Status, default_trust
from goverify.signatures.trust import microsoft_roots
from tests.libraries import microsoft_library
from tests.signatures.authenticode import NOW, flipped, judged, table_of
from tests.trees import NEWER, go_tree


@pytest.fixture(scope="module")
def library() -> bytes:
    """Return a small library as Microsoft signed it in 2021."""
    return microsoft_library().read_bytes()


def test_go_for_windows_is_not_signed() -> None:
    tree = go_tree(NEWER, "windows-amd64")
    for program in ("go.exe", "gofmt.exe"):
        assert judged((tree / "bin" / program).read_bytes()) == ()


def test_library_of_microsoft_is_as_it_was_signed(library: bytes) -> None:
    [signature] = judged(library, default_trust(NOW))
    assert signature.status is (Status.TRUSTED if microsoft_roots() else Status.UNTRUSTED)
    assert [link.name for link in signature.chain][:2] == ["Microsoft Corporation", "Microsoft Code Signing PCA 2011"]
    assert signature.timestamp is not None
    assert (signature.timestamp.kind, f"{signature.timestamp.time:%Y-%m-%d}") == ("rfc3161", "2021-07-27")


def test_library_of_microsoft_with_a_changed_byte_is_not(library: bytes) -> None:
    [signature] = judged(flipped(library, table_of(library).offset - 1), default_trust(NOW))
    assert (signature.status, signature.reason) == (Status.BROKEN, "its content was changed after it was signed")
