import pytest

from redactor.pets import is_name_of_a_pet


@pytest.mark.parametrize(
    "text",
    [
        "My dog is. His |",
        "No, our old cat. Her |",
        "hi its for the gatto! Its |",
        "my cat's |",
        "a whippet, his |",
        "Hi, about my dog. His |",
        "not me, my rabbit! His |",
    ],
)
def test_a_name_behind_a_pet_is_its_own(text: str) -> None:
    assert is_name_of_a_pet(text.replace("|", "name is"), text.index("|"))


@pytest.mark.parametrize(
    "text",
    [
        "the dog bit my son. His |",
        "the groomer hurt our dog. Her |",
        "its about my dog. my |",
        "Hi, it's for the cat. |",
        "our puppy is ill, |",
        "dogs welcome. My |",
        "catalogue, his |",
        "Kat's |",
        "Bunny's |",
        "Cat's |",
        "My neighbour owns the animal, a dog. His |",
        "his |",
        "|",
    ],
)
def test_a_name_of_anybody_else_is_not(text: str) -> None:
    assert not is_name_of_a_pet(text.replace("|", "name is"), text.index("|"))
