"""What stands beside a name, a firm or a phone belongs to it, and nothing else does."""

import pytest

from tests.redactor.widening import widened


@pytest.mark.parametrize(
    ("text", "value", "whole"),
    [
        ("lautet auf Hannelore Siebert", "Siebert", "Hannelore Siebert"),
        ("Gislaine Aparecida Santana, certo", "Gislaine", "Gislaine Aparecida Santana"),
        ("I A Kwarteng, sort code", "Kwarteng", "I A Kwarteng"),
        ("my brother Joost van Dijkstra called", "Joost", "Joost van Dijkstra"),
        ("Sara L. did it", "Sara", "Sara L"),
        ("Jucilene Aparecida Moraes, certo", "Moraes", "Jucilene Aparecida Moraes"),
        ("His wife Mama Kehinde answers", "Kehinde", "Mama Kehinde"),
    ],
)
def test_a_name_is_taken_whole(text: str, value: str, whole: str) -> None:
    assert (whole, "PERSON") in widened(text, (value, "PERSON"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Sara Please call", "Sara"),
        ("Sara called Amsterdam", "Sara"),
        ("Dear Sara", "Sara"),
        ("SHIP TO\nLATOYA", "LATOYA"),
        ("MY SON KEITH SAID", "KEITH"),
        ("Han Ji-ho's order", "Han Ji-ho"),
        ("Zubizarreta o Echeverria", "Zubizarreta"),
        ("Is Sara I mean", "Sara"),
        ("Thanks Again Sara", "Sara"),
        ("Mein Sohn Gerolf wollte", "Gerolf"),
        ("Unser Nachbar Gerolf", "Gerolf"),
        ("Meine Tochter Gerlind", "Gerlind"),
        ("Bonjour Madame Morel", "Morel"),
        ("Order for Sara", "Sara"),
        ("my mama Sara", "Sara"),
    ],
)
def test_a_name_takes_no_other_word_along(text: str, value: str) -> None:
    assert widened(text, (value, "PERSON")) == set()


def test_a_firm_named_after_its_owner_is_theirs() -> None:
    text = "Garrow & Daughters Upholstery."
    expected = ("Garrow & Daughters Upholstery", "ORGANIZATION")
    assert expected in widened(text, ("Garrow", "PERSON"))


@pytest.mark.parametrize(
    ("text", "value"),
    [("PNR 824-551 on it", "824-551"), ("RX 4410982 3 times", "4410982")],
)
def test_a_number_takes_no_word_along(text: str, value: str) -> None:
    assert widened(text, (value, "ID_DOCUMENT")) == set()


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        ("yes. chandrasekhar rao short chandu. father", "chandrasekhar rao", "chandu"),
        ("Olumide Adeyo, nickname Olly", "Olumide Adeyo", "Olly"),
        ("Maximiliane Pfeil, genannt Maxi,", "Maximiliane Pfeil", "Maxi"),
        ("Guillermina Olmo, apodada Guille", "Guillermina Olmo", "Guille"),
        ("Maximiliane Pfeil, kurz maxi", "Maximiliane Pfeil", "maxi"),
        ("Theodora but everyone calls me Dodo for short", "Theodora", "Dodo"),
        ("Konstantinos, kosta for short", "Konstantinos", "kosta"),
    ],
)
def test_what_somebody_is_called_for_short_is_a_name(text: str, name: str, short: str) -> None:
    assert (short, "PERSON") in widened(text, (name, "PERSON"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Theodora short notice", "Theodora"),
        ("Theodora in short yes", "Theodora"),
        ("Frau Pfeil kurz sprechen?", "Pfeil"),
        ("Frau Pfeil kurz anrufen", "Pfeil"),
        ("Frau Pfeil kurz Bescheid.", "Pfeil"),
        ("Marthe dit merci.", "Marthe"),
        ("Theodora is ten pounds short.", "Theodora"),
        ("Theodora, it for short", "Theodora"),
    ],
)
def test_what_is_only_short_is_no_name(text: str, name: str) -> None:
    assert {value for value, _ in widened(text, (name, "PERSON"))} <= {name}


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Done. Greetings, Burkhild (Haus Larenta)", "Haus Larenta"),
        ("Thanks, Ada Penrose (Quillon Tiles)", "Quillon Tiles"),
        ("Merci, Marthe (Garage Delvigne & Fils)", "Garage Delvigne & Fils"),
        ("Saludos, Zita (Talleres Ibarretxe)", "Talleres Ibarretxe"),
        ("lg Ulla (Praxis Pfeilstein)", "Praxis Pfeilstein"),
    ],
)
def test_the_firm_in_brackets_behind_a_signed_name_is_found(text: str, firm: str) -> None:
    name = text.partition(" (")[0].split()[-1]
    assert (firm, "ORGANIZATION") in widened(text, (name, "PERSON"))


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, Ada (Customer Support)",
        "Thanks, Ada (Head Office)",
        "Ada (Zita Quillon) called",
        "Ada (Zita Quillon)",
        "Ada (Quillon)",
    ],
)
def test_other_brackets_behind_a_name_hold_no_firm(text: str) -> None:
    assert all(entity != "ORGANIZATION" for _, entity in widened(text, ("Ada", "PERSON")))


@pytest.mark.parametrize(
    ("text", "phone", "end"),
    [
        ("Tel.: +49 30 2300 4510\nFax: -99", "+49 30 2300 4510", "-99"),
        ("030 23004510, Durchwahl -17", "030 23004510", "-17"),
        ("T 030 23004510 | F -11", "030 23004510", "-11"),
        ("030 23004510 (Telefax -4)", "030 23004510", "-4"),
        ("01 23456-0 / DW –312", "01 23456-0", "–312"),
    ],
)
def test_the_end_of_another_line_is_found_behind_a_phone(text: str, phone: str, end: str) -> None:
    assert (end, "PHONE_NUMBER") in widened(text, (phone, "PHONE_NUMBER"))


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("030 23004510, it was -17 outside", "030 23004510"),
        ("030 23004510 Fax: none", "030 23004510"),
        ("030 23004510\nFax: -10% off", "030 23004510"),
        ("030 23004510 F -2024-11", "030 23004510"),
        ("030 23004510 floor -1", "030 23004510"),
    ],
)
def test_another_number_behind_a_phone_stays(text: str, phone: str) -> None:
    assert not widened(text, (phone, "PHONE_NUMBER"))
