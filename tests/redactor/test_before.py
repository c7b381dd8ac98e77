from redactor.before import Said, befores


def agent(text: str) -> Said:
    return Said(by_visitor=False, text=text)


def visitor(text: str) -> Said:
    return Said(by_visitor=True, text=text)


def test_an_answer_stands_behind_its_question() -> None:
    assert befores([agent("Order number?"), visitor("4417")]) == [("", ""), ("Order number?", "")]


def test_a_value_in_parts_stands_behind_the_parts_before_it() -> None:
    said = [agent("Phone?"), visitor("0161"), visitor("496"), visitor("0123")]
    assert befores(said)[3] == ("Phone?", "0161 496")


def test_two_lines_of_the_agent_are_one_question() -> None:
    said = [visitor("hi"), agent("Hello!"), agent("Which town?"), visitor("Leeds")]
    assert befores(said)[3] == ("Hello! Which town?", "")


def test_a_new_question_ends_the_one_before() -> None:
    said = [agent("Name?"), visitor("Sara"), agent("And the postcode?"), visitor("LS1 4AP")]
    assert befores(said)[3] == ("And the postcode?", "")


def test_an_agent_has_nothing_before() -> None:
    assert befores([visitor("whats your name"), agent("Priya")]) == [("", ""), ("", "")]
