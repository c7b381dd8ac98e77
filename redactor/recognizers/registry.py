"""Which recognizers there are, in one place: no discovery, no configuration file."""

from collections.abc import Iterable

from presidio_analyzer import EntityRecognizer

from redactor.recognizers.base import ShapeRecognizer
from redactor.recognizers.email_address import EmailAddressRecognizer

OWN: tuple[type[ShapeRecognizer], ...] = (EmailAddressRecognizer,)
"""Recognizers of this project that serve every country."""

DEFAULT_COUNTRIES = ("US", "GB", "CA", "AU", "IE", "DE", "FR", "ES", "IT", "NL", "PT")
"""Countries whose phones and national numbers are sought when nobody says otherwise."""


def build_recognizers(
    countries: Iterable[str] = DEFAULT_COUNTRIES, language: str = "en"
) -> list[EntityRecognizer]:
    """Return the recognizers for `countries` (ISO 3166-1 alpha-2, in order of preference)."""
    return [recognizer(language=language) for recognizer in OWN]
