"""Whose national numbers are sought where: country to Presidio's recognizers and their terms."""

from collections.abc import Mapping
from types import MappingProxyType

from presidio_analyzer import predefined_recognizers as presidio

from redactor.recognizers.base import ShapeRecognizer
from redactor.recognizers.borrowed import Terms
from redactor.recognizers.us_ssn import UsSsnRecognizer

EVERYWHERE: tuple[Terms, ...] = (
    # Left out, with ours in their place: CreditCardRecognizer (no dots, no slips), IbanRecognizer
    # (capitals only, writes text to the log), EmailRecognizer (unknown endings, fetches a list),
    # UrlRecognizer (fires inside e-mails), PhoneRecognizer (a pass per region), DateRecognizer
    # (bare "1/2"), UuidRecognizer (ours calls it a secret).
    Terms(
        recognizer=presidio.IpRecognizer,
        source="ip_address",
        score=0.85,
        # without IPv6_unspecified: "::" alone points to nobody
        shapes=("IPv4_mapped", "IPv4_embedded", "IPv4", "IPv6"),
        unless=("versions?", "ver", "v", "build", "release", "firmware", "section", "clause"),
        trigger=r"\d\.\d{1,3}\.\d|:[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]",
    ),
    Terms(
        recognizer=presidio.MacAddressRecognizer,
        source="mac_address",
        score=0.85,
        trigger=r"[0-9A-Fa-f]{2}([:-])[0-9A-Fa-f]{2}\1"
        r"|\.[0-9A-Fa-f]{4}\.",
    ),
    Terms(
        recognizer=presidio.CryptoRecognizer,
        source="crypto",
        score=0.95,
        trigger=r"[0-9a-zA-Z]{25}",
    ),
)
"""Sought whatever the countries are."""

_PASSPORT = ("passport", "passeport", "pasaporte", "passaporto", "reisepass", "pass ?nr")
_PLATE = ("plate", "registration", "reg", "vehicle", "car", "van", "bike", "rego", "kennzeichen")
_DRIVER = ("driver", "driving", "licen[cs]e", "dl", "patente", "führerschein", "fuehrerschein")

