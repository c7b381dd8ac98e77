"""Passwords in the shapes that programs write: configuration, JSON, command lines, pairs."""

import re
from collections.abc import Iterator

from redactor.recognizers.base import Shape, ShapeRecognizer, Span, trimmed_end
from redactor.recognizers.password import is_path
from redactor.vocabulary import listed

_KEY = (
    r"(?:[A-Za-z0-9]{1,24}[_.-]){0,4}(?:password|passwd|passphrase|passwort|pwd|pass|secret"
    r"|account_?key|shared_?access_?key|credential)s?"
)
_QUOTED = r"(?:\"(?P<{0}>[^\"\n]{{1,128}})\"|'(?P<{1}>[^'\n]{{1,128}})')"
_NOTHINGS = frozenset(listed("null none true false undefined required string *** xxx password"))


class CredentialsRecognizer(ShapeRecognizer):
    """Finds `"password":"x"`, `DB_PASSWORD=x`, `Pwd=x;`, `curl -u a:b` and `mail / password`."""

    ENTITY = "PASSWORD"
    SOURCE = "pattern:credentials"
    LONG = True
    TRIGGERS = (
        "pass",
        "pwd",
        "secret",
        "key",
        "psk",
        "credential",
        "-u",
        "--user",
        "@",
        "mysql",
        "p:",
        "p=",
        "pw:",
        "pw=",
    )
    SHAPES = (
        Shape(
            name="quoted key",
            regex=re.compile(
                rf"[\"']{_KEY}[\"'][ \t]{{0,4}}[:=][ \t]{{0,4}}" + _QUOTED.format("one", "two"),
                re.I,
            ),
            score=0.95,
        ),
        Shape(
            name="name of a setting",
            regex=re.compile(
                rf"(?<![A-Za-z0-9])(?=[A-Za-z0-9.-]{{0,60}}[_.]|(?-i:[A-Z][a-z]+[A-Z]|Pwd"
                rf"|PWD)){_KEY}"
                r"[ \t]{0,2}[=:][ \t]{0,2}[\"']?(?P<value>[^\s\"';,&]{2,256})",
                re.I,
            ),
            score=0.9,
        ),
        Shape(
            name="key of a network",
            regex=re.compile(
                r"(?<![A-Za-z0-9])(?:psk|wpa[23]?[_-]?(?:psk|key)|wi-?fi[_-]?(?:key|psk)|passkey)"
                r"[ \t]{0,2}[=:][ \t]{0,2}[\"']?(?P<value>[^\s\"';,&]{6,64})",
                re.I,
            ),
            score=0.9,
        ),
        Shape(
            name="user of a command",
            regex=re.compile(
                r"(?<!\w)(?:curl|wget|https?|git)[ ][^\n]{0,200}?(?<![\w-])"
                r"(?:-u|--user|--proxy-user)(?:[ =]|(?=[\"']))[ ]?[\"']?"
                r"(?P<value>[^\s:\"'/]{1,64}:[^\s\"']{1,128})"
            ),
            score=0.9,
        ),
        Shape(
            name="password of a command",
            regex=re.compile(
                r"(?<!\w)(?:mysql|mysqldump|mariadb|sshpass|psql)[ ][^\n]{0,80}?(?<!\w)-p"
                r"(?P<value>[^\s\"'-][^\s\"']{2,64})"
            ),
            score=0.85,
        ),
        Shape(
            name="address and password",
            regex=re.compile(
                r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}"
                r"(?:[ ]{0,2}[|:;][ ]{0,2}|[ ]/[ ])(?P<value>[^\s@/|;]{6,64})(?![^\s]*@|[|;]\S)"
            ),
            score=0.75,
        ),
        Shape(
            name="u and p",
            regex=re.compile(
                r"(?<!\w)un?[:=][ ]?[^\s/|]{2,64}[ ,;/|]{1,3}p[wd]?[:=][ ]?"
                r"(?P<value>[^\s/|,]{3,64})",
                re.I,
            ),
            score=0.85,
        ),
        Shape(
            name="user and password",
            regex=re.compile(
                r"(?<!\w)(?:user(?:name)?|login|email|id)[ ]?(?:/|\+|&|and)[ ]?"
                r"(?:pass(?:word)?|pwd?)[ ]{0,2}(?:is|are|[:=])[ ]{0,2}[^\s/|]{2,64}"
                r"(?:[ ]{0,2}[/|,:][ ]{0,2}|[ ]and[ ]|[ ])(?P<value>[^\s/|,]{3,64})",
                re.I,
            ),
            score=0.8,
        ),
    )

    def find(self, text: str) -> Iterator[Span]:
        """Yield each value that is more than a placeholder; beside an address it must be mixed."""
        for shape in self.SHAPES:
            for match in shape.regex.finditer(text):
                start, end = match.span(match.lastgroup or 0)
                if shape.name == "address and password":
                    end = trimmed_end(text, start, end) + (text[end - 1] == "!")
                    end = min(end, match.end())
                    if not _is_mixed(text[start:end]):
                        continue
                if text[start:end].lower() not in _NOTHINGS and not is_path(text[start:end]):
                    yield Span(start=start, end=end, score=shape.score, shape=shape.name)


def _is_mixed(value: str) -> bool:
    """Say whether letters stand with digits in a value that is no web address and no file."""
    letters = any(map(str.isalpha, value))
    return letters and any(map(str.isdigit, value)) and "." not in value[1:-1] and "=" not in value
