"""Who raises alerts, and what a page says."""

import re

from models.actors import Actor, ActorKind, Purpose

WATCH = Actor(kind=ActorKind.SYSTEM, id="watch", name="Watch", purpose=Purpose.AUDIT)


def read(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.split("<main")[1]).split())
