"""A few whole chats with the packaged model; the model's own figures are in the evaluation."""

from collections.abc import Callable

import pytest

from redactor import Identity, Redactor, Session

Make = Callable[..., Session]
Show = Callable[[Redactor, Session], list[str]]
A, V = "agent", "visitor"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor()


def test_a_support_chat_from_end_to_end(redactor: Redactor, session_of: Make, shown: Show) -> None:
    session = session_of(
        (A, "Hello! My name is Priya, how may I help you today?"),
        (V, "hey priya, i need to change the address on my account"),
        (A, "Sure thing. Could you confirm the name on the account?"),
        (V, "chloe zhang"),
        (A, "Thanks Chloe! What is your order number?"),
        (V, "3348917502"),
        (A, "And a phone number?"),
        (V, "oh seven nine double one one two three four five six"),
        (A, "Great. Is zhang the surname on the card too?"),
        (V, "yes. chloe dot z at gmail dot com if you need it"),
    )
    assert shown(redactor, session) == [
        "Hello! My name is [AGENT_1], how may I help you today?",
        "hey [AGENT_1], i need to change the address on my account",
        "Sure thing. Could you confirm the name on the account?",
        "[PERSON_1]",
        "Thanks [PERSON_1]! What is your order number?",
        "[ORDER_1]",
        "And a phone number?",
        "[PHONE_1]",
        "Great. Is [PERSON_1] the surname on the card too?",
        "yes. [EMAIL_1] if you need it",
    ]


def test_what_a_reviewer_needs_is_kept(redactor: Redactor, session_of: Make, shown: Show) -> None:
    texts = [
        "The parcel was due on 3 May and it will be late again",
        "please mark it as paid and check my bill, I hope to hear from you",
        "Do you ship to Canada? I waited 45 minutes",
    ]
    session = session_of(*[(V, text) for text in texts])
    assert shown(redactor, session) == texts


def test_strict_keeps_less(session_of: Make, shown: Show) -> None:
    session = session_of((V, "it was due on 3 May 2026"))
    assert "May" not in shown(Redactor(policy="strict"), session)[0]


def test_the_documented_example(redactor: Redactor, session_of: Make, shown: Show) -> None:
    identity = Identity(
        name="Sara Lee",
        email="sl@mail.example",
        phone="+1 212 555 0187",
        company="Lee Ltd",
        custom={"plan": "pro"},
    )
    session = session_of(
        (A, "Your full name?"), (V, "sara lee, on the pro plan"), identity=identity
    )
    assert shown(redactor, session) == ["Your full name?", "[PERSON_1], on the pro plan"]


def test_makers_stay_readable_and_who_is_called_like_one_is_masked(
    redactor: Redactor, session_of: Make, shown: Show
) -> None:
    said = "are the michael kors boots back? and Tommy Hilfiger tees"
    assert shown(redactor, session_of((V, said))) == [said]
    named = session_of((V, "hi kate spade here"), identity=Identity(name="Kate Spade"))
    assert shown(redactor, named) == ["hi [PERSON_1] here"]
    introduced = session_of((A, "Your full name?"), (V, "tom ford"), (A, "Thanks Tom Ford"))
    assert shown(redactor, introduced)[1:] == ["[PERSON_1]", "Thanks [PERSON_1]"]
