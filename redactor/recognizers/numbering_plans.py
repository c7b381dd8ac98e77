"""What numbers each country's plan knows, asked before libphonenumber is: it takes its time.

A plan answers for all regions that share its country code, as libphonenumber does, and rather yes
than no: who writes the country's code or dials abroad is always believed.
"""

import re
from dataclasses import dataclass
from functools import cache

import phonenumbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A country's code, how abroad and within it are dialled, and its numbers without either."""

    code: str
    abroad: re.Pattern[str]
    within: re.Pattern[str]
    numbers: re.Pattern[str]

    def may_know(self, digits: str) -> bool:
        """Whether a number of the plan may be written as `digits`."""
        if digits.startswith(self.code) or self.abroad.match(digits):
            return True
        if self.numbers.fullmatch(digits):
            return True
        within = self.within.match(digits)
        return within is not None and self.numbers.fullmatch(digits, within.end()) is not None


def may_be_assigned(digits: str, region: str) -> bool:
    """Whether libphonenumber may find that `digits`, as `region` writes them, are assigned."""
    plan = _plan_of(region)
    return plan is None or not digits.isascii() or plan.may_know(digits)


@cache
def _plan_of(region: str) -> Plan | None:
    """Return the plan of `region`, or None where numbers are rewritten to be looked up."""
    own = phonenumbers.PhoneMetadata.metadata_for_region(region)
    if own is None or own.country_code is None or own.national_prefix_transform_rule:
        return None
    sharing = [
        phonenumbers.PhoneMetadata.metadata_for_region(each)
        for each in phonenumbers.COUNTRY_CODE_TO_REGION_CODE[own.country_code]
    ]
    known = [each.general_desc for each in sharing if each and each.general_desc]
    patterns = {each.national_number_pattern or "" for each in known}
    return Plan(
        code=str(own.country_code),
        abroad=re.compile(own.international_prefix or r"(?!)"),
        within=re.compile(own.national_prefix_for_parsing or ""),
        numbers=re.compile("|".join(f"(?:{pattern})" for pattern in sorted(patterns))),
    )
