"""The registry is complete, its recognizers agree with its words, and Presidio's traps are shut."""

import logging
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from presidio_analyzer import EntityRecognizer
from presidio_analyzer import predefined_recognizers as presidio

import redactor.recognizers
from redactor.recognizers import ENTITIES, SOURCE_KEY, build_recognizers
from redactor.recognizers.base import ShapeRecognizer
from redactor.recognizers.countries import COUNTRIES, OWN_BY_COUNTRY
from redactor.recognizers.phone_number import PhoneNumberRecognizer
from redactor.recognizers.registry import OWN

FOLDER = Path(redactor.recognizers.__file__).parent
NOT_RECOGNIZERS = {
    "__init__",
    "announcement",
    "base",
    "borrowed",
    "countries",
    "countries_europe",
    "date_shapes",
    "document_words",
    "entities",
    "need_index",
    "needs",
    "numbering_plans",
    "regex_needs",
    "registry",
    "thing_numbers",
}
EVERY_COUNTRY = (*COUNTRIES, "FR", "NL", "PT", "IE")
FROM_ELSEWHERE = {"PERSON", "LOCATION", "ORGANIZATION", "STREET_ADDRESS"}  # the language model's


@pytest.fixture(scope="module")
def everyone():
    return build_recognizers(EVERY_COUNTRY)


def recognizer_files():
    return sorted(p.stem for p in FOLDER.glob("*.py") if p.stem not in NOT_RECOGNIZERS)


@pytest.mark.parametrize("stem", recognizer_files())
def test_every_recognizer_file_is_registered_and_has_a_test_file(stem, everyone):
    registered = {type(r).__module__.rpartition(".")[2] for r in everyone}
    assert stem in registered
    assert (Path(__file__).parent / f"test_{stem}.py").exists()


def test_every_entity_stands_in_the_list_and_every_one_listed_is_found(everyone):
    found = {entity for r in everyone for entity in r.supported_entities}
    assert found <= set(ENTITIES)
    assert set(ENTITIES) == found | FROM_ELSEWHERE


def test_every_entity_has_a_sentence():
    assert all(re.fullmatch(r"[A-Z].+\.", sentence) for sentence in ENTITIES.values())


def test_none_is_registered_twice(everyone):
    sources = [r.SOURCE for r in everyone]
    assert len(sources) == len(set(sources))
    assert len(OWN) == len(set(OWN))


def test_every_source_is_a_family_and_a_detail(everyone):
    assert all(re.fullmatch(r"pattern:[a-z_]+", r.SOURCE) for r in everyone)


def test_recognizers_are_presidio_s_kind_and_speak_the_language_asked_for():
    made = build_recognizers(["US"], language="de")
    assert all(isinstance(r, EntityRecognizer) for r in made)
    assert {r.supported_language for r in made} == {"de"}


def test_every_finding_names_its_recognizer_and_source_and_holds_no_text(everyone):
    text = "mail zora@mail.example or 10.9.8.7, dob: 3 May 1988, pw: Zx9!zora"
    for recognizer in everyone:
        for finding in recognizer.analyze(text, [], None):
            value = text[finding.start : finding.end]
            assert finding.recognition_metadata[SOURCE_KEY] == recognizer.SOURCE
            assert finding.recognition_metadata["recognizer_name"] == recognizer.name
            assert value not in str(finding.analysis_explanation)


def test_an_entity_not_asked_for_is_not_sought(everyone):
    text = "mail sara@mail.example, call 212-555-0187, 4242 4242 4242 4242, 10.0.0.1"
    assert not any(r.analyze(text, ["NOTHING"], None) for r in everyone)


def test_countries_choose_the_national_recognizers():
    german = {r.SOURCE for r in build_recognizers(["DE"])}
    assert "pattern:de_tax_id" in german
    assert not german & {"pattern:us_ssn", "pattern:uk_nino"}


def test_uk_is_taken_for_gb():
    phones = [r for r in build_recognizers(["UK"]) if isinstance(r, PhoneNumberRecognizer)]
    assert phones[0].regions == ("GB",)


@pytest.mark.parametrize("code", ["FE", "XX", "", "USA"])
def test_an_invalid_country_is_refused(code):
    with pytest.raises(ValueError, match="no country"):
        build_recognizers([code])


