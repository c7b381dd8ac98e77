"""National numbers of people and firms by the way they are written, with their check digits.

A shape that nothing else has is enough; a failing check digit lowers the score and no more, for
whoever mistypes one digit has written the others. What follows a document's name in any other
shape is `id_document.py`'s, bare runs of nine digits are `long_number.py`'s.

Check digits: NIR (INSEE, "Numéro d'inscription au répertoire": 97 less the number mod 97),
rijksregisternummer (Koninklijk besluit 3 April 1984, art. 3: the same, with a 2 before births
from 2000 on), CPF and CNPJ (Receita Federal, mod 11), AHV (BSV, "Weisungen ... AHVN13": EAN-13),
CURP (RENAPO, "Instructivo normativo para la asignación de la CURP", annex 5), BSN (RvIG,
"elfproef"), NIF of Portugal (Decreto-Lei 14/2013, mod 11), PESEL (Rozporządzenie MSWiA 2011,
weights 1 3 7 9), SVNR of Austria (ASVG § 31, weights 3 7 9 5 8 4 2 1 6), DNI (Real Decreto
1553/2005, art. 11: mod 23), PPSN (Irish Revenue, mod 23).
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from redactor.recognizers.base import Shape, ShapeRecognizer, value_of

_UNPROVED = 0.55
_ALPHABET = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"


def nir_checks(bare: str) -> bool:
    """Check a French social security number; Corsica's 2A and 2B count as 19 and 18."""
    number = bare[:13].replace("2A", "19", 1).replace("2B", "18", 1)
    return number.isdigit() and 97 - int(number) % 97 == int(bare[13:])


def rijksregister_checks(bare: str) -> bool:
    """Check a Belgian national number of either century."""
    return any(97 - int(before + bare[:9]) % 97 == int(bare[9:]) for before in ("", "2"))


def cpf_checks(bare: str) -> bool:
    """Check a Brazilian person's number; eleven equal digits are nobody's."""
    return len(set(bare)) > 1 and all(
        _mod11(bare[:length], range(length + 1, 1, -1)) == int(bare[length]) for length in (9, 10)
    )


def cnpj_checks(bare: str) -> bool:
    """Check a Brazilian firm's number."""
    weights = (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)
    return all(_mod11(bare[:length], weights[-length:]) == int(bare[length]) for length in (12, 13))


def ahv_checks(bare: str) -> bool:
    """Check a Swiss social security number, an EAN-13."""
    return _sum(bare[:12], (1, 3) * 6) * 9 % 10 == int(bare[12])


def curp_checks(bare: str) -> bool:
    """Check a Mexican population code; its last digit is the tens' complement of the sum."""
    total = sum(_ALPHABET.index(sign) * (18 - place) for place, sign in enumerate(bare[:17]))
    return bare[17].isdigit() and -total % 10 == int(bare[17])


def bsn_checks(bare: str) -> bool:
    """Check a Dutch citizen's number by the test of eleven."""
    return _sum(bare, (9, 8, 7, 6, 5, 4, 3, 2, -1)) % 11 == 0


def nif_checks(bare: str) -> bool:
    """Check a Portuguese tax number."""
    return _mod11(bare[:8], range(9, 1, -1)) == int(bare[8])


def pesel_checks(bare: str) -> bool:
    """Check a Polish number."""
    return -_sum(bare[:10], (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)) % 10 == int(bare[10])


def svnr_checks(bare: str) -> bool:
    """Check an Austrian social security number; its check digit stands fourth."""
    return _sum(bare[:3] + bare[4:], (3, 7, 9, 5, 8, 4, 2, 1, 6)) % 11 == int(bare[3])


def dni_checks(bare: str) -> bool:
    """Check the letter of a Spanish identity number."""
    return "TRWAGMYFPDXBNJZSQVHLCKE"[int(bare[:8]) % 23] == bare[8]


def ppsn_checks(bare: str) -> bool:
    """Check an Irish personal public service number; a second letter counts nine times."""
    second = ord(bare[8]) - 64 if len(bare) > 8 else 0
    return "WABCDEFGHIJKLMNOPQRSTUV"[(_sum(bare[:7], range(8, 1, -1)) + 9 * second) % 23] == bare[7]


def _sum(digits: str, weights: "range | tuple[int, ...]") -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def _mod11(digits: str, weights: "range | tuple[int, ...]") -> int:
    """Return the check digit of a weighted sum mod 11, where ten and eleven become nought."""
    rest = 11 - _sum(digits, weights) % 11
    return rest if rest < 10 else 0


def _shape(name: str, written: str, score: float = _UNPROVED, *, named: str = "") -> Shape:
    """Return the shape `written`; `named`: behind one of these words, on the same line."""
    behind = rf"(?<!\w)(?:{named})(?!\w)[^\d\n]{{0,40}}?" if named else ""
    return Shape(
        name=name,
        regex=re.compile(rf"{behind}(?<![\w.,/-])(?P<value>{written})(?![\w/-]|[.,]\d)", re.I),
        score=score,
    )


