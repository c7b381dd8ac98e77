import pytest

from redactor.recognizers.reference_code import ReferenceCodeRecognizer

HITS = [
    ("two tags, QX 730114 and", "QX 730114"),
    ("slip RQCD 4410-0552 was signed", "RQCD 4410-0552"),
    ("ZE 4410982, issued in Gdynia", "ZE 4410982"),
    ("charge notice KG 5510 4478", "KG 5510 4478"),
    ("it is KR-40917, thanks", "KR-40917"),
    ("the slip says FD/30122/US.", "FD/30122/US"),
    ("quote BQ/2025/0318 please", "BQ/2025/0318"),
    ("GT-330-4817", "GT-330-4817"),
    ("G-44M7-120", "G-44M7-120"),
    ("donor B-204418.", "B-204418"),
    ("S4-0021-7733-PL", "S4-0021-7733-PL"),
    ("4KPLX0071230", "4KPLX0071230"),
    ("our team space is tm_40b7e1, help", "tm_40b7e1"),
    ("trip q_17c4 broke", "q_17c4"),
    ("the slip reads QSLTB 40417", "QSLTB 40417"),
    ("done at 9, id E4410293820250311CD", "E4410293820250311CD"),
]

NEAR_MISSES = [
    "EUR 120000 in all",
    "flight QX 730",
    "error QX 730114",
    "logs show a timeout and LINK-0412-7",
    "leaflet and data sheet KX-DS-1200-3",
    "DDI 0117 496 0901",
    "EUR 1200 3000",
    "ISO 9001 2015",
    "model HP 4410 9822",
    "GR 30 117",
    "see leaflet LF-0081",
    "the adapter SA-0076 fits",
    "ZR-4471 near the park",
    "NHS 943 476 5919",
    "plain SA-0076, at 149 kr",
    "XXXX-XXXX-XXXX-4412",
    "ERR-40917 again",
    "HTTP-50300",
    "it fails with QAML-5013",
    "error code: AB-40917",
    "we follow ISO-90012",
    "CVE-2024-40917",
    "the model KR-40917 is loud",
    "do you stock part GT-3300-7715-03?",
    "GT-3300-7715-03, $14.90",
    "WH-1000XM4 headphones",
    "T-1000",
    "ORDER 18827 please",
    "200 pcs CNQG 120408",
    "BUILD 20250611",
    "DDR 18827",
    "AB-12",
    "MAY-2025 and FY/2026 and QS-2025",
    "20250311T120000Z",
    "KDL55W805B",
    "kr-40917",
    "utf_8 or item_2024",
    "user_id12 is null",
    "run sync_2b41.py",
    "call sum_4c41(x)",
    "api_v2beta11",
    "EUR/4000",
    "AC/DC 1980",
    "https://shop.example/KR-40917/x",
]


@pytest.fixture(scope="module")
def recognizer():
    return ReferenceCodeRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert seen(recognizer, text) == [value]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
