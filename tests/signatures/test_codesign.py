"""Signatures that name nobody: what is read in them, and that each part is held against its hash."""

import plistlib
import struct
from collections.abc import Mapping

import pytest

from goverify.binfmt import identify
from goverify.signatures import Signature, Status, verify
from tests.binfmt.builders import Bytes, elf, fat, macho
from tests.signatures.macho_signer import (
    ADHOC,
    CODE,
    LINKER_SIGNED,
    REQUIREMENTS,
    ROOM,
    RUNTIME,
    Shape,
    adhoc,
    blob,
    container,
    directory,
    flipped,
    judged,
    program,
    trust,
    with_signature,
)

X86 = 0x01000007
CLAIMS = plistlib.dumps({"com.apple.security.get-task-allow": True, "com.apple.security.app-sandbox": True})
DER_KEYS = (b"com.apple.security.app-sandbox", b"com.apple.security.get-task-allow")


def broken(data: bytes) -> str:
    """Return why a signature is broken."""
    signature = judged(data)
    assert signature.status is Status.BROKEN
    return signature.reason


def all_of(data: bytes) -> tuple[Signature, ...]:
    """Return every signature of a file."""
    source = Bytes(data)
    return verify(source, identify(source), trust())


def replaced(parts: Mapping[int, bytes], *, unsigned: bytes | None = None) -> bytes:
    """Return a program with these parts as they are, whether they fit or not."""
    return with_signature(unsigned or program(CODE), container(parts))


def der_claims(*keys: bytes, document: bool = True) -> bytes:
    """Return entitlements in DER, each of them true."""
    pairs = b""
    for key in keys:
        pair = bytes([0x0C, len(key)]) + key + b"\x01\x01\xff"
        pairs += bytes([0x30, len(pair)]) + pair
    if not document:
        return blob(0xFADE7172, bytes([0x31, len(pairs)]) + pairs)
    inside = b"\x02\x01\x01" + bytes([0xB0, 0x81, len(pairs)]) + pairs
    return blob(0xFADE7172, bytes([0x70, 0x81, len(inside)]) + inside)


def test_linker_s_signature_is_ad_hoc() -> None:
    signature = judged(adhoc())
    assert (signature.status, signature.reason, signature.remarks) == (Status.ADHOC, "", ())
    assert (signature.identifier, signature.team, signature.signer) == ("org.example.tool", "", None)
    assert signature.flags == ("adhoc", "linker-signed")


@pytest.mark.parametrize(("hash_type", "digest"), [(1, "sha1"), (2, "sha256"), (3, "sha256"), (4, "sha384")])
def test_each_type_of_hash_is_checked(hash_type: int, digest: str) -> None:
    data = adhoc(CODE, Shape(hash_type=hash_type))
    assert (judged(data).status, judged(data).digest) == (Status.ADHOC, digest)
    assert len(judged(data).content_hash) == 40
    assert "within bytes 4096 to 8192" in broken(flipped(data, 5000))


def test_weak_hashes_are_remarked_where_there_are_no_better() -> None:
    assert judged(adhoc(CODE, Shape(hash_type=1))).remarks == ("its hashes are sha1, which is weak",)
    both = judged(adhoc(CODE, Shape(hash_type=1), Shape()))
    assert (both.status, both.remarks, both.digest) == (Status.ADHOC, (), "sha256")


@pytest.mark.parametrize("page", [0, 9, 12, 14, 21])
def test_pages_may_be_of_any_size_and_the_whole_program_one(page: int) -> None:
    code = bytes(3 << 20)
    data = adhoc(code, Shape(page=page), room=1 << 18)
    assert judged(data).status is Status.ADHOC
    assert "the program was changed since it was signed" in broken(flipped(data, 2 << 20))


@pytest.mark.parametrize("page", [1, 8, 25, 255])
def test_pages_of_an_absurd_size_are_refused(page: int) -> None:
    parts = {0: bytearray(directory(program(CODE)))}
    parts[0][39] = page
    assert broken(replaced({0: bytes(parts[0])})) == f"its code directory has pages of 2^{page} bytes"


def test_words_of_the_flags_are_codesign_s() -> None:
    flags = ADHOC | 0x100 | 0x200 | 0x400 | 0x800 | 0x1000 | 0x2000 | RUNTIME | LINKER_SIGNED | 0x8000000
    assert judged(adhoc(CODE, Shape(flags=flags))).flags == (
        *("adhoc", "hard", "kill", "expires", "restrict", "enforcement", "library-validation", "runtime"),
        *("linker-signed", "0x8000000"),
    )


