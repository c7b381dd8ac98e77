"""The scorecard to begin with: "Support v1". Changing it means a new version, not an edit."""

SCORECARD: dict[str, str | int] = {"id": "support-1", "name": "Support v1", "version": 1}

_CRITERIA = (
    (
        "tone",
        "Greeting and tone",
        "Was the visitor greeted, and spoken to kindly and calmly throughout?",
        "scale",
    ),
    (
        "understood",
        "Understood the problem",
        "Did the agent ask what was missing and say back what the trouble was?",
        "scale",
    ),
    (
        "answer",
        "Correct and complete answer",
        "Was what the agent said right, and was nothing the visitor asked left out?",
        "scale",
    ),
    (
        "clarity",
        "Clear language",
        "Short sentences, no jargon, one thing at a time?",
        "scale",
    ),
    (
        "next_step",
        "Next step and ownership",
        "Did the visitor leave knowing what happens next, who does it and by when?",
        "scale",
    ),
    ("solved", "Solved", "Was the visitor's problem solved when the chat ended?", "yes_no"),
)

CRITERIA: tuple[dict[str, str | int], ...] = tuple(
    {
        "scorecard_id": "support-1",
        "id": criterion,
        "position": position,
        "name": name,
        "help": words,
        "kind": kind,
    }
    for position, (criterion, name, words, kind) in enumerate(_CRITERIA, start=1)
)
