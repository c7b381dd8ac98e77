import logging
import sys

import pytest

from service.logs import QuietFormatter, set_up


@pytest.fixture(autouse=True)
def _restore_root() -> object:
    root = logging.getLogger()
    before, hook = (root.level, root.handlers[:]), sys.excepthook
    yield
    sys.excepthook = hook
    root.setLevel(before[0])
    root.handlers[:] = before[1]


def test_what_an_error_says_is_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    set_up("worker-1")
    try:
        raise ValueError("hello, zebulon here")
    except ValueError:
        logging.getLogger("any").exception("could not")
    said = capsys.readouterr().err
    assert "worker-1 ERROR could not" in said
    assert "ValueError" in said
    assert "test_logs.py" in said
    assert "zebulon" not in said


def test_a_cause_is_not_printed_either() -> None:
    try:
        try:
            raise KeyError("zebulon")
        except KeyError as error:
            raise RuntimeError("quackenbush") from error
    except RuntimeError:
        said = QuietFormatter().formatException(sys.exc_info())
    assert "zebulon" not in said
    assert "quackenbush" not in said


def test_what_ends_a_process_is_not_quoted(capsys: pytest.CaptureFixture[str]) -> None:
    set_up("worker-1")
    error = ValueError("hello, zebulon here")
    sys.excepthook(ValueError, error, None)
    said = capsys.readouterr().err
    assert "worker-1 CRITICAL stopped" in said
    assert "ValueError" in said
    assert "zebulon" not in said
