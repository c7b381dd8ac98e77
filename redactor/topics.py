"""What may be asked for in a chat, and the words that ask for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from redactor.sought import Sought
from redactor.topics_abroad import NOUNS_ABROAD
from redactor.vocabulary import listed


class Topic(StrEnum):
    """One kind of answer; `ENTITIES` says what an answer is."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    ORDER = "order"
    ACCOUNT = "account"
    POSTCODE = "postcode"
    ADDRESS = "address"
    BIRTH = "birth"
    AGE = "age"
    USERNAME = "username"
    PASSWORD = "password"  # noqa: S105 (a word, not a password)
    CODE = "code"
    CARD = "card"
    LAST_FOUR = "last_four"
    EXPIRY = "expiry"
    DOCUMENT = "document"
    SECURITY_ANSWER = "security_answer"
    TOWN = "town"
    COMPANY = "company"


ENTITIES = {
    Topic.NAME: "PERSON",
    Topic.EMAIL: "EMAIL_ADDRESS",
    Topic.PHONE: "PHONE_NUMBER",
    Topic.ORDER: "ORDER_ID",
    Topic.ACCOUNT: "ACCOUNT_ID",
    Topic.POSTCODE: "POSTAL_CODE",
    Topic.ADDRESS: "STREET_ADDRESS",
    Topic.BIRTH: "DATE_OF_BIRTH",
    Topic.AGE: "AGE",
    Topic.USERNAME: "USERNAME",
    Topic.PASSWORD: "PASSWORD",
    Topic.CODE: "SECRET",
    Topic.CARD: "CREDIT_CARD",
    Topic.LAST_FOUR: "CREDIT_CARD",
    Topic.EXPIRY: "CREDIT_CARD",
    Topic.DOCUMENT: "ID_DOCUMENT",
    Topic.SECURITY_ANSWER: "SECRET",
    Topic.TOWN: "LOCATION",
    Topic.COMPANY: "ORGANIZATION",
}

