"""The figures as a page of its own: static, no script, nothing fetched, no text of any chat."""

from collections.abc import Callable, Iterable, Iterator
from html import escape
from importlib.resources import files

from redactor.evaluate import figures, plots
from redactor.evaluate.report import Report, Run
from redactor.evaluate.scoring import Score
from redactor.evaluate.tables import (
    NOTHING,
    decimal,
    interval,
    percent,
    recall_and_precision,
    wanted,
)

COLOURS = 5
FEW = 5
"""Entities with fewer values than this stand apart: a share of so few says little."""

_SUMMARY: tuple[tuple[str, Callable[[Score], str]], ...] = (
    ("Sessions that leak", lambda score: percent(figures.leak_rate(score))),
    ("95 % interval", interval),
    ("Values fully covered", lambda score: percent(figures.overall(score).covered)),
    ("Values touched", lambda score: percent(figures.overall(score).touched)),
    ("Precision", lambda score: percent(figures.overall(score).precision)),
    ("Precision, right kind", lambda score: percent(figures.overall(score).typed)),
    ("F1", lambda score: decimal(figures.overall(score).f1)),
    ("F2", lambda score: decimal(figures.overall(score).f2)),
    ("Over-masked per 1,000", lambda score: decimal(figures.overmasked_per_1000(score), 1)),
    ("Precision of words", lambda score: percent(figures.word_precision(score))),
    ("Sessions held back", lambda score: str(score.held_back.total())),
)
_WORDS = (
    ("Leaks", "A session leaks when one letter or digit of one value stays readable."),
    (
        "Held back",
        "A session that failed closed shows nothing. It counts as one that does not leak.",
    ),
    ("Covered, touched", "Of the values that must be masked: all letters and digits, or any."),
    ("Precision", "Of what was masked, the share that overlaps something personal."),
    ("Right kind", "The share that overlaps something personal and calls it what it is."),
    ("F1, F2", "Means of precision and values fully covered; F2 weighs the latter four times."),
    ("Precision of words", "Of the masked words, the share that belongs to something personal."),
    ("Over-masked", "Masked words in a thousand that are nobody's."),
    ("95 % interval", "Wilson's, for a share of so many sessions."),
)


def as_page(report: Report) -> str:
    """The page as HTML."""
    style = files("redactor").joinpath("evaluate", "page.css").read_text("utf-8")
    title = f"Detection on {escape(report.folder)}"
    body = "\n".join(_sections(report, title))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _sections(report: Report, title: str) -> Iterator[str]:
    yield f"<h1>{title}</h1>"
    yield f"<p>{report.chats} marked chats, policy {escape(report.policy)}.</p>"
    yield from (
        f'<div class="version {_colour(number)}"><span class="swatch"></span>'
        f"{escape(run.title)} ({escape(run.version)})</div>"
        for number, run in enumerate(report.runs)
    )
    yield _summary(report)
    yield from _leaks(report)
    yield from _recall(report)
    yield from _overmasking(report)
    yield "<h2>All figures</h2>"
    yield from (_all_figures(run) for run in report.runs)
    words = "".join(f"<dt>{escape(term)}</dt><dd>{escape(says)}</dd>" for term, says in _WORDS)
    yield f"<h2>What it means</h2><dl>{words}</dl>"


def _summary(report: Report) -> str:
    rows = [[label, *(of(run.total) for run in report.runs)] for label, of in _SUMMARY]
    return _table(("", *(run.title for run in report.runs)), rows)


def _leaks(report: Report) -> Iterator[str]:
    yield "<h2>Sessions that leak</h2>"
    yield '<p class="soft">Dot: measured. Line: 95 % interval. Left is 0 %, right is 100 %.</p>'
    for name, scores in _all_and_slices(report):
        yield f"<h3>{escape(name)} <small>{max(each.chats for each in scores)} chats</small></h3>"
        for number, (run, each) in enumerate(zip(report.runs, scores, strict=True)):
            low, high = figures.wilson(each.leaking, each.chats)
            plot = plots.interval(low, figures.leak_rate(each) or 0.0, high)
            yield _row(number, run, plot, percent(figures.leak_rate(each)))


def _recall(report: Report) -> Iterator[str]:
    yield "<h2>Recall by entity</h2>"
    yield '<p class="soft">Solid: fully covered, the figure beside it. Pale: touched.</p>'
    counts = wanted(report)
    yield from _recall_of(report, {each: n for each, n in counts.items() if n >= FEW})
    if few := {each: n for each, n in counts.items() if n < FEW}:
        yield f"<details><summary>{len(few)} entities with fewer than {FEW} values</summary>"
        yield from _recall_of(report, few)
        yield "</details>"


def _recall_of(report: Report, entities: dict[str, int]) -> Iterator[str]:
    found = [figures.by_entity(run.total) for run in report.runs]
    for entity, values in entities.items():
        yield f"<h3>{escape(entity)} <small>{values} values</small></h3>"
        for number, (run, each) in enumerate(zip(report.runs, found, strict=True)):
            touched = each[entity].touched if entity in each else None
            covered = each[entity].covered if entity in each else None
            yield _row(number, run, plots.bar(touched or 0.0, covered or 0.0), percent(covered))


def _overmasking(report: Report) -> Iterator[str]:
    groups = list(_all_and_slices(report))
    most = max((_over(each) for _, scores in groups for each in scores), default=0.0) or 1.0
    yield "<h2>Over-masking</h2>"
    yield f'<p class="soft">Masked words per 1,000 harmless ones; right is {most:.0f}.</p>'
    for name, scores in groups:
        yield f"<h3>{escape(name)}</h3>"
        for number, (run, each) in enumerate(zip(report.runs, scores, strict=True)):
            length = _over(each) / most
            yield _row(number, run, plots.bar(length, length), decimal(_over(each), 1))


def _all_and_slices(report: Report) -> Iterator[tuple[str, list[Score]]]:
    if report.runs:
        yield "All", [run.total for run in report.runs]
        for name in report.runs[0].slices:
            yield name, [run.slices[name] for run in report.runs]


def _over(score: Score) -> float:
    return figures.overmasked_per_1000(score) or 0.0


def _row(number: int, run: Run, plot: str, figure: str) -> str:
    return (
        f'<div class="row {_colour(number)}"><span><span class="swatch"></span>'
        f"{escape(run.title)}</span>{plot}<span>{escape(figure)}</span></div>"
    )


def _all_figures(run: Run) -> str:
    entities = [
        [entity, str(each.values) if each.values else NOTHING, *recall_and_precision(each)]
        for entity, each in figures.by_entity(run.total).items()
    ]
    slices = [
        [name, str(each.chats), *recall_and_precision(figures.overall(each))]
        for name, each in run.slices.items()
    ]
    head = ("touched", "covered", "precision", "right kind", "F1", "F2")
    return (
        f"<details><summary>{escape(run.title)}</summary>"
        f"{_table(('entity', 'values', *head), entities)}"
        f"{_table(('slice', 'chats', *head), slices)}</details>"
    )


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    lines = "".join(f"<tr>{_cells(row)}</tr>" for row in rows)
    return (
        f'<div class="scroll"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{lines}</tbody></table></div>"
    )


def _cells(row: Iterable[str]) -> str:
    first, *others = map(escape, row)
    return f'<th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in others)


def _colour(number: int) -> str:
    return f"engine{number % COLOURS}"
