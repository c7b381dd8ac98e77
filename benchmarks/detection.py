"""How well personal data is found in whole chats: recall, leak rate, over-masking.

`python -m benchmarks.detection [dev|held_out]` prints the tables, with and without identity.
`--misses` names, for `dev` only, what was missed.
"""

import sys
from dataclasses import replace
from pathlib import Path

from redactor import Identity, RedactedSession, Redactor
from redactor.evaluate.marked import MarkedChat, read_chats
from redactor.evaluate.scoring import Score, misses, score, wilson

CHATS = Path(__file__).parent / "chats"


def run(chats: list[MarkedChat], redactor: Redactor) -> list[tuple[MarkedChat, RedactedSession]]:
    """Redact every chat; one that failed closed shows nothing, so it counts as no result."""
    results = {
        each.id: each
        for each in redactor.redact_many(
            (chat.session for chat in chats),
            on_failure=lambda failure: print(
                f"{failure.session_id} failed closed: {failure.reason}"
            ),
        )
    }
    return [(chat, results[chat.session.id]) for chat in chats if chat.session.id in results]


def without_identity(chat: MarkedChat) -> MarkedChat:
    """The same chat from a visitor nobody knows."""
    return replace(chat, session=replace(chat.session, identity=Identity()))


def show(title: str, total: Score) -> None:
    """Print one table."""
    low, high = wilson(total.leaking, total.chats)
    print(f"\n{title}: {total.chats} chats")
    print(f"leak rate {total.leak_rate:.1%} (95 % interval {low:.1%} to {high:.1%})")
    print(f"precision of masked words {total.precision:.3f}; over-masked {_per_mille(total):.1f} ‰")
    print("\n| entity | values | touched | covered |\n|---|---:|---:|---:|")
    for entity, count in sorted(total.entities.items(), key=lambda pair: -pair[1].values):
        touched, covered = count.touched / count.values, count.covered / count.values
        print(f"| {entity} | {count.values} | {touched:.3f} | {covered:.3f} |")


def _per_mille(total: Score) -> float:
    return 1000 * total.overmasked / total.words if total.words else 0.0


def main() -> None:
    """Print the tables of one half of the benchmark."""
    half = "held_out" if "held_out" in sys.argv else "dev"
    chats = read_chats(CHATS / half)
    redactor = Redactor()
    known = run(chats, redactor)
    unknown = run([without_identity(chat) for chat in chats], redactor)
    show(f"{half}, identity as given", score(known))
    show(f"{half}, no identity", score(unknown))
    if "--misses" in sys.argv and half == "dev":
        for chat, redacted in unknown:
            for mark in misses(chat, redacted):
                text = chat.session.messages[mark.message].text
                print(
                    f"{chat.session.id} {mark.entity}: {text[mark.start : mark.end]!r}"
                    f" in {redacted.messages[mark.message].text!r}"
                )


if __name__ == "__main__":
    main()
