"""The door for people: sign-in, queue, session page, scorecard, search, access log.

Promises no look without an entry and no page without a permission. Never imports SQLite, spaCy
or Presidio, and never sees unmasked text.
"""
