from redactor.recognizers.needs import NOTHING, Needs, all_of, any_of


def test_regexes_that_must_all_match_may_share_their_digits():
    two = Needs(digits=2, taken=2, choices=(frozenset({"x"}),))
    three = Needs(digits=3, taken=3)
    assert all_of([two, three]) == Needs(digits=3, choices=(frozenset({"x"}),))
    assert all_of([]) == NOTHING


def test_one_of_several_regexes_needs_no_more_than_the_least_of_them():
    long, short = (
        Needs(digits=at, choices=(frozenset({sign}),)) for at, sign in ((4, "a"), (2, "b"))
    )
    assert any_of([long, short]) == Needs(digits=2, choices=(frozenset({"a", "b"}),))
    assert any_of([long, NOTHING]) == NOTHING


def test_a_trace_that_holds_another_of_its_choice_is_of_no_use():
    either = any_of([Needs(choices=(frozenset({each}),)) for each in ("order", " ord", "ord")])
    assert either.choices == (frozenset({"ord"}),)
