from redactor.nicknames import nicknames_of


def test_a_forename_and_its_short_forms_are_one_both_ways() -> None:
    assert "bill" in nicknames_of("william")
    assert "william" in nicknames_of("bill")
    assert nicknames_of("zuzu") == frozenset()
