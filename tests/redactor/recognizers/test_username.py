import pytest

from redactor.recognizers.username import UsernameRecognizer

HITS = [
    ("in game shes Bramble, in real life Ines", "Bramble"),
    ("ingame name: Turnip_King", "Turnip_King"),
    ("on discord he is OrlaPlays", "OrlaPlays"),
    ("he goes by Dr.Pepperoni", "Dr.Pepperoni"),
    ("streams as night_heron", "night_heron"),
    ("an account called shop-backup2", "shop-backup2"),
    ("our wifi is called FamilyOkafor", "FamilyOkafor"),
    ("das WLAN heißt FamilieKoster", "FamilieKoster"),
    ("see /home/ines_dev/src/a.py", "ines_dev"),
    ("/Users/ines.okafor/Desktop/b.txt", "ines.okafor"),
    ("C:\\Users\\iokafor\\AppData\\x", "iokafor"),
    ("sshd[1]: Failed password for iokafor from 192.0.2.1", "iokafor"),
    ("sshd[1]: Accepted publickey for iokafor from 192.0.2.1", "iokafor"),
    ("Last login: iokafor on ttys001", "iokafor"),
    ("sudo: iokafor : TTY=pts/2", "iokafor"),
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
    "in game currency is gone",
    "in game she is winning",
    "everything goes by e-mail",
    "time goes by",
    "an account called me yesterday",
    "the network is called guest",
    "the network is slow",
    "/home/runner/work/x",
    "/Users/Shared/x",
    "C:\\Users\\Public\\x",
    "/var/lib/home/x",
    "Failed password for root from 192.0.2.1",
    "Invalid user oracle from 192.0.2.1",
    "it plays as expected",
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
