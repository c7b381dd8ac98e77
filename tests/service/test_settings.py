from pathlib import Path

import pytest
from pydantic import ValidationError

from redactor.recognizers import DEFAULT_COUNTRIES
from service.settings import Settings


def test_nothing_has_to_be_set() -> None:
    settings = Settings()
    assert settings.url == "http://127.0.0.1:8000"
    assert settings.keys == Path("var/keys")
    assert settings.anchor == Path("var/anchor.jsonl")


def test_the_service_looks_for_the_countries_of_the_library() -> None:
    assert Settings().countries == DEFAULT_COUNTRIES


def test_a_public_address_in_clear_is_refused() -> None:
    with pytest.raises(ValidationError, match="public_url must be https"):
        Settings(public_url="http://chats.shop.example")


def test_listening_on_the_network_without_an_https_address_is_refused() -> None:
    with pytest.raises(ValidationError, match="public_url must be https"):
        Settings(host="0.0.0.0")
    assert Settings(host="0.0.0.0", public_url="https://chats.shop.example/").url == (
        "https://chats.shop.example"
    )


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDACTOR_PORT", "9001")
    monkeypatch.setenv("REDACTOR_COUNTRIES", '["DE"]')
    settings = Settings()
    assert (settings.port, settings.countries) == (9001, ("DE",))


def test_ipv6_loopback_is_an_address() -> None:
    assert Settings(host="::1").url == "http://[::1]:8000"


def test_a_child_process_gets_the_same_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(port=9002, products=("Ada", "Oscar desk"), retry_seconds=(1, 2))
    for name, value in settings.environment().items():
        monkeypatch.setenv(name, value)
    assert Settings() == settings
