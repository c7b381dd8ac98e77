"""Take what stands beside a part of a name and belongs to it: surnames, forenames, initials."""

import re

from redactor.names import INSIDE_NAMES, SAID, is_capitalised, is_strange
from redactor.reading import key
from redactor.vocabulary import (
    is_forename,
    is_never_a_name,
    is_word,
    is_word_abroad,
    phrases_of,
    words_of,
)

_MOST_NAMES = 3
_ENDS_A_NAME = frozenset(" .\n")
_TIMES = words_of("times")
_TITLES = words_of("titles")
_KIN = frozenset(phrases_of("kin"))

_WORD = r"[^\W\d_](?:\w|['’](?!s?\b))*(?:-[^\W\d_](?:\w|['’](?!s?\b))*)*"
_NEXT_NAME = re.compile(rf"[ ](?P<word>{_WORD})(?!\w)(?![.@]\w)")
_NAME_BEFORE = re.compile(rf"(?<![\w@.'’-])(?P<word>{_WORD})[ ]$")
_STRANGE_BEFORE = re.compile(
    r"(?:^|[\n:(\"“])(?P<words>(?!(?:Mein|Dein|Sein|Ihr|Unser|Der|Die|Das|Den|Dem|Ein|Herr|Frau"
    r"|Mijn|Onze|Het|Een|Mevr|Mon|Ton|Son|Ses|Mes|Nos|Les|Des|Une|Mad|Mons|Mis|Sus|Los|Las|Una|Uno"
    r"|Se[ñn]or|Do[ñn]a|Minha|Meu|Nossa|Seu|Sua|Dona|Mio|Mia|Suo|Sua|Gli|Sig|Dott|Guten|Liebe|Hallo"
    r"|Bonjour|Bonsoir|Hola|Buen|Merci|Gra[cz]i|Danke|Obrig|Goede|Beste|Dag|Ciao|Caro|Cara|Quer|Chère?"
    r"|Oder|Und|Aber|Ist|Hat|Wohn|Bei|F[üu]r|Para|Pour|Per|Voor|Avec|Con|Com|Mit|Met)[a-z]{0,4}\b)"
    r"(?-i:[A-ZÀ-Þ])[a-zß-ÿ'’-]{2,} (?-i:[A-ZÀ-Þ])[a-zß-ÿ'’-]{2,}) $"
)
_MOTHER_OF = re.compile(r"(?<!\w)(?P<word>(?:Mama|Papa|Baba|Iya) )$")
_INITIALS_BEFORE = re.compile(
    r"(?<![\w.'’-])(?P<word>(?:[A-HJ-Z](?:\. ?| )|I(?:\. ?| )(?=[A-Z][. ])){1,3})\Z"
)
_INITIAL_AFTER = re.compile(r"[ ](?P<word>[B-HJ-Z]\.?)(?![\w'’])")
_SMALL_INITIAL = re.compile(
    r"[ ](?P<word>[bdfghjlmpqstvz])"
    r"(?=\.?\s*(?:$|[,;!?)\n])|\.? (?:on|and|in|at|from|has|is|was|who)\b)"
)
_SMALL_NAMES = re.compile(r"(?P<words>(?: [^\W\d_]{4,20}){1,2})(?=[ ]?(?:$|[.,;!?\n)]))")
_WORD_SURNAME = re.compile(
    r" (?P<word>[A-ZÀ-Þ][a-zß-ÿ]{2,})(?=\s*(?:$|[,;)?!\n]|\.(?:\s|$)|['’]s\b)"
    r"| (?:and|or|who|is|was|has|will|from|with|for|on|at|in)\b)"
)
_SHORT_LAST = re.compile(r" (?!I\b)[A-ZÀ-Þ][a-zß-ÿ]{1,3}(?=\s*(?:$|[,;)!?\n]|\.(?:\s|$)))")
"""The last part of a name that is a word as well: "Phạm Thị [Bay]."."""
_BORN = re.compile(
    r",? (?:n[ée]e|viuda|vda\.?|veuve|vve|vedova|ved\.|vi[úu]va|geb\.|geborene|verwitwete"
    r"|weduwe|wed\.)(?: d[eaou]s?| van(?: de[rn]?)?| von)?"
    r"(?P<names>(?: [^\W\d_][\w'’-]{2,20}){1,2}?)"
    r"(?=\s*(?:$|[,.;!?)\n]| (?:[a-z]{1,4}|pero|aber|mais|maar|born|geboren)(?!\w)))",
    re.IGNORECASE,
)
"""What a widow or a wife was called, or is."""
_CELL_EDGES = "|\t\n"
_CELL = re.compile(
    r"[ ]*(?P<name>[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){1,3})[ ]*(?P<edge>[|\t]|$)",
    re.MULTILINE,
)


