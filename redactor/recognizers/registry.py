"""Which recognizers there are, in one place: no discovery, no configuration file."""

from collections.abc import Iterable

from presidio_analyzer import EntityRecognizer

from redactor.country_codes import country_code
from redactor.recognizers.account_id import AccountIdRecognizer
from redactor.recognizers.age import AgeRecognizer
from redactor.recognizers.api_key import ApiKeyRecognizer
from redactor.recognizers.bank_number import BankNumberRecognizer
from redactor.recognizers.base import ShapeRecognizer
from redactor.recognizers.borrowed import BorrowedRecognizer
from redactor.recognizers.card_expiry import CardExpiryRecognizer
from redactor.recognizers.card_last_four import CardLastFourRecognizer
from redactor.recognizers.card_security_code import CardSecurityCodeRecognizer
from redactor.recognizers.countries import COUNTRIES, EVERYWHERE, OWN_BY_COUNTRY
from redactor.recognizers.credentials import CredentialsRecognizer
from redactor.recognizers.credit_card import CreditCardRecognizer
from redactor.recognizers.date_of_birth import DateOfBirthRecognizer
from redactor.recognizers.date_time import DateTimeRecognizer
from redactor.recognizers.device_number import DeviceNumberRecognizer
from redactor.recognizers.email_address import EmailAddressRecognizer
from redactor.recognizers.iban import IbanRecognizer
from redactor.recognizers.id_document import IdDocumentRecognizer
from redactor.recognizers.json_web_token import JsonWebTokenRecognizer
from redactor.recognizers.long_number import LongNumberRecognizer
from redactor.recognizers.long_token import LongTokenRecognizer
from redactor.recognizers.national_number import NationalNumberRecognizer
from redactor.recognizers.nrp import NrpRecognizer
from redactor.recognizers.one_time_code import OneTimeCodeRecognizer
from redactor.recognizers.order_id import OrderIdRecognizer
from redactor.recognizers.password import PasswordRecognizer
from redactor.recognizers.phone_ending import PhoneEndingRecognizer
from redactor.recognizers.phone_number import PhoneNumberRecognizer
from redactor.recognizers.pin import PinRecognizer
from redactor.recognizers.place_code import PlaceCodeRecognizer
from redactor.recognizers.postal_code import PostalCodeRecognizer
from redactor.recognizers.reference_code import ReferenceCodeRecognizer
from redactor.recognizers.relative_date import RelativeDateRecognizer
from redactor.recognizers.security_answer import SecurityAnswerRecognizer
from redactor.recognizers.session_cookie import SessionCookieRecognizer
from redactor.recognizers.special_category import SpecialCategoryRecognizer
from redactor.recognizers.title import TitleRecognizer
from redactor.recognizers.tracking_number import TrackingNumberRecognizer
from redactor.recognizers.username import UsernameRecognizer
from redactor.recognizers.value_ending import ValueEndingRecognizer
from redactor.recognizers.vat_number import VatNumberRecognizer
from redactor.recognizers.vehicle_plate import VehiclePlateRecognizer
from redactor.recognizers.wallet_address import WalletAddressRecognizer
from redactor.recognizers.web_address import WebAddressRecognizer
from redactor.recognizers.whole_address import WholeAddressRecognizer

OWN: tuple[type[ShapeRecognizer], ...] = (
    AccountIdRecognizer,
    AgeRecognizer,
    ApiKeyRecognizer,
    BankNumberRecognizer,
    CardExpiryRecognizer,
    CardLastFourRecognizer,
    CardSecurityCodeRecognizer,
    CredentialsRecognizer,
    CreditCardRecognizer,
    DateOfBirthRecognizer,
    DateTimeRecognizer,
    DeviceNumberRecognizer,
    EmailAddressRecognizer,
    IbanRecognizer,
    IdDocumentRecognizer,
    JsonWebTokenRecognizer,
    LongNumberRecognizer,
    LongTokenRecognizer,
    NationalNumberRecognizer,
    NrpRecognizer,
    OneTimeCodeRecognizer,
    OrderIdRecognizer,
    PasswordRecognizer,
    PhoneEndingRecognizer,
    PinRecognizer,
    PlaceCodeRecognizer,
    PostalCodeRecognizer,
    ReferenceCodeRecognizer,
    RelativeDateRecognizer,
    SecurityAnswerRecognizer,
    SessionCookieRecognizer,
    SpecialCategoryRecognizer,
    TitleRecognizer,
    TrackingNumberRecognizer,
    UsernameRecognizer,
    ValueEndingRecognizer,
    VatNumberRecognizer,
    VehiclePlateRecognizer,
    WalletAddressRecognizer,
    WebAddressRecognizer,
    WholeAddressRecognizer,
)
"""Recognizers of ours that serve every country; the telephone number wants regions besides."""

DEFAULT_COUNTRIES = ("US", "GB", "CA", "AU", "IE", "DE", "FR", "ES", "IT", "NL", "PT")
"""Countries whose phones and national numbers are sought when nobody says otherwise."""


def build_recognizers(
    countries: Iterable[str] = DEFAULT_COUNTRIES, language: str = "en"
) -> list[EntityRecognizer]:
    """Return the recognizers for `countries` (ISO 3166-1 alpha-2, in order of preference).

    Raises ValueError for a code that is no country's; a country without national recognizers
    still has its phones sought.
    """
    codes = tuple(dict.fromkeys(map(country_code, countries)))
    own = [recognizer(language=language) for recognizer in OWN]
    own += [
        recognizer(language=language)
        for code in codes
        for recognizer in OWN_BY_COUNTRY.get(code, ())
    ]
    terms = [*EVERYWHERE, *(term for code in codes for term in COUNTRIES.get(code, ()))]
    return [
        *own,
        PhoneNumberRecognizer(regions=codes, language=language),
        *(BorrowedRecognizer(term, language=language) for term in terms),
    ]
