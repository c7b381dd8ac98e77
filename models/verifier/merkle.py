"""The Merkle tree of RFC 6962. Its leaves are the hashes of the entries, as 32 bytes."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of what stands above two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(slots=True)
class Tree:
    """A tree that grows: the roots of its complete subtrees, largest first."""

    size: int = 0
    peaks: list[bytes] = field(default_factory=list)

    def add(self, data: bytes) -> None:
        """Append a leaf."""
        top, size = leaf_hash(data), self.size
        while size & 1:
            top = node_hash(self.peaks.pop(), top)
            size >>= 1
        self.peaks.append(top)
        self.size += 1

    def add_subtree(self, level: int, root: bytes) -> None:
        """Append a complete subtree of two to the power of `level` leaves, by its root."""
        top, place = root, self.size >> level
        while place & 1:
            top, place = node_hash(self.peaks.pop(), top), place >> 1
        self.peaks.append(top)
        self.size += 1 << level

    def root(self) -> bytes:
        """The root over all leaves so far; of none, the hash of nothing."""
        if not self.peaks:
            return hashlib.sha256(b"").digest()
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root


def subtrees(start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The complete subtrees (level, position) that the leaves from `start` up to `stop` make."""
    while start < stop:
        level = (stop - start).bit_length() - 1
        if start:
            level = min(level, (start & -start).bit_length() - 1)
        yield level, start >> level
        start += 1 << level


def root_from_path(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that an inclusion proof leads to (RFC 9162, 2.1.3.2); None when it cannot be one."""
    if not 0 <= index < size:
        return None
    place, last, root = index, size - 1, leaf
    for step in path:
        if last == 0:
            return None
        if place & 1 or place == last:
            root = node_hash(step, root)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            root = node_hash(root, step)
        place, last = place >> 1, last >> 1
    return root if last == 0 else None


def is_consistent(
    first: int, first_root: bytes, second: int, second_root: bytes, path: Sequence[bytes]
) -> bool:
    """Whether the first tree is the beginning of the second (RFC 9162, 2.1.4.2)."""
    if first == second or first == 0:
        return not path and (first == 0 or first_root == second_root)
    if not path or first > second:
        return False
    steps = [first_root, *path] if first & (first - 1) == 0 else list(path)
    place, last = first - 1, second - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            after = node_hash(after, step)
        place, last = place >> 1, last >> 1
    return last == 0 and before == first_root and after == second_root
