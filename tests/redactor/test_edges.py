import pytest

from redactor.edges import bare


def part(text: str, entity: str) -> str:
    start, end = bare(text, entity)
    return text[start:end]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Holly hun", "Holly"),
        ("Bex u", "Bex"),
        ("Jhun po", "Jhun"),
        ("Bjarki minn", "Bjarki"),
        ("Grant signed", "Grant"),
        ("Joke van", "Joke"),
        ("Nuno de", "Nuno"),
        ("Mireille après", "Mireille"),
        ("Aya-san", "Aya"),
        ("Kenji Mori-sensei", "Kenji Mori"),
        ("Moin Herr Okoro", "Herr Okoro"),
        ("Hei Solveig", "Solveig"),
        ("Dziękuję Pan Orwin", "Pan Orwin"),
        ("Gracias, Ximena", "Ximena"),
        ("Ada Okoro called today", "Ada Okoro"),
    ],
)
def test_a_name_ends_before_what_is_said_of_it(text: str, name: str) -> None:
    assert part(text, "PERSON") == name


@pytest.mark.parametrize(
    "text",
    [
        *("li po", "U l r i k e", "Thi Hun", "Sara", "Joke van Dam", "rose field", "Rose Field"),
        *("Ana grace", "Maria del Carmen", "Ludo janssens"),
        *("Kim Min-ji", "Kim Ji-san", "Ola Nordby", "Hein Okoro", "Cara Moin"),
    ],
)
def test_a_name_keeps_its_own_words(text: str) -> None:
    assert part(text, "PERSON") == text


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Bracken House on", "Bracken House"),
        ("We're 4 The Paddocks", "4 The Paddocks"),
        ("at 31 Fell Lane", "31 Fell Lane"),
        ("seventeen full", "seventeen"),
        ("9 TANNERY COTTAGES SINCE", "9 TANNERY COTTAGES"),
        ("House 6 now", "House 6"),
        ("in der Fliedergasse 14", "Fliedergasse 14"),
        ("aan de Molenstraat 3", "Molenstraat 3"),
        ("dans la rue des Lilas", "rue des Lilas"),
        ("en calle Olmo 5", "calle Olmo 5"),
        ("in via dei Pini 8", "via dei Pini 8"),
    ],
)
def test_an_address_stands_without_the_words_around_it(text: str, address: str) -> None:
    assert part(text, "STREET_ADDRESS") == address


@pytest.mark.parametrize(
    "text",
    [
        *("an der Aue 5", "in der Mühle 3", "Op de Hoogte 12", "No 14 Rope Walk", "the old forge"),
        *("In der Au 4", "an der alten Mühle 2", "in de Hoek 9", "na Vila 3"),
        *("Flat 2, 9 Bell Yard", "unit 7", "12 a", "Am Hang 8", "At"),
    ],
)
def test_an_address_keeps_its_own_words(text: str) -> None:
    assert part(text, "STREET_ADDRESS") == text


@pytest.mark.parametrize(
    ("text", "handle"),
    [
        ("aparece @moeda_77", "@moeda_77"),
        ("message @rosa_k for it", "@rosa_k"),
        ("auf @hafen.example", "@hafen.example"),
        ("era lia.prado@correio.example", "lia.prado@correio.example"),
        ("with tess@mail.example please", "tess@mail.example"),
        ("@hazelbakes n", "@hazelbakes"),
        ("message @hazelbakes", "@hazelbakes"),
    ],
)
def test_a_handle_stands_without_the_words_around_it(text: str, handle: str) -> None:
    assert part(text, "EMAIL_ADDRESS") == part(text, "USERNAME") == handle


@pytest.mark.parametrize(
    "text",
    [
        *("tess punkt lang@mail.example", "tess @ mail.example", "tess @mail.example"),
        *("sara dot lee", "the old one", "@mail dot example", "under score tess@mail.example"),
    ],
)
def test_a_spoken_address_is_kept_whole(text: str) -> None:
    assert part(text, "EMAIL_ADDRESS") == text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("PNR 824-551", "824-551"),
        ("NIF: 00000014Z", "00000014Z"),
        ("cep 32000-000", "32000-000"),
        ("Tel. 0131 496 0001", "0131 496 0001"),
        ("ref 1", "ref 1"),
        ("ZE 4410982", "ZE 4410982"),
        ("VIN", "VIN"),
        ("cap rosso", "cap rosso"),
        ("tele9 1", "tele9 1"),
        ("a/c 1020 0044 7781", "1020 0044 7781"),
        ("slash 0552", "0552"),
        ("Bindestrich 41", "41"),
        ("T 0131 496 0331", "0131 496 0331"),
        ("020 915 0112 if", "020 915 0112"),
        ("900000412 q o", "900000412"),
        ("9 8 2 6 0 0 1 i", "9 8 2 6 0 0 1"),
        ("M 12", "M 12"),
        ("0112 if", "0112 if"),
        ("five five 77 99 11 for", "five five 77 99 11 for"),
        ("4471 8820 x", "4471 8820 x"),
        ("bravo 7741", "bravo 7741"),
        ("seven 7741", "seven 7741"),
        ("dash dash 12 a", "dash dash 12 a"),
    ],
)
def test_a_number_stands_without_its_label(text: str, number: str) -> None:
    assert part(text, "ACCOUNT_ID") == number


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("mettez Océane Traiteur", "Océane Traiteur"),
        ("called Bright Hull", "Bright Hull"),
        ("de Kringloop", "de Kringloop"),
        ("von Arnim Weine", "von Arnim Weine"),
        ("iFix Corner", "iFix Corner"),
        ("bright hull", "bright hull"),
    ],
)
def test_a_firm_begins_with_its_name(text: str, firm: str) -> None:
    assert part(text, "ORGANIZATION") == firm


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("postcode romeo golf one", "romeo golf one"),
        ("Eircode: V95 X0X0", "V95 X0X0"),
        ("zip code nine oh two one oh", "nine oh two one oh"),
        ("cap dieci", "cap dieci"),
        ("postcode", "postcode"),
    ],
)
def test_a_spoken_postcode_stands_without_its_label(text: str, code: str) -> None:
    assert part(text, "POSTAL_CODE") == code


def test_any_other_value_is_kept_as_it_is() -> None:
    for entity in ("LOCATION", "PASSWORD", "DATE_OF_BIRTH"):
        assert part("PNR 12 from at", entity) == "PNR 12 from at"