def whole_name(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the name of which `start:end` is a part begins and ends."""
    shouted = text[start:end].isupper()
    start, end = _before(text, start, shouted=shouted), _behind(text, end, shouted=shouted)
    if text[start:end].islower() and is_forename(key(text[start:end].split()[0])):
        end = _small_surname(text, end)
    elif (
        text[start:end].isalpha()
        and is_capitalised(text[start:end])
        and is_strange(text[start:end])
    ):
        end = _word_as_surname(text, end)
    if ends := _SHORT_LAST.match(text, end) if _is_strange_pair(text[start:end]) else None:
        end = ends.end()
    born = _BORN.match(text, end)
    if born and all(is_capitalised(word) or _is_no_word(word) for word in born["names"].split()):
        end = born.end()
    return _cell(text, start, end)


def _behind(text: str, end: int, *, shouted: bool) -> int:
    """Where the surnames and the initial behind a name end."""
    for _ in range(_MOST_NAMES):
        word = _NEXT_NAME.match(text, end)
        if not word or not _is_more_of_a_name(text, word, shouted=shouted):
            break
        end = word.end()
    if initial := _INITIAL_AFTER.match(text, end):
        end = initial.end("word") - initial["word"].endswith(".")
    return end


def _before(text: str, start: int, *, shouted: bool) -> int:
    """Where the forenames and initials before a name begin."""
    if text[start - 1 : start] not in _ENDS_A_NAME:
        return start
    for _ in range(_MOST_NAMES):
        before = _NAME_BEFORE.search(text, max(0, start - 40), start)
        if not before or shouted or not _is_forename_here(before["word"]):
            break
        start = before.start("word")
    if (strange := _STRANGE_BEFORE.search(text, max(0, start - 60), start)) and not shouted:
        words = strange["words"].split()
        if all(is_strange(word) and key(word) not in _TITLES for word in words):
            start = strange.start("words")
    if mother := _MOTHER_OF.search(text, max(0, start - 8), start):
        start = mother.start("word")
    if initials := _INITIALS_BEFORE.search(text, max(0, start - 8), start):
        start = initials.start("word")
    return start


def _small_surname(text: str, end: int) -> int:
    """Where a name in lower case ends that goes on with no words: "ana [ruibal].", "ana [r] is"."""
    if initial := _SMALL_INITIAL.match(text, end):
        return initial.end("word")
    more = _SMALL_NAMES.match(text, end)
    return more.end() if more and all(map(_is_no_word, more["words"].split())) else end


def _word_as_surname(text: str, end: int) -> int:
    """Where a strange name ends that an ordinary word with a capital is the surname of.

    "Quentilla [Rook], lane 3": the sentence has other words without capitals, and it goes on.
    """
    word = _WORD_SURNAME.match(text, end)
    said = key(word["word"]).removesuffix("s") if word else ""
    if not word or is_never_a_name(said) or is_never_a_name(word["word"]) or said in SAID | _TIMES:
        return end
    words = [each for each in text.split() if each[0].isalpha()]
    shown = sum(each[0].isupper() for each in words) * 2 <= len(words) + 1
    return word.end("word") if shown else end


def _is_strange_pair(name: str) -> bool:
    words = name.split()
    return len(words) > 1 and all(is_capitalised(word) and is_strange(word) for word in words)


def _is_no_word(word: str) -> bool:
    plain = key(word)
    said = plain in SAID or is_word_abroad(plain) or is_never_a_name(plain)
    return not said and not is_word(plain)


def _cell(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole cell of a table if it holds a name and no more: "| April [May] Winter |"."""
    if "|" not in text and "\t" not in text:
        return start, end
    first = max(text.rfind(edge, 0, start) for edge in _CELL_EDGES) + 1
    cell = _CELL.match(text, first)
    if not cell or not (set(text[max(0, first - 1) : first]) | set(cell["edge"])) & {"|", "\t"}:
        return start, end
    if not cell.start("name") <= start < end <= cell.end("name"):
        return start, end
    told = _TITLES.isdisjoint(said := cell["name"].lower().split()) and _KIN.isdisjoint(said)
    return cell.span("name") if told else (start, end)


def _is_more_of_a_name(text: str, match: re.Match[str], *, shouted: bool) -> bool:
    word = match["word"]
    if word.lower() in INSIDE_NAMES:
        after = _NEXT_NAME.match(text, match.end())
        return after is not None and is_capitalised(after["word"]) and is_strange(after["word"])
    if not is_capitalised(word) or (word.isupper() and len(word) > 1 and not shouted):
        return False
    return is_strange(word) and not (shouted and is_never_a_name(word))


def _is_forename_here(word: str) -> bool:
    if not is_capitalised(word) or word.isupper() or key(word) in _TITLES:
        return False
    return is_forename(key(word)) and not is_word(word)
