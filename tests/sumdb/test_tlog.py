"""The tree of a log: proofs of every record in trees of many sizes, and none that can be altered."""

import pytest

from goverify.sumdb.refused import Refused
from goverify.sumdb.tiles import Tile, Tiles
from goverify.sumdb.tlog import Head, Proof, check, leaf_hash, prove
from tests.sumdb.logs import Log

SIZES = (1, 2, 3, 7, 8, 255, 256, 257, 300, 512, 767)
BIG = Log(70_001)


def head(log: Log, size: int | None = None) -> Head:
    """Return the head of a log, or an earlier one of it."""
    size = len(log.records) if size is None else size
    return Head(size, log.root(0, size))


@pytest.mark.parametrize("size", SIZES)
def test_the_tiles_prove_every_record_of_a_tree(size: int) -> None:
    log = Log(size)
    tiles = Tiles(head(log), log.fetch)
    for number, record in enumerate(log.records):
        check(prove(number, head(log), tiles.read), leaf_hash(record), head(log))


@pytest.mark.parametrize("number", [0, 255, 256, 65_535, 65_536, 69_999, 70_000])
def test_the_tiles_prove_records_of_a_tree_of_three_levels(number: int) -> None:
    tiles = Tiles(head(BIG), BIG.fetch)
    check(prove(number, head(BIG), tiles.read), leaf_hash(BIG.records[number]), head(BIG))


def test_a_proof_is_checked_without_tiles() -> None:
    log = Log(7)
    leaves = log.levels
    path = (leaves[0][5], leaves[0][6], leaves[2][0])  # of record 4 of 7: RFC 6962, section 2.1.3
    check(Proof(4, (path[0], path[1], path[2])), leaf_hash(log.records[4]), head(log))


@pytest.mark.parametrize("cut", ["shorter", "longer", "another", "elsewhere", "beyond", "before"])
def test_an_altered_proof_is_refused(cut: str) -> None:
    log = Log(300)
    proof = prove(77, head(log), Tiles(head(log), log.fetch).read)
    path = {
        "shorter": proof.path[:-1],
        "longer": (*proof.path, proof.path[0]),
        "another": (bytes(32), *proof.path[1:]),
    }.get(cut, proof.path)
    number = {"elsewhere": 78, "beyond": 300, "before": -1}.get(cut, 77)
    with pytest.raises(Refused):
        check(Proof(number, path), leaf_hash(log.records[77]), head(log))


@pytest.mark.parametrize(("level", "number"), [(0, 3), (1, 1)])
def test_a_changed_tile_below_the_edge_is_refused(level: int, number: int) -> None:
    log = Log(70_001) if level else Log(1100)
    record = number * 256 ** (level + 1) - 5 if level else number * 256 + 7
    path = Tile(level, 0 if level else number, 256).path
    good = log.fetch(path)
    log.changed[path] = good[:32] + bytes(32) + good[64:]
    with pytest.raises(Refused, match="does not fit the one above"):
        prove(record, head(log), Tiles(head(log), log.fetch).read)


@pytest.mark.parametrize("level", [0, 1])
def test_a_changed_tile_at_the_edge_is_refused(level: int) -> None:
    log = Log(1100)
    path = Tile(level, 4 if level == 0 else 0, 76 if level == 0 else 4).path
    log.changed[path] = bytes(32) + log.fetch(path)[32:]
    with pytest.raises(Refused, match="do not lead to its signed root"):
        Tiles(head(log), log.fetch)


def test_a_tile_of_another_length_is_refused() -> None:
    log = Log(300)
    log.changed["/tile/8/0/000"] = log.fetch("/tile/8/0/000")[:-1]
    with pytest.raises(Refused, match="8191 bytes in place of 8192"):
        prove(3, head(log), Tiles(head(log), log.fetch).read)


def test_each_tile_is_fetched_once() -> None:
    log = Log(1100)
    tiles = Tiles(head(log), log.fetch)
    for number in range(0, 1100, 13):
        prove(number, head(log), tiles.read)
    assert len(log.asked) == len(set(log.asked))


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(0, 0, 256), "/tile/8/0/000"),
        (Tile(1, 999, 3), "/tile/8/1/999.p/3"),
        (Tile(0, 1234, 256), "/tile/8/0/x001/234"),
        (Tile(2, 1234067, 7), "/tile/8/2/x001/x234/067.p/7"),
    ],
)
def test_a_tile_is_asked_for_by_groups_of_three_digits(tile: Tile, path: str) -> None:
    assert tile.path == path


@pytest.mark.parametrize(("level", "number"), [(0, 300), (8, 1), (9, 0), (-1, 0), (70, 0), (0, -1)])
def test_a_subtree_that_the_tree_does_not_have_is_refused(level: int, number: int) -> None:
    log = Log(300)
    with pytest.raises(Refused):
        Tiles(head(log), log.fetch).read(level, number)


@pytest.mark.parametrize("size", [0, -1, 1 << 63])
def test_a_tree_of_an_impossible_size_is_refused(size: int) -> None:
    with pytest.raises(Refused):
        Tiles(Head(size, bytes(32)), Log(1).fetch)
