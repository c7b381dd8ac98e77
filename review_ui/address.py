"""Filters that live in the address: read strictly, written back in one order."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from review_ui.errors import AddressInvalid

Choice = TypeVar("Choice", bound=StrEnum)


def read_choice(field: str, text: str, choices: type[Choice]) -> Choice | None:
    """Return the chosen member, None for an empty text; AddressInvalid for anything else."""
    if not text:
        return None
    try:
        return choices(text)
    except ValueError:
        raise AddressInvalid(field) from None


def read_day(field: str, text: str, zone: tzinfo) -> datetime | None:
    """Return the first moment of a day such as `2026-11-22` in the zone of the pages."""
    if not text:
        return None
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007  # a day has no zone yet
        return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        raise AddressInvalid(field) from None


def read_day_after(field: str, text: str, zone: tzinfo) -> datetime | None:
    """Return the first moment after a day, so that `until` includes the day it names."""
    if not text:
        return None
    start = read_day(field, text, zone)
    try:
        return start + timedelta(days=1) if start else None
    except OverflowError:
        raise AddressInvalid(field) from None


def address(path: str, fields: Mapping[str, str | int | None]) -> str:
    """Return the path with the fields that are set."""
    query = urlencode({name: value for name, value in fields.items() if value not in {"", None}})
    return f"{path}?{query}" if query else path
