import pytest

from redactor.names import find_answer, find_introductions


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("chloe zhang", ["chloe zhang"]),
        ("sure, it's Chloe", ["Chloe"]),
        ("will smith", ["will smith"]),
        ("grace", ["grace"]),
        ("zhang, chloe", ["zhang", "chloe"]),
        ("it's chloe but can I ask first?", ["chloe"]),
        ("my name is xiuying", ["xiuying"]),
        ("sara lee, sl@mail.example", ["sara lee"]),
        ("de la cruz", ["de la cruz"]),
        ("Ana María López", ["Ana María López"]),
        ("O'Brien", ["O'Brien"]),
        ("Jean-Luc Picard", ["Jean-Luc Picard"]),
        ("put Imelda c/o Norris next door", ["Imelda"]),
        ("pls write Oyelaran", ["Oyelaran"]),
        ("put Imelda Oyelaran as the name", ["Imelda Oyelaran"]),
        ("Imelda Rook", ["Imelda Rook"]),
        ("Imran", ["Imran"]),
        ("change it to Annika", ["Annika"]),
    ],
)
def test_an_answer_that_is_a_name_is_found(answer: str, name: list[str]) -> None:
    assert [answer[start:end] for start, end in find_answer(answer)] == name


@pytest.mark.parametrize(
    "answer",
    [
        "why do you need that?",
        "awesome",
        "I'd rather not say",
        "no thanks",
        "hello?",
        "prefer not",
        "can you check my order",
        "i dont know",
        "later",
        "12345",
        "",
    ],
)
def test_a_refusal_is_no_name(answer: str) -> None:
    assert find_answer(answer) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hi, I'm Sara", ["Sara"]),
        ("im sara from leeds", ["sara"]),
        ("I'm Mark", ["Mark"]),
        ("this is Tom Lee", ["Tom Lee"]),
        ("my name is grace", ["grace"]),
        ("Thanks Jenny!", ["Jenny"]),
        ("Thanks\nTom", ["Tom"]),
        ("hi mark, how are you", ["mark"]),
        ("sara here", ["sara"]),
        ("best regards, Olga Petrova", ["Olga Petrova"]),
        ("Hello Sara, thank you for contacting us", ["Sara"]),
        ("My name is Will and I need help", ["Will"]),
        ("Dear Mr. Lee", ["Lee"]),
        ("i am april btw", ["april"]),
        ("my name is Sara della reception", ["Sara"]),
        ("my name is Sara Lee comma I live", ["Sara Lee"]),
        ("I'm Ana de la Cruz", ["Ana de la Cruz"]),
        ("i'm ana de la cruz", ["ana de la cruz"]),
    ],
)
def test_introductions_and_greetings_are_found(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end, _ in find_introductions(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "i'm sorry",
        "I'm Frustrated",
        "this is ridiculous",
        "This is Amazon",
        "thanks, will do",
        "hi there",
        "I'm Italian",
        "thank you for calling",
        "right here",
        "i am rich",
        "i am young and happy",
        "I'm happy with it",
        "are the surnames stitched in?",
        "never learned her surname, sits by me",
    ],
)
def test_ordinary_words_introduce_nobody(text: str) -> None:
    assert list(find_introductions(text)) == []


@pytest.mark.parametrize(
    "text",
    ["my name is truncated on the card", "my name is misspelled in the file"],
)
def test_what_became_of_a_name_is_none(text: str) -> None:
    assert list(find_introductions(text)) == []


def test_a_question_is_no_answer_though_it_begins_with_a_name() -> None:
    assert find_answer("will i get it back") == []
    assert find_answer("will") == [(0, 4)]
    assert find_answer("yeh kevin") == [(4, 9)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("his name is literally sanjit", ["sanjit"]),
        ("my name's actually Brigid, not Bridget", ["Brigid"]),
        ("her name is just Wiebke", ["Wiebke"]),
        ("Okay Ji. Registered number?", []),
        ("Her name is said like Mee", []),
        ("my surname is spelt without an e", []),
        ("Hi lovely! Don't panic", []),
        ("thanks mate, bye", []),
        ("hello darling, how can I help", []),
        ("Okay Jo. Registered number?", ["Jo"]),
        ("I'm T. Bakare", ["T. Bakare"]),
    ],
)
def test_words_said_of_names_and_to_anybody_are_none(text: str, names: list[str]) -> None:
    found = {text[start:end] for start, end, _ in find_introductions(text)}
    assert found == set(names)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mamma mia. Gino here, hello", ["Gino"]),
        ("Thanks Rosa. Tim here", ["Tim"]),
        ("its my first name dot last name", []),
        ("my surname dash 92", []),
        ("my name is dot", ["dot"]),
        ("my name Dot Okoro", ["Dot Okoro"]),
    ],
)
def test_a_name_ends_at_a_full_stop_and_a_sign_is_none(text: str, names: list[str]) -> None:
    found = [text[start:end] for start, end, how in find_introductions(text) if how != "greeted"]
    assert found == names


@pytest.mark.parametrize(
    "text",
    [
        "No, my dog is. His name is Baron Biscuit",
        "for the cat. her name's Beryl",
        "my rabbit's name is Otto",
        "it's a hamster and its name is Nero",
    ],
)
def test_what_a_pet_is_called_introduces_nobody(text: str) -> None:
    assert list(find_introductions(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "the dog bit my son. His name is Otto",
        "Kat's name is Katrin Ek",
        "it's my horse. her name is Beryl Ek and she rides it",
        "she asked me. Her name is Beryl",
        "the catalogue came. My name is Otto",
    ],
)
def test_a_person_beside_a_pet_is_introduced(text: str) -> None:
    assert list(find_introductions(text))
