"""`redactor source`, `redactor inbox`: what comes in, and from whom."""

from collections.abc import Mapping

import click

from service.cli import say


def _print_addresses(url: str, vendor: str, tokens: Mapping[str, str]) -> None:
    say("Webhook addresses (shown once; only digests are kept):")
    for kind, token in tokens.items():
        click.echo(f"{kind}\t{url}/hooks/{vendor}/{kind}/{token}")


@click.group()
def source() -> None:
    """The vendor accounts that may deliver."""


@source.command()
@click.option("--name", required=True, help="Name shown to people, such as the website's.")
@click.option(
    "--vendor",
    type=click.Choice(["chatlio", "standard"]),
    required=True,
    help="chatlio, or standard for any system that signs after Standard Webhooks.",
)
def add(name: str, vendor: str) -> None:
    """Add a source and print its webhook addresses, and the secret of a signed one."""
    from ingest.adapters import KINDS
    from models.intake.sources import add_secret, add_source
    from service.composition import open_records, operator
    from service.settings import Settings

    settings = Settings()
    with open_records(settings).act(operator()) as act:
        new = add_source(act, name=name, vendor=vendor, kinds=KINDS[vendor])
        secret = add_secret(act, new.source.id) if vendor == "standard" else ""
    _print_addresses(settings.url, vendor, new.tokens)
    if secret:
        say("Signing secret (shown once):")
        click.echo(f"secret\t{secret}")


@source.command("list")
def list_() -> None:
    """List sources: id, vendor, state, name."""
    from models.intake.sources import list_sources
    from service.composition import open_records, operator
    from service.settings import Settings

    with open_records(Settings()).act(operator()) as act:
        found = list_sources(act)
    for each in found:
        state = "disabled" if each.disabled else "active"
        click.echo(f"{each.id}\t{each.vendor}\t{state}\t{each.name}")
        for secret in each.secrets:
            click.echo(f"\tsecret {secret.id}\t{'retired' if secret.retired_at else 'live'}")


@source.command("renew-addresses")
@click.argument("source_id")
def renew_addresses(source_id: str) -> None:
    """Replace a source's webhook addresses; the old ones stop working now."""
    from models.intake.sources import list_sources, renew_tokens
    from service.composition import open_records, operator
    from service.settings import Settings

    settings = Settings()
    with open_records(settings).act(operator()) as act:
        tokens = renew_tokens(act, source_id)
        vendor = next(each.vendor for each in list_sources(act) if each.id == source_id)
    _print_addresses(settings.url, vendor, tokens)


@source.command("add-secret")
@click.argument("source_id")
def new_secret(source_id: str) -> None:
    """Add a signing secret; the old ones stay valid until retired."""
    from models.intake.sources import add_secret
    from service.composition import open_records, operator
    from service.settings import Settings

    with open_records(Settings()).act(operator()) as act:
        secret = add_secret(act, source_id)
    say("Signing secret (shown once):")
    click.echo(secret)


@source.command("retire-secret")
@click.argument("source_id")
@click.argument("secret_id")
def retire(source_id: str, secret_id: str) -> None:
    """Stop accepting a signing secret."""
    from models.intake.sources import retire_secret
    from service.composition import open_records, operator
    from service.settings import Settings

    with open_records(Settings()).act(operator()) as act:
        retire_secret(act, source_id, secret_id)
    say("retired")


@source.command()
@click.argument("source_id")
def disable(source_id: str) -> None:
    """Refuse everything this source sends from now on."""
    from models.intake.sources import disable_source
    from service.composition import open_records, operator
    from service.settings import Settings

    with open_records(Settings()).act(operator()) as act:
        disable_source(act, source_id)
    say("disabled")


@source.command("notice")
@click.argument("source_id")
@click.option(
    "--about",
    type=click.Choice(["notice", "consent"]),
    default="notice",
    show_default=True,
    help="What the field tells of.",
)
@click.option("--field", default="", help="Field that tells, such as custom.privacy_ok.")
@click.option("--given", default="", help="Values that mean given, parted by commas.")
@click.option("--refused", default="", help="Values that mean refused, parted by commas.")
@click.option("--off", is_flag=True, help="Want it no longer.")
def want_notice(
    source_id: str, about: str, field: str, given: str, refused: str, *, off: bool
) -> None:
    """Review a source's chats only where a field says that notice or consent was given."""
    from models.intake.notice_rules import GIVEN, REFUSED, About, NoticeRule, drop_rule, set_rule
    from service.composition import open_records, operator
    from service.settings import Settings

    if off == bool(field):
        raise click.UsageError("name a field, or say --off")
    with open_records(Settings()).act(operator()) as act:
        if off:
            drop_rule(act, source_id, About(about))
        else:
            rule = NoticeRule(
                source_id=source_id,
                about=About(about),
                field=field,
                given=_values(given) or GIVEN,
                refused=_values(refused) or REFUSED,
            )
            set_rule(act, rule)
    say("off" if off else f"chats whose {field} does not say so are not reviewed")


def _values(text: str) -> tuple[str, ...]:
    return tuple(value.strip().casefold() for value in text.split(",") if value.strip())


@click.group()
def inbox() -> None:
    """The deliveries: waiting, taken, done, parked."""


@inbox.command("list")
@click.option("--limit", default=50, show_default=True, help="How many, newest first.")
def list_deliveries(limit: int) -> None:
    """Count deliveries by state and list the parked ones with their reason codes."""
    from models.intake.inbox import DeliveryStatus, counts
    from models.intake.inbox import list_deliveries as find
    from service.composition import open_records, operator
    from service.settings import Settings

    records = open_records(Settings())
    for status, count in counts(records).items():
        say(f"{count:>8} {status}")
    with records.act(operator()) as act:
        page = find(act, status=DeliveryStatus.PARKED, limit=limit)
    for each in page.deliveries:
        click.echo(f"{each.id}\t{each.kind}\t{each.attempts} tries\t{each.reason}")


@inbox.command()
@click.argument("delivery_id", required=False)
@click.option("--all", "every", is_flag=True, help="Retry every parked delivery.")
def retry(delivery_id: str | None, *, every: bool) -> None:
    """Put a parked delivery, or all of them, back in line."""
    from models.intake.inbox import retry as put_back
    from service.composition import open_records, operator
    from service.settings import Settings

    if bool(delivery_id) == every:
        raise click.UsageError("name one delivery, or say --all")
    with open_records(Settings()).act(operator()) as act:
        count = put_back(act, delivery_id)
    say(f"{count} back in line")
