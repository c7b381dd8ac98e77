"""The one Presidio operator of the engine: a value becomes its label."""

from typing import Any

from presidio_anonymizer.operators import Operator, OperatorType

from redactor.labels import Labels

NAME = "conversation_label"
_LAST = 4
_LEAST_FOR_PARTIAL = 9


class ConversationLabel(Operator):
    """Replaces a value with its label; entities in `partial` keep their last four characters.

    Parameters: `labels` (`Labels` of the conversation), `partial` (set of entities).
    """

    def operate(self, text: str, params: dict[str, Any] | None = None) -> str:
        """Return what stands in the place of `text`."""
        assert params is not None  # noqa: S101 (validate has seen to it)
        entity: str = params["entity_type"]
        labels: Labels = params["labels"]
        label = labels.assigned(entity, text)
        return label + shown_part(text) if entity in params["partial"] else label

    def validate(self, params: dict[str, Any] | None = None) -> None:
        """Check that the conversation's labels are there."""
        if not params or not isinstance(params.get("labels"), Labels):
            raise ValueError("the operator needs the labels of the conversation")

    def operator_name(self) -> str:
        """Return the name Presidio knows it by."""
        return NAME

    def operator_type(self) -> OperatorType:
        """Return that it anonymizes."""
        return OperatorType.Anonymize


def shown_part(text: str) -> str:
    """Return the last four letters or digits of a value long enough to stay unknown."""
    characters = [character for character in text if character.isalnum()]
    return "".join(characters[-_LAST:]) if len(characters) >= _LEAST_FOR_PARTIAL else ""
