"""What the settings say for the record of processing: who, where, who else, how protected."""

from urllib.parse import urlsplit

from service.settings import Settings


def say_controller(settings: Settings) -> tuple[str, ...]:
    """Who is responsible and how people reach them; empty where nobody said."""
    told = (settings.controller, settings.privacy_contact)
    return tuple(text for text in told if text)


def say_storage(settings: Settings) -> tuple[str, ...]:
    """Where what is kept lies."""
    keys = "given by a command" if settings.master_key_command else f"in {settings.keys}"
    keys = "given by the environment" if settings.master_key else keys
    return (
        (
            f"Records and session keys: in {settings.data_dir.resolve()}, on the machine this"
            " service "
            "runs on."
        ),
        f"The master key: {keys}.",
        f"Signed checkpoints of the access log: in {settings.anchor.resolve()}.",
    )


def say_recipients(settings: Settings) -> tuple[str, ...]:
    """Who else gets anything, by name, and that it is never a visitor's data."""
    never = "never anything of a visitor"
    found = []
    if settings.smtp_host:
        found.append(f"The mail server {settings.smtp_host}: notices to employees; {never}.")
    if settings.anchor_mail:
        found.append(f"{settings.anchor_mail}: signed checkpoints of the access log; {never}.")
    if settings.anchor_url:
        host = urlsplit(settings.anchor_url).hostname or ""
        found.append(f"{host}: signed checkpoints of the access log; {never}.")
    if settings.anchor_command:
        found.append(f"A command the operator named gets signed checkpoints; {never}.")
    if settings.sso_issuer:
        host = urlsplit(settings.sso_issuer).hostname or ""
        found.append(f"The sign-on provider {host}: sign-ins of employees; {never}.")
    return tuple(found)


def say_protection(settings: Settings) -> tuple[str, ...]:
    """What protects it besides, by the settings."""
    found = [
        (
            f"A change of the access log is found by the checkpoint after it: every "
            f"{settings.anchor_seconds} seconds."
        ),
    ]
    if settings.second_factor_roles:
        roles = ", ".join(role.words.lower() for role in settings.second_factor_roles)
        found.append(f"A second factor is asked of: {roles}.")
    if settings.email_domains:
        found.append(f"Accounts only for addresses of: {', '.join(settings.email_domains)}.")
    return tuple(found)
