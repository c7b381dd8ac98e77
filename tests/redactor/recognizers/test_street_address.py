import pytest

from redactor.recognizers.street_address import StreetAddressRecognizer

HITS = [
    ("221B Maple Street, Apt 4", "221B Maple Street, Apt 4"),
    ("PO Box 12", "PO Box 12"),
    ("14 Rosemary Lane", "14 Rosemary Lane"),
    ("Flat 2, 9 Harbour Rd", "Flat 2, 9 Harbour Rd"),
    ("350 5th Ave, New York, NY 10118", "350 5th Ave, New York, NY 10118"),
    ("100 W 42nd St", "100 W 42nd St"),
    ("moved to 220 W 14th, please", "220 W 14th"),
    ("12 Oak Street, Austin TX 78701", "12 Oak Street, Austin TX 78701"),
    ("10 downing street, london sw1a 2aa", "10 downing street, london sw1a 2aa"),
    ("1600 Pennsylvania Ave NW", "1600 Pennsylvania Ave NW"),
    ("1999 Beach Park Boulevard", "1999 Beach Park Boulevard"),
    ("i live at 14 rosemary lane", "14 rosemary lane"),
    ("ship to 45 oak drive apt 3", "45 oak drive apt 3"),
    ("17 Eastern Parkway, Brooklyn.", "17 Eastern Parkway, Brooklyn"),
    ("401 Quarry Road #2204", "401 Quarry Road #2204"),
    ("p.o. box 4412", "p.o. box 4412"),
    ("lot 9 Ironbark Track, please", "9 Ironbark Track"),
    ("is that 27 Quernbrae Loan?", "27 Quernbrae Loan"),
    ("at 3 Fishers Wynd", "3 Fishers Wynd"),
    ("8 Quern Croft, Selby", "8 Quern Croft, Selby"),
    ("18 alder ash road we rang", "18 alder ash road"),
    ("18 alder ash road se", "18 alder ash road se"),
    ("I AM AT 14 RIDING MILL WALK", "14 RIDING MILL WALK"),
]

NEAR_MISSES = [
    "2 way street",
    "2 x polo, 1 x St Alban jumper",
    "3 x lane marker",
    "the 2 Bonus Track edition",
    "it is 6 track",
    "5 star road trip",
    "1 drive",
    "I drove 20 miles down the road",
    "3 different way",
    "call me at 5 close to",
    "2 people at the park",
    "order 3 St. Patrick hats",
    "meet at 5 in St James Park",
    "24 hour drive",
    "I have 2 questions about my street",
    "they sold me 2 Student Loan plans",
    "the 2 new loan offers",
    "a 3 step approach",
    "NO I AM 74 BUT I WALK",
    "I WAS 9 WHEN WE DID THE RUN",
    "ALL 3 DID NOT DRIVE",
]


@pytest.fixture(scope="module")
def recognizer():
    return StreetAddressRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
