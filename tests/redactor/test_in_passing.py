import pytest

from redactor.in_passing import find_in_passing


def names(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in find_in_passing(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("he only ever said raj", "raj"),
        ("everyone calls him Tosh", "Tosh"),
        ("tell them Odile they spell it wrong", "Odile"),
        ("todos la llaman Chelo", "Chelo"),
        ("alle nennen ihn Wim", "Wim"),
        ("his name's literally wolf", "wolf"),
        ("her name is actually fern, like the plant", "fern"),
        ("the umbrella of T. Hrubý", "T. Hrubý"),
        ("payment from K. J. Asare-Boadu", "K. J. Asare-Boadu"),
        ("and will says it never came", "will"),
        ("Hope rang twice", "Hope"),
        ("Grace will need the list", "Grace"),
        ("we sent Will to fetch it", "Will"),
        ("I spoke with Penny about it", "Penny"),
        ("ok joy thanks", "joy"),
        ("thanks mark cheers", "mark"),
        ("please do ask Will Osei in accounts", "Will Osei"),
    ],
)
def test_a_name_in_passing_is_found(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "the bill says 30 euro",
        "my bill said so",
        "his name is missing",
        "her name is misspelled on it",
        "their name was wrong",
        "I hope you reckon with it",
        "will you send it, will it work",
        "I will ask about it",
        "tell them i said no",
        "tell her now",
        "we call her tomorrow",
        "Vitamin B. Complex",
        "E. coli in the water",
        "the rose lives in a pot",
        "thanks again cheers",
        "Summer said goodbye with rain",
        "sent will to solicitor",
        "WILL POWER IN SPORT",
        "op het label staat 118 zonder B. Wie heeft het",
    ],
)
def test_what_only_looks_so_is_no_name(text: str) -> None:
    assert not names(text)
