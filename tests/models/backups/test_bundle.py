"""A bundle gives back what went in, or says that it is not as it was written."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.backups import bundle
from models.backups.bundle import extract, read_header, writing_bundle
from models.errors import BackupUnusable

KEY = b"k" * 31 + b"1"
SAYS = {"id": "b1", "kind": "records", "seq": 7}

fresh = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)


def written(folder: Path, files: dict[str, bytes], key: bytes = KEY) -> bytes:
    out = io.BytesIO()
    with writing_bundle(out, key, SAYS, {"rows": {"sessions": 3}}) as made:
        for name, content in files.items():
            (folder / name).write_bytes(content)
            made.add(name, folder / name)
    return out.getvalue()


def unpacked(tmp_path_factory: pytest.TempPathFactory, content: bytes, key: bytes = KEY):
    folder = tmp_path_factory.mktemp("out")
    path = folder.with_suffix(".bundle")
    path.write_bytes(content)
    manifest = extract(path, key, folder)
    return manifest, {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.fixture(params=[16, 1000, 1 << 20])
def chunk_bytes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(bundle, "CHUNK_BYTES", request.param)
    return request.param


def test_what_went_in_comes_out(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, chunk_bytes: int
) -> None:
    files = {"records.db": b"x" * 5000, "anchor.jsonl": b"", "odd": bytes(range(256))}
    manifest, found = unpacked(tmp_path_factory, written(tmp_path, files))
    assert found == files
    assert manifest["rows"] == {"sessions": 3}
    assert set(manifest["files"]) == set(files)


def test_it_tells_without_a_key_what_it_is_and_no_more(tmp_path: Path) -> None:
    content = written(tmp_path, {"records.db": b"masked words of a session"})
    path = tmp_path / "b"
    path.write_bytes(content)
    assert read_header(path).says == SAYS
    assert b"masked words" not in content
    assert b"records.db" not in content


@fresh
@given(where=st.integers(0, 100_000), flip=st.integers(1, 255))
def test_any_changed_byte_is_noticed(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, where: int, flip: int
) -> None:
    content = bytearray(written(tmp_path, {"a": b"x" * 3000}))
    content[where % len(content)] ^= flip
    with pytest.raises(BackupUnusable):
        unpacked(tmp_path_factory, bytes(content))


@fresh
@given(cut=st.integers(1, 14_000))
def test_a_cut_end_is_noticed(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    content = written(tmp_path, {"a": b"x" * 3000})
    with pytest.raises(BackupUnusable):
        unpacked(tmp_path_factory, content[: -min(cut, len(content))])


def test_a_cut_between_two_chunks_is_noticed(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "CHUNK_BYTES", 1000)
    content = written(tmp_path, {"a": b"x" * 30_000})
    begin = len(bundle.MAGIC) + len(content[len(bundle.MAGIC) :].split(b"\n", 1)[0]) + 1
    chunks = (len(content) - begin) // 1016
    assert chunks > 20
    for kept in range(chunks):
        with pytest.raises(BackupUnusable):
            unpacked(tmp_path_factory, content[: begin + kept * 1016])


def test_chunks_cannot_change_places_nor_bundles(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "CHUNK_BYTES", 1000)
    one, other = (written(tmp_path, {"a": b"x" * 30_000}) for _ in range(2))
    begin = len(bundle.MAGIC) + len(one[len(bundle.MAGIC) :].split(b"\n", 1)[0]) + 1
    first, second = one[begin : begin + 1016], one[begin + 1016 : begin + 2032]
    swapped = one[:begin] + second + first + one[begin + 2032 :]
    mixed = one[:begin] + other[begin : begin + 1016] + one[begin + 1016 :]
    longer = one + one[begin : begin + 1016]
    for changed in (swapped, mixed, longer, one[:begin] + one[begin + 1016 :]):
        with pytest.raises(BackupUnusable):
            unpacked(tmp_path_factory, changed)


def test_another_key_opens_nothing(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = written(tmp_path, {"a": b"x"})
    with pytest.raises(BackupUnusable, match="does not open it"):
        unpacked(tmp_path_factory, content, key=b"o" * 32)


def test_the_header_is_bound(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    content = written(tmp_path, {"a": b"x"})
    lied = content.replace(b'"seq":7', b'"seq":9')
    assert lied != content
    with pytest.raises(BackupUnusable):
        unpacked(tmp_path_factory, lied)


@given(junk=st.binary(max_size=200))
@fresh
def test_junk_is_no_bundle(tmp_path_factory: pytest.TempPathFactory, junk: bytes) -> None:
    for content in (junk, bundle.MAGIC + junk, bundle.MAGIC + json.dumps({"key": "AA"}).encode()):
        with pytest.raises(BackupUnusable):
            unpacked(tmp_path_factory, content)


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "a/b", ".."])
def test_a_name_that_leads_elsewhere_is_refused(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    (tmp_path / "a").write_bytes(b"x")
    out = io.BytesIO()
    with writing_bundle(out, KEY, SAYS, {}) as made:
        made.add(name, tmp_path / "a")
    with pytest.raises(BackupUnusable):
        unpacked(tmp_path_factory, out.getvalue())
