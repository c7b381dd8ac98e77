"""Why something is masked, in a sentence, from the `source` of a finding."""

from redactor.topics import Topic

ADDRESS_ANSWER = "conversation:asked_address"
"""The source of what answers the question for an address."""

TOWN_ANSWER = "conversation:asked_town"
"""The source of what answers the question for a town."""

HOUSE_NUMBER = "conversation:house_number"
"""The source of the number of a house that stands by itself."""

VISITOR_COMPANY = "conversation:visitor_company"
"""The source of a company the visitor says to belong to."""

REPORTED = "reviewer:reported"
"""The source of what a reviewer saw unmasked and reported."""

SURVIVING_VALUE = "second_look:value"
"""The source of a masked value that stands in the open elsewhere."""

COMPANY_SOURCES = frozenset(
    {
        VISITOR_COMPANY,
        "conversation:asked_company",
        "conversation:form",
        "known:company",
    }
)
"""Sources that say of an organization that the visitor belongs to it."""

_ASKED = {
    Topic.NAME: "a name",
    Topic.EMAIL: "an e-mail address",
    Topic.PHONE: "a phone number",
    Topic.ORDER: "an order number",
    Topic.ACCOUNT: "an account number",
    Topic.POSTCODE: "a postal code",
    Topic.ADDRESS: "an address",
    Topic.BIRTH: "a date of birth",
    Topic.AGE: "an age",
    Topic.USERNAME: "a username",
    Topic.PASSWORD: "a password",
    Topic.CODE: "a code",
    Topic.CARD: "a card number",
    Topic.LAST_FOUR: "the last digits of a number",
    Topic.EXPIRY: "the expiry date of a card",
    Topic.DOCUMENT: "the number of a document",
    Topic.SECURITY_ANSWER: "a security answer",
    Topic.TOWN: "a town",
    Topic.COMPANY: "a company",
}
_SENTENCES = {
    "conversation:introduced": "Somebody introduces themself with this name.",
    "conversation:greeted": "Somebody is called by this name.",
    "conversation:signed": "Somebody signs with this name.",
    "conversation:form": "It stands in a filled-in form.",
    "conversation:split": "It is part of a value written over several messages.",
    "conversation:corrected": "It puts right a value given before, or is what was put right.",
    "conversation:asked_letters": "It answers the question for the first letters of a name.",
    "conversation:card_talk": "It stands alone where a card is spoken of.",
    HOUSE_NUMBER: "It is the number of a house, by what is said around it.",
    VISITOR_COMPANY: "The visitor says to belong to this company.",
    "identity:name": "It is in the visitor's name.",
    "identity:email": "It is in the visitor's e-mail address.",
    "identity:phone": "It is the visitor's phone number.",
    "identity:company": "It is the visitor's company.",
    "identity:username": "It is the visitor's username.",
    "identity:location": "It is where the visitor is.",
    "identity:ip": "It is the visitor's network address.",
    "identity:page": "It is the page the visitor was on.",
    "identity:custom": "It is in what the chat vendor keeps about the visitor.",
    "identity:agent": "It belongs to an agent of this chat.",
    "identity:speaker": "It is the name the visitor appears under.",
    "known:person": "This person is named elsewhere in the chat.",
    "known:value": "The same value was found elsewhere in the chat.",
    "known:birth": "It is the day of a birth that was told elsewhere in the chat.",
    "known:company": "The visitor says elsewhere to belong to this company.",
    REPORTED: "A reviewer saw it unmasked and reported it.",
    SURVIVING_VALUE: "It was masked elsewhere and still stood here on second look.",
}
_FAMILIES = {
    "pattern": "It has the form of {detail}.",
    "model": "The language model takes it for personal data.",
    "second_look": "On second look it has the form of {detail}.",
}
_FALLBACK = "The engine takes it for personal data."


def reason(source: str) -> str:
    """Return the sentence for `source`; any text gives one."""
    if source in _SENTENCES:
        return _SENTENCES[source]
    family, _, detail = source.partition(":")
    how, _, topic = detail.partition("_")
    if family == "conversation" and topic in _ASKED:
        if how == "asked":
            return f"It answers the question for {_ASKED[Topic(topic)]}."
        if how == "announced":
            return f"The visitor says that it is {_ASKED[Topic(topic)]}."
    if family == "pattern" and detail.startswith("special_"):
        return f"Somebody says this of {detail[8:].replace('_', ' ')}: a special category."
    if family in _FAMILIES and detail:
        return _FAMILIES[family].format(detail=detail.replace("_", " "))
    return _FALLBACK
