"""Settings that could not be used, or would not be safe, are refused before anything starts."""

import pytest
from pydantic import ValidationError

from service.settings import Settings


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"public_url": "https://chats.shop.example/desk"}, "nothing more"),
        ({"public_url": "https://chats.shop.example?desk"}, "nothing more"),
        ({"public_url": "https://chats.shop.example:port"}, "nothing more"),
        ({"public_url": "https://chats.shop.example:99999"}, "nothing more"),
        ({"public_url": "https://ada@chats.shop.example"}, "nothing more"),
        ({"public_url": "https://[chats.shop.example"}, "nothing more"),
        ({"public_url": "chats.shop.example"}, "nothing more"),
        ({"public_url": "http://chats.shop.example"}, "public_url must be https"),
        ({"host": "192.0.2.7"}, "public_url must be https"),
        ({"host": "0.0.0.0", "public_url": "http://localhost:8000"}, "unless host is"),
        ({"host": "::", "public_url": "http://[::1]:8000"}, "unless host is"),
        ({"countries": ()}, "countries must be one at least"),
        ({"countries": ("US", "XX")}, "no country: 'XX'"),
        ({"trusted_proxies": "*"}, "trusted_proxies must be addresses"),
        ({"trusted_proxies": "proxy.shop.example"}, "trusted_proxies must be addresses"),
        ({"trusted_proxies": "10.0.0.7,"}, "trusted_proxies must be addresses"),
        ({"trusted_proxies": "10.0.0.7/8"}, "trusted_proxies must be addresses"),
        ({"trusted_proxies": "10.0.0.7,0.0.0.0/0"}, "must not be everybody"),
        ({"trusted_proxies": "::/0"}, "must not be everybody"),
    ],
)
def test_what_cannot_be_is_refused(wrong: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        Settings(**wrong)  # type: ignore[arg-type]
    (error,) = refusal.value.errors()
    assert said in error["msg"]
    assert "\n" not in error["msg"]


@pytest.mark.parametrize(
    "right",
    [
        {"public_url": "https://Chats.shop.example:8443/", "host": "0.0.0.0"},
        {"public_url": "https://[2001:db8::7]", "host": "::"},
        {"public_url": "http://localhost:8000", "host": "localhost"},
        {"public_url": "http://[::1]:8000", "host": "::1"},
        {"countries": ("uk", " ie")},
        {"trusted_proxies": "10.0.0.7, 10.1.0.0/16,2001:db8::/32,::1"},
    ],
)
def test_what_can_be_is_taken(right: dict[str, object]) -> None:
    assert Settings(**right)  # type: ignore[arg-type]
