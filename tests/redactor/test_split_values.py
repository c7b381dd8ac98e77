from collections.abc import Callable

import pytest

from redactor.split_values import find_split
from redactor.turns import Turn

Make = Callable[..., list[Turn]]
A, V = "agent", "visitor"


def pieces(turns: list[Turn], detector: object) -> list[tuple[int, str, str]]:
    return [
        (index, turns[index].text[span.start : span.end], span.entity)
        for index, span in find_split(turns, detector)  # type: ignore[arg-type]
    ]


def test_a_card_in_four_messages_is_masked_in_each(turns_of: Make, cheap_detector: object) -> None:
    turns = turns_of(
        (A, "Card number please?"), (V, "4111"), (V, "then 1111"), (A, "ok"), (V, "1111 1111")
    )
    assert pieces(turns, cheap_detector) == [
        (1, "4111", "CREDIT_CARD"),
        (2, "1111", "CREDIT_CARD"),
        (4, "1111 1111", "CREDIT_CARD"),
    ]


def test_the_first_piece_may_say_what_it_is(turns_of: Make, cheap_detector: object) -> None:
    turns = turns_of((V, "card is 4111"), (V, "1111"), (V, "1111"), (V, "1111"))
    assert {piece[2] for piece in pieces(turns, cheap_detector)} == {"CREDIT_CARD"}


def test_all_pieces_mean_one_value(turns_of: Make, cheap_detector: object) -> None:
    turns = turns_of((A, "Phone number?"), (V, "555"), (V, "1234"))
    assert len({span.means for _, span in find_split(turns, cheap_detector)}) == 1  # type: ignore[arg-type]


def test_a_phone_nobody_asked_for_is_seen_by_its_shape(
    turns_of: Make, cheap_detector: object
) -> None:
    turns = turns_of((V, "2125"), (V, "550187"))
    assert [piece[1] for piece in pieces(turns, cheap_detector)] == ["2125", "550187"]


@pytest.mark.parametrize(
    ("left", "right"), [("sara.lee", "@mail.com"), ("it's sara.lee@", "mail.com")]
)
def test_an_email_in_two_messages_is_found(
    turns_of: Make, cheap_detector: object, left: str, right: str
) -> None:
    found = pieces(turns_of((V, left), (V, right)), cheap_detector)
    assert [entity for _, _, entity in found] == ["EMAIL_ADDRESS"] * 2


@pytest.mark.parametrize(
    "said",
    [
        [(V, "2"), (V, "3")],
        [(V, "I paid 4111"), (V, "in 1111 days")],
        [(V, "it is a Box 7590"), (A, "Which version is on it just now?"), (V, "7.57")],
        [(V, "order for 250"), (V, "thanks"), (V, "120 people")],
        [(V, "room B12"), (V, "2nd floor")],
        [(A, "Order number?"), (V, "OK"), (V, "I")],
        [(V, "2125"), (A, "And how many items did you order from us last week?"), (V, "550187")],
        [(V, "thanks"), (V, "@jenny are you there?")],
    ],
)
def test_numbers_that_belong_to_nothing_are_left(
    turns_of: Make, cheap_detector: object, said: list[tuple[str, str]]
) -> None:
    assert pieces(turns_of(*said), cheap_detector) == []


def test_a_birthday_in_bits_is_masked_in_each(turns_of: Make, cheap_detector: object) -> None:
    turns = turns_of((A, "And your date of birth?"), (V, "21st"), (V, "of March"), (V, "88"))
    assert pieces(turns, cheap_detector) == [
        (1, "21st", "DATE_OF_BIRTH"),
        (2, "of March", "DATE_OF_BIRTH"),
        (3, "88", "DATE_OF_BIRTH"),
    ]


def test_an_expiry_in_halves_is_masked_in_both(turns_of: Make, cheap_detector: object) -> None:
    turns = turns_of((A, "Valid until?"), (V, "03"), (V, "29"))
    assert pieces(turns, cheap_detector) == [(1, "03", "CREDIT_CARD"), (2, "29", "CREDIT_CARD")]


def test_a_pin_that_a_sentence_begins_is_masked(turns_of: Make, cheap_detector: object) -> None:
    turns = turns_of((V, "can I keep my PIN? It was 31"), (V, "58"))
    assert pieces(turns, cheap_detector) == [(0, "31", "SECRET"), (1, "58", "SECRET")]


def test_a_month_alone_is_no_piece_of_anything(turns_of: Make, cheap_detector: object) -> None:
    turns = turns_of((A, "When will you move?"), (V, "March"), (V, "the 2nd"))
    assert pieces(turns, cheap_detector) == []


