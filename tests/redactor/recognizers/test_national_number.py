import pytest

from redactor.recognizers import national_number
from redactor.recognizers.national_number import NationalNumberRecognizer

HITS = [
    ("1 85 05 78 006 084 91", "1 85 05 78 006 084 91"),
    ("ma sécu 269054958815780", "269054958815780"),
    ("rijksregister 85.07.30-033.28", "85.07.30-033.28"),
    ("registre national: 85 07 30 033 28", "85 07 30 033 28"),
    ("529.982.247-25", "529.982.247-25"),
    ("CPF:52998224725", "52998224725"),
    ("11.222.333/0001-81", "11.222.333/0001-81"),
    ("756.9217.0769.85", "756.9217.0769.85"),
    ("AHV-Nummer 756 9217 0769 85", "756 9217 0769 85"),
    ("gode561231hdfrrn09", "gode561231hdfrrn09"),
    ("mijn BSN is 1112.22.333", "1112.22.333"),
    ("contribuinte 123 456 789", "123 456 789"),
    ("CC: 12345678 9ZZ4", "12345678 9ZZ4"),
    ("pesel 44051401359", "44051401359"),
    ("SVNR 1237 01 01 80", "1237 01 01 80"),
    ("Rentenversicherungsnummer 65 170839 J 003", "65 170839 J 003"),
    ("mi dni es 12.345.678 z", "12.345.678 z"),
    ("ppsn 1234567 t", "1234567 t"),
    ("RSS MRA 85T10 A562S", "RSS MRA 85T10 A562S"),
    ("CIF B58378431", "B58378431"),
]

NEAR_MISSES = [
    "1 85 05 78",
    "1.850.578.006",
    "12.05.24-033",
    "123.456.789",
    "123.456.789,25",
    "756 people came",
    "756.9217",
    "44051401359",
    "cc 12 people",
    "part 11.222.333",
    "version 529.982.247",
    "the pps is 12",
]


@pytest.fixture(scope="module")
def recognizer():
    return NationalNumberRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []


CHECKED = [
    ("nir_checks", "255081416802538", "255081416802539"),
    ("nir_checks", "180092A00100192", "180092A00100193"),
    ("rijksregister_checks", "85073003328", "85073003329"),
    ("rijksregister_checks", "00012556777", "00012556778"),
    ("cpf_checks", "52998224725", "52998224726"),
    ("cnpj_checks", "11222333000181", "11222333000182"),
    ("ahv_checks", "7569217076985", "7569217076986"),
    ("curp_checks", "HEGG560427MVZRRL04", "HEGG560427MVZRRL05"),
    ("bsn_checks", "111222333", "111222334"),
    ("nif_checks", "123456789", "123456780"),
    ("pesel_checks", "44051401359", "44051401358"),
    ("svnr_checks", "1237010180", "1238010180"),
    ("dni_checks", "12345678Z", "12345678A"),
    ("ppsn_checks", "1234567T", "1234567A"),
    ("ppsn_checks", "1234567FA", "1234567TA"),
]


@pytest.mark.parametrize(("check", "right", "wrong"), CHECKED)
def test_check_digits_tell_a_slip(check, right, wrong):
    assert getattr(national_number, check)(right)
    assert not getattr(national_number, check)(wrong)


def test_a_mistyped_number_is_found_with_a_lower_score(recognizer):
    right = recognizer.analyze("cpf 529.982.247-25", [])[0]
    wrong = recognizer.analyze("cpf 529.982.247-26", [])[0]
    assert 0.4 < wrong.score < right.score
