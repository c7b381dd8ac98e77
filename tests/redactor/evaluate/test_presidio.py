"""Stock Presidio is Presidio as it comes, whatever else is loaded."""

import subprocess
import sys

import pytest
import tldextract

import redactor.recognizers.registry  # noqa: F401 (classes of the same names as Presidio's)
from redactor import Message, Session
from redactor.entities import ENTITIES
from redactor.evaluate import Found
from redactor.evaluate.presidio import DEFAULTS, NAMES, StockPresidio, on_our_model, on_rules

FRESH = """
import logging, warnings
warnings.simplefilter("ignore")
logging.disable()
import spacy
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import SpacyNlpEngine
class Loaded(SpacyNlpEngine):
    def __init__(self):
        super().__init__()
        self.nlp = {"en": spacy.blank("en")}
engine = AnalyzerEngine(nlp_engine=Loaded())
print(engine.default_score_threshold)
print(*sorted(type(each).__name__ for each in engine.get_recognizers("en")))
"""


@pytest.fixture(scope="module")
def rules() -> StockPresidio:
    return on_rules()


def find(engine: StockPresidio, text: str) -> list[tuple[str, str]]:
    (answer,) = engine.answer([Session(id="s", messages=(Message(text=text),))])
    (found,) = answer.messages
    return sorted((each.entity, text[each.start : each.end]) for each in found)


def test_it_has_the_recognizers_and_the_threshold_of_a_fresh_presidio() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FRESH], capture_output=True, text=True, check=True, timeout=60
    )
    threshold, names = done.stdout.splitlines()
    assert threshold == "0"
    ours = {each.__name__ for each in DEFAULTS} | {"SpacyRecognizer"}
    assert set(names.split()) == ours
    assert all(each.__module__.startswith("presidio_analyzer.") for each in DEFAULTS)


def test_rules_find_shapes_and_no_names(rules: StockPresidio) -> None:
    text = "Sara Lee, 4111 1111 1111 1111, from 192.0.2.7"
    assert find(rules, text) == [
        ("CREDIT_CARD", "4111 1111 1111 1111"),
        ("IP_ADDRESS", "192.0.2.7"),
    ]


def test_reserved_domains_are_addresses_and_nothing_is_fetched(
    rules: StockPresidio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tldextract, "extract", None)  # it fetches on first use
    assert ("EMAIL_ADDRESS", "sl@mail.example") in find(rules, "write to sl@mail.example")
    assert "EMAIL_ADDRESS" not in dict(find(rules, "write to bob@corp.nosuchdomain"))


def test_of_two_results_in_one_place_one_is_left(rules: StockPresidio) -> None:
    places = [text for _, text in find(rules, "account 12345678901, www.example.com/a?b=c@d.com")]
    assert len(places) == len(set(places))


def test_our_model_finds_names_for_it() -> None:
    engine = on_our_model()
    found = find(engine, "My name is Sara Lee, I live at 12 Hazel Road, Leeds")
    assert ("PERSON", "Sara Lee") in found
    assert {entity for entity, _ in found} >= {"PERSON", "STREET_ADDRESS"}


def test_every_entity_of_presidio_is_one_of_ours() -> None:
    said = {entity for each in DEFAULTS for entity in each().get_supported_entities()}
    assert {NAMES.get(entity, entity) for entity in said} <= set(ENTITIES)


def test_a_source_says_that_it_was_presidio(rules: StockPresidio) -> None:
    (answer,) = rules.answer([Session(id="s", messages=(Message(text="at 192.0.2.7"),))])
    assert answer.messages == (
        (Found(start=3, end=12, entity="IP_ADDRESS", source="presidio:ip_address"),),
    )
