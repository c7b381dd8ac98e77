import pytest

from redactor.conversation import Message, Role
from redactor.turns import Turn
from redactor.vendors import find_vendors


def vendors(text: str, role: Role = Role.AGENT) -> frozenset[str]:
    return find_vendors([Turn.of(0, Message(text=text, role=role))])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Welcome to Quillo audio support!", {"quillo"}),
        ("Thank you for contacting Barrow Gate Tickets.", {"barrow", "gate", "tickets"}),
        ("thanks for choosing the Mirelle, how can I help?", {"mirelle"}),
        ("May I have the e-mail used with Tasko?", {"tasko"}),
        ("Willkommen bei Varnholt, was darf es sein?", {"varnholt"}),
        ("Bienvenue chez Orlane", {"orlane"}),
        ("Gracias por contactar con Velmar", {"velmar"}),
        ("Merci d'avoir contacté Orlane", {"orlane"}),
        ("Bem-vindo à Quorum Telecom", {"quorum", "telecom"}),
    ],
)
def test_the_company_says_what_it_is_called(text: str, words: set[str]) -> None:
    assert vendors(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Welcome back, Quillo!",
        "Thank you for calling Ingeborg, she was glad",
        "welcome to the chat",
        "Thanks for your patience, Doan",
    ],
)
def test_people_are_no_vendors(text: str) -> None:
    assert not vendors(text)


def test_a_visitor_names_no_vendor() -> None:
    assert not vendors("welcome to Quillo, said the sign", Role.VISITOR)
