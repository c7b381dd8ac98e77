import pytest

from redactor.recognizers.street_address_europe import StreetAddressEuropeRecognizer

HITS = [
    ("aan de oude kade 3, links", "oude kade 3"),
    ("Lange Kade 14 in Hoorn", "Lange Kade 14"),
    ("Lindenstraße 12", "Lindenstraße 12"),
    ("Hauptstr. 5a", "Hauptstr. 5a"),
    ("hauptstrasse 5", "hauptstrasse 5"),
    ("12 rue des Lilas", "12 rue des Lilas"),
    ("12 bis avenue de la République", "12 bis avenue de la République"),
    ("Calle Mayor 5", "Calle Mayor 5"),
    ("Via Roma 12", "Via Roma 12"),
    ("Keizersgracht 123", "Keizersgracht 123"),
    ("Rua Augusta 24", "Rua Augusta 24"),
    ("rua das flores, 12", "rua das flores, 12"),
    ("Berliner Straße 12", "Berliner Straße 12"),
    ("Am Markt 5", "Am Markt 5"),
    ("Unter den Linden 5", "Unter den Linden 5"),
    ("ul. Długa 5", "ul. Długa 5"),
    ("Storgatan 12", "Storgatan 12"),
    ("6 Rue Gustave Charpentier, 75017", "6 Rue Gustave Charpentier, 75017"),
    ("4º derecha, corregido", "4º derecha"),
    ("vivo en el 1º izda", "1º izda"),
    ("é o 2.º esq.", "2.º esq"),
    ("3º Dto, obrigada", "3º Dto"),
    ("o 5º direito", "5º direito"),
]

NEAR_MISSES = [
    "la 2ª izquierda y luego recto",
    "con el 2º dto. del 10%",
    "1º derechazo",
    "a la derecha 3",
    "via email 5",
    "Plätze im ICE 604 reserviert",
    "im Bus 42",
    "de oude dijk is 2 meter",
    "a Powerwall 3 at home",
    "Spring 2024",
    "In March 5 people",
    "gate 12",
    "Plaza Hotel has 3 stars",
    "Camino Real for 4",
    "update 12",
    "string 5",
    "during 5 days",
]


@pytest.fixture(scope="module")
def recognizer():
    return StreetAddressEuropeRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []


@pytest.mark.parametrize("said", ["Am alten Sportplatz 7", "im Winkel 9", "auf der Höhe 12"])
def test_a_street_may_begin_with_a_preposition(said: str) -> None:
    text = f"ich wohne {said}"
    (found,) = StreetAddressEuropeRecognizer().analyze(text, [])
    assert text[found.start : found.end] == said


@pytest.mark.parametrize("said", ["am Montag 12", "im Januar 9", "zum Preis 30"])
def test_a_preposition_before_a_day_is_no_street(said: str) -> None:
    assert StreetAddressEuropeRecognizer().analyze(f"kommt {said}", []) == []


@pytest.mark.parametrize(
    "text",
    [
        "Plätze im ICE 693 reserviert",
        "leuchtet sie an der Switchbox 7590?",
        "zum TGV 9571",
        "ein Tesla Powerwall 2 dazu",
        "der Bosch Turbohof 3 ist leer",
    ],
)
def test_trains_and_models_are_no_streets(text: str) -> None:
    assert StreetAddressEuropeRecognizer().analyze(text, []) == []


@pytest.mark.parametrize("text", ["an der Aue 12a", "im Tal 693", "Unter Bachwall 2"])
def test_a_house_has_a_number_of_three_digits(text: str) -> None:
    assert StreetAddressEuropeRecognizer().analyze(text, [])
