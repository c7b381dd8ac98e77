"""The entries of a page as sentences. What one search showed is told in one of them.

A search leaves an entry for each session it showed words of, up to thirty; told one by one they
would push everything else off the page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import tzinfo
from itertools import groupby

from models.log.access_log import Entry, Event
from models.log.request_ids import DETAIL
from review_ui.sentences import Sentence, say_entry, say_object
from review_ui.words import count_words


def say_entries(
    entries: Iterable[Entry], zone: tzinfo, names: Mapping[str, str]
) -> tuple[Sentence, ...]:
    """Return a sentence for each entry, and one for all that the same search showed."""
    runs = (tuple(run) for _, run in groupby(entries, key=_together))
    return tuple(_say(run, zone, names) for run in runs)


def _together(entry: Entry) -> int | str:
    """Return what entries are told together by; its number for one that stands alone."""
    request = str(entry.details.get(DETAIL, ""))
    return request if request and entry.event == Event.SESSION_FOUND else entry.seq


def _say(run: tuple[Entry, ...], zone: tzinfo, names: Mapping[str, str]) -> Sentence:
    sentence = say_entry(run[0], zone, names)
    if len(run) == 1:
        return sentence
    messages = sum(int(entry.details.get("messages", 0)) for entry in run)
    return replace(
        sentence,
        also=tuple((entry.object, say_object(entry.object)) for entry in run[1:]),
        details=f"{count_words(messages, 'message')} of {count_words(len(run), 'session')}",
    )
