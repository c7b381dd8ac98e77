"""The figures as tables for the terminal, which are Markdown too."""

from collections.abc import Iterator, Sequence

from redactor.evaluate import figures
from redactor.evaluate.report import Report, Run
from redactor.evaluate.scoring import Score

NOTHING = "–"
_RECALL = ("touched", "covered", "precision", "typed", "F1", "F2")
_SESSIONS = ("leak rate", "95 % interval", "over-masked ‰", "word precision", "failed closed")


def tables(report: Report) -> str:
    """Everything: the engines side by side, then each run by entity and by slice."""
    return "\n\n".join(_sections(report))


def percent(value: float | None) -> str:
    """A share as `53.8 %`."""
    return NOTHING if value is None else f"{100 * value:.1f} %"


def interval(score: Score) -> str:
    """The interval of the leak rate as `42.9–64.3 %`."""
    low, high = figures.wilson(score.leaking, score.chats)
    return f"{100 * low:.1f}–{100 * high:.1f} %"


def decimal(value: float | None, digits: int = 3) -> str:
    """A figure as `0.964`."""
    return NOTHING if value is None else f"{value:.{digits}f}"


def recall_and_precision(each: figures.Figures) -> list[str]:
    """The figures in the order of the tables' heads."""
    shares = (each.touched, each.covered, each.precision, each.typed, each.f1, each.f2)
    return [decimal(value) for value in shares]


def wanted(report: Report) -> dict[str, int]:
    """The entities of which something is wanted, with how many values, the most frequent first."""
    counts: dict[str, int] = {}
    for run in report.runs:
        for entity, each in run.total.entities.items():
            counts[entity] = max(each.values, counts.get(entity, 0))
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _sections(report: Report) -> Iterator[str]:
    yield f"{report.folder}: {report.chats} chats, policy {report.policy}"
    yield _table(
        ("engine", *_RECALL, *_SESSIONS),
        [[run.title, *_row(run.total)] for run in report.runs],
    )
    if len(report.runs) > 1:
        yield "Fully covered, by entity"
        yield _side_by_side(report)
    for run in report.runs:
        yield f"{run.title} ({run.version}), by entity"
        yield _entities(run)
        if run.slices:
            yield f"{run.title}, by slice"
            yield _table(
                ("slice", "chats", *_RECALL, *_SESSIONS),
                [[name, str(each.chats), *_row(each)] for name, each in run.slices.items()],
            )


def _row(score: Score) -> list[str]:
    return [
        *recall_and_precision(figures.overall(score)),
        percent(figures.leak_rate(score)),
        interval(score),
        decimal(figures.overmasked_per_1000(score), 1),
        decimal(figures.word_precision(score)),
        str(score.held_back.total()),
    ]


def _entities(run: Run) -> str:
    rows = [
        [entity, str(each.values), *recall_and_precision(each)]
        for entity, each in figures.by_entity(run.total).items()
    ]
    return _table(("entity", "values", *_RECALL), rows)


def _side_by_side(report: Report) -> str:
    found = [figures.by_entity(run.total) for run in report.runs]
    rows = [
        [
            entity,
            str(values),
            *(decimal(each[entity].covered if entity in each else None) for each in found),
        ]
        for entity, values in wanted(report).items()
    ]
    return _table(("entity", "values", *(run.title for run in report.runs)), rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table with columns wide enough to be read as it is; figures to the right."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    rule = [f"{'-' * (width + 1)}{':' if place else '-'}" for place, width in enumerate(widths)]
    lines = [_line(head, widths), f"|{'|'.join(rule)}|", *(_line(row, widths) for row in rows)]
    return "\n".join(lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = zip(cells, widths, strict=True)
    padded = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]
    return f"| {' | '.join(padded)} |"
