import pytest

from redactor.recognizers.password_in_passing import PasswordInPassingRecognizer

HITS = [
    ("her temporary one is with you only, read it to her: Slate7-Otter", "Slate7-Otter"),
    ("a new password was made, tell nobody: Otter7!slate", "Otter7!slate"),
    ("das neue, temporäre Passwort, nur für Sie: Otter-Slate-31", "Otter-Slate-31"),
    ("i keep typing Dolphin77 and it says wrong password", "Dolphin77"),
    ("use Dolphin77! as the password", "Dolphin77!"),
    ("i use rex2011 for everything", "rex2011"),
    ("I always use rex2011", "rex2011"),
    ("i use rex2011 everywhere", "rex2011"),
    ("it was Bluebird!92 before", "Bluebird!92"),
    ("my password, it was Bluebird!92 before", "Bluebird!92"),
    ("same password as always, rex2011", "rex2011"),
    ("pass is hunter2 all lower", "hunter2"),
    ("pass hunter2", "hunter2"),
    ("reset it to Summer2024! yesterday", "Summer2024!"),
    ("cant log in, i tried rex2011 and rex2012", "rex2012"),
    ("the wifi is bluebird92", "bluebird92"),
    ("wifi: bluebird92", "bluebird92"),
    ("WPA2 key Bluebird92", "Bluebird92"),
    ("dann Blume$44", "Blume$44"),
]

NEAR_MISSES = [
    "a new one is on its way: tomorrow",
    "the new code of conduct: section4",
    "cannot log in, error E4412",
    "i always use 1password",
    "I use lastpass for everything",
    "i use chrome for everything",
    "i use windows11 for everything",
    "i use office365 everywhere",
    "i always use iphone14",
    "I tried version12 and it failed",
    "boarding pass 12A45",
    "bus pass is 40euros now",
    "changed it to 2pm",
    "set it to 1920x1080",
    "updated to iOS17",
    "wifi 6",
    "the wifi is AX3000",
    "wifi is 50mbps",
    "it was US$120 before",
    "the password page on my iphone14",
    "password expires, see step12",
    "login works, i used Chrome120",
]


@pytest.fixture(scope="module")
def recognizer():
    return PasswordInPassingRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
