import pytest

from redactor.evaluate import Answer, MarkedChat, figures
from redactor.evaluate.families import family
from redactor.evaluate.scoring import Score, score


@pytest.fixture
def total(chats: list[MarkedChat], answers: dict[str, Answer]) -> Score:
    return score((chat, answers[chat.session.id]) for chat in chats)


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [  # R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_the_published_one(hits: int, of: int, low: float, high: float) -> None:
    assert figures.wilson(hits, of) == (
        pytest.approx(low, abs=0.00005),
        pytest.approx(high, abs=0.00005),
    )


def test_nothing_tells_nothing() -> None:
    assert figures.wilson(0, 0) == (0.0, 1.0)
    assert figures.share(0, 0) is None
    nothing = score([])
    assert figures.leak_rate(nothing) is None
    assert figures.overmasked_per_1000(nothing) is None
    assert figures.overall(nothing).f1 is None


def test_f2_weighs_recall_four_times() -> None:
    assert figures.f_beta(1.0, 0.5, 1) == pytest.approx(2 / 3)
    assert figures.f_beta(1.0, 0.5, 2) == pytest.approx(5 / 9)
    assert figures.f_beta(0.5, 1.0, 2) == pytest.approx(5 / 6)
    assert figures.f_beta(0.0, 0.0, 1) == 0.0
    assert figures.f_beta(None, 0.5, 1) is None


def test_everything_together(total: Score) -> None:
    each = figures.overall(total)
    assert (each.values, each.touched, each.covered) == (4, 0.75, 0.5)
    assert (each.masks, each.precision, each.typed) == (5, 0.8, 0.6)
    assert each.f1 == pytest.approx(8 / 13)
    assert each.f2 == pytest.approx(20 / 37)
    assert figures.leak_rate(total) == pytest.approx(2 / 3)
    assert figures.overmasked_per_1000(total) == pytest.approx(1000 / 11)
    assert figures.word_precision(total) == 7 / 8


def test_an_agent_has_the_precision_of_all_persons(total: Score) -> None:
    rows = figures.by_entity(total)
    assert rows["AGENT"].precision == rows["PERSON"].precision == pytest.approx(2 / 3)


def test_what_was_masked_and_is_never_wanted_has_a_row(total: Score) -> None:
    rows = figures.by_entity(total)
    assert list(rows) == ["PERSON", "AGENT", "EMAIL_ADDRESS", "LOCATION"]
    assert (rows["LOCATION"].covered, rows["LOCATION"].precision) == (None, 1.0)


@pytest.mark.parametrize(
    ("entity", "means"),
    [
        ("AGENT", "PERSON"),
        ("UK_PASSPORT", "ID_DOCUMENT"),
        ("US_SSN", "ID_DOCUMENT"),
        ("ORDER_ID", "ORDER_ID"),
        ("IBAN_CODE", "IBAN_CODE"),
        ("SOMETHING_ELSE", "SOMETHING_ELSE"),
    ],
)
def test_a_family_is_agents_or_national_numbers(entity: str, means: str) -> None:
    assert family(entity) == means
