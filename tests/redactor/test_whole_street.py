import pytest

from redactor.spans import Span
from redactor.whole_street import whole_street


def span_of(text: str, value: str, entity: str = "STREET_ADDRESS") -> Span:
    start = text.index(value)
    return Span(start=start, end=start + len(value), entity=entity, score=0.9, source="model:x")


def whole(text: str, value: str, *others: Span) -> str:
    span = span_of(text, value)
    start, end = whole_street(text, span, [span, *others])
    return text[start:end]


@pytest.mark.parametrize(
    ("text", "value", "address"),
    [
        ("wir wohnen Am Brook 17.", "Am Brook", "Am Brook 17"),
        ("nu op Tussen de Dijken 4 in Joure", "Tussen de Dijken", "Tussen de Dijken 4"),
        ("Skoallewei 8b, ja", "Skoallewei", "Skoallewei 8b"),
        ("calle Olmo n.º 5", "calle Olmo", "calle Olmo"),
        ("vivo en Camino Viejo no. 12 y ya", "Camino Viejo", "Camino Viejo no. 12"),
        ("old mill lane 3", "old mill lane", "old mill lane 3"),
        ("impasse Verte 7 bis à Lens", "impasse Verte", "impasse Verte 7 bis"),
    ],
)
def test_a_street_takes_the_number_behind_it(text: str, value: str, address: str) -> None:
    assert whole(text, value) == address


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Oxford Street 3 times a day", "Oxford Street"),
        ("on Oxford Street 9 in the morning", "Oxford Street"),
        ("Oxford Street 10:30", "Oxford Street"),
        ("Oxford Street 20€", "Oxford Street"),
        ("Oxford Street 2 people came", "Oxford Street"),
        ("Oxford Street 12345", "Oxford Street"),
        ("Oxford Street 4.5 km", "Oxford Street"),
    ],
)
def test_a_street_takes_no_other_number(text: str, value: str) -> None:
    assert whole(text, value) == value


@pytest.mark.parametrize(
    ("text", "value", "address"),
    [
        ("I'm at 31 Auchterlonie Wynd until May", "31", "31 Auchterlonie Wynd"),
        ("no 8 Porthkerris Steps", "8", "no 8 Porthkerris Steps"),
        ("larch court number 14. hi", "14", "larch court number 14"),
        ("larch court number 14. hi", "number 14", "larch court number 14"),
        ("send it to quarry road 6", "6", "quarry road 6"),
    ],
)
def test_a_number_takes_the_street_beside_it(text: str, value: str, address: str) -> None:
    assert whole(text, value) == address


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("who lives at 44, do you know", "44"),
        ("she is at 31 Please call", "31"),
        ("he went down the road 6", "6"),
        ("that is on my road 6", "6"),
        ("the house 6", "6"),
        ("at 12 Next Week", "12"),
    ],
)
def test_a_number_takes_no_sentence_along(text: str, value: str) -> None:
    assert whole(text, value) == value


def test_a_number_takes_no_person_along() -> None:
    text = "it is 31 Yevhenia says"
    assert whole(text, "31", span_of(text, "Yevhenia", "PERSON")) == "31"
    assert whole(text, "31", span_of(text, "Yevhenia", "ORGANIZATION")) == "31 Yevhenia"


@pytest.mark.parametrize(
    ("text", "value", "address"),
    [
        ("Pick-up at Tigh Mor, house 31?", "31", "house 31"),
        ("Bâtiment C, quel étage ?", "C", "Bâtiment C"),
        ("c'est le bât. 4", "4", "bât. 4"),
        ("Scala B, sì", "B", "Scala B"),
        ("é o bloco 3", "3", "bloco 3"),
        ("im Aufgang 2", "2", "Aufgang 2"),
    ],
)
def test_a_number_takes_the_word_for_its_house_along(text: str, value: str, address: str) -> None:
    assert whole(text, value) == address


@pytest.mark.parametrize(
    ("text", "value"),
    [("in the house 31", "31"), ("a plan B", "B"), ("la scala Bruna", "Bruna")],
)
def test_a_number_takes_no_other_word_along(text: str, value: str) -> None:
    assert whole(text, value) == value


@pytest.mark.parametrize(
    ("text", "value", "address"),
    [
        ("Studio 6, 31 Dunmore Quay", "6, 31 Dunmore Quay", "Studio 6, 31 Dunmore Quay"),
        ("loft 3a, 9 Brine Row", "3a, 9 Brine Row", "loft 3a, 9 Brine Row"),
        ("Office 12 40 Calder Road", "12 40 Calder Road", "Office 12 40 Calder Road"),
        ("Oficina 4, 18 Calle Olmo", "4, 18 Calle Olmo", "Oficina 4, 18 Calle Olmo"),
        ("my workshop 2, 71 Mill Lane", "2, 71 Mill Lane", "workshop 2, 71 Mill Lane"),
    ],
)
def test_a_room_and_its_house_take_the_word_before_them(
    text: str, value: str, address: str
) -> None:
    assert whole(text, value) == address


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("my shop 12 High Street", "12 High Street"),
        ("the office 40 Calder Road", "40 Calder Road"),
        ("new studio, 6, 31 Dunmore Quay", "6, 31 Dunmore Quay"),
    ],
)
def test_one_number_alone_takes_no_room(text: str, value: str) -> None:
    assert whole(text, value) == value


