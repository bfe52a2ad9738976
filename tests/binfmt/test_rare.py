"""AIX, Plan 9 and WebAssembly: named, and Go's marks found where they are."""

import pytest

from tests.binfmt.builders import VERSION, counted, identified, in_words, inline_block
from tests.binfmt.rare_builder import plan9, wasm, xcoff


@pytest.mark.parametrize(("bits", "name"), [(32, "ppc"), (64, "ppc64")])
def test_xcoff_is_read(bits: int, name: str) -> None:
    binary = identified(xcoff(bits, in_words("a/b"), inline_block()))
    assert (binary.system, binary.architectures, binary.byte_order) == ("aix", (name,), "big")
    assert binary.go is not None
    assert (binary.go.version, binary.go_build_id, binary.problem) == (VERSION, "a/b", None)


@pytest.mark.parametrize(("magic", "name"), [(0x1EB, "386"), (0x8A97, "amd64"), (0x647, "arm")])
def test_plan9_is_read_wherever_its_data_begins(magic: int, name: str) -> None:
    binary = identified(plan9(magic, in_words("a/b") + b"odd", inline_block()))
    assert (binary.system, binary.architectures) == ("plan9", (name,))
    assert binary.go is not None
    assert (binary.go.version, binary.go_build_id, binary.problem) == (VERSION, "a/b", None)


@pytest.mark.parametrize("name", [b"go:buildid", b"go.buildid"])
def test_wasm_has_its_build_id_in_a_section(name: bytes) -> None:
    binary = identified(wasm((1, b"types"), (0, counted(name) + in_words("a/b")), (10, b"code")))
    assert (binary.architectures, binary.go_build_id, binary.go, binary.problem) == (("wasm",), "a/b", None, None)


@pytest.mark.parametrize(
    "data",
    [xcoff(64, b"text", b"data"), plan9(0x8A97, b"text", b"data"), wasm((1, b"types"), (10, b"code"))],
    ids=["xcoff", "plan9", "wasm"],
)
def test_file_cut_at_its_end_says_so(data: bytes) -> None:
    assert identified(data).problem is None
    assert (
        identified(data[:-1]).problem == f"cut short: its headers promise {len(data)} bytes, {len(data) - 1} are there"
    )


@pytest.mark.parametrize(
    "section",
    [
        (0, b"\x09producers\x01\x0cprocessed-by\x01\x05clang\x2711.0.0 (https://github.com/tinygo-org/llvm)"),
        (2, b"\x01\x03env\x0druntime.ticks\x00\x00"),
    ],
)
def test_wasm_of_tinygo_is_named(section: tuple[int, bytes]) -> None:
    binary = identified(wasm((1, b"x"), section, (10, b"code")))
    assert (binary.compiler, binary.go_build_id, binary.problem) == ("tinygo", None, None)


def test_wasm_of_others_is_not_taken_for_tinygos() -> None:
    section = (0, b"\x09producers\x01\x0cprocessed-by\x01\x05clang\x0618.1.0")
    assert identified(wasm(section, (2, b"\x01\x02go\x0fruntime.wasmExit\x00\x00"))).compiler is None


def test_wasm_section_with_an_endless_size_is_damage() -> None:
    assert "without a size" in str(identified(wasm() + b"\x01" + b"\xff" * 8).problem)


def test_wasm_that_is_cut_off_keeps_the_build_id_in_front() -> None:
    binary = identified(wasm((0, counted(b"go:buildid") + in_words("a/b")), (10, b"code"))[:-1])
    assert binary.go_build_id == "a/b"
    assert "cut short" in str(binary.problem)


@pytest.mark.parametrize("bits", [32, 64])
@pytest.mark.parametrize("symbols", [0, 2])
def test_xcoff_says_whether_it_has_symbols(bits: int, symbols: int) -> None:
    binary = identified(xcoff(bits, b"text", inline_block(), symbols=symbols))
    assert (binary.symbols, binary.problem) == (bool(symbols), None)
