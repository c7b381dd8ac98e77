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
