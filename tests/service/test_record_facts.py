"""The record of processing says what the settings say, and names whoever gets anything."""

from pathlib import Path

import pytest

from service.record_facts import say_controller, say_protection, say_recipients, say_storage
from service.settings import Settings


def settings(tmp_path: Path, **changes: object) -> Settings:
    return Settings(data_dir=tmp_path, **changes)  # type: ignore[arg-type]


def test_with_nothing_configured_nobody_receives_anything(tmp_path: Path) -> None:
    assert say_recipients(settings(tmp_path)) == ()
    assert say_controller(settings(tmp_path)) == ()


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"smtp_host": "mail.company.example", "mail_from": "a@company.example"}, "mail.company"),
        ({"anchor_url": "https://anchors.company.example/x?token=hunter22"}, "anchors.company"),
        ({"anchor_command": "publish --key hunter22"}, "A command"),
    ],
)
def test_a_recipient_is_named_and_no_secret_with_it(
    tmp_path: Path, changes: dict[str, object], name: str
) -> None:
    (said,) = say_recipients(settings(tmp_path, **changes))
    assert name in said
    assert "never anything of a visitor" in said
    assert "hunter22" not in said


def test_it_says_where_things_are_and_who_is_responsible(tmp_path: Path) -> None:
    told = settings(
        tmp_path, controller="Company Ltd, 1 Example Way", privacy_contact="privacy@company.example"
    )
    assert say_controller(told) == ("Company Ltd, 1 Example Way", "privacy@company.example")
    assert str(tmp_path.resolve()) in " ".join(say_storage(told))


def test_the_detection_window_is_the_live_one(tmp_path: Path) -> None:
    assert "every 7 seconds" in " ".join(say_protection(settings(tmp_path, anchor_seconds=7)))
