"""Streets with a house number, as writers of ten European languages put them."""

import re

from redactor.recognizers.base import Shape, ShapeRecognizer
from redactor.vocabulary import is_word, listed, words_of

_NUMBER_AFTER = (
    r"\d{1,4}(?:[ ]?[a-zA-Z](?![\w'’]))?(?:[ ]?[-–/][ ]?\d{1,4}[a-zA-Z]?)?(?![\w%]"
    r"|[.,:]\d|[ ]?[€$£]|°)"
)
_FLOOR = r"(?:,[ ]?\d{1,2}[.ºª°o]{1,2}[ ]?\w{0,5})?"
_NAME = r"[^\W\d_][\w'’.-]{1,24}"
_CAPITAL = (
    r"(?:(?:de|del|della|delle|dei|di|da|do|dos|das|du|des|la|le|les|el|los|las|van|der"
    r"|den|und|e|y|i)[ ]|[dl]['’])?[A-ZÀ-Þ][\w'’.-]{1,24}"
)
_ARTICLE = (
    r"(?:(?:de[ ]la|de[ ]l['’]|de[ ]los|de[ ]las|du|des|de|d['’]|del|della|dei|delle|da"
    r"|do|dos|das|di|la|le|les|los|las|l['’])[ ]?)"
)


_TOWN = (
    r"(?:,?[ \n]{1,2}(?:[A-Z]{1,2}-)?\d{4,5}(?:[ ]?[A-Z]{2}\b)?"
    r"(?![\w%]|[.,:]\d|[ ]?[€$£])"
    rf"(?:[ ]{_CAPITAL}(?:[ -]{_CAPITAL}){{0,2}})?)?"
)


