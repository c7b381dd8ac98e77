import pytest

from redactor.topics import ENTITIES, NOUNS, Topic, find_asked


@pytest.mark.parametrize(
    ("question", "topics"),
    [
        ("What is your order number?", [Topic.ORDER]),
        ("May I have your full name and email address please?", [Topic.NAME, Topic.EMAIL]),
        ("Please enter your company name", [Topic.COMPANY]),
        ("And the employer on the form?", [Topic.COMPANY]),
        ("Wer ist Ihr Arbeitgeber?", [Topic.COMPANY]),
        ("First three digits of the policy number?", [Topic.LAST_FOUR, Topic.ACCOUNT]),
        ("Wie lauten die letzten drei Stellen?", [Topic.LAST_FOUR]),
        ("¿Los últimos cuatro dígitos?", [Topic.LAST_FOUR]),
        ("Which town is that in?", [Topic.TOWN]),
        ("In welke plaats woont u?", [Topic.TOWN]),
        ("Names and dates of birth, please", [Topic.NAME, Topic.BIRTH]),
        ("What was your first school?", [Topic.SECURITY_ANSWER]),
        ("Which city were you born in?", [Topic.SECURITY_ANSWER]),
        ("What's the reg?", [Topic.DOCUMENT]),
        ("What was the name of your first pet?", [Topic.SECURITY_ANSWER]),
        ("And your pet's name?", [Topic.SECURITY_ANSWER]),
        ("What's the pet's name?", [Topic.NAME]),
        ("And the guest's name for the registration?", [Topic.NAME]),
        ("Wie ist das Kennzeichen?", [Topic.DOCUMENT]),
        ("Could you confirm the last four digits of your card?", [Topic.LAST_FOUR]),
        ("Email?", [Topic.EMAIL]),
        ("zip code please", [Topic.POSTCODE]),
        ("can I get your date of birth and home address?", [Topic.BIRTH, Topic.ADDRESS]),
        ("who am I speaking with?", [Topic.NAME]),
        ("Is there a good number to reach you?", [Topic.PHONE]),
        ("Please type the verification code we sent you", [Topic.CODE]),
        ("Can you tell me your username?", [Topic.USERNAME]),
        ("What's your password?", [Topic.PASSWORD]),
        ("Could you please provide your account number", [Topic.ACCOUNT]),
        ("Your credit card number, please.", [Topic.CARD]),
        ("How old are you?", [Topic.AGE]),
        ("What is your mother's maiden name?", [Topic.SECURITY_ANSWER]),
        ("Can I have your social security number?", [Topic.DOCUMENT]),
        ("Where should we ship it to?", [Topic.ADDRESS]),
        (
            "Full name, e-mail, phone. We answer as soon as we have looked.",
            [Topic.NAME, Topic.EMAIL, Topic.PHONE],
        ),
        (
            "Thanks. Account number, surname and your postcode. It takes a minute or so.",
            [Topic.ACCOUNT, Topic.NAME, Topic.POSTCODE],
        ),
        (
            "Name, Geburtsdatum und Postleitzahl. Dann sehe ich gleich im System nach.",
            [Topic.NAME, Topic.BIRTH, Topic.POSTCODE],
        ),
        (
            "Nombre, correo y teléfono. Con eso lo busco y le digo algo hoy mismo.",
            [Topic.NAME, Topic.EMAIL, Topic.PHONE],
        ),
        (
            "Naam en geboortedatum. Dan zoek ik het even op in ons systeem.",
            [Topic.NAME, Topic.BIRTH],
        ),
    ],
)
def test_a_question_asks_for_its_topics(question: str, topics: list[Topic]) -> None:
    assert find_asked(question) == topics


@pytest.mark.parametrize(
    "text",
    [
        "Your order has shipped and should arrive tomorrow.",
        "What's the name of the product?",
        "We have looked into the matter and everything is fine now.",
        "How can I help you today?",
        "May we see your papers for the registration?",
        "Your order number, e-mail and phone have been updated as you wished.",
        "Name and address are as they were. The rest has been changed by my colleague.",
        "E-mail, phone or post office, all of them were closed when the storm came.",
        "Your employer, Quern Mills, tells us, so please send it there.",
    ],
)
def test_other_messages_ask_for_nothing(text: str) -> None:
    assert find_asked(text) == []


def test_every_topic_has_nouns_and_an_entity() -> None:
    assert set(NOUNS) == set(ENTITIES) == set(Topic)


@pytest.mark.parametrize(
    "text",
    [
        "Water company, Gethin here. You reported a leak?",
        "That code means the line is down. Which model?",
    ],
)
def test_what_is_asked_later_asks_nothing_before(text: str) -> None:
    assert find_asked(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "I need a few details please. Your full name and the date of birth on the account.",
        "Happy to help. Order number. And the postcode?",
    ],
)
def test_a_request_reaches_the_sentences_after_it(text: str) -> None:
    assert len(find_asked(text)) == 2
