from redactor import Message
from redactor.turns import Turn, tokens_in, tokens_of


def test_words_of_a_part_stand_where_they_stand_in_the_text() -> None:
    text = "ask for Sara's brother"
    (token, *_) = tokens_in(text, 8, len(text))
    assert (token.text, token.key, text[token.start : token.end]) == ("Sara", "sara", "Sara")


def test_words_of_a_part_end_where_it_ends() -> None:
    assert [token.text for token in tokens_in("Saratoga Lee", 0, 4)] == ["Sara"]
    assert [token.text for token in tokens_of("Saratoga Lee")] == ["Saratoga", "Lee"]


def test_the_key_of_a_message_has_no_case_and_no_accents() -> None:
    assert Turn.of(0, Message(text="Is José there?")).key == "is jose there?"


def test_what_a_message_names_and_spells_is_the_same_when_it_comes_again() -> None:
    said = Message(text="my order number is five five one two, e-mail jo at mail dot example")
    first, again = Turn.of(0, said), Turn.of(3, said)
    assert first.alternative
    assert "jo@mail.example" in first.alternative.text
    assert again.alternative is first.alternative
    assert again.mentions is first.mentions
    assert [mention.topic for mention in first.mentions] == ["order", "email"]
