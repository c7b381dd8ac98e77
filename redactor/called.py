"""Names by what is said around them: a title, what kin somebody is, a greeting of other languages.

`names.py` knows how English introduces, greets and signs.
"""

import re
from collections.abc import Iterator

from redactor.names import INSIDE_NAMES, is_capitalised, is_surely_a_name, may_be_name, run_at
from redactor.turns import Token
from redactor.vocabulary import is_forename, is_word

_CAPITALISED = r"(?-i:[^\W\d_a-zß-ÿ])[\w'’-]+"
_GREETED_ABROAD = re.compile(
    r"(?:^|[.!?\n]\s*)(?:bon(?:jour|soir)|salut|hola|buen[oa]s (?:d[ií]as|tardes|noches)"
    r"|guten (?:tag|morgen|abend)|hallo|servus|gr(?:ü|ue)(?:ß|ss) gott|goede(?:morgen|middag"
    r"|navond)"
    r"|bom dia|boa (?:tarde|noite)|ol[áa]|buon(?:giorno|asera)|ciao|salve|hej|dzie[ńn] dobry|welkom"
    r"|merci|gracias|danke|grazie|bedankt|obrigad[oa]|abra[çc]os? (?:para|pra|a))[ ,]{1,2}",
    re.IGNORECASE,
)
_TO_ALL = re.compile(
    r"zusammen|miteinander|tod[oa]s|tutti|tous|allemaal|allerseits|gente|pessoal|equip[oe]|leute"
    r"|madame|monsieur|señora?|signora?|ihnen|dir|euch|voi|vous|você|u|jou|jullie|team",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"(?<![\w@.])(?:(?:mr|mrs|ms|miss|mx|mister|dr|prof)\b\.?|sir|herr[n]?|frau|señor(?:a|ita)?"
    r"|sra?\."
    r"|srta\.|doña|(?-i:Seu)|monsieur|madame|mme|mlle|m\.|signor[ae]?|sig\.(?:ra)?|dott\.(?:ssa)?"
    r"|dottor(?:e|essa)|doctora?|dra?\.|mevr(?:ouw|\.)|meneer|dhr\.|(?-i:Pani?))"
    rf"(?: (?:dr|prof)\.)? (?={_CAPITALISED})",
    re.IGNORECASE,
)
_TITLED_THINGS = re.compile(
    r"(?:mr\.? (?:muscle|coffee|beast|bean|men|right|whippy|kipling|clean|robot|potato)"
    r"|mrs\.? (?:doubtfire|dalloway|hinch)|ms\.? (?:office|word|excel|teams|windows|dos|pac)"
    r"|miss (?:dior|universe|world|saigon)|dr\.? (?:martens?|pepper|oetker|who|strange|seuss"
    r"|scholl)"
    r"|madame (?:bovary|tussauds?|butterfly)|pan (?:am|pizza|european)|monsieur cuisine)\w*",
    re.IGNORECASE,
)
_KIN = re.compile(
    r"(?<!\w)(?:my|our|his|her|their|ur|your|me|mi|mis|mia|mio|minha|meu|mein(?:e[nmr]?)?"
    r"|unser(?:e[nm]?)?"
    r"|mijn|ma|mon|sa|son|su|tu|il mio|la mia|pro meu) "
    r"(?:(?:big|little|older|younger|late|ex|eldest|step|baby|twin|old)[ -])?(?:brother|sister"
    r"|wife|husband"
    r"|mother|father|mom|mum|mam|dad|daddy|son|daughter|boss|friend|partner|colleague|manager"
    r"|assistant"
    r"|neighbou?r|cousin|uncle|aunt(?:ie|y)?|niece|nephew|nan|nana|gran(?:dma|dpa|ny|dad)?|grandson"
    r"|granddaughter|fianc[ée]e?|boyfriend|girlfriend|bf|gf|hubby|missus|mate|bro|sis|housemate"
    r"|roommate"
    r"|flatmate|landlord|landlady|carer|nurse|driver|sibling|twin|ex"
    r"|espos[oa]|marid[oa]|mujer|hij[oa]|hermano|hermana|madre|padre|prim[oa]|pareja|novi[oa]"
    r"|niet[oa]"
    r"|abuel[oa]|vecin[oa]|m[ãa]e|pai|filh[oa]|irm[ãa]o?|av[óô]|moglie|marito|figli[oa]|fratello"
    r"|sorella"
    r"|mutter|vater|vadder|tochter|sohn|bruder|schwester|mann|frau|freund(?:in)?|oma|opa|kollege"
    r"|kollegin"
    r"|nachbar(?:in)?|mari|femme|fils|fille|fr[èe]re|s[œo]eur|m[èe]re|p[èe]re|voisine?|ami[ea]?"
    r"|man|vrouw|zoon|dochter|broer|zus|moeder|vader|vriend(?:in)?|collega|buur(?:man|vrouw))"
    r"[ ,]{1,2}",
    re.IGNORECASE,
)
_FROM_A_DESK = re.compile(
    rf"(?:^|[.!?,]\s*)(?P<name>{_CAPITALISED}) (?:here )?(?:vom|von der|from(?: the)?|at the|in"
    rf"|du|au|aux"
    r"|de l['’a ]+|del|dal(?:la)?|van(?: de| het)?|do|da) ?(?:[\w-]+ ){0,2}?"
    r"(?i:support|\w*service|\w*support|desk|help ?desk|assistance|\w*team|billing|claims"
    r"|warranties"
    r"|kundendienst|klantenservice|soporte|atenci[óo]n|assistenza|atendimento|\w+stelle"
    r"|\w+abteilung"
    r"|dispatch|reception|bookings|accounts|sales|office)(?!\w)"
)
_SAID = re.compile(
    r"(?<!\w)(?:ich hei(?:ß|ss)e|mein name ist|hier (?:ist|spricht)|me llamo|mi nombre es"
    r"|je m['’]appelle|moi c['’]est|ik heet|mijn naam is|mi chiamo|meu nome [ée]|me chamo"
    r"|aqui [ée](?: [oa])?)[ :]{1,2}",
    re.IGNORECASE,
)
_IN_THE_NAME_OF = re.compile(
    r"(?<!\w)(?:au nom de|im namen von|auf den namen|a nombre de|em nome d[aeo]|a nome di"
    r"|no nome d[aeo]|op naam van|lautet auf|titular(?: es|:)?)[ :]{1,2}",
    re.IGNORECASE,
)
_VOCATIVE = re.compile(rf"(?:^|(?<=\s))[a-zß-ÿ]+, (?P<name>{_CAPITALISED})(?=[.!?]|, [a-z]|\s*$)")
_CLOSED = re.compile(r"\s*(?:$|[,.!])")
_FOREIGN_KIN = re.compile(
    r"mi|mis|mia|mio|minha|meu|mein(?:e[nmr]?)?|unser(?:e[nm]?)?|mijn|ma|mon|sa|son|su|tu|il mio"
    r"|la mia|pro meu",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\s*(?:$|[,.!?;)\n])|\s+(?:had|has|is|was|will|wants|said|says|paid|got|told|came|bought"
    r"|and|n|who|im|in|und|aus|vom|ist|hat|war|van|uit)\b",
    re.IGNORECASE,
)
_NOT_CALLED = re.compile(
    r"alrdy|all?redy|allready|prolly|probs|defo|deffo|wanna|gonna|gotta|tryna|r[l]{1,2}y|ofc|s[m]?th"
    r"|lol|lmao|haha|omg|btw|tbh|idk|imo|jus|wo[sz]|(?:ca|wo|do|did|does|was|is|ai|has|could)nt"
    r"|neva|nvr|aswell|alwys|allways|pl[sz]|thx|also"
    r"|auch|schon|noch|nicht|doch|eben|aber|denn|weil|dass|wieder|immer|gerade|heute|gestern|morgen"
    r"|hier|dort|dann|sonst|bitte|danke|leider|aussi|encore|pas|d[ée]j[àa]|toujours|demain|ici|merci"
    r"|anche|ancora|già|oggi|ieri|domani|sempre|tambi?[eé]n|tampoco|siempre|hoy|ayer|mañana|gracias"
    r"|aqu[ií]|tamb[eé]m|hoje|ontem|amanhã|ainda|agora|ook|nog|niet|altijd|vandaag|gisteren|graag"
    r"|quiere|tiene|trabaja|viene|vive|dice|compró|pagó|pediu|trabalha|mora|disse|quer|vai|tem"
    r"|travaille|habite|vient|lavora|abita|vuole|paga|mayor|menor|pequen[oa]|peque[ñn][oa]"
    r"|pol[ií]tic[oa]|sogr[oa]|cuñad[oa]|matern[oa]|patern[oa]|otp|esim|sim|rma|pin|iban|uber|ifood"
    r"|rappi|lyft|bolt|hermes|evri|dhl|ups|dpd|fedex|glovo|deliveroo|ta|soz|tysm|ty|thanku"
    r"|latte|decaf|halal|vegan|kebab|naan|salsa|mayo|chai|tofu|pesto|sushi|vet|nan|dog|cat|app"
    r"|lobby|concierge|doggo|puppy|kitten",
    re.IGNORECASE,
)
_LIKE_A_THING = re.compile(
    r".*(?:er|or|ist|ant|ian|tion|ment|ess|mate|ings?|tor|"
    r"stick|tag|box|spot|[dtkp]s|pad|top|book|phone|card|dge)",
    re.IGNORECASE,
)
_SAYABLE = re.compile(r"[^\W\d_]*[aeiouyáéíóúäöüàèìòùâêîôûãõ][^\W\d_]*")
_LIKE_A_VERB = re.compile(
    r".*(?:ed|ing|ly|rd|ou|ar|er|ir|mos|ando|endo|t|en|te|lich|ig|[óéí]|ère|ette|etta|dijo|hizo"
    r"|uvo|ava|ía|aba|iu|eu)"
)
_ANSWERING = re.compile(
    r"(?<!\w)(?:my|our) (?P<name>[a-z]{3,12}) (?:will|can|could|is gonna|is going to) (?:just )?"
    r"(?:fetch|collect|pick|come|pop|ring|call|answer|sign|let|meet|grab|bring)\b"
    r"|(?<!\w)(?:ask|asking|asked) for (?P<asked>[a-z]{3,6})(?=\s*(?:$|[,.!?;)]|at the\b))"
    r"|(?<!\w)(?:bell|buzzer|doorbell|intercom|klingel(?:schild)?|sonnette|campanello|citofono"
    r"|timbre|interfone|deurbel) (?:says|reads|at|marked|labelled|with|bei|steht|sagt|dice|de|di"
    r"|au nom de)"
    rf"(?: auf)? [\"'“]?(?P<bell>{_CAPITALISED})(?=\s*(?:$|[,.!?;)\n\"”]))"
    r"|(?<!\w)(?:o motorista|o entregador|motorista|entregador|el repartidor|repartidor|le livreur"
    r"|livreur|der fahrer|fahrer|il fattorino|fattorino|bezorger|rider|el t[ée]cnico|o t[ée]cnico"
    rf") (?P<worker>{_CAPITALISED})"
    rf"|(?:^|[.!?,\n\"“]\s*)(?P<kissing>{_CAPITALISED}) x{{1,5}}(?=[\s\"”']*(?:$|\n))",
    re.IGNORECASE,
)
_SHORTEST_SHOUTED = 4
_SHORTEST_KIN = 3


