import pytest

from redactor.recognizers.thing_numbers import is_of_a_thing

THINGS = [
    ("the part on the pump reads 411027-05", "411027-05"),
    ("oak. Art. no. 7731.204.88", "7731.204.88"),
    ("art. nr 55120-4", "55120-4"),
    ("the source code on the labels was AUTUMN-12C", "AUTUMN-12C"),
    ("colour code is RAL-7016", "RAL-7016"),
    ("Fault code F0098821", "F0098821"),
    ("Dolby needs article 300-55-1822", "300-55-1822"),
    ("Ersatzteil Nr. 4402-118 passt", "4402-118"),
    ("fixed in commit b71e02d", "b71e02d"),
    ("EAN 4006381333931", "4006381333931"),
    ("see data sheet KX-DS-1200-3", "KX-DS-1200-3"),
    ("your flight QX 2201 left on time", "QX 2201"),
    ("mi vuelo QX 2201 salió tarde", "QX 2201"),
    ("under recall RC119", "RC119"),
    ("we bought two Epson ET-2850 printers", "ET-2850"),
    ("Hotpoint NSWM1045C broke", "NSWM1045C"),
    ("Text STOP to 60777", "60777"),
    ("schicken Sie STATUS an 72011", "72011"),
    ("the code is 1185L M1", "1185L M1"),
    ("the invoice is EUR 1,240.50", "EUR 1,240.50"),
    ("I was on S03E11", "S03E11"),
    ("four passengers, ZX 411 instead", "ZX 411"),
    ("a long layover, then ZX4118", "ZX4118"),
    ("Fehlermeldung 5031 kam", "5031"),
    ("Charity no. 1077441, founded in Leeds", "1077441"),
    ("we are registered charity number SC044118", "SC044118"),
    ("the return was rejected with R0014-22", "R0014-22"),
    ("it fails with code QX-5013", "QX-5013"),
    ("the pump stopped with F0441", "F0441"),
    ("SPRING20 takes ten percent off", "SPRING20"),
    ("HELLO10, 10% off for new customers", "HELLO10"),
]
PERSONAL = [
    ("two passengers, booking ref ZX4118", "ZX4118"),
    ("ZX4118 is my number at the gym", "ZX4118"),
    ("my order is 411027-05", "411027-05"),
    ("Auftrag 4402-118 bitte", "4402-118"),
    ("the reference is b71e02d", "b71e02d"),
    ("serial number of my Epson: X4KD029113", "X4KD029113"),
    ("your tax code RSSMRA80A01H501U", "RSSMRA80A01H501U"),
    ("I can text you at 60777", "60777"),
    ("send the parcel to 72011", "72011"),
    ("my booking is QX2201", "QX2201"),
    ("my password is SPRING20", "SPRING20"),
    ("I gave to a charity, my donor number is 1077441", "1077441"),
    ("he rejected my claim, R0014-22", "R0014-22"),
    ("the product code is KX77-0Q1B-99", "KX77-0Q1B-99"),
    ("it got rejected: 4471-22", "4471-22"),
    ("it fails with my account 5013221", "5013221"),
    ("an error on my account 5013221", "5013221"),
    ("send the parts to 07700 900123", "07700 900123"),
    ("ABOUT THE FLIGHT ON 07700 900123", "07700 900123"),
    ("call Art 07700 900123", "07700 900123"),
    ("an error for Jane 219-09-9999", "219-09-9999"),
    ("two items on my order 48291033", "48291033"),
    ("i bought item 334 0881 7725", "334 0881 7725"),
    ("the items for order 48291033", "48291033"),
    ("one part for my flat SW1A 2AB", "SW1A 2AB"),
    ("part of my ssn is 219-09-9999", "219-09-9999"),
    ("incident CAD 4415", "CAD 4415"),
    ("his brother 07700 900123", "07700 900123"),
]


@pytest.mark.parametrize(("text", "number"), THINGS)
def test_the_number_of_a_thing_points_to_nobody(text: str, number: str) -> None:
    start = text.index(number)
    assert is_of_a_thing(text, start, start + len(number))


@pytest.mark.parametrize(("text", "number"), PERSONAL)
def test_the_number_of_a_person_is_no_things(text: str, number: str) -> None:
    start = text.index(number)
    assert not is_of_a_thing(text, start, start + len(number))
