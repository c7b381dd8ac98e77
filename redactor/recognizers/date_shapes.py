"""How dates are written: the regex pieces that birth dates and ordinary dates share."""

from redactor.vocabulary import listed

_MONTHS = listed(
    "january february march april may june july august september october november"
    " december"
    " jan feb mar apr jun jul aug sep sept oct nov dec januar jänner februar märz mai juni"
    " juli oktober dezember mrz okt dez janvier février fevrier mars avril juin juillet août"
    " aout septembre octobre novembre décembre enero febrero marzo abril mayo junio julio"
    " agosto septiembre octubre noviembre diciembre gennaio febbraio aprile maggio giugno"
    " luglio settembre ottobre dicembre januari februari maart mei augustus janeiro"
    " fevereiro março maio junho julho setembro outubro novembro dezembro"
)

MONTH = r"(?:" + "|".join(sorted(set(_MONTHS), key=len, reverse=True)) + r")\b\.?"
"""A month by name, in the languages of Western Europe, or by its three letters."""

DAY = r"(?:0?[1-9]|[12]\d|3[01])"
YEAR = r"(?:(?:19|20)\d\d|['’]\d\d)"
_NAMED_DAY = rf"{DAY}(?:st|nd|rd|th|\.|º)?"

WITH_MONTH_NAME = (
    rf"(?:{_NAMED_DAY}[ -]{{0,2}}(?:of |de |di )?{MONTH}(?:[ ,-]{{0,3}}(?:de |del "
    rf"|of )?(?:{YEAR}|\d\d\b))?"
    rf"|{MONTH}[ -]{{0,2}}(?:the )?{DAY}(?:st|nd|rd|th)?(?!\d|:\d"
    rf"|[.,]\d\d\b)(?:[ ,-]{{0,3}}(?:of )?{YEAR}(?!\d))?"
    rf"|{MONTH}[ ,]{{1,2}}(?:of )?(?:19|20)\d\d(?!\d))"
)
"""3 May 1988, 3rd of May, May 3, 1988, May 1988, 3. Mai 1988, 3 de mayo de 1988."""

_SPOKEN_DAY = (
    r"(?:twenty|thirty)?[ -]?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
    r"|(?:tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth)"
)
_SPOKEN_YEAR = (
    r"nineteen[ -](?:hundred(?: and)?[ -])?[a-z]{3,9}(?:[ -][a-z]{3,5})?"
    r"|two thousand(?:(?: and)? [a-z]{3,9})?|twenty[ -](?:ten|eleven|twelve|[a-z]{3,5}teen"
    r"|twenty[a-z -]{0,6})"
)
SPOKEN = (
    rf"(?:(?:{_SPOKEN_DAY})(?: of)? {MONTH}(?:,? (?:{YEAR}|{_SPOKEN_YEAR}))?"
    rf"|{MONTH} (?:the )?(?:{_SPOKEN_DAY})(?:,? (?:{YEAR}|{_SPOKEN_YEAR}))?)"
)
"""the third of may nineteen eighty eight, May third 1988."""

ISO_DAY = r"(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])"
ISO = rf"{ISO_DAY}(?!\d)"
NUMERIC = (
    rf"(?:{DAY}[ ]?[-/.][ ]?(?:0?[1-9]|1[0-2])[ ]?[-/.][ ]?(?:(?:19|20)\d\d|\d\d)(?![\d/]|[-.]\d)"
    rf"|(?:0?[1-9]|1[0-2])[ ]?[-/.][ ]?{DAY}[ ]?[-/.][ ]?(?:(?:19|20)\d\d|\d\d)(?![\d/]|[-.]\d))"
)
"""03/05/1988 in either order, 3.5.88."""

SPACED = (
    rf"(?:{DAY}[ ](?:0?[1-9]|1[0-2])[ ](?:19|20)\d\d(?!\d)|(?:0?[1-9]"
    rf"|1[0-2])[ ]{DAY}[ ](?:19|20)\d\d(?!\d))"
)
COMPACT = (
    r"(?:(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d|(?:19|20)\d\d(?:0[1-9]"
    r"|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:19"
    r"|20)\d\d)(?!\d)"
)

ANY = rf"(?:{ISO}|{NUMERIC}|{WITH_MONTH_NAME}|{SPOKEN})"
"""Any date that names its day or month."""
