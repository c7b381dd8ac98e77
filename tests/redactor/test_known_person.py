"""Who is told in the identity, or found anywhere in a chat, is sought everywhere in it."""

from collections.abc import Callable

import pytest

from redactor import Identity, Message, Redactor, Role, Session
from redactor.clues import Clue
from redactor.identity_values import add_host_of
from redactor.known_numbers import KnownNumbers
from redactor.known_person import know
from redactor.known_values import KnownValues
from redactor.spans import Span
from redactor.turns import Turn

Make = Callable[..., Session]
Show = Callable[[Redactor, Session], list[str]]
SARA = Identity(
    name="Sara Lee",
    email="sl_92@lee-widgets.example",
    phone="+1 (212) 555-0187",
    company="Lee Widgets Ltd",
    username="sarabird",
    location="Leeds, UK",
    ip="192.0.2.44",
    custom={"plan": "pro", "customer_id": "C-99X81", "favourite": "blue", "account_name": "Sal"},
)


@pytest.mark.parametrize(
    ("mail", "said", "left"),
    [
        ("ingrid.ek@mail.example", "Thanks Ingrid.", "Thanks [PERSON_1]."),
        ("ek_ximena88@mail.example", "Sorted Ximena", "Sorted [PERSON_1]"),
        ("lotte-v@mail.example", "lotte your case", "[PERSON_1] your case"),
        ("help.lamp@mail.example", "the Lamp works", "the Lamp works"),
        ("info@mail.example", "Info follows", "Info follows"),
        ("grace.ek@mail.example", "a grace period", "a grace period"),
    ],
)
def test_a_forename_in_the_visitors_mail_is_known(
    cheap: Redactor, mail: str, said: str, left: str
) -> None:
    messages = (Message(text=f"it is {mail}"), Message(text=said, role=Role.AGENT))
    session = Session(id="s", messages=messages)
    assert cheap.redact(session).messages[1].text == left


def masked(redactor: Redactor, identity: Identity, text: str) -> str:
    session = Session(id="s", messages=(Message(text=text),), identity=identity)
    return redactor.redact(session).messages[0].text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("sara", "[PERSON_1]"),
        ("it is for SARA LEE ok", "it is for [PERSON_1] ok"),
        ("Lee, Sara", "[PERSON_1]"),
        ("sára's parcel", "[PERSON_1]'s parcel"),
        ("signed S.L.", "signed [PERSON_1]"),
        ("S. Lee or Sara L.", "[PERSON_1] or [PERSON_1]"),
        ("saralee", "[PERSON_1]"),
        ("sara.lee", "[PERSON_1]"),
        ("sara_lee92", "[PERSON_1]"),
        ("s\u200bа\u200brа", "[PERSON_1]"),
        ("call 2125550187", "call [PHONE_1]"),
        ("call 555 01 87", "call [PHONE_1]"),
        ("call 001 212 555 0187", "call [PHONE_1]"),
        ("five five five zero one eight seven", "[PHONE_1]"),
        ("SL_92@LEE-WIDGETS.EXAMPLE", "[EMAIL_1]"),
        ("my login is sl_92", "my login is [EMAIL_1]"),
        ("I run lee-widgets.example", "I run [LINK_1]"),
        ("we at lee widgets", "we at [COMPANY_1]"),
        ("Lee Widgets Ltd.", "[COMPANY_1]"),
        ("user Sarabird", "user [USERNAME_1]"),
        ("here in leeds, UK", "here in [PLACE_1]"),
        ("from 192.0.2.44", "from [IP_1]"),
        ("number C-99X81", "number [ACCOUNT_1]"),
        ("ask for sal", "ask for [PERSON_1]"),
    ],
)
def test_everything_in_the_identity_is_found_however_written(
    cheap: Redactor, text: str, left: str
) -> None:
    assert masked(cheap, SARA, text) == left


@pytest.mark.parametrize(
    "text",
    [
        "the pro plan in blue",
        "please tell us about it",
        "I will see",
        "leave it at that",
        "call me in 55 minutes",
        "version 192.0",
        "a sarcastic leech",
    ],
)
def test_what_only_looks_alike_is_left(cheap: Redactor, text: str) -> None:
    assert masked(cheap, SARA, text) == text


@pytest.mark.parametrize("slip", ["Petrva", "petrovva", "Pertova", "petrova", "Petrowa"])
def test_one_slip_in_a_long_name_is_forgiven(cheap: Redactor, slip: str) -> None:
    assert masked(cheap, Identity(name="Olga Petrova"), f"mrs {slip} here") == "mrs [PERSON_1] here"