class StreetAddressEuropeRecognizer(ShapeRecognizer):
    """Finds "Lindenstraße 12", "12 rue des Lilas", "Calle Mayor 5", "Keizersgracht 123"."""

    ENTITY = "STREET_ADDRESS"
    SOURCE = "pattern:street_address_europe"
    LONG = True
    NEEDS_DIGIT = True
    SHAPES = (
        Shape(
            name="german, one word",
            regex=re.compile(
                r"(?<![\w.-])(?P<value>[^\W\d_][\w.-]{1,30}(?:straße|strasse|str\.|gasse|allee"
                r"|chaussee|platz|damm|ufer|steig|stieg)"
                rf"[ ]?{_NUMBER_AFTER}{_TOWN})",
                re.I,
            ),
            score=0.85,
        ),
        Shape(
            name="german, word ending",
            regex=re.compile(
                rf"(?<![\w.-])(?P<value>[A-ZÄÖÜ][\w-]{{2,30}}(?:weg|hof|markt|berg|graben|kamp"
                rf"|winkel|[rsn]ring|wall|str)[ ]{_NUMBER_AFTER})"
            ),
            score=0.7,
        ),
        Shape(
            name="german, several words",
            regex=re.compile(
                r"(?<![\w.-])(?P<value>(?:(?:[A-ZÄÖÜ][\w-]{1,24}(?:er|e|s|en"
                r"|-)?[ -]){1,3}(?:Straße|Strasse|Str\.|Platz|Allee|Weg|Ring|Damm|Ufer|Chaussee)"
                r"|(?:[Aa]m|[Aa]n[ ]der|[Aa]n[ ]den|[Ii]m|[Ii]n[ ]der|[Aa]uf[ ]der|[Aa]uf[ ]dem"
                r"|Unter[ ]den|[Zz]um|[Zz]ur|[Bb]eim?|[Hh]inter[ ]der)[ ]"
                r"(?![\w-]+(?:straße|strasse|gasse|allee)\b)(?:[a-zäöüß]{3,10}en[ ])?"
                r"[A-ZÄÖÜ][\w-]{2,24}(?:[ ][A-ZÄÖÜ][\w-]{2,24})?"
                rf"|Straße[ ]des[ ]\w{{1,12}}\.?[ ][A-Z]\w{{1,12}})[ ]{_NUMBER_AFTER})"
            ),
            score=0.7,
        ),
        Shape(
            name="dutch",
            regex=re.compile(
                rf"(?<![\w.-])(?P<value>[^\W\d_][\w'’.-]{{1,30}}(?:straat|gracht|laan|plein"
                rf"|kade|singel|dijk|steeg|plantsoen|dreef|burgwal)[ ]{_NUMBER_AFTER}"
                rf"|[A-Z][\w'’-]{{2,24}}(?:weg|hof|pad|markt|haven|wal|baan)[ ]{_NUMBER_AFTER}"
                r"|(?i:oude|nieuwe|lange|korte|hoge|lage|grote|kleine)[ ](?i:dijk"
                r"|weg|straat|gracht|kade|markt|haven|singel|laan|ring|baan|vest)[ ]"
                rf"{_NUMBER_AFTER})",
            ),
            score=0.8,
        ),
        Shape(
            name="nordic",
            regex=re.compile(
                rf"(?<![\w.-])(?P<value>[^\W\d_][\w-]{{2,30}}(?:gatan|vägen|gränd|gata|gate"
                rf"|gaten|veien|vej|gade|all[ée]|katu|tie|kuja|torget|plads)[ ]{_NUMBER_AFTER})",
            ),
            score=0.65,
        ),
        Shape(
            name="french",
            regex=re.compile(
                r"(?<![\w.,/-])(?P<value>\d{1,4}(?:[ ]?(?:bis|ter|quater)\b"
                r"|[ ]?[A-D]\b)?,?[ ](?:(?:rue|impasse|chemin|quai|faubourg|ruelle|sentier"
                r"|villa|cit[ée])[ ]"
                rf"{_ARTICLE}?{_NAME}|(?:avenue|av\.?|boulevard|bd\.?|blvd|place|all[ée]es?"
                rf"|cours|route|square|passage|esplanade|promenade"
                rf"|r[ée]sidence)[ ]{_ARTICLE}(?![ ]){_NAME}"
                rf"|(?:avenue|boulevard|place|all[ée]e)[ ][A-Z][\w'’-]{{2,24}})(?:(?:[ -](?:de"
                rf"|du|des|la|le|et|l['’]|d['’])){{0,2}}[ -](?-i:[A-ZÀ-Þ])[\w'’-]{{1,24}})"
                rf"{{0,4}}{_TOWN})",
                re.I,
            ),
            score=0.8,
        ),
        Shape(
            name="spanish",
            regex=re.compile(
                rf"(?<![\w.-])(?P<value>(?:calle|c/|avda?\.?|avenida|paseo|plaza|pza\.?|carrer"
                rf"|passeig|carretera|ctra\.?|camino|ronda|traves[íi]a)[ ]?{_ARTICLE}?"
                rf"{_NAME}(?:[ ]{_NAME}){{0,3}}?,?[ ](?:n\.?[º°o]?\.?[ ]?|num\.?[ ]"
                rf"|n[úu]mero[ ])?{_NUMBER_AFTER}{_FLOOR}{_TOWN})",
                re.I,
            ),
            score=0.8,
        ),
        Shape(
            name="italian",
            regex=re.compile(
                rf"(?<![\w.-])(?P<value>(?:(?:Via|via)[ ](?:{_CAPITAL})(?:[ ]{_CAPITAL}){{0,3}}"
                rf"|(?i:viale|piazza|p\.zza|corso|vicolo|piazzale|lungomare|strada|largo"
                rf"|contrada)[ ]"
                rf"{_NAME}(?:[ ]{_NAME}){{0,3}}?|via[ ](?:roma|garibaldi|mazzini|verdi|dante"
                rf"|cavour|marconi|milano|napoli|torino|volta|manzoni|matteotti|gramsci)),?"
                rf"[ ](?:n\.?[º°]?[ ]?)?{_NUMBER_AFTER})",
            ),
            score=0.75,
        ),
        Shape(
            name="portuguese",
            regex=re.compile(
                rf"(?<![\w.-])(?P<value>(?:rua|r\.|travessa|tv\.|pra[çc]a|pça\.?|largo|alameda"
                rf"|rodovia|estrada|avenida|av\.?)[ ]{_ARTICLE}?{_NAME}(?:[ ]{_NAME}){{0,4}}?,?[ ]"
                rf"(?:n\.?[º°o]?\.?[ ]?)?{_NUMBER_AFTER}{_FLOOR}{_TOWN})",
                re.I,
            ),
            score=0.75,
        ),
        Shape(
            name="polish or czech",
            regex=re.compile(
                rf"(?<!\w)(?P<value>(?:ul\.|ulica|al\.|aleja|pl\.|os\.|ulice"
                rf"|n[áa]m\.)[ ]?{_NAME}(?:[ ]{_NAME}){{0,2}}?[ ]"
                rf"{_NUMBER_AFTER}(?:[ ]?m\.?[ ]?\d{{1,3}})?)",
                re.I,
            ),
            score=0.8,
        ),
        Shape(
            name="iberian floor",
            regex=re.compile(
                r"(?<![\w.])(?P<value>\d{1,2}\.?[º°]\.?[ ]?(?:derecha|izquierda|dcha|izda|izq"
                r"|direito|esquerdo|esq|dto(?![ .]{1,2}(?:del?\b|\d)))(?!\w))",
                re.I,
            ),
            score=0.6,
        ),
    )
    TRIGGERS = listed(
        "str gasse allee chaussee platz damm ufer steig stieg weg hof markt berg"
        " graben kamp"
        " winkel ring wall am an im in auf unter zum zur bei hinter straat gracht laan plein"
        " kade singel dijk steeg plantsoen dreef pad haven wal baan gatan vägen gränd gata gate"
        " vej gade all katu tie kuja rue impasse chemin quai faubourg sentier villa cit avenue"
        " av boul bd blvd place cours route square passage espl prom rés calle c/ paseo plaza"
        " pza carrer ctra camino ronda trav via piazza p.zza corso vicolo lungomare strada largo"
        " contrada rua r. tv. pra pça alameda rodovia estrada ul al. os. nám nam pl."
        " derecha izq izda dcha direito esq dto"
    )

    def score(self, shape: Shape, match: re.Match[str]) -> float:
        """Refuse "via email 5" and words of English that end like a street."""
        value = match["value"].lower()
        if shape.name == "italian" and value.startswith("via "):
            return 0.0 if value.split()[1] in _CARRIERS else shape.score
        parts = value.split()
        if shape.name == "german, several words" and not _TIMES.isdisjoint(parts):
            return 0.0  # "am Montag 12", "im Mai 2"
        if shape.name == "german, several words" and _IS_NO_STREET.search(match["value"]):
            return 0.0  # "im IRE 3693", "an der Kasse 3000"
        if shape.name in {"german, word ending", "dutch"} and (
            _is_of_a_maker(match) or _is_an_english_wall(parts[0])
        ):
            return 0.0  # "Bosch Turbohof 3", "Firewall 5"
        if parts[0] in _ENGLISH or any(part in _SENTENCE for part in parts[1:]):
            return 0.0
        return shape.score


