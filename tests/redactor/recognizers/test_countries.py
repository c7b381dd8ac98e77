"""National numbers: found where shape or words prove them, left alone as bare digits."""

import pytest

from redactor.recognizers import build_recognizers
from redactor.recognizers.borrowed import BorrowedRecognizer
from redactor.recognizers.countries import COUNTRIES

HITS = [
    ("IP_ADDRESS", "from 203.0.113.7 today", "203.0.113.7"),
    ("IP_ADDRESS", '{"ip":"198.51.100.23"}', "198.51.100.23"),
    ("IP_ADDRESS", "X-Forwarded-For: 203.0.113.7, 10.0.0.1", "203.0.113.7"),
    ("IP_ADDRESS", "http://[2001:db8::1]:8080/", "2001:db8::1"),
    ("IP_ADDRESS", "my laptop is 192.168.0.14", "192.168.0.14"),
    ("IP_ADDRESS", "the printer shows 10.0.0.12", "10.0.0.12"),
    ("IP_ADDRESS", "now its on 172.20.4.101", "172.20.4.101"),
    ("MAC_ADDRESS", "mac: 001a.2b3c.4d5e", "001a.2b3c.4d5e"),
    ("IP_ADDRESS", "fe80::1ff:fe23:4567:890a", "fe80::1ff:fe23:4567:890a"),
    ("MAC_ADDRESS", "router 00:1A:2B:3C:4D:5E", "00:1A:2B:3C:4D:5E"),
    (
        "CRYPTO",
        "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
        "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
    ),
    ("US_SSN", "my social is 219099999", "219099999"),
    ("US_ITIN", "itin 912-70-1234", "912-70-1234"),
    ("US_BANK_NUMBER", "my checking number 945456787654", "945456787654"),
    ("ABA_ROUTING_NUMBER", "routing 121000358", "121000358"),
    ("UK_NHS", "my nhs number is 943 476 5919", "943 476 5919"),
    ("UK_NINO", "it is AB 12 34 56 C", "AB 12 34 56 C"),
    ("CA_SIN", "my SIN is 130 692 544", "130 692 544"),
    ("AU_TFN", "tfn 876 543 210", "876 543 210"),
    ("IN_PAN", "ABCPE1234F", "ABCPE1234F"),
    ("SG_NRIC_FIN", "S2740116C", "S2740116C"),
    ("DE_TAX_ID", "meine Steuer-ID 86095742719", "86095742719"),
    ("ES_NIF", "12345678Z", "12345678Z"),
    ("IT_FISCAL_CODE", "RSSMRA85T10A562S", "RSSMRA85T10A562S"),
    ("PL_PESEL", "pesel 44051401359", "44051401359"),
    ("FI_PERSONAL_IDENTITY_CODE", "131052-308T", "131052-308T"),
]

NEAR_MISSES = [
    "it listens on 127.0.0.1:8000",
    "open http://192.168.4.1 first",
    "the router is at 192.168.178.1, or 10.0.0.138",
    "192.168.2.0/24 and 172.16.4.254",
    "169.254.10.3, fe80::1, ::1",
    "mask 255.255.255.0",
    "dns 8.8.8.8 or 1.1.1.1",
    "a::b",
    "model DE123456789",
    "version 1.2.3.4",
    "firmware 10.4.2.1 came out",
    "1.2.3.4.5",
    "std::vector",
    "at 10:30",
    "943 476 5919",
    "219099999",
    "121000358",
    "86095742719",
    "44051401359",
    "ref 945456787654",
    "I can pick the car up at 4:30",
    "12345678A",
    "a2741016c9",
]


@pytest.fixture(scope="module")
def borrowed():
    return [r for r in build_recognizers(COUNTRIES) if isinstance(r, BorrowedRecognizer)]


@pytest.mark.parametrize(("entity", "text", "value"), HITS)
def test_finds(borrowed, entity, text, value):
    found = {(f.entity_type, text[f.start : f.end]) for r in borrowed for f in r.analyze(text, [])}
    assert (entity, value) in found


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(borrowed, text):
    assert [f.entity_type for r in borrowed for f in r.analyze(text, [])] == []
