"""What settings may not be, alone or together: each check raises a ValueError that says which."""

import shlex
from collections.abc import Callable
from ipaddress import ip_network
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from models.watch.business_hours import read_days, read_hours
from redactor.country_codes import country_code
from review_ui.browser import LOOPBACK, public_address
from review_ui.errors import UnsafeAddress

if TYPE_CHECKING:
    from service.settings import Settings


def refuse_unreadable_hours(settings: "Settings") -> None:
    """Business days and hours can be read, and the time zone is one."""
    read_hours(settings.business_hours)
    read_days(settings.business_days)
    if settings.time_zone not in available_timezones():
        raise ValueError("time_zone must be one such as Europe/Berlin")


def refuse_two_master_keys(settings: "Settings") -> None:
    """The master key comes from one place."""
    ways = (settings.master_key is not None, settings.master_key_file, settings.master_key_command)
    if sum(map(bool, ways)) > 1:
        raise ValueError(
            "set only one of REDACTOR_MASTER_KEY, REDACTOR_MASTER_KEY_FILE and "
            "REDACTOR_MASTER_KEY_COMMAND"
        )


def refuse_half_a_sign_on(settings: "Settings") -> None:
    """Single sign-on is by https, and says whom it lets in."""
    if not settings.sso_issuer:
        return
    if not _is_safe(settings.sso_issuer):
        raise ValueError("sso_issuer must be https")
    if not settings.sso_client_id or not settings.sso_group_roles:
        raise ValueError("sso_issuer needs sso_client_id and sso_group_roles")
    if not settings.email_domains:
        raise ValueError("sso_issuer needs email_domains: whose addresses may come in")


def refuse_clear_text(settings: "Settings") -> None:
    """Nothing travels in clear: the public address is https, or all stays on this machine."""
    try:
        address = public_address(settings.url)
    except UnsafeAddress as unsafe:
        raise ValueError(str(unsafe)) from None
    if not address.secure and settings.host not in LOOPBACK:
        raise ValueError(
            "public_url must be https unless host is 127.0.0.1 or ::1: sign-ins must not travel in "
            "clear (put a TLS proxy in front and set REDACTOR_PUBLIC_URL)"
        )


def refuse_proxies_that_are_none(settings: "Settings") -> None:
    """Each proxy is an address or a network, and none is everybody."""
    for each in settings.trusted_proxies.split(",") if settings.trusted_proxies else ():
        try:
            network = ip_network(each.strip())
        except ValueError:
            raise ValueError(
                "trusted_proxies must be addresses or networks such as 10.0.0.7 or 10.0.0.0/24, "
                "with commas between them"
            ) from None
        if not network.prefixlen:
            raise ValueError(
                "trusted_proxies must not be everybody: anyone could say to come from anywhere"
            )


def refuse_unknown_countries(settings: "Settings") -> None:
    """There is a country, and each is one."""
    if not settings.countries:
        raise ValueError("countries must be one at least")
    for each in settings.countries:
        country_code(each)


def refuse_half_a_mail_server(settings: "Settings") -> None:
    """A mail server is spoken to in secret, and has all it needs."""
    if not settings.smtp_host:
        return
    if settings.smtp_security == "none" and settings.smtp_host not in LOOPBACK:
        raise ValueError("smtp_security none is for a mail server on loopback only")
    if "@" not in settings.mail_from:
        raise ValueError("mail_from must be an address when there is a mail server")
    if bool(settings.smtp_user) != bool(settings.smtp_password_file):
        raise ValueError("smtp_user and smtp_password_file belong together")


def refuse_unsafe_places(settings: "Settings") -> None:
    """Statements go to places that can be reached, and in secret."""
    if settings.anchor_url and not _is_safe(settings.anchor_url):
        raise ValueError("anchor_url must be https unless on loopback")
    if settings.anchor_mail and not settings.smtp_host:
        raise ValueError("anchor_mail needs a mail server: set REDACTOR_SMTP_HOST")
    if 0 < settings.log_days < 30:
        raise ValueError("log_days must be at least 30, or 0")
    try:
        shlex.split(settings.anchor_command)
    except ValueError:
        raise ValueError("anchor_command has a quote that is not closed") from None


CHECKS: tuple[Callable[["Settings"], None], ...] = (
    refuse_unreadable_hours,
    refuse_two_master_keys,
    refuse_half_a_sign_on,
    refuse_clear_text,
    refuse_proxies_that_are_none,
    refuse_unknown_countries,
    refuse_half_a_mail_server,
    refuse_unsafe_places,
)


def _is_safe(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
