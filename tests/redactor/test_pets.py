import pytest

from redactor.pets import is_name_of_a_pet


@pytest.mark.parametrize(
    "text",
    ["My dog is. His |", "mein Hund, his |", "the gatto! Its |", "my cat's |", "a Whippet, his |"],
)
def test_a_name_behind_a_pet_is_its_own(text: str) -> None:
    before = text.lower().index("|")
    assert is_name_of_a_pet(text.replace("Whippet", "whippet").replace("|", "name is"), before)


@pytest.mark.parametrize(
    "text", ["the dog bit my son. His |", "his |", "dogs welcome. My |", "catalogue, his |", "|"]
)
def test_a_name_behind_kin_or_by_itself_is_not(text: str) -> None:
    assert not is_name_of_a_pet(text.replace("|", "name is"), text.index("|"))
