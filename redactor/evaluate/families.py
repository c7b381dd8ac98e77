"""Which names of entities mean the same to the measure.

Engines name one thing differently: whom we call an agent is a person to others, and one engine
says `UK_PASSPORT` where the chat is marked `ID_DOCUMENT`. Everything else stands for itself.
"""

from redactor.entities import ENTITIES
from redactor.labels import AGENT, NATIONAL, word_of

_DOCUMENTS = frozenset(
    {"ID_DOCUMENT", "MEDICAL_LICENSE", "US_SSN"}
    | {entity for entity in ENTITIES if word_of(entity) == NATIONAL}
)


def family(entity: str) -> str:
    """PERSON for an agent, ID_DOCUMENT for any national number, else the entity itself."""
    if entity == AGENT:
        return "PERSON"
    return "ID_DOCUMENT" if entity in _DOCUMENTS else entity
