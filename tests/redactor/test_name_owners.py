import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from redactor.name_owners import NameOwners

WORD = st.sampled_from(["ana", "bo", "j", "lee", "petrova", "ray"])
NAMES = st.sets(WORD, min_size=1, max_size=4)
PEOPLE = st.sampled_from(["visitor", "agent:0", "person:0", "person:1", "person:2"])


def plainly(added: list[tuple[str, set[str]]], wanted: set[str]) -> str:
    """Who is meant, as it is said: everyone is asked, one after the other."""
    people: dict[str, set[str]] = {}
    for person, words in added:
        people.setdefault(person, set()).update(words)
    best, shared = "", 0
    for person, names in people.items():
        common = len(wanted & names)
        if common > shared and (common > 1 or wanted <= names or names <= wanted):
            best, shared = person, common
    return best


@given(
    st.lists(st.tuples(PEOPLE, NAMES), max_size=8),
    st.lists(st.sets(WORD, max_size=4), min_size=1, max_size=3),
)
def test_who_is_meant_is_who_has_most_of_the_words(
    added: list[tuple[str, set[str]]], asked: list[set[str]]
) -> None:
    owners = NameOwners()
    for known in range(len(added) + 1):
        for wanted in asked:
            assert owners.of(wanted) == plainly(added[:known], wanted)
        if known < len(added):
            owners.add(*added[known])


def test_two_with_one_surname_are_two() -> None:
    owners = NameOwners()
    owners.add("visitor", ["sara", "lee"])
    assert owners.of({"tom", "lee"}) == ""
    owners.add(owners.new("person"), ["tom", "lee"])
    assert owners.of({"tom", "lee"}) == "person:0"
    assert owners.of({"lee"}) == "visitor"


def test_a_new_person_is_nobody_known() -> None:
    owners = NameOwners()
    owners.add("person:1", ["ana"])
    made = []
    for _ in range(3):
        made.append(owners.new("person"))
        owners.add(made[-1], ["bo"])
    assert made == ["person:0", "person:2", "person:3"]
    assert "person:3" in owners
    assert owners.new("agent") == "agent:0"


def test_ten_thousand_names_cost_no_more_each() -> None:
    alike = [{f"n{number}", "lee"} for number in range(10_000)]
    apart = [{f"n{left}", f"n{right}"} for left, right in pairwise(range(10_000))]
    start = time.process_time()
    for names in (alike, apart):
        owners = NameOwners()
        for words in names:
            owners.add(owners.of(words) or owners.new("person"), words)
        assert len(owners) == len(names)
    assert time.process_time() - start < 2