def test_limit_may_be_written_in_the_long_field() -> None:
    long = Shape(limit=0, long_limit=len(program(CODE)))
    assert judged(adhoc(CODE, long)).status is Status.ADHOC


def test_directory_that_ends_before_the_signature_is_refused() -> None:
    unsigned = program(CODE)
    assert "bytes, and its signature begins at byte" in broken(replaced({0: directory(unsigned[:-4096])}))


def test_directory_with_too_few_hashes_is_refused() -> None:
    assert "hashes for" in broken(adhoc(CODE, Shape(limit=len(program(CODE)) + 4096)))


def test_scattered_directory_is_refused() -> None:
    assert "scattered" in broken(adhoc(CODE, Shape(scatter=100)))


@pytest.mark.parametrize("version", [0x10000, 0x30000, 0xFFFFFFFF])
def test_unknown_version_is_refused(version: int) -> None:
    assert "which is not known" in broken(adhoc(CODE, Shape(version=version)))


def test_old_version_has_none_of_the_later_fields() -> None:
    shape = Shape(version=0x20001, scatter=7, long_limit=9, team="IGNORED")
    assert (judged(adhoc(CODE, shape)).status, judged(adhoc(CODE, shape)).team) == (Status.ADHOC, "")


def test_team_is_read() -> None:
    assert judged(adhoc(CODE, Shape(team="ABCDE12345"))).team == "ABCDE12345"


def test_directories_that_contradict_each_other_are_refused() -> None:
    for other in (Shape(identifier="org.example.other"), Shape(flags=ADHOC), Shape(team="ABCDE12345")):
        assert broken(adhoc(CODE, Shape(hash_type=1), other)) == "its code directories contradict each other"
    assert broken(adhoc(CODE, Shape(), Shape())) == "its code directories contradict each other"


def test_second_directory_is_checked_as_well() -> None:
    unsigned = program(CODE)
    first, second = directory(unsigned, Shape(hash_type=1)), bytearray(directory(unsigned))
    second[-1] ^= 1
    assert "the program was changed" in broken(replaced({0: first, 0x1000: bytes(second)}))


def test_requirements_are_checked() -> None:
    unsigned = program(CODE)
    sealed = directory(unsigned, Shape(), {2: REQUIREMENTS})
    assert judged(replaced({0: sealed, 2: REQUIREMENTS})).status is Status.ADHOC
    other = blob(0xFADE0C01, bytes(7))
    assert broken(replaced({0: sealed, 2: other})) == "the hash of its requirements does not match"


def test_part_without_a_hash_is_refused() -> None:
    assert broken(adhoc(more={2: REQUIREMENTS})) == "no hash covers its requirements"
    assert broken(adhoc(more={99: blob(0, b"x")})) == "no hash covers its part 0x63"


def test_part_whose_hash_is_zero_is_refused() -> None:
    zeroed = Shape(outside=((2, bytes(32)), (5, bytes(32))))
    assert "no hash covers" in broken(adhoc(CODE, zeroed, more={2: REQUIREMENTS}))


def test_hash_without_a_part_is_refused() -> None:
    assert "a hash of its entitlements, and it has none" in broken(adhoc(CODE, Shape(outside=((5, b"x" * 32),))))


def test_what_lies_outside_the_file_is_remarked() -> None:
    signature = judged(adhoc(CODE, Shape(outside=((1, b"x" * 32), (3, b"x" * 32)))))
    assert signature.status is Status.ADHOC
    assert signature.remarks == (
        "the hash of its Info.plist was not checked, which stands outside the file",
        "the hash of its sealed resources was not checked, which stands outside the file",
    )


def test_entitlements_are_named() -> None:
    signature = judged(adhoc(parts={5: blob(0xFADE7171, CLAIMS)}))
    assert signature.entitlements == ("com.apple.security.app-sandbox", "com.apple.security.get-task-allow")


@pytest.mark.parametrize("document", [True, False])
def test_entitlements_in_der_say_the_same(document: bool) -> None:
    parts = {5: blob(0xFADE7171, CLAIMS), 7: der_claims(*DER_KEYS, document=document)}
    assert judged(adhoc(parts=parts)).status is Status.ADHOC
    assert judged(adhoc(parts=parts)).entitlements == tuple(key.decode() for key in DER_KEYS)


