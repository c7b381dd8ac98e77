"""The policy in force, as data: the service reads its own settings and hands them in."""

from dataclasses import dataclass

from redactor import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFact:
    """What happens to one entity; `above` is the score it needs (0 to 1).

    `unless` says when a kept one is masked all the same, such as "it stands near an address".
    """

    entity: str
    action: Action
    above: float = 0.0
    unless: tuple[str, ...] = ()

    @property
    def unless_words(self) -> str:
        """What is said behind what is kept: when it is masked all the same."""
        return f", unless {' or '.join(self.unless)}" if self.unless else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFacts:
    """The policy's name and version, its facts, and how long what is kept, in sentences.

    What follows is for the record of processing: who is responsible, where it is kept, who else
    receives anything, and what protects it besides.
    """

    name: str = ""
    facts: tuple[PolicyFact, ...] = ()
    retention: tuple[str, ...] = ()
    controller: tuple[str, ...] = ()
    storage: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    protection: tuple[str, ...] = ()
    transfers: str = (
        "The service makes none. Whoever runs the machine in another country has to say so here."
    )
