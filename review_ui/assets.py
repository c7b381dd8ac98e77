"""Styles, scripts and icons, read once at start and served from memory under their version.

No path ever reaches the file system, and a new version of any file is a new address for all.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One file as it is sent."""

    body: bytes
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """All files by name, and the version they share."""

    version: str
    files: Mapping[str, Asset]

    def url(self, name: str) -> str:
        """Return the address of a file; KeyError for one that is not there."""
        if name not in self.files:
            raise KeyError(name)
        return f"/static/{self.version}/{name}"


def read_assets() -> Assets:
    """Read every style, script and icon."""
    folder = Path(__file__).with_name("static")
    files = {
        path.relative_to(folder).as_posix(): Asset(
            body=path.read_bytes(), media_type=_TYPES[path.suffix]
        )
        for path in sorted(folder.rglob("*"))
        if path.suffix in _TYPES
    }
    digest = hashlib.sha256()
    for name, asset in files.items():
        digest.update(name.encode() + b"\0" + asset.body + b"\0")
    return Assets(version=digest.hexdigest()[:12], files=MappingProxyType(files))
