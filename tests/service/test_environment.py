"""A setting that is misspelt is said, where it would leave the default in force unseen."""

import pytest
from pydantic_settings import SettingsError

from service.settings import Settings


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("REDACTOR_BREAKGLASS", "there is no REDACTOR_BREAKGLASS; is REDACTOR_BREAK_GLASS meant?"),
        ("REDACTOR_KEEP_ORIGINAL", "is REDACTOR_KEEP_ORIGINALS meant?"),
        ("redactor_prot", "there is no REDACTOR_PROT; is REDACTOR_PORT meant?"),
        ("REDACTOR_SOURCE_DAYS__X", "is REDACTOR_SOURCE_DAYS meant?"),
        ("REDACTOR_Q", "there is no REDACTOR_Q"),
    ],
)
def test_a_name_that_is_no_setting_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    monkeypatch.setenv(name, "zebulon")
    with pytest.raises(SettingsError) as refusal:
        Settings()
    assert said in str(refusal.value)
    assert "zebulon" not in str(refusal.value)


def test_names_of_others_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("REDACTOR", "CHAT_REDACTOR_PORT", "PORT"):
        monkeypatch.setenv(name, "9001")
    monkeypatch.setenv("redactor_port", "9002")
    assert Settings().port == 9002


LINKS = {
    "REDACTOR_SERVICE_HOST": "10.0.0.7",
    "REDACTOR_SERVICE_PORT": "8000",
    "REDACTOR_SERVICE_PORT_HTTP": "8000",
    "REDACTOR_PORT": "tcp://10.0.0.7:8000",
    "REDACTOR_PORT_8000_TCP": "tcp://10.0.0.7:8000",
    "REDACTOR_PORT_8000_TCP_PROTO": "tcp",
    "REDACTOR_PORT_8000_TCP_PORT": "8000",
    "REDACTOR_PORT_8000_TCP_ADDR": "10.0.0.7",
}


@pytest.mark.parametrize(
    "links",
    [
        LINKS,
        {name.replace("REDACTOR", "REDACTOR_WEB"): value for name, value in LINKS.items()},
        {"REDACTOR_PORT": "tcp://10.0.0.7:8000"},
        {"REDACTOR_PORT": "udp://10.0.0.7:8000"},
    ],
)
def test_what_kubernetes_sets_is_told_from_a_slip_of_the_pen(
    monkeypatch: pytest.MonkeyPatch, links: dict[str, str]
) -> None:
    for name, value in links.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match="enableServiceLinks: false") as refusal:
        Settings()
    assert "10.0.0.7" not in str(refusal.value)


def test_a_public_address_or_port_of_ones_own_is_no_service_link(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("REDACTOR_PORT", "9001")
    monkeypatch.setenv("REDACTOR_SMTP_PORT", "25")
    monkeypatch.setenv("KUBERNETES_SERVICE_HOST", "10.0.0.1")
    assert Settings().port == 9001


@pytest.mark.parametrize(
    "name", ["COUNTRIES", "RETRY_SECONDS", "SOURCE_DAYS", "MASTER_KEY_COMMAND"]
)
def test_what_has_to_be_json_and_is_not_is_said_by_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(f"REDACTOR_{name}", "zebulon, quackenbush")
    with pytest.raises(SettingsError) as refusal:
        Settings()
    assert str(refusal.value) == f"REDACTOR_{name} is no JSON"


@pytest.mark.parametrize("name", ["DATA_DIR", "KEYS_DIR", "MASTER_KEY_FILE", "ANCHOR_FILE"])
def test_an_empty_place_is_not_the_folder_it_is_started_in(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(f"REDACTOR_{name}", "")
    with pytest.raises(SettingsError, match=f"REDACTOR_{name} is empty"):
        Settings()
