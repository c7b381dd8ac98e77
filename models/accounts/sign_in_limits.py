"""How long sign-ins last."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInLimits:
    """When sign-ins end by themselves, unless it is set otherwise.

    `longest` is how long one lasts at most, `idle` how long without a request.
    """

    longest: timedelta = timedelta(hours=8)
    idle: timedelta = timedelta(minutes=30)
