"""A correction changes what the vendor says of a person, never what somebody said."""

from ingest.arrivals import SessionKind, identity_of
from ingest.correcting import corrected
from ingest.originals import Original, dump, load
from models.rights.corrections import Correction, Field


def original(*facts: tuple[str, str]) -> Original:
    return Original(reference="r", kind=SessionKind.CHAT, received_at="", facts=facts)


def fix(field: Field, wrong: str, right: str) -> Correction:
    return Correction(field=field, wrong=wrong, right=right)


def test_the_wrong_value_goes_and_the_right_one_stands() -> None:
    before = original(("custom.other_mail", "Old@mail.example"), ("email", "old@mail.example"))
    after = corrected(before, [fix(Field.EMAIL, " old@mail.example", "new@mail.example")])
    assert after.facts == (("email", "new@mail.example"),)


def test_other_fields_and_other_values_stay() -> None:
    facts = (("company", "Lee"), ("name", "Sara Lee"))
    assert corrected(original(*facts), [fix(Field.NAME, "Lee", "Leigh")]).facts == facts


def test_a_value_is_added_or_removed() -> None:
    added = corrected(original(), [fix(Field.PHONE, "", "+1 212 555 0187")])
    assert added.facts == (("phone", "+1 212 555 0187"),)
    assert corrected(added, [fix(Field.PHONE, "+1 212 555 0187", "")]).facts == ()


def test_what_the_vendor_repeats_is_corrected_again() -> None:
    wanted = [fix(Field.NAME, "Sarah Lee", "Sara Lee")]
    once = corrected(original(("name", "Sarah Lee")), wanted)
    again = corrected(original(*once.facts, ("name", "Sarah Lee")), wanted)
    assert again == once


def test_what_was_wrong_is_sought_though_it_is_no_fact() -> None:
    after = corrected(
        original(("username", "zq77x"), ("location", "Zellburg"), ("custom.name", "Kes")),
        [
            fix(Field.USERNAME, " zq77x ", "bo1"),
            fix(Field.LOCATION, "Zellburg", ""),
            fix(Field.NAME, "Kes", "Bo"),
            fix(Field.PHONE, "", "+1 212 555 0187"),
        ],
    )
    wrong = (("location", "Zellburg"), ("name", "Kes"), ("username", "zq77x"))
    assert after.wrong == wrong
    assert not set(wrong) & set(after.facts)
    identity = identity_of(after.facts, wrong=after.wrong)
    assert (identity.name, identity.username, identity.location) == ("Bo", "bo1", "Zellburg")
    assert identity.custom == {"other_name": "Kes", "other_username": "zq77x"}
    assert load(dump(after)).wrong == ()