def test_entitlements_in_der_that_say_something_else_are_refused() -> None:
    parts = {5: blob(0xFADE7171, CLAIMS), 7: der_claims(DER_KEYS[0])}
    assert broken(adhoc(parts=parts)) == "its two lists of entitlements differ"


def test_entitlements_in_der_of_another_value_are_refused() -> None:
    denied = plistlib.dumps({key.decode(): key == DER_KEYS[0] for key in DER_KEYS})
    parts = {5: blob(0xFADE7171, denied), 7: der_claims(*DER_KEYS)}
    assert broken(adhoc(parts=parts)) == "its two lists of entitlements differ"


@pytest.mark.parametrize(("said", "status"), [(b"ABC", Status.ADHOC), (b"XYZ", Status.BROKEN)])
def test_text_of_entitlements_in_der_is_compared(said: bytes, status: Status) -> None:
    pair = b"\x0c\x04team\x0c\x03" + said
    parts = {
        5: blob(0xFADE7171, plistlib.dumps({"team": "ABC"})),
        7: blob(0xFADE7172, b"\x31\x0d\x30\x0b" + pair),
    }
    assert judged(adhoc(parts=parts)).status is status


def test_entitlements_in_der_alone_are_named() -> None:
    assert judged(adhoc(parts={7: der_claims(*DER_KEYS)})).entitlements == tuple(key.decode() for key in DER_KEYS)


@pytest.mark.parametrize("content", [b"", b"\x70\x03\x02\x01\x01", b"\x30\x00", b"\x31\x04\x30\x02\x0c\x00"])
def test_damaged_entitlements_in_der_are_refused(content: bytes) -> None:
    assert broken(adhoc(parts={7: blob(0xFADE7172, content)})) == "its list of entitlements in DER cannot be read"


def test_crowd_of_entitlements_is_refused() -> None:
    claims = plistlib.dumps({f"claim.{number}": True for number in range(257)})
    assert broken(adhoc(parts={5: blob(0xFADE7171, claims)}, room=1 << 16)) == "it claims 257 entitlements"


@pytest.mark.parametrize(
    "content", [b"", b"<plist><array/></plist>", b"bplist00", b"<!DOCTYPE p [<!ENTITY a 'b'>]><plist>&a;</plist>"]
)
def test_damaged_entitlements_are_refused(content: bytes) -> None:
    assert "its list of entitlements" in broken(adhoc(parts={5: blob(0xFADE7171, content)}))


def test_signature_without_a_signer_has_to_say_so() -> None:
    assert broken(adhoc(CODE, Shape(flags=RUNTIME))) == "it names no signer and is not marked as ad-hoc"


def test_empty_message_is_no_signer() -> None:
    assert judged(adhoc(more={0x10000: blob(0xFADE0B01, b"")})).status is Status.ADHOC


def test_byte_behind_the_signature_is_refused() -> None:
    assert broken(adhoc() + b"\0") == "1 bytes were appended behind its signature"


def test_file_without_the_end_of_its_signature_is_refused() -> None:
    assert "its signature is cut short" in broken(adhoc()[:-1])


def test_room_that_is_too_small_for_any_signature_is_refused() -> None:
    assert broken(with_signature(program(CODE, room=8), b"", 8)) == "its signature is cut short"


def test_full_reserve_is_remarked() -> None:
    signature = judged(adhoc()[:-6] + b"hidden")
    assert signature.status is Status.ADHOC
    assert signature.remarks == ("6 bytes lie hidden behind its signature, in room that should be empty",)


def test_bytes_between_the_parts_are_remarked() -> None:
    inside = directory(program(CODE))
    data = struct.pack(">III", 0xFADE0CC0, 20 + 8 + len(inside), 1) + struct.pack(">II", 0, 28) + b"secrets!" + inside
    assert judged(with_signature(program(CODE), data)).remarks == (
        "8 bytes lie hidden between the parts of its signature",
    )


def test_part_of_an_unknown_kind_is_remarked() -> None:
    assert judged(adhoc(more={0x20000: blob(1, b"x")})).remarks == (
        "its signature has a part of an unknown kind, 0x20000",
    )


