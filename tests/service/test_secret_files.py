from pathlib import Path

import pytest

from models.errors import KeyUnsafe
from service.secret_files import require_secrets, secret_in
from service.settings import Settings


def written(folder: Path, content: bytes) -> Path:
    path = folder / "secret"
    path.write_bytes(content)
    path.chmod(0o600)
    return path


def test_a_secret_is_read_without_its_line_end(tmp_path: Path) -> None:
    assert secret_in(written(tmp_path, "früh am Tag \n".encode())) == "früh am Tag"
    assert secret_in(None) == ""


@pytest.mark.parametrize("content", [b"", b" \n", b"\xff\xfe\x00"])
def test_a_file_without_a_secret_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(KeyUnsafe, match="holds no secret"):
        secret_in(written(tmp_path, content))


@pytest.mark.parametrize("name", ["smtp_password_file", "sso_client_secret_file"])
def test_each_file_is_tried_before_anything_starts(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, b"quiet reading room")
    require_secrets(Settings(**{name: path}))  # type: ignore[arg-type]
    path.chmod(0o640)
    with pytest.raises(KeyUnsafe, match="may be read by others"):
        require_secrets(Settings(**{name: path}))  # type: ignore[arg-type]
