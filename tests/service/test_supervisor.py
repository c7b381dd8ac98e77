import sys
import threading
import time
from pathlib import Path

from models.errors import LogBroken
from service.supervisor import Supervisor

LONG = "import time, pathlib, sys; pathlib.Path(sys.argv[1]).open('a').write('x'); time.sleep(60)"
SHORT = "import pathlib, sys; pathlib.Path(sys.argv[1]).open('a').write('x'); sys.exit(3)"


def run_until(condition: object, supervisor: Supervisor, seconds: float = 20) -> None:
    stop = threading.Event()
    thread = threading.Thread(target=supervisor.run, args=(stop,))
    thread.start()
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not condition():  # type: ignore[operator]
        time.sleep(0.05)
    stop.set()
    thread.join(20)
    assert not thread.is_alive()


def test_what_dies_is_started_again(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    supervisor = Supervisor(
        {"short": [sys.executable, "-c", SHORT, str(mark)]},
        environment={},
        chore=lambda: None,
        chore_seconds=1,
    )
    run_until(lambda: mark.exists() and len(mark.read_text()) >= 2, supervisor)
    assert len(mark.read_text()) >= 2


def test_what_lives_is_stopped_and_the_chore_done_at_last(tmp_path: Path) -> None:
    mark, chores = tmp_path / "mark", []
    supervisor = Supervisor(
        {"long": [sys.executable, "-c", LONG, str(mark)]},
        environment={},
        chore=lambda: chores.append(1),
        chore_seconds=3600,
    )
    run_until(mark.exists, supervisor)
    assert mark.read_text() == "x"
    assert len(chores) == 2, "once at the start, once after all children stopped"


def test_a_failing_chore_does_not_stop_the_service(tmp_path: Path) -> None:
    mark, tries = tmp_path / "mark", []

    def chore() -> None:
        tries.append(1)
        raise OSError

    supervisor = Supervisor(
        {"long": [sys.executable, "-c", LONG, str(mark)]},
        environment={},
        chore=chore,
        chore_seconds=0.1,
    )
    run_until(lambda: mark.exists() and len(tries) > 3, supervisor)
    assert len(tries) > 3


def test_how_the_last_chore_went_is_told() -> None:
    stopped = threading.Event()
    stopped.set()

    def chore() -> None:
        raise LogBroken(7, "cut_tail")

    assert not Supervisor({}, environment={}, chore=chore, chore_seconds=1).run(stopped)
    assert Supervisor({}, environment={}, chore=lambda: None, chore_seconds=1).run(stopped)
