"""How much one delivery may ask of the service before it is parked for a person to look at."""

from dataclasses import dataclass

from redactor.conversation import MOST_CHARACTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on a parsed delivery; what exceeds them stays sealed and is parked, never cut."""

    messages: int = 5_000
    characters: int = MOST_CHARACTERS  # of one message; the engine takes no more either
    people: int = 200  # named as agents, and others by whose names messages are written
    facts: int = 1_000
    fact_characters: int = 8_000  # of one fact, or one name; room for any address of a page
    events: int = 200
    depth: int = 64
