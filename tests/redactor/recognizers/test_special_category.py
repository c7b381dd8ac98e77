import pytest

from redactor.recognizers import SOURCE_KEY
from redactor.recognizers.special_category import SpecialCategoryRecognizer
from redactor.special_names import CATEGORIES

HITS = [
    ("I have diabetes and need the insulin cooler today", "health"),
    ("sorry for the delay, i've got breast cancer", "health"),
    ("My son is autistic and the sound scares him", "health"),
    ("I'm 20 weeks pregnant, can I still fly?", "health"),
    ("my husband had a stroke... I mean he had a stroke last week", "health"),
    ("I'm in the hospital right now", "health"),
    ("I am disabled, is there a ramp?", "health"),
    ("she was diagnosed with early dementia; diagnosed with dementia", "health"),
    ("i'm a muslim, is the gelatine halal", "belief"),
    ("as a Catholic I would rather not", "belief"),
    ("my religion forbids it", "belief"),
    ("I'm a union member, do I get the discount", "union"),
    ("my union rep told me to ask", "union"),
    ("I'm gay and my partner wants the same room", "orientation"),
    ("as a transgender woman I need my name changed", "orientation"),
    ("as a black woman I felt unwelcome", "ethnicity"),
    ("I'm Latina, and this ad is offensive", "ethnicity"),
    ("I voted labour all my life", "politics"),
    ("I'm a member of the Green Party", "politics"),
    ("it ruined my sex life", "sex_life"),
    ("my DNA test results are late", "biometric"),
    ("I was charged with theft in your shop", "criminal"),
    ("my criminal record is old", "criminal"),
    ("ich bin schwanger und brauche eine andere Größe", "health"),
    ("Mein Mann hat Krebs", "health"),
    ("ich bin Gewerkschaftsmitglied", "union"),
    ("je suis enceinte", "health"),
    ("je suis musulmane", "belief"),
    ("tengo cáncer", "health"),
    ("soy lesbiana", "orientation"),
    ("ho il diabete", "health"),
    ("sono iscritta al sindacato", "union"),
    ("ik heb borstkanker", "health"),
    ("ik ben homo", "orientation"),
    ("estou grávida", "health"),
    ("sou muçulmana", "belief"),
]

NEAR_MISSES = [
    "is there a gay bar nearby?",
    "I'm sick of waiting",
    "a union jack mug please",
    "the app crashed and died",
    "Western Union transfer failed",
    "my credit union declined the card",
    "European Union VAT number",
    "the screen is black",
    "I'm black listed by your system",
    "my account is disabled",
    "I was disabled from logging in",
    "I have disabled the plugin",
    "I nearly had a heart attack when I saw the bill",
    "I was charged twice",
    "the battery is charged",
    "I'm Christian, nice to meet you",
    "hi, Christian Meyer here",
    "where is my Cancer Research order",
    "donate to the diabetes charity",
    "my computer has a virus",
    "I have a problem with my phone",
    "the fingerprint reader on my laptop is broken",
    "a third party app",
    "birthday party for ten",
    "I have a party of four",
    "blind date game, is it in stock?",
    "the sex of the puppy",
    "unisex shirt",
    "do you sell hearing aids batteries",
    "your policy discriminates against Muslims",
    "trans-atlantic shipping",
    "I'm bi-weekly billed",
    "heart shaped box",
    "chemo scarf, blue",
    "I vote for the second design",
    "ich bin in der ersten Klasse des Zuges",
    "je suis malade d'attendre",
    "tengo un problema con el pedido",
    "ho il telefono rotto",
    "ik heb een probleem",
    "tenho uma encomenda",
    "",
]


@pytest.fixture(scope="module")
def recognizer():
    return SpecialCategoryRecognizer()


@pytest.mark.parametrize(("text", "category"), HITS)
def test_finds_and_names_the_category(recognizer, text, category):
    found = recognizer.analyze(text, [])
    sources = {result.recognition_metadata[SOURCE_KEY] for result in found}
    assert f"pattern:special_{category}" in sources


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []


def test_every_shape_has_a_category_with_words():
    assert {shape.name for shape in SpecialCategoryRecognizer.SHAPES} == set(CATEGORIES)


@pytest.mark.parametrize(("text", "category"), HITS)
def test_every_hit_holds_a_trigger(recognizer, text, category):
    assert recognizer.may_hold(text), "the cheap look must not lose it"


def test_an_ordinary_message_costs_no_regex(recognizer):
    for text in ("where is my order 4417? it was due on Friday", "thanks, that works now"):
        assert not recognizer.may_hold(text)
