"""Deliveries into the inbox, who takes them, and what is on record."""

from datetime import timedelta

from models.actors import Actor, ActorKind
from models.intake.inbox import DeliveryStatus, Kept, accept, counts
from models.records import Records

LEASE = timedelta(minutes=5)
SOURCE = Actor(kind=ActorKind.SERVICE, id="shop", name="Shop")
BODY = b'{"text":"Hi, I am Chloe Zhang"}'


def deliver(records: Records, body: bytes = BODY, **more: object) -> Kept:
    with records.act(SOURCE) as act:
        return accept(act, source_id="shop", kind="transcript", body=body, **more)  # type: ignore[arg-type]


def log(records: Records) -> list[tuple[str, str, str]]:
    with records.peek() as look:
        return [
            (row["event"], row["outcome"], row["reason"])
            for row in look.db.table("entries").rows_where(order_by="seq")
        ]


def waiting(records: Records) -> int:
    return counts(records)[DeliveryStatus.WAITING]


def worker(number: int) -> Actor:
    return Actor(kind=ActorKind.SYSTEM, id=f"worker-{number}", name=f"Worker {number}")