@pytest.mark.parametrize("word", ["turned", "turning", "turns", "burner"])
def test_a_word_that_is_one_slip_from_a_name_is_left(cheap: Redactor, word: str) -> None:
    assert masked(cheap, Identity(name="Ann Turner"), f"it {word} out") == f"it {word} out"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Will Smith", "I spoke to Will yesterday"),
        ("Will Smith", "hi will"),
        ("Will Smith", "thanks Will"),
        ("Will Smith", "this is will"),
        ("Will Smith", "will smith"),
        ("Mark Ray", "ask Mark about it"),
        ("Grace Hill", "Grace, can you look?"),
        ("April May", "I asked April about it"),
        ("Rose Page", "my colleague Rose has it"),
        ("Hope Chase", "- Hope"),
        ("May Wood", "may is my sister"),
    ],
)
def test_a_name_that_is_a_word_is_masked_where_it_is_a_name(
    cheap: Redactor, name: str, text: str
) -> None:
    shown = masked(cheap, Identity(name=name), text)
    assert "[PERSON_1]" in shown
    assert not set(name.lower().split()) & set(shown.lower().split())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Will Smith", "it will arrive"),
        ("Will Smith", "Will it arrive?"),
        ("Will Smith", "thanks, will do"),
        ("Mark Ray", "mark it as read"),
        ("Grace Hill", "is there a grace period?"),
        ("April May", "it came in April, and I may return it"),
        ("Rose Page", "the page about the rose is broken"),
        ("Hope Chase", "I hope to chase it"),
        ("Bill Price", "the bill has the wrong price"),
    ],
)
def test_a_name_that_is_a_word_is_left_where_it_is_a_word(
    cheap: Redactor, name: str, text: str
) -> None:
    assert masked(cheap, Identity(name=name), text) == text


def test_who_is_found_anywhere_is_sought_everywhere(
    cheap: Redactor, session_of: Make, shown: Show
) -> None:
    session = session_of(
        ("visitor", "tell tom"), ("agent", "Who is that?"), ("visitor", "Tom Lee, my boss")
    )
    assert shown(cheap, session) == ["tell [PERSON_1]", "Who is that?", "[PERSON_1], my boss"]


def test_a_small_word_inside_a_name_is_not_sought(
    cheap: Redactor, session_of: Make, shown: Show
) -> None:
    session = session_of(
        ("visitor", "I'm María del Mar Etxano"), ("agent", "antes del lunes, señora Etxano")
    )
    assert shown(cheap, session)[1] == "antes del lunes, señora [PERSON_1]"


def test_the_name_of_a_desk_is_not_sought(cheap: Redactor, session_of: Make, shown: Show) -> None:
    session = session_of(
        ("visitor", "treasurer@weirclub.example, or jonquilla@weirclub.example"),
        ("visitor", "invoice the treasurer, not jonquilla"),
    )
    assert shown(cheap, session)[1] == "invoice the treasurer, not [EMAIL_2]"


@pytest.mark.parametrize(
    ("mail", "theirs", "sought"),
    [
        ("jo@quernwind.example", "", True),
        ("jo@quernwind.example", "write to help@quernwind.example", False),
        ("jo@mail.example", "", False),
        ("jo@yahoo.com", "", False),
        ("jo at quernwind.example", "", False),
    ],
)
def test_the_host_of_a_visitors_own_mail_is_sought(mail: str, theirs: str, *, sought: bool) -> None:
    values = KnownValues()
    add_host_of(values, mail, "known:value", theirs)
    turn = Turn.of(0, Message(text="see https://id.quernwind.example/in or www.mail.example"))
    assert [turn.text[each.start : each.end] for each in values.find(turn)] == (
        ["quernwind.example"] if sought else []
    )


def test_a_value_found_once_is_found_again_without_its_context(
    cheap: Redactor, session_of: Make, shown: Show
) -> None:
    session = session_of(
        ("visitor", "I mean ab 33489"),
        ("agent", "What is your order number?"),
        ("visitor", "AB-33489"),
    )
    assert shown(cheap, session)[0] == "I mean [ORDER_1]"


def test_agents_are_labelled_as_agents(cheap: Redactor, session_of: Make, shown: Show) -> None:
    session = session_of(
        ("agent", "Hi, I'm Jenny Smith"),
        ("visitor", "thanks jenny, I'm Sara"),
        agents=(Identity(name="Jenny Smith"),),
    )
    assert shown(cheap, session) == ["Hi, I'm [AGENT_1]", "thanks [AGENT_1], I'm [PERSON_1]"]


def test_an_agent_who_only_introduces_themself_is_an_agent(
    cheap: Redactor, session_of: Make, shown: Show
) -> None:
    session = session_of(("agent", "Hi, my name is Jenny"), ("visitor", "ok jenny"))
    assert shown(cheap, session) == ["Hi, my name is [AGENT_1]", "ok [AGENT_1]"]


def test_a_speaker_is_masked_and_known(cheap: Redactor) -> None:
    session = Session(
        id="s",
        messages=(
            Message(text="hello", role=Role.AGENT, speaker="Ben Kova"),
            Message(text="hi ben", speaker="Visitor 8812"),
            Message(text="hi", role=Role.BOT, speaker="Support Bot"),
        ),
    )
    messages = cheap.redact(session).messages
    assert [message.speaker for message in messages] == ["[AGENT_1]", "", ""]
    assert messages[1].text == "hi [AGENT_1]"


