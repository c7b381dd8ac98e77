"""Passwords somebody writes into the chat: the value alone is the finding."""

import re
from collections.abc import Iterator

from redactor.recognizers.base import Shape, ShapeRecognizer, Span, trimmed_end
from redactor.vocabulary import listed

_NOUNS = (
    r"(?:passwords?|passwd|passcode|pass[ -]?phrase|pass[ -]?word|pword|pwd|pw|psw|passw|passwort"
    r"|kennwort|contrase[ñn]a|mot de passe|mdp|wachtwoord|senha|palavra[ -]passe|clave|ww"
    r"|parola d['’]ordine)(?![ ](?:hint|reminder|manager|policy|rules?|reset|screen|page|field)\b)"
)
_KIND = (
    r"(?:[ ](?:temp(?:or(?:al|aire|anea))?|provisoire|provvisoria|provis[óo]ria|actual|actuel))?"
)
_SIGN = r"[ \t]{0,3}(?:[:=]|->|=>)[ \t]{0,3}"
_IS = (
    r"(?:(?:[ \t]{1,2}(?!is\b|was\b)[a-z'’]{1,12}){0,4}?[ \t]{1,2}(?:is|was|would be)"
    r"|[ \t]{1,2}(?:should be|(?:back[ ])?to|as)|['’]s)[ \t]{0,2}[:=]?[ \t]{1,3}"
)
_IST = (  # the same in the other languages; there a plain word is believed only behind a colon
    r"(?:[ \t]{1,2}(?:ist|war|lautet|es|era|est|était|[èeé]|is|was)(?![\w'’])|[ ]c['’](?:est|était)"
    r"(?!\w))[ \t]{0,2}[:=]?[ \t]{1,3}"
)
_VALUE = (
    r"(?:\"[^\"\n]{1,64}\"|“[^”\n]{1,64}”|‘[^’\n]{1,64}’|'[^'\n]{1,64}'|`[^`\n]{1,64}`|\S{2,64})"
)
_NOT_VALUES = frozenset(
    listed(
        "a about above after again all already also always am an and any anything are as at"
        " back be because been before being below blank broken but by can cannot case changed"
        " compromised correct correctly could default different do does doesnt done dont either"
        " email empty ever expired expiring fine for forgotten from getting given go going gone"
        " good got hacked had has have here hidden how i if important in incorrect insecure"
        " instead invalid is isnt it its just known leaked like locked long lost mandatory me my"
        " missing needed never new no none not nothing now of off ok okay old on one only"
        " optional or our out outdated over please protected rejected required reset right safe"
        " same saved secure sent set short so some still stolen strong such sure taken that the"
        " their them then there these they this to too unknown unsafe up us valid very via was"
        " weak well were what when where which who why will with without working wrong yes yet"
        " you your something someone myself access change changing check confirm create enter"
        " forget get help manager make need recover remember resetting retrieve see show try"
        " update use using verify want work reset. protected. correct. wrong. exactly really"
        " actually probably maybe apparently definitely too. nicht falsch richtig and/or"
        " username login forgot linked case-sensitive stuck accepted recognized recognised"
        " failing refused displayed visible stored encrypted hashed typed entered written"
        " denied blocked gespeichert geändert abgelaufen vergessen incorrecta incorrecto caducada"
        " olvidada incorrect oublié oubliée expiré errata sbagliata scaduta vergeten verlopen"
        " verkeerd"
        " fout niet errada incorreta esquecida his her our their capital uppercase lowercase hint"
    )
)


