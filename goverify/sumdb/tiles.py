"""Tiles: how a log hands out its hashes, 256 neighbours of one level at a time, and how they are made sure of.

Source: golang.org/x/mod/sumdb/tlog (Tile, TileHashReader). A tile of level L holds hashes of full subtrees of 256^L
records; those at the right edge of the tree, which grows, are not full. No tile is believed before its hashes lead to
the signed root: those at the edge make up the root themselves, each other one is an entry of the tile above it.
"""

from collections.abc import Callable
from typing import NamedTuple

from goverify.sumdb.refused import Refused
from goverify.sumdb.tlog import HASH_BYTES, MAX_SIZE, Head, joined, root_hash

HEIGHT = 8
WIDTH = 1 << HEIGHT
GROUP = 1000
"""Tile numbers are written in groups of three digits, so that no folder grows too large."""

Fetch = Callable[[str], bytes]
"""From a path such as "/tile/8/0/x001/234" to what is served there."""


class Tile(NamedTuple):
    """One tile of a log."""

    level: int
    number: int
    width: int
    """How many of its 256 hashes there are."""

    @property
    def path(self) -> str:
        """Return where a log serves it."""
        groups = [f"{self.number % GROUP:03d}"]
        rest = self.number // GROUP
        while rest:
            groups.append(f"x{rest % GROUP:03d}")
            rest //= GROUP
        part = "" if self.width == WIDTH else f".p/{self.width}"
        return f"/tile/{HEIGHT}/{self.level}/{'/'.join(reversed(groups))}{part}"


class Tiles:
    """The hashes of a tree whose head is believed; each tile is fetched once and only then looked into when it is proven."""

    def __init__(self, head: Head, fetch: Fetch) -> None:
        if not 0 < head.size <= MAX_SIZE:
            raise Refused(f"no tree has {head.size} records")
        self._head = head
        self._fetch = fetch
        self._known: dict[Tile, tuple[bytes, ...]] = {}
        if root_hash(head.size, self._at_the_edge) != head.root:
            raise Refused("the tiles at the edge of the tree do not lead to its signed root")

    def read(self, level: int, index: int) -> bytes:
        """Return the proven hash of the full subtree of 2^level records that is the index-th of its kind."""
        if not 0 <= level < MAX_SIZE.bit_length() or not 0 <= index < self._head.size >> level:
            raise Refused(f"a tree of {self._head.size} has no full subtree {index} of level {level}")
        tile, start, count = self._place(level, index)
        return joined(self._proven(tile)[start : start + count])

    def _place(self, level: int, index: int) -> tuple[Tile, int, int]:
        """Return the tile that holds the parts of a full subtree, where they begin, and how many they are."""
        above, within = divmod(level, HEIGHT)
        number, start = divmod(index << within, WIDTH)
        return self._tile(above, number), start, 1 << within

    def _tile(self, level: int, index: int) -> Tile:
        return Tile(level, index, min(WIDTH, (self._head.size >> HEIGHT * level) - index * WIDTH))

    def _at_the_edge(self, level: int, index: int) -> bytes:
        """Return a hash at the right edge as it is served: together they make up the root, which proves them."""
        tile, start, count = self._place(level, index)
        if tile not in self._known:
            self._known[tile] = self._served(tile)
        return joined(self._known[tile][start : start + count])

    def _proven(self, tile: Tile) -> tuple[bytes, ...]:
        """Return the hashes of a tile, after those of all tiles above it that have not been proven yet."""
        way = [tile]
        while way[-1] not in self._known:
            lower = way[-1]
            way.append(self._tile(lower.level + 1, lower.number // WIDTH))
        while len(way) > 1:
            above, lower = way.pop(), way[-1]
            hashes = self._served(lower)
            if joined(hashes) != self._known[above][lower.number % WIDTH]:
                raise Refused(f"the tile {lower.path} does not fit the one above it")
            self._known[lower] = hashes
        return self._known[tile]

    def _served(self, tile: Tile) -> tuple[bytes, ...]:
        data = self._fetch(tile.path)
        if len(data) != tile.width * HASH_BYTES:
            raise Refused(f"the tile {tile.path} has {len(data)} bytes in place of {tile.width * HASH_BYTES}")
        return tuple(data[start : start + HASH_BYTES] for start in range(0, len(data), HASH_BYTES))
