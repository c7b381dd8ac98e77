"""The recognizers: one way of finding one kind of personal data per file.

They read one message at a time, need no language model, open nothing and never raise on any
text. `ENTITIES` says what may be found, `build_recognizers` makes them for the countries a
company serves; `countries.py` is the table of who is sought where.
"""

from redactor.entities import ENTITIES
from redactor.recognizers.base import SOURCE_KEY
from redactor.recognizers.registry import DEFAULT_COUNTRIES, build_recognizers

__all__ = ["DEFAULT_COUNTRIES", "ENTITIES", "SOURCE_KEY", "build_recognizers"]
