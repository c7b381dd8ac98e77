from collections.abc import Callable

import pytest

from redactor.questions import find_answered
from redactor.spans import Span
from redactor.turns import Turn

Make = Callable[..., list[Turn]]
A, V = "agent", "visitor"


def found(
    turns: list[Turn], seen: dict[int, list[Span]] | None = None
) -> list[list[tuple[str, str]]]:
    """Return (text, entity) of what answers in each message, without repeats."""
    spans = list(find_answered(turns, seen or {}))
    return [
        list(
            dict.fromkeys(
                (turn.text[s.start : s.end], s.entity) for index, s in spans if index == turn.index
            )
        )
        for turn in turns
    ]


@pytest.mark.parametrize(
    ("question", "answer", "value", "entity"),
    [
        ("What is your order number?", "3348917502", "3348917502", "ORDER_ID"),
        ("Order number?", "it's AB-33412 I think", "AB-33412", "ORDER_ID"),
        ("Your full name please?", "chloe zhang", "chloe zhang", "PERSON"),
        ("and your zip code?", "ls1 4ab", "ls1 4ab", "POSTAL_CODE"),
        ("Your phone number?", "020 7946 0958", "020 7946 0958", "PHONE_NUMBER"),
        (
            "Your phone number?",
            "five five five one two three four",
            "five five five one two three four",
            "PHONE_NUMBER",
        ),
        ("Your email?", "will at mail dot com", "will at mail dot com", "EMAIL_ADDRESS"),
        ("what's your password", "maybe sunshine1", "sunshine1", "PASSWORD"),
        ("what's your password", "sunshine", "sunshine", "PASSWORD"),
        ("Please type the code we sent", "482913", "482913", "SECRET"),
        ("Home address?", "12 rosewood lane, leeds", "12 rosewood lane, leeds", "STREET_ADDRESS"),
        ("Which company are you with?", "acme widgets", "acme widgets", "ORGANIZATION"),
        ("date of birth?", "5 march 1990", "5 march 1990", "DATE_OF_BIRTH"),
        ("last four digits of the card please", "it's 4242", "4242", "CREDIT_CARD"),
        ("What is your username?", "slee92", "slee92", "USERNAME"),
        ("Your account number?", "44 1234 99", "44 1234 99", "ACCOUNT_ID"),
        ("How old are you?", "14", "14", "AGE"),
        ("Your passport number?", "X1234567", "X1234567", "ID_DOCUMENT"),
        ("What was your first pet's name?", "rex", "rex", "SECRET"),
        ("Which booking is it?", "KW8RT3, two people", "KW8RT3", "ORDER_ID"),
        ("What's your ref?", "77310", "77310", "ORDER_ID"),
        ("The number on the label?", "77310-A", "77310-A", "ORDER_ID"),
        ("License number for Tom?", "0233914", "0233914", "ID_DOCUMENT"),
        ("Ihre Vertragsnummer?", "77 310 44", "77 310 44", "ACCOUNT_ID"),
        ("Ihre Kundennummer?", "drei drei null, sieben", "drei drei null, sieben", "ACCOUNT_ID"),
        ("Wie heißen Sie?", "ulla brandt", "ulla brandt", "PERSON"),
        ("¿Cuál es su número de pedido?", "7731044", "7731044", "ORDER_ID"),
        ("Votre code postal ?", "69100", "69100", "POSTAL_CODE"),
        ("A data de nascimento da senhora?", "03/10/1988", "03/10/1988", "DATE_OF_BIRTH"),
        ("Qual è il suo codice fiscale?", "RSSMRA85T10A562S", "RSSMRA85T10A562S", "ID_DOCUMENT"),
        ("Geef je track & trace-code door", "4KPLX0071230", "4KPLX0071230", "ORDER_ID"),
        ("Uw wachtwoord?", "fietspad9!", "fietspad9!", "PASSWORD"),
    ],
)
def test_an_answer_is_known_by_its_question(
    turns_of: Make, question: str, answer: str, value: str, entity: str
) -> None:
    assert (value, entity) in found(turns_of((A, question), (V, answer)))[1]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What is your order number?", "why do you need that?"),
        ("Your ID number?", "and the quote of € 480 still stands?"),
        ("date of birth?", "the roof was done in 2011 by some firm you sent"),
        ("¿Cómo se llama?", "Sí, gracias"),
        ("what's your password", "oops"),
        ("What is your order number?", "it took 3 days and 45 minutes"),
        ("What is your order number?", "I paid $4500"),
        ("Your full name please?", "I ordered 2 sofas"),
        ("Your full name please?", "I'd rather not say"),
        ("what's your password", "i forgot it"),
        ("what's your password", "why?"),
        ("What is your username?", "i dont remember"),
        ("and your zip code?", "thanks"),
        ("Your email?", "same as before"),
        ("Home address?", "why?"),
        ("Home address?", "is flat 9 the one you have?"),
        ("Adres?", "ja klopt, wij wonen daar op 3 hoog"),
        ("Address?", "AB 12345, Norwegian, white Sprite 460."),
        ("Address?", "Splendid. My plan has changed too. It was late"),
        ("Address?", "04417, it's one of the digital ones."),
        ("Home address?", "top buzzer on the left"),
        ("Home address?", "went there nine times for 2 checkups"),
        ("Lieferadresse?", "Nein! Seit 1. April warte ich darauf"),
        ("what's your password", "it fails on https://app.example.com/login?t=1"),
        ("Which company are you with?", "I don't have one"),
        ("Could you provide your account number", "I have been waiting 45 minutes, since 2024"),
        ("date of birth?", "no"),
    ],
)
def test_a_reply_of_another_shape_is_not_masked(turns_of: Make, question: str, answer: str) -> None:
    assert found(turns_of((A, question), (V, answer)))[1] == []