def test_a_count_that_ends_a_sentence_begins_nothing(
    turns_of: Make, cheap_detector: object
) -> None:
    turns = turns_of((V, "the number of chairs is 12"), (V, "and 4 tables"))
    assert pieces(turns, cheap_detector) == []


def test_letters_alone_go_with_the_number_that_was_asked_for(
    turns_of: Make, cheap_detector: object
) -> None:
    turns = turns_of((A, "What's your ref?"), (V, "RMV"), (V, "2208"), (V, "K"))
    assert [piece[1] for piece in pieces(turns, cheap_detector)] == ["RMV", "2208", "K"]


def test_a_word_between_two_pieces_breaks_no_value(turns_of: Make, cheap_detector: object) -> None:
    turns = turns_of((A, "Order number?"), (V, "GEM-"), (V, "sorry glasses"), (V, "00417-B"))
    assert [piece[1] for piece in pieces(turns, cheap_detector)] == ["GEM-", "00417-B"]


def test_a_number_may_begin_at_the_end_of_a_sentence(
    turns_of: Make, cheap_detector: object
) -> None:
    turns = turns_of((V, "no, text me. 0491"), (V, "570 156"))
    assert [piece[1] for piece in pieces(turns, cheap_detector)] == ["0491", "570 156"]


def test_the_halves_of_a_postcode_are_one(turns_of: Make, cheap_detector: object) -> None:
    turns = turns_of((V, "up in SA99"), (V, "1ZZ, next to the chapel"))
    assert pieces(turns, cheap_detector) == [(0, "SA99", "POSTAL_CODE"), (1, "1ZZ", "POSTAL_CODE")]


@pytest.mark.parametrize(
    "last", ["41 thats it", "41, one word", "41 - das wars", "41 c'est tout", "41, todo junto"]
)
def test_an_aside_behind_the_last_piece_breaks_no_value(
    turns_of: Make, cheap_detector: object, last: str
) -> None:
    turns = turns_of((A, "Your phone number?"), (V, "0161 496"), (V, "0 2"), (V, last))
    assert [piece for _, piece, _ in pieces(turns, cheap_detector)] == ["0161 496", "0 2", "41"]


def test_a_last_letter_may_be_explained(turns_of: Make, cheap_detector: object) -> None:
    turns = turns_of((A, "NI number?"), (V, "QQ"), (V, "304050"), (V, "D for dog"))
    assert [piece for _, piece, _ in pieces(turns, cheap_detector)] == ["QQ", "304050", "D"]


@pytest.mark.parametrize("said", ["espera", "hang on its torn", "sorry the cat", "warte mal"])
def test_who_says_wait_goes_on_after_it(turns_of: Make, cheap_detector: object, said: str) -> None:
    turns = turns_of((A, "Ticket reference?"), (V, "KTX"), (V, said), (V, "77"), (V, "QF3"))
    assert [piece for _, piece, _ in pieces(turns, cheap_detector)] == ["KTX", "77", "QF3"]


def test_the_halves_of_a_plate_are_one(turns_of: Make, cheap_detector: object) -> None:
    turns = turns_of((A, "What's the reg?"), (V, "BD07"), (V, "kzr"))
    assert [piece for _, piece, _ in pieces(turns, cheap_detector)] == ["BD07", "kzr"]


def test_what_a_number_begins_and_ends_with_is_a_piece(
    turns_of: Make, cheap_detector: object
) -> None:
    turns = turns_of(
        (A, "Your plan number?"),
        (V, "It begins RN-4"),
        (V, "and then 70 11"),
        (V, "and it ends with C."),
    )
    assert [piece for _, piece, _ in pieces(turns, cheap_detector)] == ["RN-4", "70 11", "C"]


@pytest.mark.parametrize("sign", ["at", "@", "arroba", "AT", "chiocciola"])
def test_the_sign_of_a_mail_may_stand_alone(
    turns_of: Make, cheap_detector: object, sign: str
) -> None:
    turns = turns_of((V, "it is ursel.brandt"), (V, sign), (V, "mail dot example"))
    assert [piece for _, piece, _ in pieces(turns, cheap_detector)] == [
        "ursel.brandt",
        sign,
        "mail dot example",
    ]


@pytest.mark.parametrize(
    "said",
    [
        ("meet me", "at", "the shop"),
        ("my reg", "is here", "soon"),
        ("i have 2", "wait", "what"),
        ("no", "thats it", "bye"),
    ],
)
def test_small_words_in_a_row_are_no_pieces(
    turns_of: Make, cheap_detector: object, said: tuple[str, ...]
) -> None:
    turns = turns_of((A, "Your phone number?"), *((V, each) for each in said))
    assert pieces(turns, cheap_detector) == []
