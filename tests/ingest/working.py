"""A worker at work: an engine that knows names only, and what was parked on the way."""

import re
from datetime import timedelta

from models.intake import inbox
from models.intake.inbox import DeliveryStatus
from redactor import Identity, Mask, RedactedMessage, RedactedSession

LEASE = timedelta(minutes=5)


class NamesOnly:
    """Masks the words of the visitor's name; raises what a test puts in `failing`."""

    def __init__(self):
        self.seen = []
        self.failing = None
        self.flags = ()
        self.before = lambda: None

    def redact(self, session):
        self.seen.append(session)
        self.before()
        if self.failing:
            raise self.failing
        return RedactedSession(
            id=session.id,
            policy="standard@1",
            engine="0",
            model="none@1",
            messages=tuple(self.masked(message, session.identity) for message in session.messages),
            flags=self.flags,
        )

    def masked(self, message, identity: Identity):
        text, masks = message.text, []
        for word in identity.name.split():
            text = re.sub(rf"\b{word}\b", "[PERSON_1]", text, flags=re.IGNORECASE)
        for found in re.finditer(re.escape("[PERSON_1]"), text):
            masks.append(
                Mask(
                    start=found.start(),
                    end=found.end(),
                    entity="PERSON",
                    score=1.0,
                    label="[PERSON_1]",
                    source="identity:name",
                )
            )
        return RedactedMessage(
            id=message.id,
            role=message.role,
            text=text,
            findings=(),
            masks=tuple(masks),
            at=message.at,
        )


def work(worker):
    done = 0
    while worker.run_once():
        done += 1
        assert done < 100
    return done


def parked(records, operator):
    with records.act(operator) as act:
        found = inbox.list_deliveries(act, status=DeliveryStatus.PARKED).deliveries
        return [delivery.reason for delivery in found]


def parked_sessions(records, operator):
    """The sessions that parked deliveries belong to, newest delivery first."""
    with records.act(operator) as act:
        found = inbox.list_deliveries(act, status=DeliveryStatus.PARKED).deliveries
        return [delivery.session_id for delivery in found]
