import time

import pytest

from redactor.identity_values import add_custom
from redactor.known_values import KnownValues


def sought(value: str) -> bool:
    values = KnownValues()
    assert list(add_custom(values, {"note": value})) == []
    return bool(values.words or values.phrases or values.numbers.numbers)


@pytest.mark.parametrize(
    "value",
    ["+1 (212) 555-0187", "555.01.87", "(0) 555 0187", "5550187", "sara@mail.example", "C-99X81"],
)
def test_a_custom_field_whose_value_tells_of_somebody_is_sought(value: str) -> None:
    assert sought(value)


@pytest.mark.parametrize("value", ["555 018", "() - .", "+ +5550187 0187", "a blue one", "10-12"])
def test_a_value_that_tells_of_nobody_is_not(value: str) -> None:
    assert not sought(value)


@pytest.mark.parametrize("pump", ["1", "1 ", "(", "1(((((((", "a1", "a@", "0-", "12345678-"])
def test_a_long_value_takes_no_longer_than_its_length(pump: str) -> None:
    start = time.process_time()
    for end in ("x", "!", "\n!"):
        sought((pump * 20_000)[:20_000] + end)
    assert time.process_time() - start < 1.5