def find_called(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, how) for every name that `text` gives or calls in one of these ways."""
    for match in _GREETED_ABROAD.finditer(text):
        run = _capitalised_run(text, match.end())
        if run and not _TO_ALL.fullmatch(run[0].text) and _CLOSED.match(text, run[-1].end):
            yield run[0].start, run[-1].end, "greeted"
    for match in _VOCATIVE.finditer(text):
        if is_surely_a_name(match["name"]):
            yield *match.span("name"), "greeted"
    for match in _TITLED.finditer(text):
        run = _capitalised_run(text, match.end())
        if run and not _TITLED_THINGS.match(text, match.start()):
            yield run[0].start, run[-1].end, "greeted"
    for match in _KIN.finditer(text):
        run = run_at(text, match.end())[:1]
        if run and (
            is_surely_a_name(run[0].key)
            or _stands_as_name(run[0])
            or _is_kins_name(text, run[0], abroad=bool(_FOREIGN_KIN.match(match.group())))
        ):
            yield run[0].start, run[-1].end, "greeted"
    yield from _answering(text)
    yield from _given(text)


def _answering(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield who fetches, who is asked for, whose bell it is, who drives, who signs with a kiss."""
    for match in _ANSWERING.finditer(text):
        how = match.lastgroup or ""
        name = match[how]
        thing = name.islower() or how == "bell"
        if is_word(name) or not may_be_name(name) or _NOT_CALLED.fullmatch(name):
            continue
        if not (thing and _LIKE_A_THING.fullmatch(name)):
            yield *match.span(how), "greeted"


