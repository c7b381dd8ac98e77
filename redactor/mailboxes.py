"""Mailboxes that the company tells its visitors to write to: "send it to returns@aurelo.example".

They are named for what is done there and nobody's data, as long as the company alone names them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from redactor.conversation import Identity
from redactor.names import NAME_WORDS
from redactor.reading import key
from redactor.spans import Span
from redactor.turns import Turn
from redactor.vocabulary import is_forename, is_word, words_of

_MAIL = re.compile(
    r"(?<![\w.+@-])(?P<local>[^\W\d_][\w.+-]{1,40})@(?P<host>[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})(?![\w@])"
)
_PARTS = re.compile(r"[._+-]")
_BEFORE = 110
_COUNTRIES = frozenset(
    {"at", "be", "ch", "de", "es", "eu", "fr", "ie", "it", "nl", "pt", "uk", "us"}
)
_TO = (
    r"(?:to|at|via|through|under|e-?mail|mail|contact|write|an|unter|per|bei|über|[àa]l?|su|para|em"
    r"|en|naar|op|por)?"
)
_LETS = (
    r"(?:(?:^|[.!?:;,(–\n]\s*)(?:(?:just|then|simply|so|or|and|also|alternatively)\s)?"
    r"|(?<!\w)(?:please|pls|kindly|(?:can|could|would) you"
    r"|you (?:can|could|should|may|need to|have to)(?: always)?"
    r"|free to|best to|bitte|merci de|veuillez|pouvez|puede|pode|pu[òo]|kunt u|kun je)\s)"
)
_WRITE = (
    r"(?:send|e-?mail|mail|write|forward|reply|contact|reach|cc|copy|submit|message|drop"
    r"|get in touch|(?:schicken|senden|schreiben|mailen|wenden) sie|schicke?|sende?|schreibe?"
    r"|écri(?:vez|re|s)|envo(?:yez|yer|ie)|contacte[rz]?|env[íi]e(?:lo|la|nos|los|las)?|escr[íi]ba(?:nos)?|escribe"
    r"|escribir(?:nos)?|enviar(?:lo|la|los|las|nos)?|scriva|scrivi(?:ci)?|scriver(?:e|ci)"
    r"|invi[ai]?(?:re|lo|la)?|mandi|stuur|mail(?:en)?"
    r"|schrijf|envie|escreva|mande)"
)
_TOLD_TO_WRITE = re.compile(
    rf"{_LETS}{_WRITE}(?!\w)(?P<gap>[^.!?\n@]{{0,70}}?)(?<!\w){_TO}[\s:<(\"“]{{0,3}}$"
    r"|(?<!\w)bitte (?P<german>[^.!?\n@]{0,60}?)(?<!\w)(?:an|unter) $",
    re.IGNORECASE,
)
_NOT_TO_US = re.compile(
    r"(?<!\w)(?:from|sent|went|was|were|i|we|we['’](?:ve|ll|re)|i['’](?:ve|ll|m)|your|von|wurde|ihre"
    r"|depuis|votre|desde|su|dal?|vostro|vanaf|uw|sua|seu) ?$"
    r"|(?<!\w)(?:i|we|we['’]ve|i['’]ve) (?:sent|wrote|mailed|have|had)(?!\w)",
    re.IGNORECASE,
)
_REACH_US = re.compile(
    r"(?<!\w)(?:reach|contact|e-?mail|write to|mail|find) us(?: directly| anytime)?"
    r" (?:at|on|via|under)[\s:]{1,2}$|(?<!\w)(?:call|phone|ring|reach|text) us[^.!?\n@]{0,60} or $"
    r"|(?:^|[.!?]\s)(?![^.!?@]{0,60}\byour\b)[^.!?\n@]{0,60}"
    r" (?:(?:should |can |all )?go(?:es)?|(?:is|are) (?:handled|dealt with|answered))"
    r" (?:to|by|at) $"
    r"|(?<!\w)our (?:[\w-]+ ){0,3}?(?:team|desk|department|mailbox|inbox|address|e-?mail"
    r"|office|colleagues)"
    r"(?: (?:is|are|at|on|via|under)|:)?(?: (?:at|on))?[\s:(<]{1,2}$",
    re.IGNORECASE,
)
_FROM_US = re.compile(
    r"(?<!\w)(?:you(?:['’]ll| will| should| can expect)|(?:look|an eye) out for|it['’]ll|it will)"
    r"[^.!?\n@]{0,70} (?:comes?|coming|mail|message|e-?mail|link|receipt|confirmation|code|letter"
    r"|sender|it|one|reply|answer|invoice|form|label)(?: \w+)?,? from[\s:<(]{1,2}$"
    r"|(?<!\w)(?:the|that) (?:[\w-]+ ){0,2}?(?:address|mailbox|inbox|e-?mail)"
    r"(?: (?:for|to (?:use|write|send))(?: [\w-]+){0,5})? is[\s:]{1,2}$",
    re.IGNORECASE,
)
_NOBODYS = re.compile(
    r"(?:no-?reply|do-?not-?reply|nicht-?antworten|ne-?pas-?repondre|no-?responder|non-?rispondere"
    r"|nao-?responda|mailer-?daemon)[\w.-]*@",
    re.IGNORECASE,
)
"""What only programs write from."""
_ASKS_WHERE = re.compile(
    r"(?<!\w)(?:can|could|may|should|shall) (?:i|we) (?:just )?(?:e-?mail|mail|send|forward)(?!\w)"
    r"|(?<!\w)(?:is there|do you have|have you got|gibt es|hay|avez-vous|c['’]è|heeft u|tem)(?!\w)"
    r"[^.!?\n]{0,30}mail"
    r"|(?<!\w)(?:where|who(?:m)?|which|what(?:'?s| is)?|wohin|wo|an wen|où|à qui|d[óo]nde"
    r"|a qui[ée]n|dove|a chi|waar(?:heen)?|naar wie|onde|para quem)(?!\w)"
    r"[^.!?\n]{0,60}(?:send|mail|write|address|contact|forward|schick|send|schreib|envoi|envoy|écri|adresse"
    r"|env[ií]|escri|direcci[óo]n|mand|scriv|indirizzo|stuur|adres|escrev|endereço)",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"(?:^|[.!?]\s)(?:(?:it['’]?s|that['’]?s|that is|that would be|use|yes|sure|of course"
    r"|certainly|an|to|à|al?|naar|para)[,:]?\s){0,3}[<(\"“]?$",
    re.IGNORECASE,
)
_NOT_A_STATEMENT = re.compile(r"[^.!?\n]{0,80}\?")


def find_mailboxes(turns: Sequence[Turn], identity: Identity) -> frozenset[str]:
    """Return, in lower case, the mailboxes of the company that `turns` tell the visitor of."""
    invited = frozenset(_invited(turns))
    if not invited:
        return invited
    theirs = " ".join((identity.email, *(turn.text for turn in turns if turn.by_visitor))).lower()
    return frozenset(mail for mail in invited if not _is_at_home(mail, theirs))


def without_mailboxes(
    turns: Sequence[Turn], found: Mapping[int, Sequence[Span]], mailboxes: Set[str]
) -> dict[int, list[Span]]:
    """Return what was `found` but for `mailboxes`, wherever they stand."""
    return {
        turn.index: [
            span
            for span in found[turn.index]
            if span.entity != "EMAIL_ADDRESS"
            or not mailboxes
            or turn.text[span.start : span.end].lower() not in mailboxes
        ]
        for turn in turns
    }


def _is_at_home(mail: str, theirs: str) -> bool:
    """Whether the visitor has, or names, another address of the same host."""
    return mail.partition("@")[2] in theirs.replace(mail, "")


def _invited(turns: Sequence[Turn]) -> Iterator[str]:
    asked = False
    said: set[str] = set()
    for turn in turns:
        for mail in _mails(turn.text):
            name = mail.group().lower()
            theirs = turn.by_company and name not in said and _is_of_a_desk(mail["local"])
            if _NOBODYS.match(name) or (theirs and _is_told(mail, asked=asked)):
                yield name
        if turn.by_visitor:
            asked = bool(_ASKS_WHERE.search(turn.text))
            said.update(mail.group().lower() for mail in _mails(turn.text))


def _mails(text: str) -> Iterator[re.Match[str]]:
    return _MAIL.finditer(text) if "@" in text else iter(())


def _is_of_a_desk(local: str) -> bool:
    """Whether it is named for what is done there, not for a person: `claims`, `customer.care`."""
    parts = [key(part) for part in _PARTS.split(local) if part]
    return all(
        part in words_of("desks")
        or part in _COUNTRIES
        or (is_word(part) and not is_forename(part) and part not in NAME_WORDS)
        for part in parts
    )


def _is_told(mail: re.Match[str], *, asked: bool) -> bool:
    """Whether the words before it tell to write there, or it answers where to write."""
    before = mail.string[max(0, mail.start() - _BEFORE) : mail.start()]
    if asked and _BEGINS.search(before):
        return not _NOT_A_STATEMENT.match(mail.string, mail.end())
    if _REACH_US.search(before) or _FROM_US.search(before):
        return not _NOT_A_STATEMENT.match(mail.string, mail.end())
    told = _TOLD_TO_WRITE.search(before)
    return told is not None and not _NOT_TO_US.search(told["gap"] or told["german"] or "")
