import pytest

from redactor.recognizers.long_token import LongTokenRecognizer

HITS = [
    ("session d41d8cd98f00b204e9800998ecf8427e", "d41d8cd98f00b204e9800998ecf8427e"),
    ("a3f9c2e1d4b7a8f0c6e5d2b1", "a3f9c2e1d4b7a8f0c6e5d2b1"),
    ("Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZg==", "Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZg=="),
    ("123e4567-e89b-12d3-a456-426614174000", "123e4567-e89b-12d3-a456-426614174000"),
]

NEAR_MISSES = [
    "commit 3f2a9c1d4b7a8f0c6e5d2b13f2a9c1d4b7a8f0c6",
    "md5sum: d41d8cd98f00b204e9800998ecf8427e",
    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "my-really-long-file-name-2024-final",
    "IMG_20240102_123456_HDR_portrait",
    "https://x.example/a3f9c2e1d4b7a8f0c6e5d2b1",
    "aaaaaaaaaaaaaaaaaaaa1",
    "4242424242424242424242",
    "supercalifragilisticexpialidocious",
]


@pytest.fixture(scope="module")
def recognizer():
    return LongTokenRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []


def test_a_long_token_leaves_no_tail(recognizer, seen):
    token = "a3f9c2e1d4b7A8F0" * 100
    assert seen(recognizer, f"it says {token}") == [token]
    assert seen(recognizer, f"it says {token}+{token}==") == [f"{token}+{token}=="]
