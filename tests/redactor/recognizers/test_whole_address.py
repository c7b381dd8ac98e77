import pytest

from redactor.policy import Policy
from redactor.recognizers.whole_address import WholeAddressRecognizer


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("see https://www.shop.example/cart.", "https://www.shop.example/cart"),
        ("(www.shop.example)", "www.shop.example"),
        ("ftp://files.shop.example/a?b=c, thanks", "ftp://files.shop.example/a?b=c"),
    ],
)
def test_an_address_is_found_whole(text: str, value: str) -> None:
    (found,) = WholeAddressRecognizer().analyze(text, [])
    assert text[found.start : found.end] == value


@pytest.mark.parametrize("text", ["shop.example", "sara@www.example", "and/or", "a://b", "www."])
def test_what_is_no_whole_address_is_left(text: str) -> None:
    assert not WholeAddressRecognizer().analyze(text, [])


def test_only_strict_masks_an_address_that_points_to_nobody() -> None:
    text = "see https://www.shop.example/cart"
    for name, masked in (("standard", False), ("strict", True)):
        policy = Policy.load(name)
        found = WholeAddressRecognizer().analyze(text, [])[0]
        assert (found.score >= policy.rule("URL").threshold) is masked
