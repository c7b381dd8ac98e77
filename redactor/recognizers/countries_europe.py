"""The part of the table in `countries.py` that is the European Union's."""

from collections.abc import Mapping
from types import MappingProxyType

from presidio_analyzer import predefined_recognizers as presidio

from redactor.recognizers.borrowed import Terms
from redactor.recognizers.document_words import DRIVER, PASSPORT

EUROPE: Mapping[str, tuple[Terms, ...]] = MappingProxyType(
    {
        "DE": (
            Terms(
                recognizer=presidio.DeTaxIdRecognizer,
                source="de_tax_id",
                score=0.9,
                words=("steuer", "idnr", "tax", "tin"),
            ),
            Terms(
                recognizer=presidio.DeTaxNumberRecognizer,
                source="de_tax_number",
                score=0.8,
                words=("steuer", "finanzamt", "st\\.?-?nr", "tax"),
            ),
            Terms(
                recognizer=presidio.DeSocialSecurityRecognizer,
                source="de_social_security",
                score=0.9,
                trigger=r"\d{8}[A-Za-z]\d{3}",
            ),
            Terms(
                recognizer=presidio.DeIdCardRecognizer,
                source="de_id_card",
                score=0.85,
                words=("ausweis", "perso", "id card", "identity card"),
            ),
            Terms(
                recognizer=presidio.DePassportRecognizer,
                source="de_passport",
                score=0.85,
                words=PASSPORT,
            ),
            Terms(
                recognizer=presidio.DeHealthInsuranceRecognizer,
                source="de_health_insurance",
                score=0.85,
                words=("kranken", "versicher", "health insurance", "gesundheitskarte"),
            ),
            Terms(
                recognizer=presidio.DeFuehrerscheinRecognizer,
                source="de_fuehrerschein",
                score=0.8,
                words=DRIVER,
            ),
            Terms(
                recognizer=presidio.DeKfzRecognizer,
                source="de_kfz",
                score=0.75,
                words=("plate", "registration", "kennzeichen", "kfz"),
                capitals=True,  # "up at 4" is no plate
            ),
            Terms(
                recognizer=presidio.DeVatIdRecognizer,
                source="de_vat_id",
                score=0.7,
                unless=("models?", "modell", "sku", "parts?", "part no\\.?", "artikel", "article"),
                trigger=r"[Dd][Ee][ .-]?\d{3}",
            ),
            # Left out: BSNR, LANR (bare nine digits of a doctor's practice), Handelsregister (a
            # public register of companies), PLZ (postal_code.py).
        ),
        "ES": (
            # Eight digits and the letter they give: one in 23 passes by chance.
            Terms(
                recognizer=presidio.EsNifRecognizer,
                source="es_nif",
                score=0.85,
                trigger=r"\d{7}-?[A-Za-z]",
            ),
            Terms(
                recognizer=presidio.EsNieRecognizer,
                source="es_nie",
                score=0.85,
                trigger=r"\d{7}-?[A-Za-z]",
            ),
            Terms(
                recognizer=presidio.EsPassportRecognizer,
                source="es_passport",
                score=0.85,
                words=PASSPORT,
            ),
        ),
        "IT": (
            Terms(
                recognizer=presidio.ItFiscalCodeRecognizer,
                source="it_fiscal_code",
                score=0.95,
                trigger=r"[A-Za-z]{6}[^\W_]{10}",
            ),
            Terms(
                recognizer=presidio.ItDriverLicenseRecognizer,
                source="it_driver_license",
                score=0.8,
                words=DRIVER,
            ),
            Terms(
                recognizer=presidio.ItVatCodeRecognizer,
                source="it_vat_code",
                score=0.8,
                words=("p\\.? ?iva", "partita", "vat"),
            ),
            Terms(
                recognizer=presidio.ItPassportRecognizer,
                source="it_passport",
                score=0.8,
                words=PASSPORT,
            ),
            Terms(
                recognizer=presidio.ItIdentityCardRecognizer,
                source="it_identity_card",
                score=0.8,
                words=("carta d", "identit", "id card", "cie"),
            ),
        ),
        "PL": (
            Terms(
                recognizer=presidio.PlPeselRecognizer,
                source="pl_pesel",
                score=0.9,
                words=("pesel",),
            ),
        ),
        "FI": (
            Terms(
                recognizer=presidio.FiPersonalIdentityCodeRecognizer,
                source="fi_personal_identity_code",
                score=0.9,
                shapes=("Finnish Personal Identity Code (Medium)",),  # the weak one has no borders
            ),
        ),
        "SE": (
            Terms(
                recognizer=presidio.SePersonnummerRecognizer,
                source="se_personnummer",
                score=0.9,
                shapes=("Swedish Personnummer (Medium)",),  # the weak one has no borders
                words=(
                    "personnummer",
                    "personnr",
                    "personal (?:number|identity)",
                    "pnr",
                    "swedish",
                ),
            ),
            Terms(
                recognizer=presidio.SeOrganisationsnummerRecognizer,
                source="se_organisationsnummer",
                score=0.8,
                shapes=("Swedish Organisationsnummer (Medium)",),
                words=("organisationsn", "org\\.? ?n", "company number"),
            ),
        ),
    }
)
"""ISO 3166-1 alpha-2 code to what is sought for that country."""
