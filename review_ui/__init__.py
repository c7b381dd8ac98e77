"""The door for people: sign-in, queue, session page, scorecard, search, access log.

Promises no look without an entry and no page without a permission. Never imports SQLite, spaCy
or Presidio. Sees unmasked what visitors said in two places only: a reveal (`revealed`), and the
copy for the person themself (`own_copy`).

    app          builds it all                rooms: a page each      pages, frame: drawn
    gate, pace   who asks too much            headers: on every answer
    dependencies visits: who is here          permissions: who may    refusals: who may not
    statuses     what went wrong, in words    visible: no letter hides
"""
