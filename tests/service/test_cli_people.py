"""`redactor people`: accounts, their roles and their last days."""

from datetime import UTC, datetime
from pathlib import Path

from models.accounts.invites import open_with_invite
from models.accounts.people import list_people
from models.actors import Purpose
from service.composition import open_records, operator, set_up
from service.settings import Settings
from tests.service.terminal import redactor


def test_the_last_day_of_an_account_is_part_of_it(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    set_up(settings)
    added = ["--name", "Bo Ray", "--email", "bo@shop.example", "--role", "auditor"]
    done = redactor("people", "add", *added, "--ends", "2099-01-31", data=tmp_path)
    assert done.returncode == 0, done.stderr
    with open_records(settings).act(operator()) as act:
        (person,) = list_people(act)
    assert person.ends_at == datetime(2099, 2, 1, tzinfo=UTC)


def test_a_role_and_a_last_day_are_changed_and_taken_back(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    set_up(settings)
    records = open_records(settings)

    def add(email: str, role: str) -> tuple[str, str]:
        done = redactor(
            "people", "add", "--name", "Bo", "--email", email, "--role", role, data=tmp_path
        )
        assert done.returncode == 0, done.stderr
        with records.act(operator()) as act:
            (found,) = [each.id for each in list_people(act) if each.email == email]
        return found, done.stdout.split("/sign-in/once/")[1].strip()

    (bo, token), (ada, _) = (
        add("bo@shop.example", "reviewer"),
        add("a@shop.example", "administrator"),
    )
    purpose = Purpose.CUSTOMER_SERVICE
    open_with_invite(records, token=token, purpose=purpose, address="10.0.0.1")

    def people(*words: str) -> int:
        done = redactor("people", *words, data=tmp_path)
        assert "Traceback" not in done.stderr
        return done.returncode

    def state(person_id: str) -> tuple[str, datetime | None, int]:
        with records.act(operator()) as act:
            (person,) = [each for each in list_people(act) if each.id == person_id]
            still = "person_id = ? AND closed_at IS NULL"
            open_now = act.db.table("sign_ins").count_where(still, [person_id])
        return person.role.value, person.ends_at, open_now

    assert state(bo) == ("reviewer", None, 1)
    assert people("last-day", bo, "2099-01-31") == 0
    assert state(bo) == ("reviewer", datetime(2099, 2, 1, tzinfo=UTC), 1)
    assert people("role", bo, "auditor") == 0
    assert state(bo) == ("auditor", datetime(2099, 2, 1, tzinfo=UTC), 0)
    assert people("last-day", bo, "--none") == 0
    after = ("auditor", None, 0)
    assert state(bo) == after
    for refused in (
        ("role", bo, "auditor"),
        ("role", bo, "king"),
        ("role", "nobody", "lead"),
        ("role", ada, "lead"),
        ("last-day", ada, "2099-01-31"),
        ("last-day", bo, "2001-01-31"),
        ("last-day", bo, "9999-12-31"),
        ("last-day", bo, "soon"),
        ("last-day", bo),
        ("last-day", bo, "2099-01-31", "--none"),
    ):
        assert people(*refused) != 0, refused
    assert state(bo) == after
    assert state(ada)[:2] == ("administrator", None)