def test_two_with_one_surname_are_two(cheap: Redactor, session_of: Make, shown: Show) -> None:
    session = session_of(("visitor", "I'm Sara Lee"), ("visitor", "Tom Lee too, and tom's dog"))
    assert shown(cheap, session) == [
        "I'm [PERSON_1]",
        "[PERSON_2] too, and [PERSON_2]'s dog",
    ]


def test_the_end_of_a_known_number_is_masked_where_it_is_said_to_be_one(
    cheap: Redactor, session_of: Make, shown: Show
) -> None:
    session = session_of(("visitor", "2125550187"), ("agent", "the one ending in 0187? on 0187"))
    assert shown(cheap, session)[1] == "the one ending in [PHONE_1]? on [PHONE_1]"


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("refunded to 0187", "refunded to [PHONE_1]"),
        ("that is $0187", "that is $0187"),
        ("0187 points", "0187 points"),
        ("in 2125 days", "in 2125 days"),
    ],
)
def test_a_known_number_is_found_by_its_end(cheap: Redactor, said: str, left: str) -> None:
    assert masked(cheap, Identity(phone="2125550187"), said) == left


@pytest.mark.parametrize("said", ["0187-555-212", "7810555212", "212.5550187"])
def test_a_known_number_is_found_turned_round(said: str) -> None:
    known = KnownNumbers()
    known.add("2125550187", Clue(entity="PHONE_NUMBER", means="phone", source="identity:phone"))
    assert [(span.start, span.end) for span in known.find(said)] == [(0, len(said))]
    assert list(known.find("2155550187")) == []


WILL = Identity(name="William Page", email="w@pagecraft.example")


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("hi bill", "hi [PERSON_1]"),
        ("billy here", "[PERSON_1] here"),
        ("Liam said so", "[PERSON_1] said so"),
        ("pay the bill, Bill", "pay the bill, [PERSON_1]"),
        ("ask for Page", "ask for [PERSON_1]"),
        ("mailliw", "[PERSON_1]"),
        ("Will's parcel", "[PERSON_1]'s parcel"),
        ("we at Page Craft", "we at [COMPANY_1]"),
        ("PageCraft Ltd sent it", "[COMPANY_1] sent it"),
    ],
)
def test_nicknames_and_the_company_of_an_email_are_sought(
    cheap: Redactor, said: str, left: str
) -> None:
    assert masked(cheap, WILL, said) == left


@pytest.mark.parametrize(
    "said",
    [
        "the bill is wrong",
        "will you send the page?",
        "Will the page load?",
        "page 3",
        "my will is with the bill page",
        "Bill me later",
        "we craft a page",
    ],
)
def test_a_visitor_called_will_page_masks_no_ordinary_words(cheap: Redactor, said: str) -> None:
    assert masked(cheap, WILL, said) == said


def test_a_name_beside_the_same_word_is_only_the_name(cheap: Redactor) -> None:
    said = masked(cheap, Identity(name="May"), "my colleague May may know")
    assert said == "my colleague [PERSON_1] may know"


def test_a_handle_with_a_known_name_in_it_is_masked_whole(cheap: Redactor) -> None:
    assert masked(cheap, SARA, "id sara_with_z") == "id [PERSON_1]"


def test_a_username_is_sought_in_parts(cheap: Redactor) -> None:
    known = Identity(username="ksorensen-dev")
    assert masked(cheap, known, r"C:\Users\ksorensen\dev") == r"C:\Users\[USERNAME_1]\dev"


def test_the_digits_of_a_found_reference_are_sought(
    cheap: Redactor, session_of: Make, shown: Show
) -> None:
    session = session_of(
        ("agent", "Order number?"), ("visitor", "AB-339912"), ("agent", "339912 or ab 339912?")
    )
    assert shown(cheap, session)[2] == "[ORDER_1] or [ORDER_1]?"


def test_the_agents_own_company_is_no_visitors(
    cheap: Redactor, session_of: Make, shown: Show
) -> None:
    session = session_of(
        ("visitor", "I wrote to tom@tollgate.example"),
        ("agent", "Write to support@tollgate.example, we at Tollgate answer"),
    )
    assert "Tollgate answer" in shown(cheap, session)[1]


def test_one_strange_word_a_model_calls_a_name_is_not_sought_in_lower_case(
    turns_of: Callable[..., list[Turn]],
) -> None:
    turns = turns_of(("visitor", "Jag har ett kort"), ("visitor", "kortet som jag har"))
    guess = Span(start=0, end=3, entity="PERSON", score=0.7, source="model:x")
    people = know(Session(id="s", messages=()), turns, {0: [guess], 1: []})
    assert people.values.find(turns[1]) == []


def test_a_sentence_taken_for_a_name_is_not_sought_word_by_word(
    turns_of: Callable[..., list[Turn]],
) -> None:
    text = "Zorb Kamt Vlim Drusk Pelm Ostra Fenk Gruil Haspe"
    turns = turns_of(("agent", text), ("visitor", "Kamt!"))
    name = Span(start=0, end=len(text), entity="PERSON", score=0.76, source="model:x")
    people = know(Session(id="s", messages=()), turns, {0: [name], 1: []})
    assert people.values.find(turns[1]) == []
