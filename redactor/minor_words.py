"""How people of seven languages say how old somebody is: frames, numbers, schools, children."""

import re

ADULT_FROM = 16
"""From this age on nobody is a minor here."""

_SPELLED = {
    5: "five fünf cinq cinco cinque vijf",
    6: "six sechs sei zes seis",
    7: "seven sieben sept siete sette zeven sete",
    8: "eight acht huit ocho otto oito",
    9: "nine neun neuf nueve nove negen",
    10: "ten zehn dix diez dieci tien dez",
    11: "eleven elf onze once undici",
    12: "twelve zwölf zwoelf douze doce dodici twaalf doze",
    13: "thirteen dreizehn treize trece tredici dertien treze",
    14: "fourteen forteen vierzehn quatorze catorce quattordici veertien catorze",
    15: "fifteen fünfzehn fuenfzehn quinze quince quindici vijftien",
}
NUMBERS = {word: number for number, words in _SPELLED.items() for word in words.split()}
"""A number in words to the number; those that are no age of a child who writes are left out."""

_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "ersten": 1, "zweiten": 2, "dritten": 3, "vierten": 4,
    "fünften": 5, "sechsten": 6, "siebten": 7, "achten": 8, "neunten": 9, "zehnten": 10,
}  # fmt: skip
_N = rf"(?P<age>\d{{1,2}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_SOFT = (
    r"(?:[ ](?:only|just|still|actually|like|literally|now|currently|about|almost|nearly|barely|a"
    r"|an|erst|noch|gerade|schon|fast|seulement|que|solo|sólo|apenas|soltanto|pas|nog|maar|só|já"
    r"|even|not[ ]even|turning)){0,3}"
)
_END = (
    r"(?=\s*(?:$|[.](?!\d)|[,](?!\d)|[!?;:)\n…]|[-–—][ ]|y/?o\b|yrs?\b"
    r"|years?[ ]of[ ]age"
    r"|and\b|so\b|but\b|btw\b|lol\b|too\b|if\b|because\b|cuz\b|with\b|from\b|who\b|sorry\b|next\b"
    r"|in[ ](?:a|two|three|jan|feb|mar|apr|may|june|july|aug|sep|oct|nov|dec)\w*\b(?![ ]\d{4})"
    r"|this[ ](?:year|month)|today\b|jahre?[ ]alt|jahre?(?=\s*(?:$|[.,!?]|und))|und\b|aber\b"
    r"|jaar(?:[ ]oud|(?=\s*(?:$|[.,!?]|en\b)))|en\b|maar\b))"
)
_UNIT_END = (
    r"(?![ ](?:de|d['’]|di|con|com|com\b|na|en[ ]el|in|auf|bei|als|met|bij|late|days?|weeks?"
    r"|als)\b)"
)

OWN = tuple(
    re.compile(rf"(?<!\w){regex}", re.IGNORECASE)
    for regex in (
        # English
        (
            rf"(?<!when )(?<!until )(?:i['’]?m|i[ ]am|im|my[ ]age[ ]is|age:?|i['’]?ll[ ]be|i["
            rf" ]will[ ]be"
            rf"|i[ ]just[ ]turned|i[ ]turned|i['’]?ve[ ]just[ ]turned){_SOFT}[ ]{_N}(?!['’])"
            rf"(?:[ ]and[ ]a[ ]half)?{_END}"
        ),
        (
            rf"(?:i['’]?m|im|i[ ]am|as){_SOFT}[ ]{_N}[ -]years?[ -]olds?(?!\w)"
            rf"(?![ ](?:company|customer"
            r"|account|car|house|phone|laptop|device|machine|model|contract))"
        ),
        rf"{_N}[ ]?(?:y/?o|yrs?[ ]old|years?[ ]old)[ ](?:here|girl|boy|kid)(?!\w)",
        # German
        rf"(?:ich[ ]bin|bin|ich[ ]werde){_SOFT}[ ]{_N}(?:[ ]jahre?(?:[ ]alt|(?![ ]\w)))(?!\w)",
        rf"ich[ ](?:bin|werde){_SOFT}[ ]{_N}(?=\s*(?:$|[.,!?;]|und\b|aber\b))",
        # French, Spanish, Italian, Portuguese
        rf"(?:j['’]ai|je[ ]viens[ ]d['’]avoir|j['’]aurai){_SOFT}[ ]{_N}[ ]ans(?!\w){_UNIT_END}",
        rf"(?:tengo|acabo[ ]de[ ]cumplir|cumplo|cumpl[ií]){_SOFT}[ ]{_N}[ ]años(?!\w){_UNIT_END}",
        rf"(?:ho|ho[ ]appena[ ]compiuto|compio){_SOFT}[ ]{_N}[ ]anni(?!\w){_UNIT_END}",
        rf"(?:tenho|acabei[ ]de[ ]fazer|faço|fiz){_SOFT}[ ]{_N}[ ]anos(?!\w){_UNIT_END}",
        # Dutch
        rf"ik[ ](?:ben|word){_SOFT}[ ]{_N}(?:[ ]jaar(?:[ ]oud)?)?(?=\s*(?:$|[.,!?;]|en\b|maar\b))",
    )
)
"""What somebody says of their own age; group `age` is the number."""

