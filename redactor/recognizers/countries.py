"""Whose national numbers are sought where: country to Presidio's recognizers and their terms."""

from collections.abc import Mapping
from types import MappingProxyType

from presidio_analyzer import predefined_recognizers as presidio

from redactor.recognizers.base import ShapeRecognizer
from redactor.recognizers.borrowed import Terms
from redactor.recognizers.countries_europe import EUROPE
from redactor.recognizers.document_words import DRIVER, PASSPORT, PLATE
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
        # this machine, a private network (RFC 1918) or its router, link-local, masks, public
        # resolvers; "a::b"
        nobodys=r"(?:(?:127|0)(?:\.\d{1,3}){3}|169\.254(?:\.\d{1,3}){2}|255(?:\.\d{1,3}){3}"
        r"|(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.(?:0|1|138|25[345])"
        r"|8\.8\.(?:8\.8|4\.4)|1\.[01]\.[01]\.1|9\.9\.9\.9"
        r"|::1|fe80::[0-9A-Fa-f]{1,4}|[A-Fa-f]{1,4}::[A-Fa-f]{1,4})(?:/\d{1,3})?",
        trigger=r"\d\.\d{1,3}\.\d|:[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]",
    ),
    Terms(
        recognizer=presidio.MacAddressRecognizer,
        source="mac_address",
        score=0.85,
        trigger=r"[:-][0-9A-Fa-f]{2}[:-]|\.[0-9A-Fa-f]{4}\.",
    ),
    Terms(
        recognizer=presidio.CryptoRecognizer,
        source="crypto",
        score=0.95,
        trigger=r"[0-9a-zA-Z]{25}",
    ),
)
"""Sought whatever the countries are."""

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
                words=PASSPORT,
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
                words=PASSPORT,
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
                words=PLATE,
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
                words=PASSPORT,
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
                words=PLATE,
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
        **EUROPE,
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
                words=(*PASSPORT, "여권"),
            ),
            Terms(
                recognizer=presidio.KrDriverLicenseRecognizer,
                source="kr_driver_license",
                score=0.85,
                words=(*DRIVER, "운전면허"),
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
                words=(*PLATE, "plaka"),
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
                words=PLATE,
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
                words=PASSPORT,
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
                words=PASSPORT,
            ),
            Terms(
                recognizer=presidio.ZaDriverLicenseRecognizer,
                source="za_driver_license",
                score=0.75,
                words=DRIVER,
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