def _is_an_english_wall(word: str) -> bool:
    stem = word.removesuffix("wall")
    return stem != word and is_word(stem)


_TIMES = words_of("times") | frozenset(
    listed(
        "montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai"
        " juni juli august september oktober november dezember jahr jahre monat tag uhr ende anfang"
        " abend morgen durchschnitt schnitt paket wert preis alter stück set ice ic ec rb"
        " tgv zug wagen gleis bus tram linie flug"
    )
)
_IS_NO_STREET = re.compile(r"(?: [A-Z]{2,4} \d{1,4}| [1-9]\d{3})$")
"""A train, or a model: no house of such a street has a number of four digits."""
_WORD_BEFORE = re.compile(r"(?P<maker>[^\W\d_]\w{1,14}) $")


def _is_of_a_maker(match: re.Match[str]) -> bool:
    """Whether a maker stands before it: "Tesla Powerwall 2"."""
    word = _WORD_BEFORE.search(match.string, max(0, match.start() - 16), match.start())
    return word is not None and word["maker"].lower() in words_of("makers")


_CARRIERS = frozenset(
    listed(
        "email e-mail mail paypal ups usps fedex dhl phone chat text sms whatsapp zoom post app"
        " google apple amazon facebook messenger bank visa stripe venmo wire bus train route"
        " highway flight uber lyft website online"
    )
)
_ENGLISH = frozenset(
    listed(
        "norway segway subway gate mandate update delegate relegate tailgate aggregate investigate"
    )
)
_SENTENCE = frozenset(listed("for has is at and to the with in on of from was are by or have"))
