"""Codes of countries, as the company that is served writes them."""

import phonenumbers

_ALIASES = {"UK": "GB"}


def country_code(written: str) -> str:
    """The code (ISO 3166-1 alpha-2) of a country; ValueError for what is no country's."""
    code = written.strip().upper()
    code = _ALIASES.get(code, code)
    if code not in phonenumbers.SUPPORTED_REGIONS:
        raise ValueError(f"no country: {written!r} (write ISO 3166-1 alpha-2, such as GB)")
    return code