def test_a_correction_is_masked_and_the_word_around_it_is_not(turns_of: Make) -> None:
    turns = turns_of((A, "Order number?"), (V, "3348917502"), (V, "sorry, 8917"))
    assert found(turns)[2] == [("8917", "ORDER_ID")]


def test_a_correction_is_heard_after_another_question(turns_of: Make) -> None:
    said = [(A, "Order number?"), (V, "33489175"), (A, "And was it blue?")]
    assert found(turns_of(*said, (V, "oh sorry, 8917")))[3] == [("8917", "ORDER_ID")]
    assert found(turns_of(*said, (V, "8917 blue ones")))[3] == []


@pytest.mark.parametrize(
    ("question", "answer", "remark", "said"),
    [
        ("Your account number?", "85002291", "Would you read me the meter?", "41877"),
        ("Your username?", "slee92", "Have you messaged her?", "yeh she said"),
        ("Your security answer?", "rex", "That's right, it is done.", "mahalo zuzu"),
        ("Choose a new password", "Kandy2Col!", "Are you in now?", "submiting module BIO2041"),
        ("Your address?", "12 rose lane", "It arrives tomorrow then.", "super dankjewel"),
        ("Order number?", "I don't have it", "Was it the 2500 model?", "no, the 3200 w"),
        ("Did you reset your password?", "yes twice", "Which browser?", "Chrome on windows11"),
        ("The address?", "same as last time", "ok", "Yes express delivery please, 2 boxes"),
        ("Your username?", "idk", "no hurry", "lemme check"),
    ],
)
def test_what_was_answered_and_talked_on_masks_nothing_more(
    turns_of: Make, question: str, answer: str, remark: str, said: str
) -> None:
    assert found(turns_of((A, question), (V, answer), (A, remark), (V, said)))[3] == []


def test_what_was_refused_may_still_be_found_later(turns_of: Make) -> None:
    said = [(A, "Order number?"), (V, "can't find it"), (A, "Was it the 2500 model?")]
    assert found(turns_of(*said, (V, "found it: 33489175")))[3] == [("33489175", "ORDER_ID")]


def test_a_year_may_be_corrected_in_a_long_answer(turns_of: Make) -> None:
    said = "the second of may nineteen ninety no sorry nineteen eighty nine it heard me wrong"
    turns = turns_of((A, "Date of birth?"), (V, said))
    assert found(turns)[1] == [
        ("second of may nineteen ninety", "DATE_OF_BIRTH"),
        ("the second of may nineteen ninety", "DATE_OF_BIRTH"),
        ("nineteen eighty nine", "DATE_OF_BIRTH"),
    ]


def test_a_question_that_shows_a_value_asks_for_another(turns_of: Make) -> None:
    turns = turns_of((A, "Is the house still 880 Larchmere?"), (V, "no"), (V, "8800"))
    shown = Span(start=19, end=32, entity="STREET_ADDRESS", score=0.9, source="model:x")
    assert [value for value, _ in found(turns, {0: [shown]})[2]] == ["8800"]
    assert found(turns)[2] == []


def test_a_street_that_was_seen_answers_for_an_address(turns_of: Make) -> None:
    said = "It goes to the shop now, that is 4 Quern Lane, Selby"
    turns = turns_of(
        (A, "Your address?"), (V, said), (A, "Noted, thanks a lot."), (V, "Marvellous.")
    )
    street = Span(start=33, end=45, entity="STREET_ADDRESS", score=0.9, source="model:x")
    assert found(turns, {1: [street]})[3] == []
    assert found(turns)[3] != []


def test_a_house_number_alone_answers_for_an_address(turns_of: Make) -> None:
    turns = turns_of((A, "And the address?"), (V, "77"), (V, "Cutlers Yard"))
    assert found(turns)[1] == [("77", "STREET_ADDRESS")]


def test_a_handle_is_found_in_a_sentence(turns_of: Make) -> None:
    turns = turns_of((A, "What's the gamertag?"), (V, "n1ghtp1p3r (with ones and a 3)"))
    assert found(turns)[1] == [("n1ghtp1p3r", "USERNAME")]


