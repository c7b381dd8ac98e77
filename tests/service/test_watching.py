"""The watch looks within seconds, goes on whatever happens, and leaves the processor to others."""

import threading
import time
from pathlib import Path
from typing import cast

import pytest

from models.actors import Actor, ActorKind, Purpose, Role
from models.records import Records
from models.transcripts.search import search
from models.watch.watching import Watch
from service.composition import open_records, set_up
from service.keeping import run_keeper
from service.settings import Settings
from service.watching import create_watch, keep_watch
from tests.models.scene import make_person


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(data_dir=tmp_path / "data", watch_seconds=0.05)
    set_up(made)
    return made


@pytest.fixture
def records(settings: Settings) -> Records:
    return open_records(settings)


def test_an_alert_is_there_within_seconds_though_the_keeper_rests(
    settings: Settings, records: Records
) -> None:
    person = make_person(records, "Rosa Review", "rosa@company.example", Role.REVIEWER)
    stop = threading.Event()
    keeper = threading.Thread(target=run_keeper, args=(settings, records, stop))
    keeper.start()
    try:
        time.sleep(0.5)  # the keeper has looked, and rests for five minutes
        reader = Actor(
            kind=ActorKind.PERSON,
            id=person.id,
            name=person.name,
            role=person.role,
            purpose=Purpose.CUSTOMER_SERVICE,
        )
        with records.act(reader) as act:
            search(act, "rosa")
        deadline = time.monotonic() + 20
        raised = 0
        while not raised and time.monotonic() < deadline:
            time.sleep(0.1)
            with records.peek() as look:
                raised = look.db.table("alerts").count
    finally:
        stop.set()
        keeper.join(30)
    assert raised == 1
    assert not keeper.is_alive()


class Scripted:
    """A watch that does what the test says, look by look."""

    def __init__(self, *looks: float | Exception) -> None:
        self.looks = list(looks)
        self.times: list[float] = []

    def run(self) -> int:
        self.times.append(time.monotonic())
        what = self.looks.pop(0)
        if isinstance(what, Exception):
            raise what
        until = time.thread_time() + what
        while time.thread_time() < until:
            pass
        return 0


def run(watch: Scripted, told: list[int]) -> None:
    stop = threading.Event()

    def tell() -> None:
        told.append(1)
        if not watch.looks:
            stop.set()

    keep_watch(cast("Watch", watch), tell, stop, every=0.01)


def test_it_goes_on_after_whatever_happens() -> None:
    told: list[int] = []
    run(Scripted(ValueError("x"), 0.0), told)
    assert told == [1]


def test_after_a_long_look_it_rests_ten_times_as_long() -> None:
    watch = Scripted(0.05, 0.0)
    run(watch, [])
    first, second = watch.times
    assert second - first >= 0.5


def test_it_looks_after_the_anchors_as_often_as_they_are_due(
    settings: Settings, records: Records
) -> None:
    every = create_watch(settings, records).anchor_every
    assert every is not None
    assert every.total_seconds() == settings.anchor_seconds
