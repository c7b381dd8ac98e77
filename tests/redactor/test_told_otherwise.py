import pytest

from redactor.told_otherwise import is_told_otherwise

NOTHING = [
    ("the tag starts with RX, I think", "RX", "ORDER_ID"),
    ("die Nummer beginnt mit KD", "KD", "ACCOUNT_ID"),
    ("il numero inizia con TT", "TT", "ORDER_ID"),
    ("it begins with a letter, starting with Q?", "Q", "SECRET"),
    ("sha256:04be71aa0d5530e6", "04be71aa0d5530e6", "ORDER_ID"),
    ("md5 = d41d8cd98f00", "d41d8cd98f00", "SECRET"),
    ("vous avez 50 Go par mois", "50 Go", "SECRET"),
    ("the 500 GB plan", "500 GB", "ACCOUNT_ID"),
    ("Hose 88120071, £4.10 each", "88120071", "ORDER_ID"),
    ("77120-4, pair, £18.50 + VAT", "77120-4", "ACCOUNT_ID"),
    ("please type @ here", "@", "EMAIL_ADDRESS"),
    ("is it under K or C?", "K", "PERSON"),
    ("mit dem Buchstaben T", "T", "PERSON"),
    ("is he in question mark", "mark", "PERSON"),
    ("mark my words", "mark", "PERSON"),
    ("Mammy, Ruth and Ed", "Mammy", "PERSON"),
    ("Brother first, then Ruth", "Brother", "PERSON"),
    ("Forename(s): Ines", "Forename", "PERSON"),
    ("Name: Ines\nCompany......: Lee & Co", "Company", "PERSON"),
    ("Owner: Ines\nAppliance: Vorn DW6", "Vorn", "PERSON"),
    ("Gerät: Karla 3000", "Karla", "PERSON"),
    ("Modèle: Clio", "Clio", "PERSON"),
    ("12:04,login,EE,ok", "EE", "PERSON"),
    ("Entrez donc. Dites-nous", "Dites-nous", "PERSON"),
    ("log in at https://in.quern.example/r", "in.quern.example", "USERNAME"),
    ("see line 14b of the form", "14b", "STREET_ADDRESS"),
    ("Feld 12 bleibt leer", "12", "STREET_ADDRESS"),
]
VALUES = [
    ("user jo.quern at https://in.example", "jo.quern", "USERNAME"),
    ("https://quern@in.example", "quern", "USERNAME"),
    ("the tag ends with RX", "RX", "ORDER_ID"),
    ("it starts with RX-44871", "RX-44871", "ORDER_ID"),
    ("an account that starts with bramm", "bramm", "USERNAME"),
    ("my order 04be71aa0d5530e6", "04be71aa0d5530e6", "ORDER_ID"),
    ("order 88120071, £4.10 refunded", "88120071", "ORDER_ID"),
    ("the code is 50 Gold", "50 Gold", "SECRET"),
    ("kind regards, K", "K", "PERSON"),
    ("question for Mark", "Mark", "PERSON"),
    ("mark my brother does it", "mark", "PERSON"),
    ("my aunt Nora", "Nora", "PERSON"),
    ("Ruth: I will pay", "Ruth", "PERSON"),
    ("Owner: Ines", "Ines", "PERSON"),
    ("Name:\nGrace: yes", "Grace", "PERSON"),
    ("my model is Ines", "Ines", "PERSON"),
    ("Ana, EE, Rui", "EE", "PERSON"),
    ("Kim Yu-me", "Kim Yu-me", "PERSON"),
    ("I live at 14b", "14b", "STREET_ADDRESS"),
    ("on the line 14 Mill Road", "Mill Road", "STREET_ADDRESS"),
]


def told(text: str, value: str, entity: str) -> bool:
    start = text.rindex(value)
    return is_told_otherwise(text, start, start + len(value), entity)


@pytest.mark.parametrize(("text", "value", "entity"), NOTHING)
def test_what_is_said_beside_it_makes_it_no_value(text: str, value: str, entity: str) -> None:
    assert told(text, value, entity)


@pytest.mark.parametrize(("text", "value", "entity"), VALUES)
def test_a_value_stays(text: str, value: str, entity: str) -> None:
    assert not told(text, value, entity)
