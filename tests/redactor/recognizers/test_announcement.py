import pytest

from redactor.recognizers.announcement import Link, announced, believed, link_of

CASK = announced("casks?")


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("cask number 4481", Link.NUMBERED),
        ("cask #4481", Link.NUMBERED),
        ("cask no. of mine is 4481", Link.NUMBERED),
        ("cask: 4481", Link.SIGN),
        ("the cask is 4481", Link.SAID),
        ("cask 4481", Link.BESIDE),
    ],
)
def test_the_link_is_read(text, link):
    match = CASK.search(text)
    assert match["value"] == "4481"
    assert link_of(match) is link


def test_looser_links_ask_for_more_digits():
    assert believed(CASK.search("cask number 448"), beside_digits=6) == 0.9
    assert believed(CASK.search("cask 448"), beside_digits=6) == 0.0
    assert believed(CASK.search("cask 448112"), beside_digits=6) == 0.7


@pytest.mark.parametrize("text", ["cask is 44811 litres", "cask is 44811 days", "cask: 12/05/2024"])
def test_amounts_and_dates_are_nobody_s_number(text):
    match = CASK.search(text)
    assert match is None or believed(match, beside_digits=5) == (0.75 if "litres" in text else 0.0)
