"""Presidio's known traps, one test each; test_registry.py holds the rest of the house rules."""

import socket

import phonenumbers
import pytest

import redactor.ner
from redactor import Action
from redactor.detection import TextDetector
from redactor.known_person import People
from redactor.labels import Labels
from redactor.masking import Masker
from redactor.policy import Decision, Policy
from redactor.recognizers import DEFAULT_COUNTRIES, build_recognizers
from redactor.recognizers.phone_number import PhoneNumberRecognizer
from redactor.said import Said
from redactor.spans import Span

POLICY = Policy(name="test", version=1, rules={})


@pytest.fixture(scope="module")
def recognizers():
    return build_recognizers()


def found(recognizers, text):
    return {
        (finding.entity_type, text[finding.start : finding.end])
        for recognizer in recognizers
        for finding in recognizer.analyze(text, [])
    }


def masked(text, *spans):
    decisions = [Decision(span=span, action=Action.MASK) for span in spans]
    return Masker(POLICY, Labels(People())).mask(text, decisions).text


def span(text, value, entity, score=0.8):
    start = text.index(value)
    return Span(start=start, end=start + len(value), entity=entity, score=score, source="test:x")


def test_every_default_phone_region_is_one_libphonenumber_knows(recognizers):
    assert set(DEFAULT_COUNTRIES) <= phonenumbers.SUPPORTED_REGIONS
    regions = [r.regions for r in recognizers if isinstance(r, PhoneNumberRecognizer)]
    assert regions == [DEFAULT_COUNTRIES]


@pytest.mark.parametrize("code", ["FE", "UK", "EN"])
def test_a_phone_region_that_is_none_is_refused(code):
    with pytest.raises(ValueError, match="no telephone region"):
        PhoneNumberRecognizer(regions=(code,))


@pytest.mark.parametrize("text", ["sarah.co@gmail.com", "mail sarah.co@mail.example now"])
def test_no_address_on_the_web_is_found_inside_an_email(recognizers, text):
    assert {entity for entity, _ in found(recognizers, text)} == {"EMAIL_ADDRESS"}


def test_overlapping_findings_leak_nothing_between_them():
    text = "sarah.co@gmail.com"
    inner = span(text, "sarah.co", "URL", 0.9)
    outer = span(text, "co@gmail.com", "EMAIL_ADDRESS", 0.6)
    assert masked(text, inner, outer) in ("[EMAIL_1]", "[LINK_1]")


def test_adjacent_findings_leak_nothing_between_them():
    text = "SaraLee2125550187"
    spans = [span(text, "SaraLee", "PERSON"), span(text, "2125550187", "PHONE_NUMBER")]
    assert masked(text, *spans) == "[PERSON_1][PHONE_1]"


def test_finding_opens_no_socket_and_asks_no_list(recognizers, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a socket was opened")

    for name in ("getaddrinfo", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    assert found(recognizers, "sara@mail.example www.shop.example https://a:b@c.example/?q=1")


@pytest.mark.parametrize(
    "address",
    [
        "sara@gmail.con",
        "sara@gmial.cmo",
        "bob@corp.local",
        "bob@intra.lan",
        "x@mail.example",
        "x@mail.invalid",
        "x@mail.test",
        "x@site.notatld",
    ],
)
def test_an_email_needs_no_ending_that_exists(recognizers, address):
    assert ("EMAIL_ADDRESS", address) in found(recognizers, f"it is {address}, thanks")


def test_the_same_value_has_the_same_mask_every_time_and_no_salted_hash():
    text = "sara@mail.example and sara@mail.example"
    first = span(text, "sara@mail.example", "EMAIL_ADDRESS")
    second = Span(start=22, end=39, entity="EMAIL_ADDRESS", score=0.8, source="test:x")
    assert {masked(text, first, second) for _ in range(3)} == {"[EMAIL_1] and [EMAIL_1]"}


def test_no_word_of_a_text_stays_in_the_vocabulary_of_spacy():
    nlp = redactor.ner.load()
    known = len(nlp.vocab), len(nlp.vocab.strings)
    detector = TextDetector(nlp.get_pipe("ner"), [], model="m@1")
    detector.find([[Said(by_visitor=True, text="my name is Qhawaqhawe Zzyxwood")]])
    assert (len(nlp.vocab), len(nlp.vocab.strings)) == known
