"""The tree as it is kept gives the same roots and proofs as the tree over all entries."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from models.errors import LogBroken
from models.log.tree import (
    BLOCK,
    blocks_kept,
    consistency_path,
    inclusion_path,
    keep_nodes,
    tree_of,
)
from models.migrations.proof import log_tree
from models.verifier.merkle import Tree, is_consistent, leaf_hash, root_from_path

SIZE = 1300


def hash_of(seq: int) -> str:
    return f"{seq:064x}"


@pytest.fixture(scope="module")
def kept() -> Database:
    """A log of which only hashes are there, its tree kept in steps of odd sizes."""
    db = Database(memory=True)
    db.table("newest_checkpoint").create({"id": int})
    log_tree(db)
    db.table("entries").insert_all(
        ({"seq": seq, "hash": hash_of(seq)} for seq in range(1, SIZE + 1)), pk="seq"
    )
    for upto in (1, 7, 255, 256, 300, 800, SIZE):
        tree = tree_of(db, blocks_kept(db) * BLOCK)
        for seq in range(tree.size + 1, upto + 1):
            tree.add(bytes.fromhex(hash_of(seq)))
        keep_nodes(db, tree)
    return db


def root(size: int) -> bytes:
    tree = Tree()
    for seq in range(1, size + 1):
        tree.add(bytes.fromhex(hash_of(seq)))
    return tree.root()


def test_blocks_and_what_is_above_them_are_kept(kept: Database) -> None:
    assert blocks_kept(kept) == SIZE // BLOCK
    rows = {(row["level"], row["position"]) for row in kept.table("log_nodes").rows}
    assert rows == {*((8, place) for place in range(5)), (9, 0), (9, 1), (10, 0)}


@settings(max_examples=60, deadline=None)
@given(size=st.integers(1, SIZE), data=st.data())
def test_every_inclusion_proof_holds(kept: Database, size: int, data: st.DataObject) -> None:
    seq = data.draw(st.integers(1, size))
    assert tree_of(kept, size).root() == root(size)
    path = inclusion_path(kept, seq, size)
    leaf = leaf_hash(bytes.fromhex(hash_of(seq)))
    assert root_from_path(leaf, seq - 1, size, path) == root(size)


@settings(max_examples=60, deadline=None)
@given(second=st.integers(1, SIZE), data=st.data())
def test_every_consistency_proof_holds(kept: Database, second: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(1, second))
    path = consistency_path(kept, first, second)
    assert is_consistent(first, root(first), second, root(second), path)
    assert len(path) <= 2 * second.bit_length()


def test_what_is_gone_is_not_made_up(kept: Database) -> None:
    with pytest.raises(LogBroken):
        tree_of(kept, SIZE + 1)
