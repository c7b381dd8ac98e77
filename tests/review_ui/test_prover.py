"""A long log is read beside the pages, not while one waits."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from models.errors import Unwritable
from models.log.verify import Verdict, verify
from review_ui.proof import Prover

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Log:
    """A log whose reading takes as long as the test says, by its own clock."""

    def __init__(self, takes: timedelta) -> None:
        self.now = START
        self.takes = takes
        self.read = 0
        self.may_end = threading.Event()
        self.may_end.set()
        self.begun = threading.Event()
        self.broken = False

    def check(self) -> Verdict:
        self.begun.set()
        assert self.may_end.wait(10)
        if self.broken:
            raise Unwritable("SQLITE_IOERR")
        self.read += 1
        self.now += self.takes
        return verify([])

    def prover(self) -> Prover:
        return Prover(self.check, lambda: (), lambda: self.now)

    def wait_until_read(self, times: int) -> None:
        for _ in range(1000):
            if self.read == times:
                return
            threading.Event().wait(0.01)
        raise AssertionError(self.read)


def test_a_short_log_is_read_anew_after_five_minutes_while_one_waits() -> None:
    log = Log(timedelta(0))
    prover = log.prover()
    assert prover.proof()[1]
    log.now += timedelta(minutes=4, seconds=59)
    assert not prover.proof()[1]
    log.now += timedelta(seconds=1)
    assert prover.proof()[1]
    assert log.read == 2


def test_of_a_long_log_the_last_proof_is_shown_with_its_time_while_it_is_read() -> None:
    log = Log(timedelta(seconds=45))
    prover = log.prover()
    first, made_now = prover.proof()
    assert (made_now, first.checked_at) == (True, START)
    log.now = START + timedelta(minutes=14, seconds=59)  # twenty times as long as it took
    assert prover.proof() == (first, False)
    log.now += timedelta(seconds=1)
    log.may_end.clear()
    for _ in range(3):
        assert prover.proof() == (first, False)
    log.may_end.set()
    log.wait_until_read(2)
    assert log.read == 2


def test_whoever_asks_for_it_waits_for_a_new_one() -> None:
    log = Log(timedelta(seconds=45))
    prover = log.prover()
    prover.proof()
    proof, made_now = prover.proof(fresh=True)
    assert (made_now, proof.checked_at) == (True, START + timedelta(seconds=45))


def test_many_who_ask_for_it_at_once_share_the_next_reading() -> None:
    log = Log(timedelta(seconds=45))
    prover = log.prover()
    log.may_end.clear()
    prover.begin()
    assert log.begun.wait(10)
    with ThreadPoolExecutor(12) as pool:
        asked = [pool.submit(prover.proof, fresh=True) for _ in range(12)]
        threading.Event().wait(0.2)
        log.may_end.set()
        proofs = [each.result()[0] for each in asked]
    assert log.read <= 3, "one for those who waited, and one for who was late to ask"
    assert START not in {proof.checked_at for proof in proofs}, "it may be past what they mean"


def test_what_goes_wrong_beside_the_pages_is_not_hidden_behind_the_last_proof() -> None:
    log = Log(timedelta(seconds=45))
    prover = log.prover()
    prover.proof()
    log.now += timedelta(days=1)
    log.broken = True
    prover.proof()
    for _ in range(1000):
        try:
            prover.proof()
        except Unwritable:
            return
        threading.Event().wait(0.01)
    raise AssertionError


def test_the_first_is_made_before_anybody_asks() -> None:
    log = Log(timedelta(seconds=45))
    prover = log.prover()
    log.may_end.clear()
    prover.begin()
    prover.begin()
    log.may_end.set()
    log.wait_until_read(1)
    assert not prover.proof()[1]
    assert log.read == 1
