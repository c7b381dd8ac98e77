import pytest

from ingest.adapters.slugs import is_slug, slug_facts


@pytest.mark.parametrize(
    ("slug", "facts"),
    [
        ("berlin-de-4", [("location", "Berlin")]),
        ("austin-tx-us-2", [("location", "Austin")]),
        ("san-francisco-ca-us-12", [("location", "San Francisco")]),
        ("germany-12", [("location", "Germany")]),
        ("auckland-new-zealand-3", [("location", "Auckland")]),
        ("z-sara-lee-3", [("name", "Sara Lee")]),
        ("z-sara-3", [("name", "Sara")]),
        ("sara-lee-3", [("name", "Sara Lee")]),
        ("sara-3", [("username", "Sara")]),
        ("wei-li-4", [("location", "Wei"), ("name", "Wei Li")]),
        ("live-chat", []),
        ("visitor-7", []),
        ("42", []),
        ("", []),
    ],
)
def test_a_slug_tells_a_place_or_a_name(slug, facts):
    assert slug_facts(slug) == facts


def test_words_of_the_stated_location_are_a_place_and_told_already():
    assert slug_facts("porto-3", places="Porto, Portugal") == []
    assert slug_facts("porto-3", places="Berlin") == [("username", "Porto")]


@pytest.mark.parametrize("text", ["berlin-de-4", "germany-12", "z-sara-lee-3"])
def test_slugs_are_known_by_their_looks(text):
    assert is_slug(text)


@pytest.mark.parametrize(
    "text", ["Sara Lee", "sara lee", "Jean-Luc", "jean-luc", "a" * 500 + "-1", ""]
)
def test_names_are_not_taken_for_slugs(text):
    assert not is_slug(text)
