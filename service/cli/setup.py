"""`redactor setup`, `redactor db`: make an installation ready."""

import click

from service.cli import say
from service.cli.people import print_invite


@click.command()
@click.option("--name", prompt=True, help="Name of the first administrator.")
@click.option("--email", prompt=True, help="Their e-mail address, used to sign in.")
def setup(name: str, email: str) -> None:
    """Create keys and records and the first administrator, and print their one-time sign-in."""
    from models.accounts.people import add_person
    from models.actors import Role
    from service.composition import open_records, operator, set_up
    from service.settings import Settings

    settings = Settings()
    for migration in set_up(settings):
        say(f"applied {migration}")
    records = open_records(settings)
    with records.act(operator()) as act:
        person = add_person(
            act,
            name=name,
            email=email,
            role=Role.ADMINISTRATOR,
            allowed_domains=settings.email_domains,
        )
    print_invite(settings, records, person.id)
    say("Start the service with: redactor serve")


@click.group()
def db() -> None:
    """The records' tables."""


@db.command()
def migrate() -> None:
    """Apply pending migrations; does nothing when there are none."""
    from service.composition import set_up
    from service.settings import Settings

    applied = set_up(Settings())
    for migration in applied:
        say(f"applied {migration}")
    if not applied:
        say("nothing to apply")
