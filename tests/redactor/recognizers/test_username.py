import pytest

from redactor.recognizers.username import UsernameRecognizer

HITS = [
    ("line id: saralee", "saralee"),
    ("my signal is sara_99", "sara_99"),
    ("my discord's sara_99", "sara_99"),
    ("add me on snap sara_99x", "sara_99x"),
    ("u/sara_99", "sara_99"),
    ("ign DragonSara", "DragonSara"),
    ("Anmeldename: sara99", "sara99"),
    ('{"user": "saralee"}', "saralee"),
    ("user_name: slee4", "slee4"),
    ("usuário: slee4", "slee4"),
    ("nome de utilizador: slee4", "slee4"),
    ("gebruikersnaam: slee4", "slee4"),
    ("mein Benutzername lautet saralee", "saralee"),
    ("mon identifiant c'est slee4", "slee4"),
    ("logged in as saralee", "saralee"),
    ("login sara pw hunter2", "sara"),
    ("Server=db.example;Uid=sara;Pwd=x", "sara"),
    ("skype: live:sara.lee", "live:sara.lee"),
    ("my username is jdoe77", "jdoe77"),
    ("login: jdoe", "jdoe"),
    ("follow @sara_lee there", "@sara_lee"),
    ("user id 77812", "77812"),
    ("userid: 4481", "4481"),
    ("logged in as jdoe_77", "jdoe_77"),
    ("insta: sara.lee", "sara.lee"),
    ("my discord is foo#1234", "foo#1234"),
    ("my username is sara", "sara"),
]

NEAR_MISSES = [
    "moved to @harbor/charts in 3.1",
    "the line is 0800 000 0000",
    "one line: refund approved",
    "signal: weak",
    "postgres://[LINK_1]@db.example:5432",
    "the handle is loose",
    "user: anonymous please",
    "line is busy",
    "on line 12",
    "the user is logged out",
    "steam is updating",
    "discord is great",
    "Benutzername ist falsch",
    "Benutzername oder Passwort falsch",
    "mi usuario no funciona",
    "logged in as admin",
    "I handle e-transfers",
    "login is not working",
    "mail a@b.com",
    "meet @ 5pm",
    "signed in as admin",
    "user guide",
    "username or password",
    "line 5 error",
    "my username isn't working",
    "the user is getting errors",
]


@pytest.fixture(scope="module")
def recognizer():
    return UsernameRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
