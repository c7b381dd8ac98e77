"""The tree is that of RFC 6962: the reference vectors of Certificate Transparency hold."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.verifier.merkle import Tree, is_consistent, leaf_hash, node_hash, root_from_path

LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PATHS = {  # (index, size)
    (0, 1): [],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
CONSISTENCY = {  # (first, second)
    (1, 1): [],
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
    (6, 7): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
}
ROOT = [bytes.fromhex(text) for text in ROOTS]


def test_the_roots_are_those_of_the_reference() -> None:
    tree = Tree()
    assert tree.root().hex() == ROOTS[0]
    for leaf, root in zip(LEAVES, ROOTS[1:], strict=True):
        tree.add(leaf)
        assert tree.root().hex() == root


def test_leaves_and_nodes_are_told_apart_by_their_prefix() -> None:
    assert leaf_hash(b"x") == hashlib.sha256(b"\x00x").digest()
    assert node_hash(b"x", b"y") == hashlib.sha256(b"\x01xy").digest()


@pytest.mark.parametrize("place", PATHS)
def test_an_inclusion_proof_of_the_reference_holds_and_no_other(place: tuple[int, int]) -> None:
    index, size = place
    path = [bytes.fromhex(step) for step in PATHS[place]]
    leaf = leaf_hash(LEAVES[index])
    assert root_from_path(leaf, index, size, path) == ROOT[size]
    assert root_from_path(leaf, index, size, [*path, ROOT[0]]) is None
    assert root_from_path(leaf_hash(b"other"), index, size, path) != ROOT[size]
    assert root_from_path(leaf, index, size + 1, path) != ROOT[size + 1 if size < 8 else 8]
    assert root_from_path(leaf, -1, size, path) is None
    assert root_from_path(leaf, size, size, path) is None
    if path:
        assert root_from_path(leaf, index, size, path[:-1]) is None
        assert root_from_path(leaf, index ^ 1, size, path) != ROOT[size]


@pytest.mark.parametrize("sizes", CONSISTENCY)
def test_a_consistency_proof_of_the_reference_holds_and_no_other(sizes: tuple[int, int]) -> None:
    first, second = sizes
    path = [bytes.fromhex(step) for step in CONSISTENCY[sizes]]
    assert is_consistent(first, ROOT[first], second, ROOT[second], path)
    assert not is_consistent(first, ROOT[first], second, ROOT[second], [*path, ROOT[0]])
    assert not is_consistent(first, ROOT[0], second, ROOT[second], path)
    assert not is_consistent(first, ROOT[first], second, ROOT[0], path)
    if path:
        assert not is_consistent(first, ROOT[first], second, ROOT[second], path[:-1])
        assert not is_consistent(first, ROOT[first], second, ROOT[second], path[::-1][:0])
        assert not is_consistent(second, ROOT[second], first, ROOT[first], path)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 9), st.integers(0, 9), st.lists(st.binary(max_size=32), max_size=6))
def test_nonsense_is_no_proof(index: int, size: int, path: list[bytes]) -> None:
    assert root_from_path(leaf_hash(b"x"), index, size, path) not in ROOT
