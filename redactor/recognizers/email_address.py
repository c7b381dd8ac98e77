"""E-mail addresses, whatever their last part is.

Presidio's own asks a downloaded list whether the ending exists, so that `sara@gmail.con` and
`bob@corp.local` pass unmasked. A person is found by a misspelt address as well.
"""

import re

from redactor.recognizers.base import Shape, ShapeRecognizer

# Rare signs that RFC 5321 allows, / = ? and &, belong to a web address around it here.
_LOCAL = r"[^\W_][\w.+'’!#$%*^`{|}~-]{0,63}|_[\w.+-]{1,63}"
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_COMMON = "com|net|org|edu|gov|info|io|co|uk|de|fr|es|it|nl|pt|be|ch|at|ie|ca|us|au|nz|in|br|mx"


class EmailAddressRecognizer(ShapeRecognizer):
    """Finds `name@host`; the host needs no known ending, nor a dot when the name is plain."""

    ENTITY = "EMAIL_ADDRESS"
    SOURCE = "pattern:email_address"
    LONG = True
    TRIGGERS = ("@",)
    SHAPES = (
        Shape(
            name="address",
            regex=re.compile(
                rf"(?<![\w.+-])(?:mailto:)?(?P<value>(?:{_LOCAL})@{_LABEL}"
                rf"(?:\.{_LABEL}){{1,8}})(?![\w@])"
            ),
            score=0.95,
        ),
        Shape(
            name="quoted or bracketed host",
            regex=re.compile(
                rf"(?P<value>\"[^\"\n@]{{1,64}}\"@{_LABEL}(?:\.{_LABEL}){{1,8}}"
                rf"|(?<![\w.+-])(?:{_LOCAL})@\[[0-9A-Fa-f.:]{{3,45}}\])"
            ),
            score=0.9,
        ),
        Shape(
            name="spaced or mistyped dot",
            regex=re.compile(
                rf"(?<![\w.+-])(?P<value>(?:{_LOCAL})[ ]{{0,2}}@{{1,2}}[ ]{{0,2}}{_LABEL}"
                rf"(?:[ ]{{0,2}}[.,;][ ]{{0,2}}{_LABEL}){{0,3}}[ ]{{0,2}}[.,;][ ]{{0,2}}"
                rf"(?:{_COMMON}))(?![\w@]|\.\w)",
                re.IGNORECASE,
            ),
            score=0.8,
        ),
        Shape(
            name="sign typed twice",
            regex=re.compile(
                rf"(?<![\w.+-])(?P<value>(?:{_LOCAL})@{{1,3}}{_LABEL}(?:\.{{1,3}}{_LABEL}){{1,5}})"
                r"(?![\w@])"
            ),
            score=0.85,
        ),
        Shape(
            name="host without a dot",
            regex=re.compile(
                rf"(?<![\w.+-])(?P<value>(?:{_LOCAL})@(?=\w{{0,9}}[^\W\d]{{2}}){_LABEL})(?![\w@]|\.\w)"
            ),
            score=0.6,
        ),
    )

    def score(self, shape: Shape, match: re.Match[str]) -> float:
        """What stands before the @ of a web address is no mailbox ("postgres://bob:pw@db")."""
        before = match.string[max(0, match.start("value") - 140) : match.start("value")]
        return 0.0 if _USERINFO.search(before) else shape.score


_USERINFO = re.compile(r"\w://[^\s/@]{0,128}$")
