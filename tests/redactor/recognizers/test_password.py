import pytest

from redactor.recognizers.password import PasswordRecognizer

HITS = [
    ("please reset the password to banana", "banana"),
    ("I changed my password to kestrel", "kestrel"),
    ("the password to hunter2", "hunter2"),
    ("contraseña temporal Delfin77", "Delfin77"),
    ("Mot de passe provisoire : Dauphin77!", "Dauphin77!"),
    ("reset my password back to Dolphin77", "Dolphin77"),
    ("la contraseña era Sol2024!", "Sol2024!"),
    ("mi clave es sol2024", "sol2024"),
    ("mon mot de passe c'est soleil99", "soleil99"),
    ("das Passwort lautet sonne99", "sonne99"),
    ("ww: zon99", "zon99"),
    ("minha senha é sol99", "sol99"),
    ("a palavra-passe é sol99", "sol99"),
    ("la password è sole99", "sole99"),
    ("passphrase is blue bird sings", "blue bird sings"),
    ("password is hunter2!", "hunter2!"),
    ("pw: hunter2!", "hunter2!"),
    ("my pass hunter2", "hunter2"),
    ("my password for the site is qwerty123.", "qwerty123"),
    ("password is sunshine", "sunshine"),
    ('password: "correct horse battery"', "correct horse battery"),
    ("password - hunter2", "hunter2"),
    ("I changed my password to Winter22", "Winter22"),
    ("login: jdoe / Secret99!", "Secret99!"),
    ("Passwort ist geheim99", "geheim99"),
    ("pwd=abc", "abc"),
]

NEAR_MISSES = [
    "PWD=/home/ines/src",
    "pwd: ~/work/a",
    "pwd: C:\\work\\a",
    "he needs the password to open it",
    "is there a password to download",
    'your password hint is "first boat"',
    "the password policy: 12 characters",
    "mijn wachtwoord is niet goed",
    "la password è sbagliata",
    "minha senha não funciona",
    "mein Passwort ist falsch",
    "mot de passe oublié",
    "la clave es la paciencia",
    "first password is his birthday",
    "my password is wrong",
    "the password is not working",
    "password reset",
    "forgot my password please",
    "my password expired",
    "passport number is X12",
    "what is the password?",
    "password protected",
    "the new password should be at least 8 characters",
    "my password isn't working",
    "boarding pass 12A",
    "my password is still the same.",
    "Your password has been sent to bob@x.example",
]


@pytest.fixture(scope="module")
def recognizer():
    return PasswordRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
