import pytest

from redactor.recognizers.credentials import CredentialsRecognizer

HITS = [
    ("auth fail, psk=Mol4r-Mond4y", "Mol4r-Mond4y"),
    ("wifi_key: Gr4nite-77", "Gr4nite-77"),
    ("u: sara99 p: dolphin77", "dolphin77"),
    ('{"password":"hunter2"}', "hunter2"),
    ('"pwd": "letmein"', "letmein"),
    ("DB_PASSWORD=letmein99", "letmein99"),
    ("spring.datasource.password=letmein99", "letmein99"),
    ("Server=db.example;Uid=sara;Pwd=hunter2;", "hunter2"),
    ("AccountName=x;AccountKey=abcdef123456/abcdef==;", "abcdef123456/abcdef=="),
    ("curl -u admin:Sommer2024 https://api.example", "admin:Sommer2024"),
    ("curl --user 'admin:Sommer2024' https://api.example", "admin:Sommer2024"),
    ("mysql -u root -phunter2 shop", "hunter2"),
    ("sara@mail.example / hunter2!", "hunter2!"),
    ("sara@mail.example:hunter2", "hunter2"),
    ("user/pass: sara / hunter2", "hunter2"),
    ("email and password is sara@mail.example and hunter2", "hunter2"),
]

NEAR_MISSES = [
    "TTY=pts/2 ; PWD=/home/ines/src ; USER=root",
    "14;Theo;theo@example.com;vegan;6",
    "a@example.com;table9;none;6",
    "psk=short",
    "https://x.example/account/sara@mail.example/edit-1",
    '{"password":null}',
    '{"password":"required"}',
    "the password = field",
    "sara@mail.example / tel 555",
    "sara@mail.example:8080",
    "sara@mail.example | www.shop1.example",
    "mysql -u root -p shop",
    "tar -u archive:2",
    "bypass: see page 2",
    "user and password are wrong",
]


@pytest.fixture(scope="module")
def recognizer():
    return CredentialsRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
