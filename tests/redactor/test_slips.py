import pytest

from redactor.slips import is_slip, with_one_left_out


@pytest.mark.parametrize("word", ["petrva", "petrovva", "pertova", "petrowa", "petrova"])
def test_one_slip_is_seen_and_shares_a_form_with_the_word(word: str) -> None:
    assert is_slip(word, "petrova")
    assert {*with_one_left_out(word)} & {*with_one_left_out("petrova")}


@pytest.mark.parametrize("word", ["petra", "pertvoa", "petrovich", "avortep", "pertowa"])
def test_two_slips_are_too_many(word: str) -> None:
    assert not is_slip(word, "petrova")
