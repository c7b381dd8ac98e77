"""What a recognizer sees at or above the score from which `standard` masks."""

from collections.abc import Callable

import pytest
from presidio_analyzer import EntityRecognizer

STANDARD = 0.4

Seen = Callable[[EntityRecognizer, str], list[str]]


@pytest.fixture(scope="session")
def seen() -> Seen:
    def values(recognizer: EntityRecognizer, text: str) -> list[str]:
        findings = recognizer.analyze(text, [], None)
        return [text[f.start : f.end] for f in findings if f.score >= STANDARD]

    return values
