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
        ("our lad mason said so", "mason"),
        ("Grace will need the list", "Grace"),
        ("we sent Will to fetch it", "Will"),
        ("I spoke with Penny about it", "Penny"),
        ("ok joy thanks", "joy"),
        ("thanks mark cheers", "mark"),
        ("please do ask Will Osei in accounts", "Will Osei"),
        ("well. june is my wifes name btw", "june"),
        ("yes frost is my real surname", "frost"),
        ("summer is his first name", "summer"),
        ("first name like hope, you know", "hope"),
        ("surname spelt like the rose", "rose"),
        ("name on the booking is river stone thanks", "river stone"),
        ('the name on my booking reads "Autumn Field"', "Autumn Field"),
        ("per la piccola Ginevra e me", "Ginevra"),
        ("Jan und der Kleine, Lasse, kommen", "Lasse"),
        ("und der Kleine, Bosse.", "Bosse"),
        ("con la piccola, Serra, e il cane", "Serra"),
        ("avec la petite Maëlys", "Maëlys"),
        ("me and our baby hope", "hope"),
        ("grzegorz keeps the lid off", "grzegorz"),
        ("yes but oluwaseun never signed", "oluwaseun"),
        ("client is P. Marsh, who asked", "P. Marsh"),
        ("rung by T. Rook.", "T. Rook"),
        ("its about my appt w grace", "grace"),
        ("i have an appointment with joy on monday", "joy"),
        ("booked in w/ faith, 3pm", "faith"),
        ("my lesson is with hope tomorrow", "hope"),
        ("2 sessions with Will.", "Will"),
        ("the plumber mason said he rang", "mason"),
        ("that lovely turner will call me", "turner"),
        ("our night mason said yes", "mason"),
    ],
)
def test_a_name_in_passing_is_found(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "the night porter will let you in",
        "a stone mason said so",
        "the bill says 30 euro",
        "my bill said so",
        "a session with hope of more",
        "an appointment with grace period",
        "booked with care",
        "my appointment w them",
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
        "this is my real name",
        "that was his first name",
        "first name like before",
        "the name on the card is wrong",
        "name on the account, please",
        "la piccola borsa rossa",
        "die kleine Lampe am Bett",
        "le petit Larousse illustré",
        "und die Kleine, Schule hat sie auch",
        "und der Kleine, Danke.",
        "that baby seat",
        "delivery was late and parcel never came",
        "we took plan B. Price, size, colour?",
        "Take vitamin K. Storey, no",
        "a phone and esim never came",
        "it is a B. Changed. And",
    ],
)
def test_what_only_looks_so_is_no_name(text: str) -> None:
    assert not names(text)
