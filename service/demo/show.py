"""`redactor demo`: the whole service, people of every role, chats sent through the webhook."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import httpx

from ingest.adapters import KINDS
from models.accounts.people import add_person, list_people, make_invite
from models.actors import Role
from models.intake.inbox import DeliveryStatus, counts
from models.intake.sources import add_source, list_sources, renew_tokens
from models.occupied import is_of_others
from models.records import Records
from service.composition import open_records, operator, place, set_up
from service.demo.payloads import DemoDelivery, deliveries
from service.settings import Settings
from service.whole import refuse_taken_port, run_service

PEOPLE = (
    ("Maya Okafor", "maya@northlight.example", Role.REVIEWER),
    ("Tomas Lindqvist", "tomas@northlight.example", Role.LEAD),
    ("Ines Carvalho", "ines@northlight.example", Role.PRIVACY_OFFICER),
    ("Ruth Abara", "ruth@northlight.example", Role.AUDITOR),
    ("Jonas Weber", "jonas@northlight.example", Role.ADMINISTRATOR),
)
PRODUCTS = (
    "Ada",
    "Grace planner",
    "Clara lamp",
    "Felix chair",
    "Oscar desk",
    "Otto dock",
    "Ruby shelf",
    "Northlight",
)
SOURCE = "Northlight website"
WAIT_SECONDS = 60.0
Say = Callable[[str], None]


def demo_settings(port: int | None) -> Settings:
    """The settings of the environment; what they leave open is set as it suits the demo.

    Its people come in by one-time links and try every room at once, so no role has to set up a
    second factor first.
    """
    settings = Settings() if port is None else Settings(port=port)
    suits = {"products": PRODUCTS, "second_factor_roles": ()}
    left_open = {k: v for k, v in suits.items() if k not in settings.model_fields_set}
    return settings.model_copy(update=left_open)


def run_demo(settings: Settings, stop: threading.Event, say: Say) -> None:
    """Start everything, fill it on the first run, print how to sign in, wait for `stop`."""
    refuse_taken_port(settings)
    _refuse_real_records(settings)
    say(f"Preparing {settings.data_dir}/ …")
    set_up(settings)
    records = open_records(settings)
    _add_people(records)
    service = threading.Thread(target=run_service, args=(settings, stop), name="service")
    service.start()
    try:
        _wait_until_up(settings, stop, service)
        if not stop.is_set():
            _fill(settings, records, stop, say)
        if not stop.is_set():
            _print_sign_ins(settings, records, say)
        stop.wait()
        say("Stopping …")
    finally:
        stop.set()
        service.join()
    say(f"Stopped. What was there is kept in {settings.data_dir}/.")


class NotADemo(Exception):
    """The folder holds the records of a real installation, which the demo leaves alone."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder}/ holds real records: name an empty folder for the demo, "
            "REDACTOR_DATA_DIR=FOLDER make run"
        )


class NotUp(Exception):
    """The service did not come up in time; what it said on stderr tells why."""

    def __init__(self) -> None:
        super().__init__("the service did not come up: its messages above say why")


def _refuse_real_records(settings: Settings) -> None:
    """NotADemo where there is anybody or anything, but not the people of an earlier demo."""
    if is_of_others(place(settings).database, frozenset(email for _, email, _ in PEOPLE)):
        raise NotADemo(settings.data_dir)


def _add_people(records: Records) -> None:
    with records.act(operator()) as act:
        known = {person.email for person in list_people(act)}
        for name, email, role in PEOPLE:
            if email not in known:
                add_person(act, name=name, email=email, role=role)


def _wait_until_up(settings: Settings, stop: threading.Event, service: threading.Thread) -> None:
    """Wait for the pages; NotUp when they do not come, or the service has ended."""
    deadline = time.monotonic() + WAIT_SECONDS
    while not stop.is_set():
        with suppress(httpx.TransportError):
            if httpx.get(f"{settings.url}/healthz", trust_env=False).is_success:
                return
        if time.monotonic() > deadline or not service.is_alive():
            raise NotUp
        stop.wait(0.1)


def _fill(settings: Settings, records: Records, stop: threading.Event, say: Say) -> None:
    """Post the sample chats, unless an earlier run did; what is half done is completed."""
    with records.act(operator()) as act:
        known = next((each for each in list_sources(act) if each.name == SOURCE), None)
        if known is None:
            new = add_source(act, name=SOURCE, vendor="chatlio", kinds=KINDS["chatlio"])
            source, tokens = new.source, new.tokens
        else:
            source, tokens = known, {}
    samples = list(deliveries(source.created_at))
    if sum(counts(records).values()) < len(samples):
        if not tokens:  # only their digests were kept
            with records.act(operator()) as act:
                tokens = renew_tokens(act, source.id)
        _post(settings, samples, tokens, stop, say)
    _wait_until_redacted(records, stop, say)


def _post(
    settings: Settings,
    samples: Sequence[DemoDelivery],
    tokens: Mapping[str, str],
    stop: threading.Event,
    say: Say,
) -> None:
    say(f"Sending {len(samples)} deliveries through the webhook …")
    with httpx.Client(base_url=settings.url, trust_env=False) as vendor:
        for sample in samples:
            if stop.is_set():
                return
            path = f"/hooks/chatlio/{sample.kind}/{tokens[sample.kind]}"
            vendor.post(path, content=sample.body).raise_for_status()


def _wait_until_redacted(records: Records, stop: threading.Event, say: Say) -> None:
    told = -1
    while not stop.is_set():
        state = counts(records)
        left = state.get(DeliveryStatus.WAITING, 0) + state.get(DeliveryStatus.TAKEN, 0)
        if left == 0:
            return
        if left != told:
            say(f"Finding and masking personal data: {left} to go …")
            told = left
        stop.wait(1.0)


def _print_sign_ins(settings: Settings, records: Records, say: Say) -> None:
    with records.act(operator()) as act:
        ids = {person.email: person.id for person in list_people(act)}
        say("")
        say(f"chat-redactor is ready at {settings.url}")
        say("Sign in once with one of these addresses (good for 12 hours):")
        for name, email, role in PEOPLE:
            token = make_invite(act, ids[email], timedelta(hours=12))
            say(f"  {role.words:<16} {name:<16} {settings.url}/sign-in/once/{token}")
    say("Ctrl-C stops it.")
