import pytest

from redactor.conversation import Identity, Message, Role
from redactor.mailboxes import find_mailboxes
from redactor.turns import Turn


def told(*texts: str, **known: str) -> frozenset[str]:
    """What is found in messages of an agent; those that begin with ">" are the visitor's."""
    turns = [
        Turn.of(
            index,
            Message(
                text=text.removeprefix("> "),
                role=Role.VISITOR if text.startswith("> ") else Role.AGENT,
            ),
        )
        for index, text in enumerate(texts)
    ]
    return find_mailboxes(turns, Identity(**known))


@pytest.mark.parametrize(
    "text",
    [
        "Please send the label to returns@brand.example and keep the slip.",
        "You can email Refunds@brand.example as well.",
        "Just forward it to privacy@brand.example",
        "Could you mail a picture to customer.care@brand.example?",
        "Reach us at hello@brand.example.",
        "Our warranty team is at warranty@brand.example.",
        "You'll get a mail from tickets@brand.example in a minute.",
        "Look out for the link from hello@brand.example",
        "The address for that is lost.property@brand.example.",
        "Please write to support-uk@brand.example",
        "You can always reach the flower shop at flowers@brand.example",
        "Complaints go to complaints@brand.example.",
        "Those are handled by refunds@brand.example, I'm afraid.",
        "Call us on weekdays or hello@brand.example",
        "Bitte schicken Sie das Foto an retouren@brand.example.",
        "Bitte die Fotos an schaden@brand.example senden",
        "Veuillez envoyer la facture à compta@brand.example",
        "Puede enviarlo a devoluciones@brand.example",
        "Scriva a reclami@brand.example",
        "Stuur de foto naar retouren@brand.example",
        "Envie para suporte@brand.example",
    ],
)
def test_a_mailbox_that_the_company_tells_to_write_to_is_its_own(text: str) -> None:
    assert len(told(text)) == 1


@pytest.mark.parametrize(
    "question",
    [
        "Where do I send the photos?",
        "wohin soll ich das schicken",
        "what's the address",
        "can i just email the form?",
        "is there an e-mail for that",
    ],
)
def test_so_is_one_that_answers_where_to_write(question: str) -> None:
    answer = "claims@brand.example, with the number in the subject."
    assert told(f"> {question}", answer) == {"claims@brand.example"}
    assert not told("> Is it about the car?", answer)
    assert not told(f"> {question}", "accounts@brand.example, is that yours?")


@pytest.mark.parametrize(
    "text",
    [
        "I need it from the owner's address, billing@brand.example.",
        "Sent to fleet@brand.example.",
        "I'll check and forward it to accounts@brand.example",
        "I'll send it to accounts@brand.example.",
        "Please send it from accounts@brand.example",
        "Please check the mail we sent to accounts@brand.example",
        "Please reply to the link I sent to accounts@brand.example",
        "Shall I email accounts@brand.example?",
        "I see the mail from accounts@brand.example",
        "The address is billing@brand.example, right?",
        "The address on file is billing@brand.example",
        "Please confirm your address billing@brand.example",
        "Please write to june@brand.example",
        "Your invoices go to billing@brand.example.",
        "Please write to wren@brand.example",
        "Please write to k.stone@brand.example",
        "Please write to june.sales@brand.example",
    ],
)
def test_one_that_may_be_the_visitors_or_a_persons_is_not(text: str) -> None:
    assert not told(text)


def test_one_at_the_visitors_own_host_is_not() -> None:
    text = "Please write to orders@brand.example"
    assert told(text)
    assert not told(text, email="jo@brand.example")
    assert not told(text, "> or to me, jo@brand.example")
    assert not told("> we are orders@brand.example", text)


def test_the_visitor_may_say_it_again() -> None:
    assert told("Please write to orders@brand.example", "> ok wrote to orders@brand.example")


@pytest.mark.parametrize("mail", ["no-reply@brand.example", "noreply.eu@brand.example"])
def test_what_only_programs_write_from_is_nobodys_whoever_names_it(mail: str) -> None:
    assert told(f"> there is one from {mail}") == {mail}
    assert told(f"It came from {mail}.") == {mail}
    assert not told(f"> from {mail}", email="jo@brand.example")
