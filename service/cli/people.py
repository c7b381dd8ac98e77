"""`redactor people`: who may sign in."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click

from models.actors import Role
from service.cli import say

if TYPE_CHECKING:
    from models.records import Records
    from service.settings import Settings

INVITE_HOURS = 12


def print_invite(settings: "Settings", records: "Records", person_id: str) -> None:
    """Print a one-time sign-in address on stdout."""
    from models.accounts.people import make_invite
    from service.composition import operator

    with records.act(operator()) as act:
        token = make_invite(act, person_id, timedelta(hours=INVITE_HOURS))
    say(f"One-time sign-in, good for {INVITE_HOURS} hours:")
    click.echo(f"{settings.url}/sign-in/once/{token}")


def after_day(day: datetime | None) -> datetime | None:
    """The first moment after a day in UTC, so that the account still works on the day itself."""
    try:
        return day.replace(tzinfo=UTC) + timedelta(days=1) if day else None
    except OverflowError:
        raise click.BadParameter("no day follows this one") from None


@click.group()
def people() -> None:
    """Who may sign in, and as what."""


@people.command()
@click.option("--name", required=True, help="Full name, shown in the access log.")
@click.option("--email", required=True, help="E-mail address, used to sign in.")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    required=True,
    help="What they may do.",
)
@click.option("--employment", default="employee", help="Only employees may be added.")
@click.option("--ends", type=click.DateTime(["%Y-%m-%d"]), help="Last day of the account.")
def add(name: str, email: str, role: str, employment: str, ends: datetime | None) -> None:
    """Add a person and print their one-time sign-in."""
    from models.accounts.people import add_person
    from service.composition import open_records, operator
    from service.settings import Settings

    settings = Settings()
    records = open_records(settings)
    with records.act(operator()) as act:
        person = add_person(
            act,
            name=name,
            email=email,
            role=Role(role),
            employment=employment,
            ends_at=after_day(ends),
            allowed_domains=settings.email_domains,
        )
    print_invite(settings, records, person.id)


@people.command("list")
def list_() -> None:
    """List people: id, role, e-mail, state."""
    from models.accounts.people import list_people
    from service.composition import open_records, operator
    from service.settings import Settings

    with open_records(Settings()).act(operator()) as act:
        found, now = list_people(act), act.now
    for person in found:
        state = person.ended(now) or "active"
        click.echo(f"{person.id}\t{person.role}\t{person.email}\t{state}")


@people.command()
@click.argument("person_id")
@click.argument("role", type=click.Choice([role.value for role in Role]))
def role(person_id: str, role: str) -> None:
    """Give a person another role; what they have open in the old one ends."""
    from models.accounts.movers import change_role
    from service.composition import open_records, operator
    from service.settings import Settings

    with open_records(Settings()).act(operator()) as act:
        change_role(act, person_id, Role(role))
    say("changed; open sign-ins are closed")


@people.command("last-day")
@click.argument("person_id")
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]), required=False)
@click.option("--none", "no_end", is_flag=True, help="The account does not end by itself.")
def last_day(person_id: str, day: datetime | None, *, no_end: bool) -> None:
    """Set the last DAY of an account (as 2027-01-31, in UTC), or take it away with --none."""
    from models.accounts.movers import change_last_day
    from service.composition import open_records, operator
    from service.settings import Settings

    if (day is None) is not no_end:
        raise click.UsageError("Name a day, or say --none.")
    ends_at = after_day(day)
    with open_records(Settings()).act(operator()) as act:
        change_last_day(act, person_id, ends_at)
    say("the account does not end by itself" if no_end else "set")


@people.command()
@click.argument("person_id")
def disable(person_id: str) -> None:
    """End a person's access now; open sign-ins are closed."""
    from models.accounts.people import disable_person
    from service.composition import open_records, operator
    from service.settings import Settings

    with open_records(Settings()).act(operator()) as act:
        disable_person(act, person_id)
    say("disabled")


@people.command()
@click.argument("person_id")
def reset(person_id: str) -> None:
    """Take a person's second factors away, for who lost them; open sign-ins are closed."""
    from models.accounts.second_factors import reset_second_factors
    from service.composition import open_records, operator
    from service.settings import Settings

    with open_records(Settings()).act(operator()) as act:
        reset_second_factors(act, person_id)
    say("reset; make a one-time sign-in with: redactor people invite")


@people.command()
@click.argument("person_id")
def invite(person_id: str) -> None:
    """Print a new one-time sign-in for a person."""
    from service.composition import open_records
    from service.settings import Settings

    settings = Settings()
    print_invite(settings, open_records(settings), person_id)