def test_importing_and_using_opens_no_socket_and_fetches_no_list():
    program = """
import socket
def refuse(*args, **kwargs):
    raise AssertionError("a socket was opened")
socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse
import tldextract
tldextract.TLDExtract.__call__ = refuse
tldextract.extract = tldextract.TLD_EXTRACTOR = refuse
from redactor.recognizers import build_recognizers
text = "sara@gmail.con www.shop.example https://a:b@c.example/?q=x@y.z 212-555-0187"
found = [f for r in build_recognizers() for f in r.analyze(text, [], None)]
assert found
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_no_recognizer_of_presidio_s_that_fetches_or_misfires_is_let_in(everyone):
    names = {r.name for r in everyone}
    left_out = (presidio.EmailRecognizer, presidio.UrlRecognizer, presidio.PhoneRecognizer)
    assert not names & {recognizer.__name__ for recognizer in left_out}


def test_no_url_is_found_inside_an_email(everyone):
    text = "write to sarah.co@gmail.com or sarah.co"
    found = [(f.entity_type, text[f.start : f.end]) for r in everyone for f in r.analyze(text, [])]
    assert found == [("EMAIL_ADDRESS", "sarah.co@gmail.com")]


@pytest.mark.parametrize("address", ["sara@gmail.con", "bob@corp.local", "x@mail.example"])
def test_unknown_endings_of_addresses_are_found(everyone, address):
    assert any(
        f.entity_type == "EMAIL_ADDRESS" and (f.start, f.end) == (0, len(address))
        for r in everyone
        for f in r.analyze(address, [])
    )


ODD = [
    "",
    " ",
    "\n",
    "\x00",
    "١٢٣٤٥٦٧٨٩",
    "²³½",
    "😀" * 50,
    "ẞßſİı",
    "𝟏𝟐𝟑 𝟒𝟓𝟔 𝟕𝟖𝟗𝟎",
    "a@",
    "+",
    "DE½½",
    "1" * 40,
]


@pytest.mark.parametrize("text", ODD)
def test_no_text_makes_a_recognizer_fail_or_log(everyone, text, caplog):
    caplog.set_level(logging.INFO)
    for recognizer in everyone:
        for finding in recognizer.analyze(text, [], None):
            assert 0 <= finding.start < finding.end <= len(text)
            assert 0 < finding.score <= 1
    assert caplog.text == ""


HOSTILE = {
    "one letter": "a" * 10_000,
    "one digit": "1" * 10_000,
    "single digits": "1 " * 5_000,
    "pairs of digits": "12 " * 3_333,
    "letters and digits": "A1" * 5_000,
    "at signs": "a@" * 5_000,
    "dots": "1.1.1.1." * 1_250,
    "colons": "0:" * 5_000,
    "spaces": " " * 10_000,
    "lines": "\n" * 10_000,
    "nouns": "order number password account no. pin " * 260,
    "links": "my order a b c d is " * 500,
    "paths": "http://a/" + "a/" * 5_000,
    "queries": "?a=1&" * 2_000,
    "streets": "12 Oak " * 1_430,
    "rues": "12 rue de la " * 770,
    "months": "may 3 " * 1_660,
    "births": "born on the " * 830,
    "cards": "4242 " * 2_000,
    "stars": "****" * 2_500,
    "ibans": "DE89 3704 " * 1_000,
}
SECONDS = 2.0  # a bound no linear pass comes near and no quadratic one keeps


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_cost_little(everyone, name):
    for recognizer in everyone:
        begun = time.process_time()
        recognizer.analyze(HOSTILE[name], [], None)
        assert time.process_time() - begun < SECONDS, recognizer.name


def test_sockets_are_blocked_in_tests():
    with pytest.raises(Exception, match=r"[Ss]ocket"):
        socket.create_connection(("192.0.2.1", 80), timeout=0.1)


def test_national_recognizers_of_ours_belong_to_a_country():
    ours = {r for several in OWN_BY_COUNTRY.values() for r in several}
    assert not ours & set(OWN)
    assert all(issubclass(r, ShapeRecognizer) for r in ours)
