"""Keys of services, by the prefix their makers gave them so that they can be found."""

import re

from redactor.recognizers.base import Shape, ShapeRecognizer, value_of
from redactor.vocabulary import is_word

_PREFIXED = re.compile(
    r"(?<![A-Za-z0-9_-])(?P<value>"
    r"(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{8,128}|[sp]k_(?=[a-z]{0,20}\d)[A-Za-z0-9]{16,128}"
    r"|sk-(?:ant-|proj-|svcacct-|or-v1-)?[A-Za-z0-9_-]{16,200}"
    r"|whsec_[A-Za-z0-9+/=]{12,128}"
    r"|gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255}|glpat-[A-Za-z0-9_-]{16,64}"
    r"|xox[abeoprs]-[A-Za-z0-9-]{8,255}|xapp-[A-Za-z0-9-]{10,255}"
    r"|(?:AKIA|ASIA|AGPA|AIDA|AROA)[A-Z0-9]{12,20}|AIza[A-Za-z0-9_-]{30,45}"
    r"|ya29\.[A-Za-z0-9_-]{20,255}"
    r"|GOCSPX-[A-Za-z0-9_-]{20,40}|SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64}"
    r"|key-[0-9a-f]{32}|npm_[A-Za-z0-9]{30,40}|pypi-[A-Za-z0-9_-]{16,255}|hf_[A-Za-z0-9]{20,64}"
    r"|shp(?:at|ca|pa|ss)_[A-Fa-f0-9]{20,64}|sq0(?:atp|csp|idp)-[A-Za-z0-9_-]{20,64}"
    r"|dop_v1_[0-9a-f]{32,64}"
    r"|EAA[A-Za-z0-9]{30,255}|AC[0-9a-f]{32}|SK[0-9a-f]{32}|pat[A-Za-z0-9]{14}\.[0-9a-f]{64}"
    r"|lin_api_[A-Za-z0-9]{20,64}|rzp_(?:live|test)_[A-Za-z0-9]{10,32}|sbp_[0-9a-f]{32,64}"
    r"|tok_[A-Za-z0-9]{14,64}|acct_[A-Za-z0-9]{14,32}|cus_[A-Za-z0-9]{12,32}"
    r"|AGE-SECRET-KEY-[A-Z0-9]{40,80}"
    r")(?![A-Za-z0-9])"
)


class ApiKeyRecognizer(ShapeRecognizer):
    """Finds keys by prefix, private key blocks, and whatever is called an API key."""

    ENTITY = "SECRET"
    SOURCE = "pattern:api_key"
    LONG = True
    TRIGGERS = (
        "_",
        "-",
        "akia",
        "asia",
        "aiza",
        "ya29",
        "sg.",
        "eaa",
        "key",
        "secret",
        "token",
        "ac",
        "sk",
        "pat",
        "agpa",
        "aida",
        "aroa",
        "phrase",
        "words",
        "wpa",
        "wep",
        "code",
        "schlüssel",
        "clave",
        "clé",
    )
    SHAPES = (
        Shape(name="prefix", regex=_PREFIXED, score=0.95),
        Shape(
            name="private key block",
            regex=re.compile(
                r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----"
                r"(?:[^-]*(?:-(?!----)[^-]*)*-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----"
                r"|[A-Za-z0-9+/=\s\\]*)"
            ),
            score=0.99,
        ),
        Shape(
            name="named",
            regex=re.compile(
                r"(?<![A-Za-z0-9])(?:(?:api|secret[_ -]access|access|network|wpa2?|wep|secret"
                r"|private|public|auth|licen[cs]e|product|activation"
                r"|encryption|signing|webhook|client|service|serial|recovery|seed|master|wifi"
                r"|wi-fi)"
                r"[ _-]{0,2}(?:api[ _-]?)?(?:keys?|tokens?|secrets?)|secret|token)"
                r"(?:[\"']?[ \t]{0,2}(?:[:=]|->)|[ ](?:is|was))[ \t]{0,2}[\"'“`]?"
                r"(?P<value>(?=[A-Za-z+/_.-]{0,40}\d)[A-Za-z0-9+/=_.-]{6,}[A-Za-z0-9=])",
                re.I,
            ),
            score=0.9,
        ),
        Shape(
            name="named, letters only",
            regex=re.compile(
                r"(?<![A-Za-z0-9])(?:api|access|secret|private|auth|webhook|client"
                r"|signing)[ _-]{0,2}"
                r"(?:keys?|tokens?|secrets?)[\"']?[ \t]{0,2}[:=][ \t]{0,2}[\"'“`]?"
                r"(?P<value>[A-Za-z]{8,}+)(?!\w)",
                re.I,
            ),
            score=0.8,
        ),
        Shape(
            name="beside its name",
            regex=re.compile(
                r"(?<![A-Za-z0-9])(?:(?:api|access|secret|auth|licen[cs]e|product|activation|wpa2?"
                r"|wep"
                r"|network|wi-?fi|recovery|backup)[ _-](?:key|token|secret|code)|secret|token"
                r"|lizenzschlüssel"
                r"|produktschlüssel"
                r"|clave de licencia|cl[ée] de licence)[ \t]{1,2}"
                r"(?P<value>(?=[A-Za-z_.-]{0,40}\d)[A-Za-z0-9][A-Za-z0-9_.-]{7,254}[A-Za-z0-9])"
                r"(?!\w)",
                re.I,
            ),
            score=0.75,
        ),
        Shape(
            name="words of a wallet",
            regex=re.compile(
                r"(?<!\w)(?:seed|recovery|mnemonic|backup|secret|wallet)[ ]?(?:phrase|words)"
                r"(?:[ ](?:is|are))?[ \t]{0,2}[:=\n][ \t]{0,2}[\"'“]?"
                r"(?P<value>(?:[a-z]{3,8}[ ,\n]{1,2}){11,23}[a-z]{3,8})(?!\w)",
                re.I,
            ),
            score=0.9,
        ),
    )

    def score(self, shape: Shape, match: re.Match[str]) -> float:
        """A word is no key ("api key: required"), nor is a version beside "token"."""
        value = value_of(match)
        if shape.name == "named, letters only" and is_word(value):
            return 0.0
        if shape.name == "beside its name" and re.fullmatch(r"[A-Za-z]+-?\d{1,4}|[\d.]+", value):
            return 0.0
        return shape.score
