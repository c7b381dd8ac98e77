"""Everything told afresh, part by part, while the network learns: no telling is read often.

A graphics card reads all that the steps before `train` wrote in seconds. So other processes go on
telling: each makes the same scenes, chats and messages, a part of them or told fewer times, about
people nobody has met yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, wait
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path

from redactor.ner.pieces import PieceReader
from redactor.ner.recipe.examples import read_examples
from redactor.ner.recipe.make_names import Maker
from redactor.ner.recipe.mix import capped, mixed
from redactor.ner.recipe.names import read_names
from redactor.ner.recipe.phrases import read_fills
from redactor.ner.recipe.retell import retell_all
from redactor.ner.recipe.rows import Row, rows_of
from redactor.ner.recipe.scenes import play_all
from redactor.ner.recipe.start import tokenizer_in
from redactor.ner.recipe.steps import Run
from redactor.ner.recipe.synthesise import TOLD, messages

PARTS = 12
"""Parts that are as much as a full run together."""

AT_ONCE = 4
"""Parts among which batches are drawn."""

Rows = Callable[[], Sequence[Row]]
"""What gives the next rows to learn from."""


def tell(run: Run, tokenizer: Path, number: int) -> list[Row]:
    """Part `number`: every chat told twice, every scene played once, a twelfth of the messages."""
    random = run.dice(f"part {number}")
    maker = Maker(names=read_names(run.corpora), fills=read_fills(), random=random)
    share = run.share / PARTS
    public = list(capped(list(read_examples(run.work / "public.jsonl")), random))
    public = random.sample(public, round(len(public) / PARTS))
    told = retell_all(maker, TOLD // PARTS, run.share)
    scenes = chain(play_all(maker, 1, run.share), told)
    reader = PieceReader(tokenizer_in(tokenizer))
    chats = mixed(maker, public, list(messages(maker, share)), scenes, share)
    return [row for chat in chats for row in rows_of(reader, chat) if (row.tags >= 0).any()]


@contextmanager
def retold(tell: Callable[[int], list[Row]], tellers: Executor, workers: int) -> Iterator[Rows]:
    """Gives the parts that were read least, while `workers` of the tellers tell more."""
    numbers = count()
    parts: list[list[Row]] = []
    times: list[int] = []
    asked = {tellers.submit(tell, next(numbers)) for _ in range(workers)}

    def rows() -> Sequence[Row]:
        while True:
            for each in [each for each in asked if each.done()]:
                asked.remove(each)
                parts.append(each.result())
                times.append(0)
                asked.add(tellers.submit(tell, next(numbers)))
            if len(parts) >= AT_ONCE:
                break
            wait(asked, return_when=FIRST_COMPLETED)
        least = sorted(range(len(parts)), key=times.__getitem__)[:AT_ONCE]
        for number in least:
            times[number] += 1
        return [row for number in least for row in parts[number]]

    try:
        yield rows
    finally:
        tellers.shutdown(wait=False, cancel_futures=True)
