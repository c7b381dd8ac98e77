"""`redactor redact` and `text`: sessions in and out, a line each."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.service.terminal import redactor

SESSION = {
    "id": "s1",
    "identity": {"name": "Sara Lee", "email": "sl@mail.example"},
    "messages": [
        {"id": "m1", "role": "agent", "text": "Your full name?", "at": "2026-01-02T10:00:00Z"},
        {"id": "m2", "role": "visitor", "text": "sara lee"},
    ],
}


def test_a_session_a_line_in_and_out() -> None:
    done = redactor("redact", stdin=json.dumps(SESSION) + "\n")
    assert (done.returncode, done.stderr) == (0, "")
    result = json.loads(done.stdout)
    assert set(result) == {"id", "policy", "engine", "model", "messages"}
    assert result["policy"].startswith("standard@")
    first, second = result["messages"]
    assert first == {"id": "m1", "role": "agent", "text": "Your full name?", "findings": []}
    assert second["text"] == "[PERSON_1]"
    (finding,) = second["findings"]
    assert set(finding) == {"start", "end", "entity", "score", "label", "source", "action"}
    assert (finding["start"], finding["end"], finding["entity"]) == (0, 8, "PERSON")
    assert (finding["label"], finding["action"]) == ("[PERSON_1]", "mask")


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_bad_line_is_named_and_the_others_are_done(jobs: str) -> None:
    lines = [json.dumps({**SESSION, "id": f"s{number}"}) for number in range(130)]
    lines[70] = '{"messages": "zebulon quackenbush"}'
    done = redactor("redact", "--jobs", jobs, stdin="\n".join(lines) + "\n")
    assert done.returncode == 1
    complaint = [line for line in done.stderr.splitlines() if line.startswith("line ")]
    assert len(complaint) == 1
    assert complaint[0].startswith("line 71: ")
    assert "zebulon" not in done.stderr
    ids = [json.loads(line)["id"] for line in done.stdout.splitlines()]
    assert ids == [f"s{number}" for number in range(130) if number != 70]


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_one_bad_byte_costs_one_line_in_any_locale(jobs: str) -> None:
    lines = [json.dumps({**SESSION, "id": f"s{number}"}).encode() for number in range(3)]
    lines[1] = b'{"id": "s\xff", "messages": []}'
    lines[2] = lines[2].replace(b"Your full name?", "Ça va? ✓".encode())
    done = subprocess.run(
        [sys.executable, "-m", "service.cli", "redact", "--jobs", jobs],
        input=b"\n".join(lines) + b"\n",
        capture_output=True,
        env={"PYTHONIOENCODING": "latin-1:strict"},
        timeout=120,
    )
    assert done.returncode == 1
    assert b"line 2: line: is not JSON" in done.stderr
    assert b"Traceback" not in done.stderr
    first, last = (json.loads(line) for line in done.stdout.splitlines())
    assert (first["id"], last["id"]) == ("s0", "s2")
    assert last["messages"][0]["text"] == "Ça va? ✓"


def test_plain_text_is_masked() -> None:
    done = redactor("text", stdin="write me at sl@mail.example\n")
    assert done.stdout == "write me at [EMAIL_1]\n"


@pytest.mark.slow
def test_plain_text_is_read_and_written_in_utf_8_in_any_locale() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "service.cli", "text"],
        input="Ça va? 212 555 0187 ".encode() + b"\xff\r\n",
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii:strict"},
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == "Ça va? [PHONE_1] \ufffd\r\n"


@pytest.mark.parametrize("command", ["text", "redact"])
def test_a_file_is_not_written_over_itself(tmp_path: Path, command: str) -> None:
    both = tmp_path / "chats"
    both.write_text("hello")
    with both.open("r+") as stream:
        done = subprocess.run(
            [sys.executable, "-m", "service.cli", command],
            stdin=stream,
            stdout=stream,
            stderr=subprocess.PIPE,
            text=True,
            env={},
            timeout=120,
        )
    assert done.returncode == 1
    assert "write to another one" in done.stderr
    assert both.read_text() == "hello"


@pytest.mark.parametrize(
    ("redirected", "said"),
    [
        ("<&-", "stdin or stdout is closed: give both a file or a pipe"),
        (">&-", "stdin or stdout is closed: give both a file or a pipe"),
        (">/dev/full", "No space left on device"),
    ],
)
def test_a_stream_that_fails_is_one_line(redirected: str, said: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f'exec "$0" -m service.cli text {redirected}', sys.executable],
        input=b"hello",
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env={},
        timeout=120,
    )
    assert (done.returncode, done.stderr.decode()) == (1, f"Error: {said}\n")


def test_a_session_for_which_there_is_no_room_is_one_line() -> None:
    done = subprocess.run(
        ["sh", "-c", 'exec "$0" -m service.cli redact >/dev/full', sys.executable],
        input=b'{"id":"s1","messages":[]}',
        stderr=subprocess.PIPE,
        env={},
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (1, b"Error: No space left on device\n")


@pytest.mark.parametrize("command", [("text",), ("redact",), ("redact", "--jobs", "2")])
def test_an_unknown_policy_says_what_to_do(command: tuple[str, ...]) -> None:
    done = redactor(*command, "--policy", "gentle", stdin="hello")
    assert done.returncode == 1
    assert "gentle" in done.stderr
    assert "standard" in done.stderr
    assert "Traceback" not in done.stderr
