from pathlib import Path

import pytest

from redactor.evaluate.languages import OTHER, language
from redactor.evaluate.marked import parse


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("ich habe das Paket noch nicht, können Sie mir sagen wann es kommt", "german"),
        ("hola, todavía no tengo el pedido y quiero saber cuándo llega", "spanish"),
        ("je voudrais savoir où est ma commande, elle n'est toujours pas là", "french"),
        (
            "perché il pacco non è arrivato? ordinato dalla pagina, anche della fattura niente",
            "italian",
        ),
        ("ik heb het pakket nog niet gekregen, wanneer komt het dan bij mij", "dutch"),
        ("você pode me dizer quando chega o meu pedido, não recebi até agora", "portuguese"),
        ("mam pytanie, kiedy dostanę paczkę", OTHER),
        ("where is my parcel", OTHER),
        ("", OTHER),
    ],
)
def test_a_language_is_told_by_its_small_words(said: str, name: str) -> None:
    assert language([said]) == name


def test_only_a_multilingual_chat_gets_a_slice_of_its_language() -> None:
    body = "\n\nvisitor: ich habe das Paket noch nicht, können Sie mir sagen wann es kommt"
    assert parse(Path("x.txt"), f"slices: clean, multilingual{body}").slices == (
        "clean",
        "multilingual",
        "german",
    )
    assert parse(Path("x.txt"), f"slices: clean{body}").slices == ("clean",)
