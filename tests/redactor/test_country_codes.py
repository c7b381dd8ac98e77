import pytest

from redactor.country_codes import country_code


@pytest.mark.parametrize(("written", "code"), [("DE", "DE"), (" de ", "DE"), ("uk", "GB")])
def test_a_country_is_known_however_it_is_written(written: str, code: str) -> None:
    assert country_code(written) == code


@pytest.mark.parametrize("written", ["", "XX", "USA", "001", "G B"])
def test_what_is_no_country_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no country"):
        country_code(written)
