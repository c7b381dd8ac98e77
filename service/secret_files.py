"""Secrets that the operator keeps in files: of the mail server, of the single sign-on."""

from pathlib import Path

from models.errors import KeyUnsafe
from models.seals.keys import read_secret
from service.settings import Settings


def secret_in(file: Path | None) -> str:
    """The secret in a file, without blanks around it; nothing where no file is named.

    KeyUnsafe when others may read the file, or when it holds none.
    """
    if file is None:
        return ""
    try:
        secret = read_secret(file).decode().strip()
    except UnicodeDecodeError:
        secret = ""
    if not secret:
        raise KeyUnsafe(f"{file} holds no secret: it must be one line of text")
    return secret


def require_secrets(settings: Settings) -> None:
    """KeyUnsafe when one of the files cannot be used: better said once than by each child."""
    for file in (settings.smtp_password_file, settings.sso_client_secret_file):
        secret_in(file)
