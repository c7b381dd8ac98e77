"""The Merkle tree of the log as it is kept: the roots of its blocks of 256 entries and upwards.

Whatever is smaller is computed from the entries, so a checkpoint costs as much as what came
since the last one, however long the log is. Nothing here is believed by the verifier.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlite_utils import Database

from models.errors import LogBroken
from models.verifier.entries import from_hex
from models.verifier.merkle import Tree, leaf_hash, node_hash

BLOCK = 256
_LEVEL = 8
_TABLE = "log_nodes"


class GrowingTree(Tree):
    """A tree that remembers the nodes that came to be and are worth keeping."""

    def __init__(self, size: int, peaks: Iterable[bytes]) -> None:
        super().__init__(size, list(peaks))
        self.new: list[dict[str, Any]] = []

    def add(self, data: bytes) -> None:
        """Append a leaf."""
        top, place, level = leaf_hash(data), self.size, 0
        while place & 1:
            top, place, level = node_hash(self.peaks.pop(), top), place >> 1, level + 1
            if level >= _LEVEL:
                self.new.append({"level": level, "position": place, "hash": top.hex()})
        self.peaks.append(top)
        self.size += 1


class Nodes:
    """The roots of complete subtrees, asked for from left to right; one block in mind at a time."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._block = -1
        self._known: dict[tuple[int, int], bytes] = {}

    def root(self, level: int, position: int) -> bytes:
        """The root of one complete subtree; LogBroken where its entries are gone."""
        if level >= _LEVEL:
            return _node(self._db, level, position)
        block = position >> (_LEVEL - level)
        if block != self._block:
            self._block, self._known = block, self._leaves(block)
        return self._within(level, position)

    def _leaves(self, block: int) -> dict[tuple[int, int], bytes]:
        rows = self._db.execute(
            "SELECT seq - 1, hash FROM entries WHERE seq > ? AND seq <= ?",
            [block * BLOCK, (block + 1) * BLOCK],
        )
        return {(0, place): leaf_hash(from_hex(hash_)) for place, hash_ in rows.fetchall()}

    def _within(self, level: int, position: int) -> bytes:
        found = self._known.get((level, position))
        if found is None:
            if not level:
                raise LogBroken(position + 1, "missing")
            left, right = (self._within(level - 1, 2 * position + side) for side in (0, 1))
            found = self._known[level, position] = node_hash(left, right)
        return found


def blocks_kept(db: Database) -> int:
    """How many blocks of entries have their root kept."""
    row = db.execute(f"SELECT max(position) FROM {_TABLE} WHERE level = ?", [_LEVEL]).fetchone()  # noqa: S608 - constants
    return 0 if row[0] is None else int(row[0]) + 1


def tree_of(db: Database, size: int) -> GrowingTree:
    """The tree over the first `size` entries; LogBroken where what it is made of is gone."""
    return GrowingTree(size, [_node(db, *place) for place in _peaks(size)])


def keep_nodes(db: Database, tree: GrowingTree) -> None:
    """Keep the nodes that came to be since."""
    db.table(_TABLE).insert_all(tree.new, pk=("level", "position"), ignore=True)


def inclusion_path(db: Database, seq: int, size: int) -> list[bytes]:
    """What proves entry `seq` in the tree of `size` entries (RFC 6962, 2.1.1), leaf first."""
    return [_range(db, *part) for part in _path(seq - 1, 0, size)]


def consistency_path(db: Database, first: int, second: int) -> list[bytes]:
    """What proves that the first tree is the beginning of the second (RFC 6962, 2.1.2)."""
    if not 0 < first < second:
        return []
    return [_range(db, *part) for part in _subproof(first, 0, second, whole=True)]


def _path(index: int, start: int, size: int) -> Iterator[tuple[int, int]]:
    """The ranges (start, size) of entries whose roots make the path."""
    if size == 1:
        return
    half = _half(size)
    if index < half:
        yield from _path(index, start, half)
        yield start + half, size - half
    else:
        yield from _path(index - half, start + half, size - half)
        yield start, half


def _subproof(first: int, start: int, size: int, *, whole: bool) -> Iterator[tuple[int, int]]:
    if first == size:
        if not whole:
            yield start, size
        return
    half = _half(size)
    if first <= half:
        yield from _subproof(first, start, half, whole=whole)
        yield start + half, size - half
    else:
        yield from _subproof(first - half, start + half, size - half, whole=False)
        yield start, half


def _half(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1


def _peaks(size: int, start: int = 0) -> Iterator[tuple[int, int]]:
    """The complete subtrees (level, position) of `size` entries from an aligned start."""
    while size:
        level = size.bit_length() - 1
        yield level, start >> level
        start, size = start + (1 << level), size - (1 << level)


def _range(db: Database, start: int, size: int) -> bytes:
    return Tree(size, [_node(db, *place) for place in _peaks(size, start)]).root()


def _node(db: Database, level: int, position: int) -> bytes:
    if level >= _LEVEL:
        kept = db.execute(
            f"SELECT hash FROM {_TABLE} WHERE level = ? AND position = ?",  # noqa: S608
            [level, position],
        ).fetchone()
        if kept is not None:
            return from_hex(kept[0])
        if level > _LEVEL:
            left, right = (_node(db, level - 1, 2 * position + side) for side in (0, 1))
            return node_hash(left, right)
    first = (position << level) + 1
    tree = Tree()
    for (hash_,) in db.execute(
        "SELECT hash FROM entries WHERE seq BETWEEN ? AND ? ORDER BY seq",
        [first, first + (1 << level) - 1],
    ):
        tree.add(from_hex(hash_))
    if tree.size != 1 << level:
        raise LogBroken(first, "missing")
    return tree.root()
