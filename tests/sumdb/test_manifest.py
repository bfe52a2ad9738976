"""Manifests and what is made of them: sums, little room, and the difference to a tree."""

import hashlib
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goverify.sumdb.comparison import compare
from goverify.sumdb.dirhash import h1
from goverify.sumdb.manifest import Shelf, known_as, pack, unpack
from goverify.sumdb.refused import Refused
from goverify.sumdb.toolchain import layout

ONE, TWO, THREE = ("1" * 64, "2" * 64, "3" * 64)
MODULES = {
    "go1.27.2.linux-amd64": {"VERSION": ONE, "bin/go": TWO, "src/a.go": THREE},
    "go1.27.3.linux-amd64": {"VERSION": TWO, "bin/go": ONE, "src/a.go": THREE, "src/b.go": ONE},
    "go1.27.3.linux-arm64": {"VERSION": TWO, "bin/go": THREE, "src/a.go": THREE, "src/b.go": ONE},
}
RELEASE = {"VERSION": ONE, "LICENSE": ONE, "bin/go": TWO, "src/a.go": THREE, "src/_go.mod": ONE}
TREE = {"VERSION": ONE, "LICENSE": ONE, "bin/go": TWO, "src/a.go": THREE, "src/go.mod": ONE}


def test_the_sum_is_that_of_lines_in_the_order_of_their_bytes() -> None:
    names = ["a/b", "a-b", "B", "é", "a"]
    lines = "".join(f"{ONE}  m@v1/{name}\n" for name in sorted(names, key=str.encode))
    expected = "h1:" + b64encode(hashlib.sha256(lines.encode()).digest()).decode()
    assert h1("m@v1/", dict.fromkeys(names, ONE)) == expected


@pytest.mark.parametrize("name", ["a\nb", "a\udcffb"])
def test_a_name_that_no_module_can_have_has_no_sum(name: str) -> None:
    with pytest.raises(Refused):
        h1("m@v1/", {name: ONE})


@pytest.mark.parametrize("module", MODULES)
def test_what_is_packed_is_unpacked(module: str) -> None:
    assert unpack(pack(MODULES), module) == MODULES[module]


def test_files_that_modules_share_are_kept_once() -> None:
    assert len(pack(MODULES).digests) == 32 * 7


def test_a_module_that_is_not_kept_is_refused() -> None:
    with pytest.raises(Refused, match=r"no manifest of go1\.1"):
        unpack(pack(MODULES), "go1.1")


@pytest.mark.parametrize("harm", [{"names": b"x"}, {"digests": b""}, {"groups": ()}])
def test_damaged_manifests_are_refused(harm: dict[str, bytes]) -> None:
    shelf: Shelf = pack(MODULES)._replace(**harm)  # type: ignore[arg-type] # of the field's own type
    with pytest.raises(Refused, match="damaged"):
        unpack(shelf, "go1.27.3.linux-amd64")


@given(
    st.dictionaries(
        st.sampled_from("abc"), st.dictionaries(st.text("xyz/", min_size=1), st.sampled_from([ONE, TWO]), min_size=1)
    )
)
def test_any_manifests_come_back_as_they_were(manifests: dict[str, dict[str, str]]) -> None:
    shelf = pack(manifests)
    assert {module: unpack(shelf, module) for module in manifests} == manifests


def test_a_file_is_recognised_in_other_releases() -> None:
    assert known_as(pack(MODULES), [TWO, "9" * 64])[TWO] == tuple(MODULES)


def difference(tree: dict[str, str]) -> tuple[tuple[str, ...], ...]:
    """Return what is changed, missing, added and left out."""
    return compare(layout(tree.keys(), (1, 27), "linux-amd64"), tree, RELEASE)[:4]


def test_a_tree_with_all_files_is_genuine() -> None:
    found = compare(layout(TREE.keys(), (1, 27), "linux-amd64"), TREE, RELEASE)
    assert found.is_genuine
    assert found.same == 5


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (TREE | {"src/a.go": ONE}, (("src/a.go",), (), (), ())),
        (TREE | {"src/go.mod": TWO}, (("src/go.mod",), (), (), ())),
        (TREE | {"src/_go.mod": ONE, "src/go.mod": TWO}, (("src/go.mod",), (), (), ())),
        (TREE | {"src/b.go": ONE, "x/go.mod": ONE, "src/x/go.mod": ONE}, ((), (), ("src/b.go", "src/x/go.mod"), ())),
        (TREE | {"bin/x": ONE, ".DS_Store": ONE, "doc/x": ONE}, ((), (), (), ())),
        ({"LICENSE": TWO} | {name: TREE[name] for name in TREE if name != "LICENSE"}, (("LICENSE",), (), (), ())),
        ({name: TREE[name] for name in TREE if name != "LICENSE"}, ((), (), (), ("LICENSE",))),
        ({name: TREE[name] for name in TREE if name != "src/go.mod"}, ((), ("src/go.mod",), (), ())),
        ({name: TREE[name] for name in TREE if name != "VERSION"}, ((), ("VERSION",), (), ())),
    ],
)
def test_what_differs_is_named_as_it_is_called_in_the_tree(
    tree: dict[str, str], expected: tuple[tuple[str, ...], ...]
) -> None:
    assert difference(tree) == expected


def test_programs_are_told_from_other_files() -> None:
    tree = TREE | {"bin/go": ONE, "src/a.go": ONE}
    assert compare(layout(tree.keys(), (1, 27), "linux-amd64"), tree, RELEASE).tools == ("bin/go",)


def test_a_file_that_cannot_be_read_counts_as_changed() -> None:
    found = layout(TREE.keys(), (1, 27), "linux-amd64")
    assert compare(found, {name: TREE[name] for name in TREE if name != "bin/go"}, RELEASE).changed == ("bin/go",)
