"""Values that give themselves away by their form, in text that people of the company write.

A last guard for comments and notes, cheap and without the engine: e-mails, long numbers, bank
accounts, links. Names it cannot know; the page asks not to write any. It is asked inside acts, so
each form is found in one pass, whatever was written.
"""

import re

from redactor.reading import read

_FORMS = (
    ("email", re.compile(r"(?<=[^\s@])@[^\s@]+\.[^\s@]{2}", re.I)),
    ("email", re.compile(r"\w[^\w\s]*\s*(?:\(at\)|\[at\])\s*\S", re.I)),
    ("link", re.compile(r"https?://\S+|\bwww\.\S+", re.I)),
    ("account", re.compile(r"\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){3,}", re.I)),
    ("number", re.compile(r"\d(?:[ ().\-/]{0,2}\d){6,}")),
)
_DATE = re.compile(r"\b(?:19|20)\d\d-[01]\d-[0-3]\d\b|\b[0-3]?\d[./][01]?\d[./](?:19|20)\d\d\b")


def find_plain_value(text: str) -> str:
    """The form of the first value that gives itself away (email, link, account, number), or ""."""
    folded = _DATE.sub("date", read(text).text)
    return next((name for name, form in _FORMS if form.search(folded)), "")