# In this order: what matches first is taken out, so that "company name" asks for no name.
NOUNS = {
    Topic.SECURITY_ANSWER: r"mother'?s maiden name|maiden name|security (?:question|answer|word)"
    r"|secret (?:question|answer|word)|(?<!the )(?:first )?pet'?s? name|name of your (?:first )?pet"
    r"|memorable (?:word|name|place|date)|first school|school (?:did you|you)"
    r"|(?:your|the) (?:first|favou?rite|childhood) (?:school|teacher|car|pet|job|street|friend|film"
    r"|movie|book|team|colou?r|food)"
    r"|(?:which|what) (?:town|city|state|country|place|village|hospital|street)"
    r" (?:were you born|(?:did )?you gr[eo]w up)(?: (?:in|on))?|(?:town|city|place) of birth"
    r"|where (?:were you born|you were born|did you grow up)|where did you (?:meet|go to school)",
    Topic.TOWN: r"(?:which|what|nearest|your) (?:town|city|village|suburb|county|state)",
    Topic.COMPANY: r"(?:company|business|organi[sz]ation|employer|firm)(?:'s)? name"
    r"|name of (?:your|the) (?:company|business|organi[sz]ation|employer|firm)"
    r"|(?:your|which|what) (?:company|business|organi[sz]ation|employer)(?: name)?"
    r"|(?:where|who) do you work(?: for)?|company"
    r"|employer(?=(?: (?:on|in|for) (?:the|your|that) [\w-]+)?[ ]?\?)"
    r"|(?:(?:current|present|previous|last) )?(?:employer|firm|workplace|place of work)"
    r"(?=[ ]?[:\t=])|(?<=\n)employer(?= - )",
    Topic.USERNAME: r"user[ -]?names?|user[ -]?id|log[ -]?in(?: (?:name|id))?|screen name|handle"
    r"|nick(?:name)?|gamer ?tag",
    Topic.LAST_FOUR: r"last (?:four|4|few|5|five)(?: digits?| numbers?| characters?| letters?)?"
    r"|(?:last|final|first) (?:two|three|six|[236]|couple(?: of)?) (?:digit|number|character|letter"
    r"|figure)s?|ending (?:digits?|in|with)|(?<=card )ending(?=\W*$)",
    Topic.EXPIRY: r"expir(?:y|ation)(?: date)?|exp(?:\.| date)|valid (?:until|through|thru)",
    Topic.PASSWORD: r"pass ?words?|pass ?phrase|pwd|passwd|pass(?= ?[:=])"
    r"|log[ -]?in (?:details|credentials)|credentials",
    Topic.CODE: r"(?:(?:verification|security|confirmation|one[ -]?time|access|auth\w*|pass|pin"
    r"|sms|text|six|6|four|4)[ -]?(?:digits? )?(?:pass)?code|otp|pin(?: number)?|cvv2?|cvc2?"
    r"|2fa(?: code)?|(?:the|your|that|this|my|a) code|digits? code)",
    Topic.CARD: r"(?:credit |debit |payment |bank |visa |mastercard |amex |gift )?card"
    r"(?: number| no\.?| #| details| information)|(?:credit|debit) card|long number"
    r"|\d\d digits? (?:on|of) (?:the|your) card|card(?= (?:is|starts|begins)|:)",
    Topic.DOCUMENT: r"social security(?: number)?|ssn|social|passport(?: number| no\.?)?"
    r"|driv(?:er'?s|ing) licen[cs]e(?: number)?|licen[cs]e number"
    r"|national (?:id|insurance)(?: number)?"
    r"|identity (?:card|number)|id (?:card )?number|tax (?:id|number)|nhs number|ni number"
    r"|utr|(?:number|licen[cs]e|registration|reg) plate(?: number)?|plate number"
    r"|(?<!for )(?<!for the )(?:(?:vehicle|car)(?:'s)? )?reg(?:istration)?(?: number| no\.?)?"
    r"(?=\s*(?:$|[?.,]))",
    Topic.BIRTH: r"dates? of birth|birth ?(?:date|day)s?|dobs?|d\.o\.b\.?|when were you born|born",
    Topic.AGE: r"how old|your age|age",
    Topic.POSTCODE: r"(?:zip|postal|post)[ -]?codes?|zip|eircode",
    Topic.EMAIL: r"e-?mail(?: address| id)?s?",
    Topic.ADDRESS: r"(?:(?:billing|shipping|delivery|home|street|mailing|postal|full|current|new"
    r"|residential|property) )*address|where (?:do you|are you) liv(?:e|ing)"
    r"|where (?:should|shall|do) (?:we|i) (?:ship|send|deliver)(?: it)?(?: to)?",
    Topic.PHONE: r"(?:(?:mobile|cell|tele|contact|call ?back|daytime|home|work|best) ?)*"
    r"(?:phone|number to (?:call|reach)|mobile|telephone|cell|contact number|callback number)"
    r"(?: ?(?:number|no\.?|#))?|number (?:can|could|should) (?:i|we)",
    Topic.ACCOUNT: r"(?:account|customer|client|member(?:ship)?|policy|contract|subscriber|patient"
    r"|loyalty|user|meter|case|student|employee|staff|payroll|trade|donor|supporter|plan|scheme"
    r"|tenancy|library|club|pupil|licen[cs]e|pension"
    r"|iban|sort|routing|bank account)"
    r"(?:'s)?[ -]?(?:number|no\b\.?|id|#|code|ref\w*)s?|iban|sort code",
    Topic.ORDER: r"(?:order|invoice|booking|reservation|ticket|tracking|confirmation|reference"
    r"|transaction|receipt|purchase|quote|rma|return|serial|case|claim|incident"
    r"|job|tag|report|po|agreement|docket)"
    r"[ -]?(?:number|no\b\.?|id|#|code|ref\w*)s?|which (?:order|booking|reservation|ticket|parcel)"
    r"|(?:order|invoice|booking|ticket) in "
    r"question|reference|ref|number (?:on|from) the (?:slip|label|parcel|receipt"
    r"|certificate(?: card)?|box|letter|bill|contract|docket|tag|voucher)"
    r"|code (?:that|which) (?:starts|begins)",
    Topic.NAME: r"(?:(?:full|first|last|given|family|legal|preferred|good|complete|middle) )*"
    r"(?:name|surname)s?|who am i (?:speaking|chatting|talking)|whom am i (?:speaking|chatting)"
    r"|who do i have the pleasure|who(?:'s| is) (?:this|calling)|what (?:should|can|may|shall) i "
    r"call you|how (?:should|can|may|shall) i (?:call|address) you",
}
_ASKS = [
    (
        topic,
        re.compile(
            rf"\b(?:{'|'.join(filter(None, (nouns, NOUNS_ABROAD.get(topic))))})(?!\w)",
            re.IGNORECASE,
        ),
    )
    for topic, nouns in NOUNS.items()
]
_SOUGHT = Sought(*(noun for _, noun in _ASKS))

