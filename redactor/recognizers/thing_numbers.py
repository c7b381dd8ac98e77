"""Numbers that point to nobody: of parts, models, errors, commits and offers that are for all.

They have the shape of order numbers, phones and codes; what stands beside them tells.
"""

import re

from redactor.vocabulary import words_of

_THINGS = (
    r"(?:models?|modell[eo]?|mod[eè]les?|sku|parts?|articles?|artikel|art[íi]culo|artigo|articolo"
    r"|pi[eè]ce|pieza|pe[çc]a|ricambio|onderdeel|ersatzteil|isbn|ean|upc|asin|gtin|mpn|commits?|pid"
    r"|errors?|fehler(?:code|meldung|nummer)?|erreur|errore?|erro|fout(?:code|melding)?|exception|builds?|firmware|versions?"
    r"|recalls?|r[üu]ckruf|data[ ]?sheets?|catalog(?:ue)?s?|kernel|ports?|flights?|vuelo|vol|voo"
    r"|flug|volo|vlucht|promo(?:tion)?(?:al)?[ ]codes?|discount[ ]codes?"
    r"|coupon(?:[ ]code)?|gutscheincode|code[ ]promo|kortingscode|(?:registered[ ])?charity"
    r"|(?:reject(?:s|ed)|fail(?:s|ed)|crash(?:es|ed)|stop(?:s|ped))[ ]with"
    r"|(?:source|offer|media|campaign|priority|colou?r|style|fault)[ ]codes?)"
)
_NUMBER = r"(?:[ ]?(?:numbers?|num|no\.?|nr\.?|codes?|n[º°]|#|id))?"
_OF_SOMEBODY = (
    r"(?:orders?|accounts?|bookings?|reservations?|tickets?|cases?|claims?|invoices?|bills?|polic(?:y|ies)"
    r"|contracts?|files?|customers?|clients?|members?|cards?|phones?|mobiles?|passports?|licen[cs]es?"
    r"|ssn|social|flat|house|home|address|street|postcode|zip)(?!\w)"
)
"""Whose numbers are somebody's: "an error on my account 88213345"."""
_SAYS = (
    r"(?:[ ](?:on|of|for)(?:[ ](?:the|a|my|your|this|that))?"
    rf"[ ](?!{_OF_SOMEBODY})(?-i:[a-z]{{2,12}}))?"
    r"(?:[ ](?:is|are|was|reads?|says?|said|named|marked|labell?ed|ist|lautet|es|est|[èeé]))?"
)
_BEHIND_ITS_NOUN = re.compile(
    rf"(?<![\w-])(?:{_THINGS}{_NUMBER}{_SAYS}|(?:art\.|art(?=[ ]n)){_NUMBER})"
    r"[ ]?[:#=(]?[ ]?[\"'“(]?"
    r"(?-i:(?!TO|AT|ON|IN|IS|MY|OR|BY|AN|DE|EN|OP|ZU|AM|DI|DA|NA)[A-Z]{2} )?$",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"(?<![\w-])(?P<maker>[^\W\d_][\w&-]{1,14})[ ]$")
_SENT_TO = re.compile(
    r"(?<!\w)(?:text|sms|send|senden|sende|schick(?:en|e)?|envoyez|envoie|env[íi]a|invia|envie|stuur)"
    r"(?:[ ]sie|[ ]an[ ]sms|[ ]un[ ]sms)?[ ][\"'“«]?[A-Z]{2,12}[\"'”»]?[ ]"
    r"(?:to|an|au|al|a|para|naar)[ ]$",
    re.IGNORECASE,
)
_SHORT = re.compile(r"\d{3,6}")
_OFFER = re.compile(r"[A-Z]{4,16}-?\d{1,3}")
_OFFERED = re.compile(
    r"(?:[€$£]\s?\d{1,6}|(?<!\d)\d{1,6}\s?(?:%|[€$£])|per ?cent)[ ]"
    r"(?:off|credit|discount|cashback|rabatt|korting"
    r"|de (?:r[ée]duction|descuento|desconto)|di sconto)|takes?[ ][\w ]{0,24}off\b|anybody|anyone"
    r"|everyone|first (?:order|purchase)|new customers|at (?:the )?check-?out",
    re.IGNORECASE,
)
_TAX_CODE = re.compile(r"(?:\d{3,4}[LMNT]|K\d{2,4}|BR|0T)(?:[ -]?[MW]1|[ ]X)?|[MW]1")
_EPISODE = re.compile(r"S\d{1,2}[ ]?E\d{1,3}", re.IGNORECASE)
_FLIGHT = re.compile(r"(?:[A-Z]{2}|[A-Z]\d|\d[A-Z])[ ]?\d{2,4}")
_OF_FLIGHTS = re.compile(
    r"(?<!\w)(?:flights?|flying|fly|airports?|airline|boarding|layover|connection|connecting|depart"
    r"(?:s|ing|ure)?|passengers?|gate|take-?off|landing|rebook(?:ed)?|suitcases?|bags?|flug|fl[üu]ge"
    r"|vuelos?|voos?|vols?|voli|volo|vlucht|embarque|aeroporto|aeropuerto|a[ée]roport)(?!\w)",
    re.IGNORECASE,
)
_BOOKED = re.compile(
    r"(?:ref(?:erence)?|booking|report|number|no|nr|code|case|claim|order|ticket|pnr|locator|id|is)"
    r"[ .:#]{1,3}$",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"(?:USD|EUR|GBP|CHF|AUD|NZD|JPY|INR|SEK|NOK|DKK|PLN|CZK|HUF|BRL|ZAR|AED|NGN|KES)"
    r"[ ]?\d[\d.,]*",
    re.IGNORECASE,
)
_BEFORE = 60


def is_of_a_thing(text: str, start: int, end: int) -> bool:
    """Say whether what stands at `start:end` is the number of a thing, an amount or an offer."""
    value = text[start:end]
    if any(shape.fullmatch(value) for shape in (_MONEY, _TAX_CODE, _EPISODE)):
        return True
    before = text[max(0, start - _BEFORE) : start]
    if _BEHIND_ITS_NOUN.search(before):
        return True
    if _FLIGHT.fullmatch(value) and not _BOOKED.search(before):
        return _OF_FLIGHTS.search(text) is not None
    if _SHORT.fullmatch(value):
        return _SENT_TO.search(before) is not None
    return is_a_model(text, start, end) or is_an_offer(text, start, end)


def is_a_model(text: str, start: int, end: int) -> bool:
    """Say whether letters and digits stand behind the name of a maker: "Brother HL-2400"."""
    value = text[start:end]
    if not any(map(str.isalpha, value)) or not value[:1].isupper():
        return False
    word = _WORD_BEFORE.search(text, max(0, start - 16), start)
    return word is not None and word["maker"].lower() in words_of("makers")


def is_an_offer(text: str, start: int, end: int) -> bool:
    """Say whether a word and a few digits is a code for everybody: "SPRING20, 20% off"."""
    return _OFFER.fullmatch(text, start, end) is not None and _OFFERED.search(text) is not None
