import pytest

from redactor.named_so import find_named_so


def names(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in find_named_so(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("07700 900003, Blue. yes thats her name", "Blue"),
        ("Sunday, that's his real name", "Sunday"),
        ("ask for Tuesday (that is really her name)", "Tuesday"),
        ("lark! haha that's my actual name", "lark"),
        ("The nurse was called Gift, no surname", "Gift"),
        ("a lady named Comfort rang", "Comfort"),
        ("the driver's called Pleasant", "Pleasant"),
        ("are u wren", "wren"),
        ("hello. are you April?", "April"),
        ('Leggo la firma "Brandolini". La conosce?', "Brandolini"),
        ("the signature reads 'M. Okoro'", "M. Okoro"),
        ("Unterschrift: „Kettelhack“", "Kettelhack"),
        ("der kalle holt es ab", "kalle"),
        ("hab ich schon bei euch gesagt, dem uwe", "uwe"),
        ("das war die katja.", "katja"),
        ("ich komm grad vom jürgen", "jürgen"),
        ("ja die wiebke sagt das geht", "wiebke"),
        ("they wrote rent instead of wren, that's my real name", "wren"),
        ("put it in Hope, that's my name", "Hope"),
    ],
)
def test_a_word_that_is_said_to_be_a_name_is_one(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "Wrong. That is my full name",
        "Will Power in facilities (yes, that is his name) rang",
        "the man at reception, that's his name",
        "my husband. that is his name",
        "thats not my name",
        "someone called Monday about it",
        "the plan called Premium",
        "are you sure",
        "are u there?",
        "are you hiring",
        'la firma "Contrato"',
        'the sign reads "Okoro"',
        "der kunde hat angerufen",
        "die lieferung kommt",
        "das war die firma",
        "der opa holt es ab",
        "one of dem boys",
        "the die hard. they",
    ],
)
def test_what_is_only_said_like_it_is_no_name(text: str) -> None:
    assert names(text) == []
