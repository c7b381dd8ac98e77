"""Why a delivery was refused, parked, or put back: each code with a sentence for pages and docs."""

from collections.abc import Mapping

REFUSED: Mapping[str, str] = {
    "wrong_endpoint": "The address belongs to another vendor or kind of delivery.",
    "too_large": "The body is larger than `max_body_bytes`; nothing of it was kept.",
    "header_missing": "A signature header of Standard Webhooks is missing or empty.",
    "header_invalid": "A signature header is malformed, given twice, or too long.",
    "timestamp_old": "The request was signed more than five minutes ago, or the clock is wrong.",
    "timestamp_future": "The request was signed in the future: one of the clocks is wrong.",
    "replayed": "The same event came again with a time that is not newer: somebody's copy.",
    "conflict": "The same event came again with other content.",
    "guesses": "Many wrong addresses were tried from one network within a minute.",
    "no_secret": "The source has no live signing secret; add one.",
    "signature_mismatch": "No live secret of the source made this signature.",
}
"""Codes of what was refused at the door."""

PARKED: Mapping[str, str] = {
    "broken_json": "The body is not a JSON object in UTF-8, or nests too deep.",
    "kind_unknown": "No adapter reads this kind of delivery.",
    "type_unknown": "The event's type is not one that carries a session.",
    "reference_missing": "The delivery does not say which conversation it belongs to.",
    "reference_invalid": "The conversation's id is longer than any the vendor makes.",
    "messages_invalid": "The session's messages are not a list of messages.",
    "content_missing": "The offline message says nothing.",
    "content_unreadable": "The transcript has content, but none that can be read as messages.",
    "too_many_messages": "The session is longer than `max_messages`.",
    "message_too_long": "A message has more than 20,000 characters.",
    "too_many_facts": "The vendor tells more about the visitor than can be sought.",
    "fact_too_long": "What is told of a person, or a name, has more than 8,000 characters.",
    "too_many_people": "More than 200 people are named as agents, or write under a name.",
    "too_many_events": "More events came for one conversation than it can have.",
    "too_deep": "The visitor's traits nest too deep.",
    "adapter_error": "A mistake in the adapter; report it, and try again after an update.",
    "engine_error": "The engine failed each time it was tried.",
    "engine_stuck": "The engine took longer than `redact_seconds`, and was stopped.",
    "store_error": "The records could not be read or written each time it was tried.",
    "session_busy": "Other deliveries of the same session kept coming in between.",
    "key_gone": "The key of the delivery or of its session is gone; what it sealed cannot be read.",
    "seal_broken": "What is kept of the delivery is not what was sealed, or not under its key.",
    "worker_lost": "The worker died each time it took this delivery.",
}
"""Codes of deliveries that wait for a person, or for their next try; all stay sealed."""
