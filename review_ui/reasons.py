"""Why something is masked, as a sentence; from a finding's source, which is `family:detail`."""

_FAMILIES = {
    "pattern": "It has the form of one.",
    "checksum": "It has the form of one, and its check digits are right.",
    "model": "The language model reads it as one.",
    "identity": "It belongs to what is known about the visitor.",
    "known": "It belongs to someone found elsewhere in this chat.",
    "conversation": "It answers a question asked just before.",
    "agent": "It is the name of an agent.",
    "rule": "A rule of the policy says so.",
}


def why(source: str) -> str:
    """Return the reason in words; an unknown source is still a sentence."""
    return _FAMILIES.get(source.partition(":")[0], "The detector found it.")