UNDER = re.compile(
    r"(?<!\w)(?:i['’]?m|i[ ]am)[ ](?:still[ ]|only[ ])?(?:(?:not[ ](?:even[ ])?(?:yet[ ])?|under"
    r"|below|younger[ ]than)[ ]?(?:16|15|14|13|sixteen|fifteen|fourteen|thirteen)(?!\w)(?!["
    r" ](?:days"
    r"|min|hours|weeks|months|km|miles|kg|cm))|in[ ](?:middle|primary|elementary|junior[ ]high)"
    r"[ ]?(?:school)?(?!\w))|(?<!\w)i[ ](?:go[ ]to|attend)[ ](?:middle|primary|elementary)[ ]school"
    r"|(?<!\w)je[ ]suis[ ](?:au[ ]collège|en[ ](?:primaire|sixième|cinquième|quatrième|troisième"
    r"|[3456](?:e|ème)(?!\w)))|(?<!\w)estoy[ ]en[ ](?:primaria|\d[ºo°]?[ ](?:de[ ])?(?:la[ ])?eso)"
    r"|(?<!\w)(?:sono[ ]in|faccio[ ]la|vado[ ]in)[ ](?:prima|seconda|terza)[ ]media(?!\w)"
    r"|(?<!\w)ik[ ]zit[ ](?:in[ ]groep[ ]\d|in[ ]de[ ]brugklas|op[ ]de[ ]basisschool)"
    r"|(?<!\w)ich[ ](?:bin|gehe)[ ](?:noch[ ])?(?:in[ ]der|in[ ]die|auf[ ]die)[ ]grundschule",
    re.IGNORECASE,
)
"""What only somebody under sixteen says, without a number that could be compared."""

SCHOOL = tuple(
    (re.compile(rf"(?<!\w){regex}", re.IGNORECASE), last)
    for regex, last in (
        ((r"(?:i['’]?m|i[ ]am)[ ](?:(?:only|just|still|currently|now)[ ])?(?:in[ ](?:the[ ])?"
            r"|an?[ ])"
         rf"(?P<grade>\d{{1,2}}|{'|'.join(_ORDINALS)})(?:st|nd|rd|th)?[ -]grade(?:r)?(?!\w)"), 9),
        ((r"(?:i['’]?m|i[ ]am)[ ](?:(?:only|just|still|currently|now)[ ])?in[ ]grade"
         r"[ ](?P<grade>\d{1,2})(?!\w)"), 9),
        ((r"(?:i['’]?m|i[ ]am)[ ](?:(?:only|just|still|currently|now)[ ])?(?:in[ ])?(?:a[ ])?year"
         r"[ ](?P<grade>\d{1,2})(?:[ ](?:student|pupil))?(?!\w)(?![ ](?:of|at[ ]uni|in[ ](?:my"
         r"|the)))"), 10),
        ((r"ich[ ](?:gehe|bin)[ ](?:(?:noch|erst)[ ])?(?:in[ ]die|in[ ]der)[ ]"
         rf"(?P<grade>\d{{1,2}}|{'|'.join(_ORDINALS)})\.?[ ]klasse(?!\w)"), 9),
        ((r"(?:estou|ando)[ ]no[ ](?P<grade>\d)[ºo°]?[ ]ano(?!\w)(?![ ](?:de|da|do)[ ]"
         r"(?:faculdade|curso|universidade))"), 9),
    )
)  # fmt: skip
"""The school year or grade somebody says to be in, and the last one that is under sixteen."""