def _given(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the name behind "je m'appelle" and "a nombre de", and before "from the support"."""
    for match in _FROM_A_DESK.finditer(text):
        if not is_word(match["name"]) and may_be_name(match["name"]):
            yield *match.span("name"), "introduced"
    for how, said in (("introduced", _SAID), ("greeted", _IN_THE_NAME_OF)):
        for match in said.finditer(text):
            if run := _capitalised_run(text, match.end()):
                yield run[0].start, run[-1].end, how


def _capitalised_run(text: str, start: int) -> list[Token]:
    """The words with a capital, none of them ordinary, that begin at `start`."""
    run: list[Token] = []
    for token in run_at(text, start):
        if not _stands_as_name(token) and not (run and token.key in INSIDE_NAMES):
            break
        run.append(token)
    while run and run[-1].key in INSIDE_NAMES:
        run.pop()
    return run


def _is_kins_name(text: str, token: Token, *, abroad: bool) -> bool:
    """Whether a strange word in lower case is what kin is called: "minha esposa gislaine"."""
    word = token.text
    if (
        len(word) < _SHORTEST_KIN
        or not word.islower()
        or is_word(word)
        or _NOT_CALLED.fullmatch(word)
    ):
        return False
    verb = _LIKE_A_VERB.fullmatch(word) if abroad else word.endswith(("ed", "ing", "ly", "rd"))
    return not verb and bool(_SAYABLE.fullmatch(word)) and bool(_GOES_ON.match(text, token.end))


def _stands_as_name(token: Token) -> bool:
    """Whether a word has a capital and is none, or also a forename; letters alone are no name."""
    known = not is_word(token.text) or is_forename(token.key)
    letters = token.text.isupper() and len(token.text) < _SHORTEST_SHOUTED
    return is_capitalised(token.text) and len(token.text) > 1 and known and not letters
