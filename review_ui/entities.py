"""What each entity is called on the pages, and which of six groups its icon comes from."""

from redactor.entities import ENTITIES

_KINDS: dict[str, tuple[str, str]] = {
    "PERSON": ("who", "A person's name"),
    "AGENT": ("who", "An agent's name"),
    "ORGANIZATION": ("who", "A company"),
    "TITLE": ("who", "A title or position"),
    "NRP": ("who", "A nationality, religion or political group"),
    "SPECIAL_CATEGORY": ("who", "Something sensitive, such as health or belief"),
    "AGE": ("who", "An age"),
    "USERNAME": ("who", "A user name"),
    "EMAIL_ADDRESS": ("reach", "An e-mail address"),
    "PHONE_NUMBER": ("reach", "A phone number"),
    "URL": ("reach", "A web address, or the identifying part of one"),
    "IP_ADDRESS": ("reach", "An IP address"),
    "MAC_ADDRESS": ("reach", "A device address"),
    "LOCATION": ("place", "A place"),
    "STREET_ADDRESS": ("place", "A street address"),
    "POSTAL_CODE": ("place", "A postal code"),
    "CREDIT_CARD": ("money", "A card number"),
    "IBAN_CODE": ("money", "An international bank account number"),
    "US_BANK_NUMBER": ("money", "A United States bank account number"),
    "CRYPTO": ("money", "A crypto wallet"),
    "PASSWORD": ("key", "A password"),
    "SECRET": ("key", "A secret, such as a key, a one-time code or a card's security code"),
    "ACCOUNT_ID": ("number", "An account number"),
    "ORDER_ID": ("number", "An order number"),
    "DATE_OF_BIRTH": ("number", "A date of birth"),
    "DATE_TIME": ("number", "A date or time"),
    "REPORTED": ("number", "Something a reviewer reported"),
    "ID_DOCUMENT": ("number", "The number of a document"),
    "US_SSN": ("number", "A social security number"),
    "US_PASSPORT": ("number", "A passport number"),
    "US_DRIVER_LICENSE": ("number", "A driving licence number"),
    "UK_NHS": ("number", "A health service number"),
    "MEDICAL_LICENSE": ("number", "A medical licence number"),
}


def entity_words(entity: str) -> str:
    """Return what the entity is in plain words; one that nobody described by its own name."""
    if known := _KINDS.get(entity):
        return known[1]
    described = ENTITIES.get(entity, entity.replace("_", " ").capitalize())
    return described.removesuffix(".")


def entity_group(entity: str) -> str:
    """Return the icon's group: who, reach, place, money, key or number."""
    known = _KINDS.get(entity)
    return known[0] if known else "number"
