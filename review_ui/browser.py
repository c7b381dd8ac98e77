"""What is agreed with the browser: the public address, cookie names, where forms come from."""

import hmac
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from review_ui.errors import UnsafeAddress

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
ADDRESS = re.compile(r"[A-Za-z0-9_:.%\-]{0,64}", re.ASCII)
"""Where a request came from, as far as it may stand in an entry."""
TOKEN_FIELD = "csrf_token"  # noqa: S105  # the name of a field
_HOST = re.compile(r"[a-z0-9._:-]+", re.ASCII)
_LOCAL_PATH = re.compile(r"/(?!/)[A-Za-z0-9/_.\-]*(\?[A-Za-z0-9_.\-=&:%+]*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicAddress:
    """The address people type, and what follows from it for cookies and forms."""

    url: str
    origins: frozenset[str]
    secure: bool

    @property
    def sign_in_cookie(self) -> str:
        """The cookie that holds the sign-in; `__Host-` binds it to this host and to https."""
        return "__Host-sign-in" if self.secure else "sign-in"

    @property
    def before_cookie(self) -> str:
        """The cookie that the sign-in form must repeat."""
        return "__Host-before" if self.secure else "before"

    @property
    def device_cookie(self) -> str:
        """The cookie by which a device is known that somebody signed in from before."""
        return "__Host-device" if self.secure else "device"

    @property
    def half_cookie(self) -> str:
        """The cookie that holds a half sign-in while the second factor is asked for."""
        return "__Host-half" if self.secure else "half"

    @property
    def away_cookie(self) -> str:
        """The cookie that says what a browser went to the provider for; sealed."""
        return "__Host-away" if self.secure else "away"

    def is_ours(self, origin: str | None) -> bool:
        """Say whether a form with this Origin header was sent from our own pages."""
        return origin is not None and origin.lower() in self.origins


def public_address(url: str) -> PublicAddress:
    """Read the public address; UnsafeAddress unless bare and https, or http on this machine."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise UnsafeAddress from None
    bare = parts.path in {"", "/"} and not (parts.query or parts.fragment or "@" in parts.netloc)
    if not bare or host is None or not _HOST.fullmatch(host):
        raise UnsafeAddress
    secure = parts.scheme == "https"
    if not secure and not (parts.scheme == "http" and host in LOOPBACK):
        raise UnsafeAddress
    hosts = {host} if secure else LOOPBACK  # all names of this machine are this machine
    default = 443 if secure else 80
    tail = "" if port in {None, default} else f":{port}"
    origins = frozenset(
        f"{parts.scheme}://{f'[{name}]' if ':' in name else name}{tail}" for name in hosts
    )
    plain = f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{tail}"
    return PublicAddress(url=plain, origins=origins, secure=secure)


def same_token(one: str, other: str) -> bool:
    """Compare two tokens in constant time; an empty one is never the same."""
    return bool(one) and hmac.compare_digest(one.encode(), other.encode())


def local_path(wanted: str) -> str:
    """Return the path to go to after signing in; anything but a plain path of ours is `/`."""
    return wanted if len(wanted) <= 300 and _LOCAL_PATH.fullmatch(wanted) else "/"
