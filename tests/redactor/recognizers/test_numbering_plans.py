import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redactor.recognizers.numbering_plans import may_be_assigned
from redactor.recognizers.phone_number import PhoneNumberRecognizer
from redactor.recognizers.registry import DEFAULT_COUNTRIES

REGIONS = (*DEFAULT_COUNTRIES, "BR", "MX", "AR", "JM", "VA", "GG", "IN", "NZ", "PL", "SM")
EXAMPLES = [
    f"{prefix}{phonenumbers.example_number_for_type(region, kind).national_number}"
    for region in REGIONS
    for kind in (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE)
    if phonenumbers.example_number_for_type(region, kind)
    for prefix in ("", "0", "1", "00", "011", "49", "44", "15")
]
DIGITS = st.one_of(
    st.text("0123456789", min_size=7, max_size=15),
    st.sampled_from(EXAMPLES),
    st.sampled_from(EXAMPLES).map(lambda each: each[:-1]),
    st.tuples(st.sampled_from(EXAMPLES), st.sampled_from("0123456789")).map("".join),
)


def by_asking_all(digits, regions):
    """What libphonenumber says when it is asked of every region."""
    best = 0.0
    for region in regions:
        try:
            parsed = phonenumbers.parse(digits, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed):
            return 0.9
        if phonenumbers.is_possible_number(parsed):
            best = 0.8
    return best


@settings(max_examples=300, deadline=None)
@given(digits=DIGITS)
def test_who_is_not_asked_would_not_have_known_the_number(digits):
    for region in REGIONS:
        if by_asking_all(digits, [region]) == 0.9:
            assert may_be_assigned(digits, region), region
    assert PhoneNumberRecognizer(regions=REGIONS)._possible(digits, spent=False) == by_asking_all(
        digits, REGIONS
    )


@pytest.mark.parametrize(
    ("digits", "region"),
    [("2125550187", "FR"), ("0612345678", "US"), ("0201234", "ES"), ("20254567890", "GB")],
)
def test_most_regions_need_not_be_asked(digits, region):
    assert not may_be_assigned(digits, region)


@pytest.mark.parametrize(
    ("digits", "region"),
    [
        ("2125550123", "US"),
        ("8765550123", "US"),  # Jamaica shares the code
        ("02071234567", "GB"),
        ("442071234567", "GB"),
        ("0033123456789", "DE"),
        ("01123456789", "AR"),
        ("٠٢٠٧١٢٣٤٥٦٧", "ES"),
    ],
)
def test_where_the_plan_cannot_tell_it_is_asked(digits, region):
    assert may_be_assigned(digits, region)
