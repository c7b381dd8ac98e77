"""Passports, identity cards, licences and national numbers of any country, named as such."""

import re

from redactor.recognizers.announcement import announced, digits_in
from redactor.recognizers.base import Shape, ShapeRecognizer, value_of
from redactor.vocabulary import listed

_DOCUMENTS = (
    r"(?:passports?|social[ ]?(?:security|insurance)|ssn|soc[ ]?sec|s\.s\.n\.?|national[ ](?:id"
    r"|identity|insurance)"
    r"|ni[ ](?:number|no)|nino|nhs|identity[ ]card|id[ ]card|personal[ ]id|photo[ ]id"
    r"|government[ ]id"
    r"|driv(?:er['’]?s?|ing)[ ]?licen[cs]e|dl|licen[cs]e|tax(?:payer)?[ ](?:id|identification"
    r"|file|number|ref(?:erence)?)"
    r"|tin|itin|ein|tfn|sin|utr|vat|medicare|medicaid|residence[ ]permit|visa[ ](?:number|no)"
    r"|green[ ]card|alien"
    r"|(?:license|licence|number)[ ]plate|registration[ ]plate|plate|vin"
    r"|reg(?:istration)?[ ](?:number|no)"
    r"|personalausweis(?:nummer)?|ausweis(?:nummer)?|reisepass(?:nummer)?"
    r"|f(?:ü|u|ue)hrerschein(?:nummer)?|pass-?(?:nummer|nr)|perso(?:-?nr)?|id-nummer"
    r"|steuer[ -]?(?:id|nummer"
    r"|identifikationsnummer)"
    r"|sozialversicherungs(?:nummer)?|carte[ ]d['’]identit[ée]|cni|passeport"
    r"|permis(?:[ ]de[ ]conduire|[ ][abcd]\b)?|nir|num[ée]ro[ ]insee|avs"
    r"|num[ée]ro[ ]de[ ]s[ée]curit[ée][ ]sociale"
    r"|n[º°][ ]?s[ée]cu|dni|nie|nif|pasaporte|codice[ ]fiscale|carta[ ]d['’]identit[àa]"
    r"|passaport[oe]|patente(?:[ ]di[ ]guida)?|siret|siren|tva|btw(?:-?nummer)?|p\.?[ ]?iva"
    r"|partita[ ]iva|cif|bsn|burgerservice(?:nummer)?"
    r"|paspoort(?:nummer)?|rijbewijs(?:nummer)?|cart[ãa]o[ ]de[ ]cidad[ãa]o|cpf|rg|contribuinte"
    r"|carta[ ]de[ ]condu[çc][ãa]o|pesel|aadhaar|aadhar|pan[ ]card|curp|rfc|nric|fin|ahv"
    r"|ppsn?)(?:['’]s)?"
)
_VALUE = (
    r"(?=[A-Za-z ./-]{0,6}\d"
    r"|[A-Za-z]{2,6}[ -]?\d)[A-Za-z0-9]{1,18}(?:[ ./-](?=[A-Za-z0-9]{0,3}\d)[A-Za-z0-9]{1,9}){0,5}"
    r"(?:[ -](?-i:[A-Z]{1,3}))?(?![\w@])"
)


class IdDocumentRecognizer(ShapeRecognizer):
    """Finds what follows "passport number", "SSN", "driver's license" and their like."""

    ENTITY = "ID_DOCUMENT"
    SOURCE = "pattern:id_document"
    NEEDS_DIGIT = True
    TRIGGERS = listed(
        "passport social ssn soc s.s.n nation ni nhs identity card personal photo"
        " government"
        " driv licen dl tax tin ein tfn sin utr vat medica permit visa alien plate vin reg"
        " ausweis pass schein steuer sozial carte permis secu sécu dni nie nif pasap codice"
        " carta patente bsn burger paspoort rijbewijs cart cpf rg contrib pesel aadha pan curp"
        " rfc nric fin ahv pps nummer perso cni nir avs insee sir tva btw iva cif"
    )
    SHAPES = (
        Shape(name="announced", regex=announced(_DOCUMENTS, _VALUE), score=0.8),
        Shape(
            name="last four of a social security number",
            regex=re.compile(
                r"(?<!\w)(?:last[ ](?:4|four)(?:[ ]digits?)?[ ](?:(?:of|on)[ ])?(?:my[ ]|the[ ]"
                r"|your[ ])?"
                r"(?:ssn|social(?:[ ]security(?:[ ]number)?)?)|(?:ssn|social(?:[ ]security)?"
                r"(?:[ ]number)?)[ ](?:ends?|ending)[ ](?:in|with))(?:[ ](?:is|are"
                r"|was))?[ \t]{0,2}[:=-]?[ \t]{0,2}"
                r"(?P<value>\d{4})(?!\d)",
                re.I,
            ),
            score=0.9,
        ),
    )

    def score(self, shape: Shape, match: re.Match[str]) -> float:
        """Ask for five characters of which four are digits; an expiry year is no number."""
        value = value_of(match)
        if shape.name != "announced":
            return shape.score
        if digits_in(value) < 4 or len(value) < 5 or _DATE.search(value) or _WORD.match(value):
            return 0.0
        return shape.score


_WORD = re.compile(r"[A-Za-z]{5,80}[ ](?!\d{6}[ ]?[A-Z0-9]{5}$)|[a-z]{3,80}[ ]\d{1,4}$")
_DATE = re.compile(r"^\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d$|^(?:19|20)\d\d[./-]\d\d[./-]\d\d$")