@pytest.mark.parametrize(
    ("signature", "reason"),
    [
        (bytes(12), "its signature does not begin as one"),
        (struct.pack(">III", 0xFADE0CC0, ROOM + 1, 0), f"its signature takes {ROOM + 1} bytes in a room of {ROOM}"),
        (struct.pack(">III", 0xFADE0CC0, ROOM, 33), "its signature has 33 parts in 12288 bytes"),
        (struct.pack(">III", 0xFADE0CC0, 16, 1), "its signature has 1 parts in 16 bytes"),
        (struct.pack(">III", 0xFADE0CC0, 12, 0), "its signature has no code directory"),
        (struct.pack(">5I", 0xFADE0CC0, 20, 1, 0, 20), "a part of its signature begins at byte 20 of 20"),
        (struct.pack(">7I", 0xFADE0CC0, 28, 1, 0, 20, 0xFADE0C02, 9), "a part of its signature takes 9 bytes at byte 20 of 28"),
        (struct.pack(">7I", 0xFADE0CC0, 28, 1, 0, 20, 0xFADE0C02, 7), "a part of its signature takes 7 bytes at byte 20 of 28"),
        (struct.pack(">7I", 0xFADE0CC0, 28, 1, 0, 20, 0xFADE0C01, 8), "the part of its signature in slot 0x0 is of another kind, 0xfade0c01"),
        (struct.pack(">9I", 0xFADE0CC0, 36, 2, 0, 28, 0, 28, 0xFADE0C02, 8), "its signature has two parts in slot 0x0"),
        (struct.pack(">9I", 0xFADE0CC0, 36, 2, 0, 28, 0x1000, 28, 0xFADE0C02, 8), "the parts of its signature overlap"),
        (struct.pack(">7I", 0xFADE0CC0, 28, 1, 0, 20, 0xFADE0C02, 8), "its code directory is cut short"),
    ],
)  # fmt: skip
def test_damaged_container_is_refused(signature: bytes, reason: str) -> None:
    assert broken(with_signature(program(CODE), signature)) == reason


def test_signature_outside_its_segment_is_refused() -> None:
    unsigned = program(CODE, linked=(0x200, 16))
    data = replaced({0: directory(unsigned)}, unsigned=unsigned)
    assert broken(data) == "its signature lies outside the segment __LINKEDIT"


def test_two_signatures_are_refused() -> None:
    data = bytearray(adhoc())
    data[16:24] = struct.pack("<II", 4, 176)  # one more command, which is the same again
    data[192:208] = data[176:192]
    data[20:24] = struct.pack("<I", 176)
    assert broken(bytes(data)) == "it has 2 signatures and 1 segments for them"


def test_unsigned_program_has_no_signature() -> None:
    assert all_of(macho()) == ()
    assert all_of(elf()) == ()
    assert all_of(b"") == ()


def test_each_slice_of_a_fat_file_is_judged_on_its_own() -> None:
    changed = flipped(adhoc(cpu=X86), 5000)
    data = unpadded(fat((X86, changed), (0x0100000C, adhoc())))
    assert [(one.architecture, one.status) for one in all_of(data)] == [
        ("amd64", Status.BROKEN),
        ("arm64", Status.ADHOC),
    ]


def test_unsigned_slice_of_a_fat_file_is_passed_over() -> None:
    data = unpadded(fat((X86, macho(cpu=X86)), (0x0100000C, adhoc())))
    assert [one.architecture for one in all_of(data)] == ["arm64"]


def test_bytes_behind_the_last_slice_are_refused() -> None:
    [signature] = all_of(unpadded(fat((0x0100000C, adhoc()))) + b"more")
    assert (signature.status, signature.reason) == (Status.BROKEN, "4 bytes were appended behind the last slice")


def test_bytes_between_slices_are_remarked() -> None:
    data = unpadded(fat((X86, adhoc(cpu=X86) + b"more"), (0x0100000C, adhoc())))
    first = struct.unpack_from(">I", data, 8 + 12)[0]
    data = data[:20] + struct.pack(">I", first - 4) + data[24:]
    assert [one.remarks for one in all_of(data)] == [("4 bytes lie hidden between the slices",)] * 2


def test_slices_that_share_bytes_are_refused() -> None:
    data = bytearray(unpadded(fat((X86, adhoc(cpu=X86)), (0x0100000C, adhoc()))))
    data[8 + 20 + 8 : 8 + 20 + 12] = data[8 + 8 : 8 + 12]
    assert [one.reason for one in all_of(bytes(data))] == ["its slices overlap"] * 2


def unpadded(data: bytes) -> bytes:
    """Return a fat file that ends where its last slice does."""
    count = struct.unpack_from(">I", data, 4)[0]
    offset, size = struct.unpack_from(">II", data, 8 + 20 * (count - 1) + 8)
    return data[: offset + size]
