import pytest

from redactor.recognizers.value_ending import ValueEndingRecognizer

HITS = [
    ("account ending in 4481", "4481"),
    ("the passport is fine, mine ends in 41D", "41D"),
    ("rosa castellane ends 0087", "0087"),
    ("von dem Konto mit der Endung 7730", "7730"),
    ("versé sur l'ancien compte, finissant par 61 04", "61 04"),
    ("la cuenta acabada en 5521", "5521"),
    ("sim mas acaba em 3307", "3307"),
    ("quello che finisce con 8841", "8841"),
    ("de rekening die eindigt op 4300.", "4300"),
    ("het rekeningnummer eindigt op 902", "902"),
    ("Key ends -7KD2", "7KD2"),
    ("the one ending: 330914", "330914"),
]

NEAR_MISSES = [
    "it ends in 2026",
    "the trial is free and it ends in 14 days",
    "mine ends in tears",
    "the sale ends 1700",
    "your shift usually ends 2230",
    "ends in 300 seconds",
    "this ends at 18:00",
    "endet am 310. Tag",
    "weekend 330",
    "termina em 400 euros",
    "spend 500 on it",
]


@pytest.fixture(scope="module")
def recognizer():
    return ValueEndingRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert seen(recognizer, text) == [value]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
