"""Messages per second and peak memory of the engine beside stock Presidio, one core, one run.

`python -m benchmarks.engine` prints the tables. Each contender runs in a process of its own with
one thread, on the messages of the sample chats, none of them seen before by that process; the
best of three rounds counts, in which all take turns. Seconds are those of the processor, so that
what else runs on the machine matters less.
"""

import gc
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from redactor import Message, Role, Session
from service.demo.chatfile import read_chats

if TYPE_CHECKING:  # stock Presidio would take our recognizers for its own once they are loaded
    from redactor import Redactor

ROUNDS = 3
OF_A_SESSION = 20
"""Messages of a session whose time is taken."""

MARKED = Path(__file__).parent / "chats"
ROLES = {"v": Role.VISITOR, "b": Role.BOT}


def sessions() -> list[Session]:
    """The sample chats as sessions, without identity: the hard case."""
    return [
        Session(
            id=str(number),
            messages=tuple(
                Message(id=str(place), text=line.text, role=ROLES.get(line.speaker, Role.AGENT))
                for place, line in enumerate(chat.lines)
            ),
        )
        for number, chat in enumerate(read_chats())
    ]


def message_by_message(engine: "Redactor", chats: Sequence[Session]) -> None:
    """Every message as a session of its own, as stock Presidio sees it."""
    for chat in chats:
        for message in chat.messages:
            engine.redact(Session(id=message.id, messages=(message,)))


def as_they_grow(engine: "Redactor", chats: Sequence[Session]) -> None:
    """Every chat anew with each message that comes, as a webhook for each message brings it."""
    for chat in chats:
        for end in range(1, len(chat.messages) + 1):
            engine.redact(Session(id=chat.id, messages=chat.messages[:end]))


def chat_by_chat(engine: "Redactor", chats: Sequence[Session]) -> None:
    """Every chat when it is over, by itself."""
    for chat in chats:
        engine.redact(chat)


def all_at_once(engine: "Redactor", chats: Sequence[Session]) -> None:
    """All chats in one stream, batched over the bounds of chats."""
    assert sum(1 for _ in engine.redact_many(iter(chats))) == len(chats)


OWN: dict[str, Callable[["Redactor", Sequence[Session]], None]] = {
    "chat-redactor, message by message": message_by_message,
    "chat-redactor, chats as they grow": as_they_grow,
    "chat-redactor, chat by chat": chat_by_chat,
    "chat-redactor, all at once": all_at_once,
}
CONTENDERS = ("stock Presidio, one by one", "stock Presidio, in batches", *OWN)


def measure(contender: str) -> dict[str, float]:
    """Run one contender in this process."""
    warm, *chats = sessions()
    texts = [message.text for chat in chats for message in chat.messages]
    loading = time.process_time()
    if contender in OWN:
        from redactor import Redactor

        engine = Redactor()
        loading = time.process_time() - loading
        engine.redact(warm)
        started = time.process_time()
        OWN[contender](engine, chats)
    else:
        from benchmarks.stock_presidio import StockPresidio

        stock = StockPresidio()
        loading = time.process_time() - loading
        run = stock.one_by_one if contender.endswith("by one") else stock.in_batches
        run([message.text for message in warm.messages])
        started = time.process_time()
        run(texts)
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "messages": len(texts),
        "per_second": len(texts) / seconds,
        "peak_mib": peak,
        "loading": loading,
    }


def latency() -> dict[str, float]:
    """Milliseconds for sessions of 20 messages, warm; no message is in two of them.

    Longer chats are cut, shorter ones joined; sample chats and the marked ones but `held_out`.
    """
    from redactor import Redactor
    from redactor.evaluate import read_chats as read_marked_chats

    warm, *chats = sessions()
    for folder in ("everyday", "dev"):
        chats += [chat.session for chat in read_marked_chats(MARKED / folder)]
    engine = Redactor()
    engine.redact(warm)
    gc.freeze()  # as the service does
    messages = [message for chat in chats for message in chat.messages]
    taken = []
    for start in range(0, len(messages) - OF_A_SESSION, OF_A_SESSION):
        chat = Session(id=str(start), messages=tuple(messages[start : start + OF_A_SESSION]))
        before = time.process_time()
        list(engine.redact_many([chat], on_failure=lambda _: None))
        taken.append((time.process_time() - before) * 1000)
    cut = statistics.quantiles(taken, n=100)
    return {"sessions": len(taken), "p50": cut[49], "p99": cut[98]}


def _in_own_process(what: str) -> dict[str, float]:
    one_thread = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.engine", what],
        env={**os.environ, **one_thread},
        capture_output=True,
        text=True,
        check=True,
    )
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _best(rounds: Sequence[dict[str, float]], by: str) -> dict[str, float]:
    return max(rounds, key=lambda each: each[by])


def main() -> None:
    """Print the tables, or with an argument measure one contender."""
    if len(sys.argv) > 1:
        what = sys.argv[1]
        print(json.dumps(latency() if what == "latency" else measure(what)))
        return
    rounds = [
        {contender: _in_own_process(contender) for contender in CONTENDERS} for _ in range(ROUNDS)
    ]
    figures = {
        contender: _best([each[contender] for each in rounds], "per_second")
        for contender in CONTENDERS
    }
    base = figures[CONTENDERS[0]]
    print(f"\nEngine: {base['messages']:.0f} chat messages, one core\n")
    print("| contender | messages/s | × one by one | peak MiB | ready after s |")
    print("|---|---:|---:|---:|---:|")
    for contender, each in figures.items():
        ratio = each["per_second"] / base["per_second"]
        print(
            f"| {contender} | {each['per_second']:.0f} | {ratio:.1f} "
            f"| {each['peak_mib']:.0f} | {each['loading']:.1f} |"
        )
    warm = min((_in_own_process("latency") for _ in range(ROUNDS)), key=lambda each: each["p99"])
    print(
        f"\n{warm['sessions']:.0f} sessions of {OF_A_SESSION} messages, warm: "
        f"p50 {warm['p50']:.0f} ms, p99 {warm['p99']:.0f} ms"
    )


if __name__ == "__main__":
    main()
