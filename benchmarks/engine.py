"""Messages per second and peak memory of the engine beside stock Presidio, one core, one run.

`python -m benchmarks.engine` prints the table. Each contender runs in a process of its own with
one thread, on the messages of the sample chats, none of them seen before by that process.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import replace

from redactor import Message, Role, Session
from service.demo.chatfile import read_chats

CONTENDERS = ("stock Presidio, one by one", "stock Presidio, in batches", "chat-redactor")
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


def measure(contender: str) -> dict[str, float]:
    """Run one contender in this process."""
    warm, *chats = sessions()
    texts = [message.text for chat in chats for message in chat.messages]
    loading = time.perf_counter()
    if contender == "chat-redactor":
        from redactor import Redactor

        engine = Redactor()
        loading = time.perf_counter() - loading
        engine.redact(warm)
        started = time.perf_counter()
        count = sum(1 for _ in engine.redact_many(iter(chats)))
        assert count == len(chats)
    else:
        from benchmarks.stock_presidio import StockPresidio

        stock = StockPresidio()
        loading = time.perf_counter() - loading
        run = stock.one_by_one if contender.endswith("by one") else stock.in_batches
        run([message.text for message in warm.messages])
        started = time.perf_counter()
        run(texts)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "messages": len(texts),
        "per_second": len(texts) / seconds,
        "peak_mib": peak,
        "loading": loading,
    }


def latency() -> dict[str, float]:
    """Milliseconds for a session of 20 messages, warm."""
    from redactor import Redactor

    engine = Redactor()
    texts = [message for chat in sessions() for message in chat.messages]
    engine.redact(Session(id="warm", messages=tuple(texts[:20])))
    taken = []
    for start in range(20, len(texts) - 20, 10):
        some = texts[start : start + 20]
        unseen = tuple(replace(message, text=f"{message.text} ") for message in some)
        chat = Session(id=str(start), messages=unseen)
        before = time.perf_counter()
        engine.redact(chat)
        taken.append((time.perf_counter() - before) * 1000)
    cut = statistics.quantiles(taken, n=100)
    return {"p50": cut[49], "p99": cut[98]}


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


def main() -> None:
    """Print the table, or with an argument measure one contender."""
    if len(sys.argv) > 1:
        what = sys.argv[1]
        print(json.dumps(latency() if what == "latency" else measure(what)))
        return
    figures = {contender: _in_own_process(contender) for contender in CONTENDERS}
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
    warm = _in_own_process("latency")
    print(f"\nA session of 20 messages, warm: p50 {warm['p50']:.0f} ms, p99 {warm['p99']:.0f} ms")


if __name__ == "__main__":
    main()