_CHILD = (
    r"(?:son|daughter|kid|child|boy|girl|stepson|stepdaughter|nephew|niece|grandson|granddaughter"
    r"|grandchild|little[ ](?:brother|sister|one))"
)
OF_A_CHILD = tuple(
    re.compile(rf"(?<!\w){regex}", re.IGNORECASE)
    for regex in (
        (
            rf"(?:my|our|his|her|the)[ ](?:\w+[ ])?{_CHILD}(?:[ ]\w+)?(?:['’]s|[ ]is|[ ]has[ ]just["
            rf" ]turned"
            rf"|[ ]who[ ]is|,?[ ]?\(|,)(?:[ ](?:only|just|still|now|turning))?[ ,(]?{_N}"
            rf"(?![\w.:/-])"
            r"(?![ ](?:days|hours|min|kg|cm|km|percent|times|orders))"
        ),
        (
            rf"(?:my|our)[ ]{_N}[ -]?(?:years?|yrs?|yr|y)[ -]?olds?(?!\w)(?![ ](?:company|account"
            rf"|car|phone"
            r"|laptop|house|macbook|iphone|printer|router|tv))"
        ),
        (
            rf"mein(?:e|em|en|er)?[ ](?:sohn|tochter|kind|enkel(?:in)?|neffe|nichte)(?:[ ]ist)?[ ]"
            rf"(?:erst[ ]|gerade[ ])?{_N}(?!\w)"
        ),
        rf"mein(?:e|em|en|er)?[ ]{_N}[ -]?jährige[rsmn]?(?!\w)",
        (
            rf"m(?:on|a)[ ](?:fils|fille|enfant|neveu|nièce)(?:[ ]\w+)?[ ]a[ ](?:seulement["
            rf" ])?{_N}[ ]ans"
        ),
        rf"mi[ ](?:hij[oa]|niet[oa]|sobrin[oa])(?:[ ]\w+)?[ ]tiene[ ]{_N}[ ]años",
        rf"(?:mi[oa][ ]figli[oa]|mi[oa][ ]nipote)(?:[ ]\w+)?[ ]ha[ ]{_N}[ ]anni",
        rf"mijn[ ](?:zoon|dochter|kind|kleinkind)(?:[ ]\w+)?[ ]is[ ]{_N}(?!\w)",
        rf"(?:[oa][ ])?(?:meu[ ]filho|minha[ ]filha)(?:[ ]\w+)?[ ]tem[ ]{_N}[ ]anos",
    )
)
"""How old a child is that somebody speaks of: a question for the officer, no more."""

OTHER_ASKED = re.compile(
    r"\b(?:size|waist|inseam|how many|how much|how long|quantity|floor|line|step|queue"
    r"|extension|stars"
    r"|rate|scale|out of|percent|number of|größe|taille|pointure|talla|taglia|maat|tamanho|wie"
    r" viele"
    r"|combien|cuánt\w+|quant\w+|hoeveel)\b",
    re.IGNORECASE,
)
"""A question that a bare number answers without being an age."""

THIRD = re.compile(
    r"\b(?:son|daughter|kid|child|boy|girl|wife|husband|his|her|their|dog|cat|baby|kids?|sohn"
    r"|tochter"
    r"|kind|fils|fille|hij[oa]|figli[oa]|zoon|dochter|filh[oa])\b",
    re.IGNORECASE,
)
"""Words that make a date of birth somebody else's."""

_FIGURE = re.compile(r"(?<![\d.,:/-])(?:0?[1-9]|1[0-6])(?![\d:/])")
_WORD = re.compile(r"[^\W\d_]+")
_TELLING = frozenset(
    {
        *NUMBERS,
        *_ORDINALS,
        *("school", "grundschule", "collège", "primaire", "primaria", "sixième", "cinquième"),
        *("quatrième", "troisième", "media", "eso", "brugklas", "basisschool", "groep", "sixteen"),
    }
)


def may_tell(text: str) -> bool:
    """Look cheaply: without a small number, or one of these words, nothing here can match."""
    return bool(_FIGURE.search(text)) or not _TELLING.isdisjoint(_WORD.findall(text.lower()))


def number(words: str) -> int:
    """The number that digits or words say."""
    folded = words.casefold()
    return int(folded) if folded.isdigit() else NUMBERS.get(folded) or _ORDINALS.get(folded, 99)
