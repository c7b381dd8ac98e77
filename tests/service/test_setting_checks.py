"""Settings that could not be used, or would not be safe, are refused before anything starts."""

import math

import pytest
from annotated_types import Ge, Gt, Le
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


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("retry_seconds", [(-1,), (5, -30), (2_592_001,)], [(0,), (5, 2_592_000), ()]),
        ("anchor_seconds", [0, 86_401], [1, 86_400]),
        ("sweep_seconds", [0, 86_401], [1, 86_400]),
        ("lease_seconds", [4, 86_401], [5, 86_400]),
        ("watch_seconds", [0, math.inf, math.nan, 86_401], [0.05, 86_400]),
        ("master_key_seconds", [0, -1, math.inf, math.nan], [0.5, 60]),
        ("anchor_mail_hours", [0, 8_761], [1, 8_760]),
        ("log_days", [-1, 29, 36_501], [0, 30, 36_500]),
        ("segment_days", [-1, 36_501], [0, 36_500]),
        ("sweep_gap_days", [0, 36_501], [1, 36_500]),
        ("work_days", [0, 89, 36_501], [90, 36_500]),
        ("max_body_bytes", [1_023, (1 << 30) + 1], [1_024, 1 << 30]),
        ("max_messages", [0, 1_000_001], [1, 1_000_000]),
        ("requests_person", [-1, 1_000_001], [0, 1_000_000]),
        ("requests_wrong_hook", [-1, 1_000_001], [0, 1_000_000]),
        ("unusual_times", [1, 1_000_001], [2, 1_000_000]),
        ("unusual_minutes", [0, 1_441], [1, 1_440]),
    ],
)
def test_a_number_stays_within_its_bounds(
    name: str, wrong: list[object], right: list[object]
) -> None:
    for value in wrong:
        with pytest.raises(ValidationError, match=name):
            Settings(**{name: value})  # type: ignore[arg-type]
    for value in right:
        assert getattr(Settings(**{name: value}), name) == value  # type: ignore[arg-type]


def test_every_number_has_an_end_on_both_sides() -> None:
    for name, field in Settings.model_fields.items():
        if field.annotation in (int, float):
            bounds = {type(each) for each in field.metadata}
            assert Le in bounds, name
            assert bounds & {Ge, Gt}, name