_NOT_A_NAME = re.compile(
    r"\b(?:(?:product|item|domain|file|brand|app|plan|device|network|host|server|model|street"
    r"|city|store|shop|course|game|event|display|bank|website|site|package) name"
    r"|name of (?:the|this|that)"
    r"\s(?!person|card|account)\w+)",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"\?|:\s*$|\b(?:please|pls|plz|kindly|provide|share|enter|type|confirm|give|send|tell|need|require"
    r"|what'?s?|which|may|could|can|would|verify|supply|let (?:me|us) know|help (?:me|us) with"
    r"|bitte|por favor|s'il (?:vous|te) pla[iî]t|per favore|alstublieft|graag"
    r"|geef|geben sie|d[ií]game|donnez"
    r"|have (?:your|the)|get (?:your|the)|ask (?:for )?(?:your|you)|reply with|looking for)\b",
    re.IGNORECASE,
)
_WORDS_OF_A_BARE_REQUEST = 5
_LEAST_LISTED = 2
_WORDS = re.compile(r"[^\W\d_]+")
_IN_LISTS = frozenset(
    listed(
        "and or of on for plus then first also the a your their his her full valid number digits"
        " und oder von ihr ihre ihren y o e de del la el su tu sus et ou du le votre vos il lo suo"
        " sua di da seu en van uw je"
    )
)
"""What stands beside the nouns of a bare list: "Full name, birthday and last 4 of your SSN"."""

_TOLD = re.compile(r",? (?:(?:is|called) )?[A-Z][\w&'’-]+")
"""Behind the noun: what it would ask for, told: "Your employer, Quern Mills"."""
_SENTENCE_END = re.compile(r"[.!?](?=\s)\s*|\n+")


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a topic's noun stands in a text."""

    topic: Topic
    start: int
    end: int


def find_mentions(text: str) -> list[Mention]:
    """Return the topics named in `text`, in order of place."""
    sought = _SOUGHT.places(text)
    if not sought:
        return []
    rest = _NOT_A_NAME.sub(_blank, text) if "name" in text.lower() else text
    mentions = []
    for place in sought:
        topic, noun = _ASKS[place]
        here = [Mention(topic, *match.span()) for match in noun.finditer(rest)]
        for mention in here:
            blank = " " * (mention.end - mention.start)
            rest = rest[: mention.start] + blank + rest[mention.end :]
        mentions += here
    return sorted(mentions, key=lambda mention: mention.start)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def find_asked(text: str, mentions: Sequence[Mention] | None = None) -> list[Topic]:
    """Return the topics that `text`, with these `mentions`, asks the reader for, in order.

    What asks stands in the sentence that names the topic or before it; a few bare words ask too.
    """
    mentions = find_mentions(text) if mentions is None else mentions
    if not mentions:
        return []
    asks = _REQUEST.search(text)
    in_lists = _in_lists(text, mentions) if len(mentions) >= _LEAST_LISTED else []
    if not asks and not in_lists and len(text.split()) > _WORDS_OF_A_BARE_REQUEST:
        return []
    since = _start_of_sentence(text, asks.start()) if asks else 0
    return list(
        dict.fromkeys(
            mention.topic
            for mention in mentions
            if (mention.start >= since or mention in in_lists or _is_bare(text, mention.start))
            and not (mention.topic is Topic.COMPANY and _TOLD.match(text, mention.end))
        )
    )


def _in_lists(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions in sentences that only list what is wanted: "Name, e-mail, phone."."""
    found: list[Mention] = []
    start = 0
    for end in (*(each.start() for each in _SENTENCE_END.finditer(text)), len(text)):
        here = [mention for mention in mentions if start <= mention.start < end]
        if len(here) >= _LEAST_LISTED:
            rest, at = "", start
            for mention in here:
                rest += text[at : mention.start]
                at = max(at, mention.end)
            rest = (rest + text[at:end]).lower()
            if _IN_LISTS.issuperset(_WORDS.findall(rest)):
                found += here
        start = end
    return found


def _start_of_sentence(text: str, place: int) -> int:
    return max((end.end() for end in _SENTENCE_END.finditer(text, 0, place)), default=0)


def _is_bare(text: str, place: int) -> bool:
    """Whether the sentence at `place` is but a few words ("Order number.")."""
    start = _start_of_sentence(text, place)
    end = _SENTENCE_END.search(text, place)
    sentence = text[start : end.start() if end else len(text)]
    return len(sentence.split()) <= _WORDS_OF_A_BARE_REQUEST and "," not in sentence