def test_a_question_waits_through_small_talk(turns_of: Make) -> None:
    turns = turns_of((A, "Order number?"), (V, "one sec"), (A, "Take your time"), (V, "33489175"))
    assert found(turns)[3] == [("33489175", "ORDER_ID")]


def test_a_question_does_not_wait_for_ever(turns_of: Make) -> None:
    turns = turns_of((A, "Order number?"), *[(V, "let me look")] * 5, (V, "33489175"))
    assert found(turns)[-1] == []


def test_what_is_asked_in_one_go_is_answered_bit_by_bit(turns_of: Make) -> None:
    asked = (A, "Name, phone, e-mail, date of birth.")
    name = [(V, "Oda"), (V, "Brinxholt"), (V, "020 7946 0958"), (V, "oda@mail.example")]
    chat = turns_of(asked, *name, (V, "feb 3"), (V, "1988, a monday"))
    assert found(chat)[6] == [("1988", "DATE_OF_BIRTH")]
    talk = [(V, "it broke"), (V, "last week"), (V, "i think"), (V, "or so")]
    assert found(turns_of(asked, *talk, (V, "1988, a monday")))[5] == []


def test_a_name_over_two_messages_is_found(turns_of: Make) -> None:
    turns = turns_of((A, "What's your name?"), (V, "chloe"), (V, "zhang"))
    assert found(turns)[1:] == [[("chloe", "PERSON")], [("zhang", "PERSON")]]


def test_an_agent_who_is_asked_answers_too(turns_of: Make) -> None:
    turns = turns_of((V, "what's your name?"), (A, "Jenny"))
    assert found(turns)[1] == [("Jenny", "PERSON")]


def test_an_agent_who_is_told_a_name_gives_none(turns_of: Make) -> None:
    asks = (V, "Could you see if they are in? The name's Roy.")
    turns = turns_of(asks, (A, "Yes. Varilo Kestrin in the frame."))
    assert found(turns)[1] == []


def test_a_yes_of_another_language_is_no_security_answer(turns_of: Make) -> None:
    asked = (A, "What was your first school?")
    assert found(turns_of(asked, (V, "isso. manda no correio")))[1] == []


def test_half_a_postcode_after_the_address_is_one(turns_of: Make) -> None:
    turns = turns_of((A, "Your address?"), (V, "Hafod Wen"), (V, "LL77"), (V, "2ZQ, by the chapel"))
    assert ("LL77", "POSTAL_CODE") in found(turns)[2]
    assert ("2ZQ", "POSTAL_CODE") in found(turns)[3]


@pytest.mark.parametrize("said", ["5pm", "2nd", "in 2024", "3 of them", "45 minutes"])
def test_other_short_answers_to_an_address_are_no_postcode(turns_of: Make, said: str) -> None:
    turns = turns_of((A, "Your address?"), (V, said))
    assert not [value for value, entity in found(turns)[1] if entity == "POSTAL_CODE"]


@pytest.mark.parametrize("asked", ["thank you. and meter reading?", "Which size and the colour?"])
def test_a_question_for_a_thing_ends_what_waits(turns_of: Make, asked: str) -> None:
    turns = turns_of((A, "Your full address and postcode?"), (V, "hm"), (A, asked), (V, "44718"))
    assert found(turns)[3] == []


def test_kin_before_an_own_name_is_no_name(turns_of: Make) -> None:
    turns = turns_of((A, "And your name?"), (V, "son, Emyr"))
    assert found(turns)[1] == [("Emyr", "PERSON")]


def test_an_error_code_is_no_username(turns_of: Make) -> None:
    turns = turns_of((A, "Whats your username?"), (V, "it says error 0x8004010F"))
    assert found(turns)[1] == []


def test_the_last_characters_are_of_what_was_asked(turns_of: Make) -> None:
    turns = turns_of((A, "The last three characters of your passport number?"), (V, "41D"))
    assert found(turns) == [[], [("41D", "ID_DOCUMENT")]]


def test_what_was_answered_is_answered_again_by_a_bare_value(turns_of: Make) -> None:
    said = (
        (A, "The PIN of the lock?"),
        (V, "pin 7751"),
        (A, "Job sheet made, that will be 40 euro."),
    )
    assert found(turns_of(*said, (V, "last year your man asked for 3500 only")))[3] == []
    assert found(turns_of(*said, (V, "sorry 7715")))[3] == [("7715", "SECRET")]
    assert found(turns_of(*said, (V, "7715")))[3] == [("7715", "SECRET")]


def test_lines_of_a_log_answer_no_question_for_a_password(turns_of: Make) -> None:
    log = "relay-1  | 2025/10/02 04:20:11 [emerg] bind() failed\nrelay-1  | 04:20:12 stopped"
    turns = turns_of((A, "Which password do you use?"), (V, log))
    assert [entity for _, entity in found(turns)[1]] == []
    turns = turns_of((A, "Which password do you use?"), (V, "relay-1"))
    assert found(turns)[1] == [("relay-1", "PASSWORD")]
