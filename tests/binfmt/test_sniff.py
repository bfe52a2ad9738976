"""What a file is by its first bytes, and in which words that is told where it is no executable."""

import pytest

from goverify.binfmt import Binary, Format
from tests.binfmt.builders import elf, fat, identified, macho, pe

JAVA = b"\xca\xfe\xba\xbe\x00\x00\x00\x3d" + bytes(64)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (elf(), Format.ELF),
        (macho(), Format.MACHO),
        (fat((7, macho(cpu=7))), Format.FAT),
        (pe(), Format.PE),
        (b"#!/bin/sh\nexec go\n", Format.SCRIPT),
        (b"!<arch>\n", Format.ARCHIVE),
        (b"!<thin>\n", Format.ARCHIVE),
        (b"\0asm\1\0\0\0", Format.WASM),
        (b"\x01\xf7" + bytes(22), Format.XCOFF),
        (b"\0\0\x8a\x97" + bytes(36), Format.PLAN9),
    ],
)
def test_first_bytes_tell_the_format(data: bytes, expected: Format) -> None:
    binary = identified(data)
    assert (binary.format, binary.problem) == (expected, None)


def test_file_without_a_byte_is_empty() -> None:
    assert identified(b"") == Binary(Format.EMPTY, problem="empty")


def test_script_shows_its_first_line() -> None:
    binary = identified(b"#!/usr/bin/env bash\necho\n")
    assert binary == Binary(Format.SCRIPT, first_line="#!/usr/bin/env bash")


def test_long_first_line_is_cut_at_256_bytes_and_decoded_with_replacement() -> None:
    line = identified(b"#!/bin/\xff" + b"x" * 1000).first_line
    assert line is not None
    assert line == "#!/bin/\ufffd" + "x" * 248


def test_carriage_return_after_the_interpreter_is_a_problem() -> None:
    binary = identified(b"#!/bin/sh\r\necho\r\n")
    assert "carriage return" in str(binary.problem)
    assert binary.first_line == "#!/bin/sh\r"


def test_script_without_interpreter_is_a_problem() -> None:
    assert identified(b"#! \necho\n").problem == 'its "#!" line names no interpreter'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xef\xbb\xbf#!/bin/sh\n", "byte order mark"),
        (b"\xef\xbb\xbfexec go", "text with a UTF-8 byte order mark"),
        (b"echo hello\n", 'text without a "#!" line'),
        ("größer\n".encode(), 'text without a "#!" line'),
        (b"<!DOCTYPE html><html>404", "web page"),
        (b"\n <HTML>", "web page"),
        (b"version https://git-lfs.github.com/spec/v1\noid", "Git LFS pointer"),
        (b"\x1f\x8b\x08rest", "gzip archive"),
        (b"PK\x03\x04rest", "zip archive"),
        (b"x" * 257 + b"ustar\0", "tar archive"),
        (bytes(5000), "zero bytes"),
        (JAVA, "Java class file"),
        (b"\x7fEL", "no executable of a known format"),
        (b"\x4c\x01\x0c\x00junk", "begins with 4c 01 0c 00"),
    ],
)
def test_what_is_no_executable_is_named(data: bytes, words: str) -> None:
    binary = identified(data)
    assert binary.format is Format.UNKNOWN
    assert words in str(binary.problem)
    assert binary.first_line is None