_CHECKS: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "nir": nir_checks,
        "rijksregister": rijksregister_checks,
        "cpf": cpf_checks,
        "cnpj": cnpj_checks,
        "ahv": ahv_checks,
        "curp": curp_checks,
        "bsn": bsn_checks,
        "portuguese nif": nif_checks,
        "pesel": pesel_checks,
        "svnr": svnr_checks,
        "dni": dni_checks,
        "ppsn": ppsn_checks,
    }
)

_DAY, _MONTH = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|1[0-2])"

_SHAPES = (
    _shape(
        "nir",
        r"[12][ .]?\d\d[ .]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .]?(?:\d\d|2[AB])[ .]?\d{3}[ .]?\d{3}"
        r"[ ./]{0,3}\d\d",
    ),
    _shape("rijksregister", rf"\d\d\.(?:[024]\d|[135][0-2])\.{_DAY}-\d{{3}}[.-]\d\d", 0.85),
    _shape(
        "rijksregister",
        r"\d\d[ .-]?\d\d[ .-]?\d\d[ .-]?\d{3}[ .-]?\d\d",
        0.75,
        named=r"rijksregister\w{0,7}|rrn|insz|niss|num[ée]ro national|registre national|inss",
    ),
    _shape("cpf", r"\d{3}\.\d{3}\.\d{3}-\d\d", 0.8),
    _shape("cpf", r"\d{3}[ .]?\d{3}[ .]?\d{3}[ .-]?\d\d", 0.75, named="cpf"),
    _shape("cnpj", r"\d\d\.\d{3}\.\d{3}/\d{4}-\d\d", 0.85),
    _shape("cnpj", r"\d\d[ .]?\d{3}[ .]?\d{3}[ /]?\d{4}[ -]?\d\d", 0.75, named="cnpj"),
    _shape("ahv", r"756(?P<gap>[. -])\d{4}(?P=gap)\d{4}(?P=gap)\d\d", 0.85),
    _shape("ahv", r"756[. -]?\d{4}[. -]?\d{4}[. -]?\d\d", 0.75, named=r"ahv[\w-]{0,8}|avs|nss"),
    _shape("curp", rf"[A-Z]{{4}}\d\d{_MONTH}{_DAY}[HMX][A-Z]{{5}}[A-Z0-9]\d", 0.8),
    _shape(
        "bsn",
        r"\d{3,4}[ .-]?\d\d[ .-]?\d{3}|\d{3}[ .-]\d{3}[ .-]\d{3}",
        0.75,
        named=r"bsn[\w-]{0,7}|burgerservice\w{0,7}|sofi\w{0,7}",
    ),
    _shape(
        "portuguese nif",
        r"[1-9]\d\d[ .]?\d{3}[ .]?\d{3}",
        0.75,
        named=r"nif|contribuinte|n[úu]mero fiscal",
    ),
    _shape(
        "cartão de cidadão",
        r"\d{8}[ -]?\d[ -]?[A-Z0-9]{2}\d",
        0.85,
        named=r"cc|cart[ãa]o(?: de)? cidad[ãa]o|cidad[ãa]o",
    ),
    _shape("pesel", r"\d{6}[ -]?\d{5}", 0.75, named="pesel"),
    _shape(
        "svnr",
        rf"[1-9]\d{{3}}[ /-]?{_DAY}[ .]?{_MONTH}[ .]?\d\d",
        0.75,
        named=r"svnr|sv-?nr|sv-nummer|sozialversicherungs\w{0,9}|e-?card",
    ),
    _shape(
        "german pension number",
        rf"\d\d[ ]?(?:{_DAY}|[4-8]\d){_MONTH}\d\d[ ]?[A-Z][ ]?\d{{3}}",
        0.85,
        named=r"(?:sozial|renten)?versicherungs\w{0,9}|rvnr|sv-?nummer|sv-?nr|rentenversicherung",
    ),
    _shape("dni", r"\d{2}\.?\d{3}\.?\d{3}[ -]?[A-HJ-NP-TV-Z]", 0.75, named="dni|nif"),
    _shape("ppsn", r"\d{7}[ ]?[A-W][A-IW]?", 0.75, named=r"ppsn?"),
    _shape(
        "italian fiscal code in groups",
        r"(?:[A-Z]{3}[ ]){2}\d\d[A-Z]\d\d[ ][A-Z]\d{3}[A-Z]",
        0.9,
    ),
    _shape("cif", r"[A-HJNP-SUVW][ -]?\d{7}[0-9A-J]", 0.8, named=r"cif|nif"),
)


class NationalNumberRecognizer(ShapeRecognizer):
    """Finds numbers of FR, BE, BR, CH, MX, ES, IT, DE, NL, PT, PL, AT and IE in their shapes."""

    ENTITY = "ID_DOCUMENT"
    SOURCE = "pattern:national_number"
    NEEDS_DIGIT = True
    SHAPES = _SHAPES

    def score(self, shape: Shape, match: re.Match[str]) -> float:
        """Say how sure the check digits make us; a shape without any keeps its own score."""
        check = _CHECKS.get(shape.name)
        if check is None:
            return shape.score
        bare = "".join(filter(str.isalnum, value_of(match))).upper()
        return 0.95 if check(bare) else shape.score