COUNTRIES: Mapping[str, tuple[Terms, ...]] = MappingProxyType(
    {
        "US": (
            # UsSsn's groups are ours (us_ssn.py); its bare nine digits need the word.
            Terms(
                recognizer=presidio.UsSsnRecognizer,
                source="us_ssn_bare",
                score=0.85,
                words=("ssn", "social", "s\\.s\\.n"),
            ),
            Terms(
                recognizer=presidio.UsItinRecognizer,
                source="us_itin",
                score=0.85,
                words=("itin", "tin", "tax", "irs", "individual taxpayer"),
            ),
            Terms(
                recognizer=presidio.UsPassportRecognizer,
                source="us_passport",
                score=0.8,
                words=_PASSPORT,
            ),
            Terms(
                recognizer=presidio.UsBankRecognizer,
                source="us_bank_number",
                score=0.75,
                words=("bank", "checking", "savings", "routing", "direct deposit", "wire", "ach"),
            ),
            Terms(
                recognizer=presidio.AbaRoutingRecognizer,
                source="aba_routing_number",
                score=0.85,
                words=("aba", "routing", "rtn", "bank", "transit"),
            ),
            Terms(
                recognizer=presidio.UsLicenseRecognizer,
                source="us_driver_license",
                score=0.75,
                shapes=("Driver License - Alphanumeric (weak)",),  # bare digits: id_document.py
                words=("driver['’]?s? ?licen[cs]e", "dl", "licen[cs]e (?:number|no|#)"),
            ),
            Terms(
                recognizer=presidio.UsMbiRecognizer,
                source="us_mbi",
                score=0.7,
                trigger=r"\d[A-Za-z][A-Za-z0-9]\d",
            ),
            Terms(
                recognizer=presidio.UsNpiRecognizer,
                source="us_npi",
                score=0.8,
                words=("npi", "provider"),
            ),
            Terms(
                recognizer=presidio.MedicalLicenseRecognizer,
                source="medical_license",
                score=0.8,
                words=("dea", "prescriber", "medical licen"),
            ),
            # Left out: health plan, claim, referral and prescription numbers (account_id.py and
            # order_id.py take them by name); UsProviderTaxId (a company's).
        ),
        "GB": (
            # Ten digits of which one in eleven passes: also every eleventh American phone.
            Terms(
                recognizer=presidio.NhsRecognizer,
                source="uk_nhs",
                score=0.9,
                words=("nhs", "national health", "health service", "patient", "gp"),
            ),
            Terms(
                recognizer=presidio.UkNinoRecognizer,
                source="uk_nino",
                score=0.85,
                trigger=r"[A-Za-z]{2}"
                r" ?\d\d"
                r" ?\d\d",
            ),
            Terms(
                recognizer=presidio.UkPassportRecognizer,
                source="uk_passport",
                score=0.85,
                words=_PASSPORT,
            ),
            Terms(
                recognizer=presidio.UkDrivingLicenceRecognizer,
                source="uk_driving_licence",
                score=0.9,
                trigger=r"[A-Za-z9]{5}\d{6}",
            ),
            Terms(
                recognizer=presidio.UkVehicleRegistrationRecognizer,
                source="uk_vehicle_registration",
                score=0.75,
                words=_PLATE,
            ),
            # Left out: UkPostcodeRecognizer (postal_code.py).
        ),
        "CA": (
            Terms(
                recognizer=presidio.CaSinRecognizer,
                source="ca_sin",
                score=0.85,
                words=("sin", "social insurance", "nas", "assurance sociale", "tax"),
            ),
            # Left out: CaPostalCodeRecognizer (postal_code.py).
        ),
        "AU": (
            Terms(
                recognizer=presidio.AuTfnRecognizer,
                source="au_tfn",
                score=0.85,
                words=("tfn", "tax file", "tax"),
            ),
            Terms(
                recognizer=presidio.AuMedicareRecognizer,
                source="au_medicare",
                score=0.85,
                words=("medicare",),
            ),
            Terms(
                recognizer=presidio.AuAbnRecognizer,
                source="au_abn",
                score=0.8,
                words=("abn", "business number"),
            ),
            Terms(
                recognizer=presidio.AuAcnRecognizer,
                source="au_acn",
                score=0.8,
                words=("acn", "company number"),
            ),
        ),
        "IN": (
            Terms(
                recognizer=presidio.InAadhaarRecognizer,
                source="in_aadhaar",
                score=0.9,
                words=("aadha?ar", "uidai", "uid"),
            ),
            Terms(
                recognizer=presidio.InPanRecognizer,
                source="in_pan",
                score=0.75,
                shapes=("PAN (High)",),  # the others take any ten signs with four digits
            ),
            Terms(
                recognizer=presidio.InPassportRecognizer,
                source="in_passport",
                score=0.8,
                words=_PASSPORT,
            ),
            Terms(
                recognizer=presidio.InVoterRecognizer,
                source="in_voter",
                score=0.8,
                words=("voter", "epic", "elector"),
            ),
            Terms(
                recognizer=presidio.InVehicleRegistrationRecognizer,
                source="in_vehicle_registration",
                score=0.75,
                words=_PLATE,
            ),
            Terms(
                recognizer=presidio.InGstinRecognizer,
                source="in_gstin",
                score=0.8,
                words=("gst",),
            ),
        ),
        "SG": (
            Terms(
                recognizer=presidio.SgFinRecognizer,
                source="sg_nric_fin",
                score=0.7,
                shapes=("Nric (medium)",),  # the weak one takes any letter
            ),
            Terms(
                recognizer=presidio.SgUenRecognizer,
                source="sg_uen",
                score=0.8,
                words=("uen", "entity number"),
            ),
        ),
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
                words=_PASSPORT,
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
                words=_DRIVER,
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
                words=_PASSPORT,
            ),
        ),
        "IT": (
            Terms(
                recognizer=presidio.ItFiscalCodeRecognizer,
                source="it_fiscal_code",
                score=0.95,
                trigger=r"[A-Za-z]{6}\w{10}",
            ),
            Terms(
                recognizer=presidio.ItDriverLicenseRecognizer,
                source="it_driver_license",
                score=0.8,
                words=_DRIVER,
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
                words=_PASSPORT,
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
        "KR": (
            Terms(
                recognizer=presidio.KrRrnRecognizer,
                source="kr_rrn",
                score=0.85,
                words=("rrn", "resident registration", "주민"),
            ),
            Terms(
                recognizer=presidio.KrFrnRecognizer,
                source="kr_frn",
                score=0.85,
                words=("frn", "foreigner", "alien", "외국인"),
            ),
            Terms(
                recognizer=presidio.KrPassportRecognizer,
                source="kr_passport",
                score=0.85,
                words=(*_PASSPORT, "여권"),
            ),
            Terms(
                recognizer=presidio.KrDriverLicenseRecognizer,
                source="kr_driver_license",
                score=0.85,
                words=(*_DRIVER, "운전면허"),
            ),
            # Left out: KrBrn (a company's ten digits, which are also a phone).
        ),
        "TR": (
            Terms(
                recognizer=presidio.TrNationalIdRecognizer,
                source="tr_national_id",
                score=0.9,
                words=("kimlik", "tc", "t\\.c", "national id"),
            ),
            Terms(
                recognizer=presidio.TrLicensePlateRecognizer,
                source="tr_license_plate",
                score=0.75,
                words=(*_PLATE, "plaka"),
            ),
        ),
        "TH": (
            Terms(
                recognizer=presidio.ThTninRecognizer,
                source="th_tnin",
                score=0.9,
                words=("national id", "thai id", "citizen", "บัตรประชาชน"),
            ),
        ),
        "NG": (
            Terms(
                recognizer=presidio.NgNinRecognizer,
                source="ng_nin",
                score=0.85,
                words=("nin", "national id"),
            ),
            Terms(
                recognizer=presidio.NgVehicleRegistrationRecognizer,
                source="ng_vehicle_registration",
                score=0.75,
                words=_PLATE,
            ),
        ),
        "PH": (
            Terms(
                recognizer=presidio.PhTinRecognizer,
                source="ph_tin",
                score=0.85,
                words=("tin", "tax"),
            ),
            Terms(
                recognizer=presidio.PhUmidRecognizer,
                source="ph_umid",
                score=0.85,
                words=("umid", "crn", "sss", "gsis"),
            ),
            Terms(
                recognizer=presidio.PhPassportRecognizer,
                source="ph_passport",
                score=0.85,
                words=_PASSPORT,
            ),
        ),
        "ZA": (
            Terms(
                recognizer=presidio.ZaIdNumberRecognizer,
                source="za_id_number",
                score=0.9,
                words=("id", "identity", "identiteit", "rsa"),
            ),
            Terms(
                recognizer=presidio.ZaPassportRecognizer,
                source="za_passport",
                score=0.85,
                words=_PASSPORT,
            ),
            Terms(
                recognizer=presidio.ZaDriverLicenseRecognizer,
                source="za_driver_license",
                score=0.75,
                words=_DRIVER,
            ),
            Terms(
                recognizer=presidio.ZaIncomeTaxNumberRecognizer,
                source="za_income_tax_number",
                score=0.8,
                words=("sars", "tax"),
            ),
            # Left out: company, VAT and traffic register numbers and plates (bare digits or
            # shapes that any product code has); ZA phones (phone_number.py).
        ),
    }
)
"""ISO 3166-1 alpha-2 code to what is sought for that country."""

OWN_BY_COUNTRY: Mapping[str, tuple[type[ShapeRecognizer], ...]] = MappingProxyType(
    {"US": (UsSsnRecognizer,)}
)
"""Recognizers of ours that serve one country only."""