class PasswordRecognizer(ShapeRecognizer):
    """Finds the word after "password is", "pw:" or "my pass"; never "password is wrong"."""

    ENTITY = "PASSWORD"
    SOURCE = "pattern:password"
    TRIGGERS = (
        "pass",
        "login",
        "log in",
        "cred",
        "pw",
        "psw",
        "pword",
        "kennwort",
        "contrase",
        "mdp",
        "wachtw",
        "senha",
        "parola",
        "palavra",
        "clave",
        "ww",
    )
    SHAPES = (
        Shape(
            name="noun and sign",
            regex=re.compile(rf"(?<!\w)(?:{_NOUNS}{_KIND}|pass){_SIGN}(?P<value>{_VALUE})", re.I),
            score=0.9,
        ),
        Shape(
            name="noun and verb",
            regex=re.compile(rf"(?<!\w){_NOUNS}{_IS}(?P<value>{_VALUE})", re.I),
            score=0.85,
        ),
        Shape(
            name="noun and verb abroad",
            regex=re.compile(rf"(?<!\w){_NOUNS}{_IST}(?P<value>{_VALUE})", re.I),
            score=0.8,
        ),
        Shape(
            name="my pass",
            regex=re.compile(
                rf"(?<!\w)(?:my|the|your|with|and|old|new)[ \t]{{1,2}}(?:{_NOUNS}|pass)"
                rf"(?:[ \t](?:is|was))?[ \t]{{1,3}}(?P<value>{_VALUE})",
                re.I,
            ),
            score=0.75,
        ),
        Shape(
            name="noun beside value",
            regex=re.compile(
                rf"(?<!\w){_NOUNS}{_KIND}[ \t]{{1,3}}(?:[–—-][ \t])?(?P<value>{_VALUE})", re.I
            ),
            score=0.7,
        ),
        Shape(
            name="words of a passphrase",
            regex=re.compile(
                r"(?<!\w)pass[ -]?phrase(?:[ ]is"
                r"|[ ]?[:=])[ ](?P<value>[a-z]{2,12}(?:[ -][a-z]{2,12}){2,7})"
                r"(?=[ ]{0,2}(?:$|[.!?,\n]))",
                re.I,
            ),
            score=0.85,
        ),
        Shape(
            name="login and password",
            regex=re.compile(
                r"(?<!\w)(?:login|log[ ]in|credentials|creds)[ \t]{0,2}(?:is|are|[:=])?[ \t]{0,3}"
                r"[\w.@+-]{3,64}[ \t]{0,2}[/|:][ \t]{0,2}(?P<value>[^\s/|]{4,64})",
                re.I,
            ),
            score=0.8,
        ),
    )

    def find(self, text: str) -> Iterator[Span]:
        """Yield each value, unless it is an ordinary word that only goes on with the sentence."""
        for shape in self.shapes_for(text):
            for match in shape.regex.finditer(text):
                start, end = match.span("value")
                if text[start] in "\"'“‘`" and end - start > 2:
                    yield Span(start=start + 1, end=end - 1, score=0.9, shape=shape.name)
                    continue
                end = _without_full_stop(text, start, end)
                score = _believed(text[start:end], shape)
                if _ONLY_TO.search(match[0], 0, start - match.start()) and not (
                    _is_odd(text[start:end]) or _SETS.search(text, 0, match.start())
                ):
                    continue  # "the password to test it"
                if score:
                    yield Span(start=start, end=end, score=score, shape=shape.name)


_ONLY_TO = re.compile(r"[ ]to[ ]{1,3}$", re.IGNORECASE)
_SETS = re.compile(
    r"(?<!\w)(?:(?:re)?set|chang(?:ed?|ing)|(?:re)?setting|put|made|updated?|switched|turned)"
    r"(?:[ ]\w{1,8}){0,3}[ ]$",
    re.IGNORECASE,
)


def _without_full_stop(text: str, start: int, end: int) -> int:
    """Drop closing punctuation, but not the exclamation mark many passwords end with."""
    trimmed = trimmed_end(text, start, end)
    kept = text[trimmed:end]
    if kept.startswith("!") and _is_odd(text[start:trimmed]):
        return trimmed + len(kept) - len(kept.lstrip("!"))
    return trimmed


def is_path(value: str) -> bool:
    """Say whether `value` is the way to a file: PWD=/home/sara is where a program runs."""
    return _PATH.match(value) is not None


_PATH = re.compile(
    r"(?:~|[A-Za-z]:|\.{1,2})?[/\\](?:[\w.-]{1,64}[/\\]|(?:home|etc|var|usr|opt|tmp|srv)$)"
)


def _plain(value: str) -> str:
    return value.lower().replace("’", "'").replace("'", "")


def _believed(value: str, shape: Shape) -> float:
    if shape.name == "words of a passphrase" and value.split()[0].lower() in _NOT_VALUES:
        return 0.0
    if not value or is_path(value) or _plain(value) in _NOT_VALUES:
        return 0.0
    if _is_odd(value):
        return shape.score
    loose = shape.name in ("my pass", "noun beside value", "noun and verb abroad")
    return 0.0 if loose else shape.score - 0.25


def _is_odd(value: str) -> bool:
    """Say whether a token looks like no word of a sentence: digits, signs or mixed case."""
    if any(character.isdigit() for character in value):
        return True
    if any(not character.isalpha() and character not in "'’-.,/" for character in value):
        return True
    return not (value.islower() or value.istitle() or value.isupper())