@pytest.mark.parametrize(
    ("text", "value", "address"),
    [
        ("Line 2: larkspur way\nTown: Hexham", "larkspur", "larkspur way"),
        ("its orchid close, hexham", "orchid", "orchid close"),
        ("tansy gardens", "tansy", "tansy gardens"),
        ("mamba road next to the clinic", "mamba road", "mamba road next to the clinic"),
        ("mamba next to kilo mart. he is in", "mamba", "mamba next to kilo mart"),
        (
            "the blue gate opposite Kerr's garage, Lisnagh",
            "the blue gate",
            "the blue gate opposite Kerr's garage",
        ),
        (
            "la maison rose en face de la mairie",
            "la maison rose",
            "la maison rose en face de la mairie",
        ),
        ("das gelbe Haus hinter der Kirche.", "das gelbe Haus", "das gelbe Haus hinter der Kirche"),
        ("la casa verde frente al mercado", "la casa verde", "la casa verde frente al mercado"),
        ("het witte huis naast de molen", "het witte huis", "het witte huis naast de molen"),
        ("corbel street no three", "corbel street", "corbel street no three"),
        ("its corbel street number nineteen, ta", "corbel street", "corbel street number nineteen"),
    ],
)
def test_a_street_without_a_number_takes_what_it_is_found_by(
    text: str, value: str, address: str
) -> None:
    assert whole(text, value) == address


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("larkspur way too far for me", "larkspur"),
        ("I live on Elm Road opposite to what your driver says he saw", "Elm Road"),
        ("3 Elm Road behind the church", "3 Elm Road"),
        ("Elm Road no one came", "Elm Road"),
        ("Elm Road next to nothing happens all day here", "Elm Road"),
        ("orchid close to me", "orchid"),
    ],
)
def test_a_street_takes_no_words_of_the_sentence(text: str, value: str) -> None:
    assert whole(text, value) == value


@pytest.mark.parametrize(
    ("text", "value", "address"),
    [
        ("14 rue Verte 3eme etage code", "14 rue Verte 3eme", "14 rue Verte 3eme etage"),
        ("calle Olmo 5, 3º piso", "calle Olmo 5, 3º", "calle Olmo 5, 3º piso"),
        ("Torweg 3, 2. Stock", "Torweg 3, 2", "Torweg 3, 2. Stock"),
        ("via Olmi 8, 4° piano", "via Olmi 8, 4", "via Olmi 8, 4° piano"),
        ("Kaai 2, 3e verdieping", "Kaai 2, 3e", "Kaai 2, 3e verdieping"),
    ],
)
def test_a_floor_takes_its_word(text: str, value: str, address: str) -> None:
    assert whole(text, value) == address


@pytest.mark.parametrize(
    ("text", "value"),
    [("Torweg Stock und Stein", "Torweg"), ("12 rue Verte stockage", "12 rue Verte")],
)
def test_a_street_takes_no_word_that_is_no_floor(text: str, value: str) -> None:
    assert whole(text, value) == value


@pytest.mark.parametrize(
    ("text", "value", "address"),
    [
        (
            "the flat above the bakery, 9 Marl St",
            "9 Marl St",
            "the flat above the bakery, 9 Marl St",
        ),
        ("Studio over the bank, 4 Quay Row", "4 Quay Row", "Studio over the bank, 4 Quay Row"),
        ("Wohnung über dem Café, Anger 3", "Anger 3", "Wohnung über dem Café, Anger 3"),
        ("piso encima del bar, calle Sal 2", "calle Sal 2", "piso encima del bar, calle Sal 2"),
        ("at the lodge at Pendennick", "Pendennick", "the lodge at Pendennick"),
        ("it is the old rectory in Ashwater", "Ashwater", "the old rectory in Ashwater"),
        ("the gate house at Pendennick", "Pendennick", "the gate house at Pendennick"),
        ("buyer, minster street 81 flat 5, red", "81 flat 5", "minster street 81 flat 5"),
        ("Lange Gracht 61-2 hoog", "Lange Gracht 61-2", "Lange Gracht 61-2 hoog"),
        ("calle Sal 2, 4º izquierda, sí", "calle Sal 2, 4º", "calle Sal 2, 4º izquierda"),
        ("rua Sal 2, 4º esq", "rua Sal 2, 4º", "rua Sal 2, 4º esq"),
        ("Anger 3, 2. links", "Anger 3, 2", "Anger 3, 2. links"),
    ],
)
def test_an_address_takes_how_its_house_or_floor_is_found(
    text: str, value: str, address: str
) -> None:
    assert whole(text, value) == address


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("I left the flat, 9 Marl St", "9 Marl St"),
        ("the room was over by two, 9 Marl St", "9 Marl St"),
        ("we met at the lodge. Pendennick", "Pendennick"),
        ("a farm in Ashwater", "Ashwater"),
        ("I saw the house at 9 Marl St", "9 Marl St"),
        ("an Anger 3 rechts abbiegen", "Anger 3"),
        ("calle Sal 2 derechas", "calle Sal 2"),
        ("Anger 3 hooghuis", "Anger 3"),
    ],
)
def test_an_address_takes_no_talk_of_houses(text: str, value: str) -> None:
    assert whole(text, value) == value
