"""The scorecard as a form: what was given, what was typed, what is missing. Nothing is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo

from models.review.reviews import Criterion, CriterionKind, Review, Scorecard
from review_ui.words import count_words, moment_words

_PREFIX = "score-"
MOST_COMMENT = 4000
WORDS = {"yes": "Yes", "no": "No", "na": "n/a"}
SPOKEN = {
    "1": "1, poor",
    "2": "2, fair",
    "3": "3, good",
    "4": "4, excellent",
    "yes": "Yes",
    "no": "No",
    "na": "not applicable",
}
_OUT = "Take it out and save again: others read comments, and nothing in them is masked."
PROBLEMS = {
    "conflict": "This session already has your published review. Nothing was overwritten; what "
    "you typed stands below.",
    "moved": "The chat went on while you were reading; it is shown as it is now. Nothing was "
    "saved. What you gave stands below: read what is new and send it again.",
    "comment_long": "The comment is too long. Shorten it and save again.",
    "comment_email": f"The comment seems to hold an e-mail address. {_OUT}",
    "comment_number": f"The comment seems to hold a phone or another long number. {_OUT}",
    "comment_account": f"The comment seems to hold a bank account. {_OUT}",
    "comment_link": f"The comment seems to hold a link. {_OUT}",
    "comment": "The comment holds characters that cannot be kept. Change it and save again.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What the form held when it was sent, and which revision of the session it was about."""

    scores: Mapping[str, str]
    comment: str
    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer; `key` is the key that gives it."""

    value: str
    shown: str
    spoken: str
    key: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One criterion of the form."""

    id: str
    name: str
    help: str
    options: tuple[Option, ...]
    missing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The scorecard with what stands on it. `published` is read only.

    `unsaved_given` and `unsaved_comment` were typed after all was published, or too late.
    """

    name: str
    state: str
    published: bool
    lines: tuple[Line, ...]
    given: tuple[tuple[str, str], ...]
    comment: str
    problem: str
    missing: tuple[tuple[str, str], ...]
    typed: bool
    revision: int | None
    unsaved_given: tuple[tuple[str, str], ...] = ()
    unsaved_comment: str = ""


def read_typed(form: Mapping[str, str]) -> Typed:
    """Return the scores and the comment of a form."""
    return Typed(
        scores={
            name.removeprefix(_PREFIX): value
            for name, value in form.items()
            if name.startswith(_PREFIX) and value
        },
        comment=form.get("comment", "").strip(),
        revision=_revision(form.get("revision", "")),
    )


def build_card(
    scorecard: Scorecard,
    review: Review | None,
    typed: Typed | None,
    *,
    revision: int,
    grown: bool,
    zone: tzinfo,
    missing: tuple[str, ...] = (),
    problem: str = "",
) -> Card:
    """Return the card: what was typed comes before what was saved.

    `revision` is that of the session shown. `grown` says that it went on after the review was
    published, and waits for a new one: the card then begins with the scores of the last.
    """
    published = review is not None and review.published and not grown
    saved = Typed(scores=review.scores, comment=review.comment) if review else None
    shown = saved if published else typed or saved
    shown = shown or Typed(scores={}, comment="")
    names = {criterion.id: criterion.name for criterion in scorecard.criteria}
    return Card(
        name=scorecard.name,
        state=_state(review, zone) + (", before the chat went on" if grown else ""),
        published=published,
        lines=tuple(_line(c, shown.scores, missing) for c in scorecard.criteria),
        given=given(shown.scores, names),
        comment=shown.comment,
        problem=_problem(problem, missing),
        missing=tuple((name, names.get(name, name)) for name in missing),
        typed=typed is not None,
        revision=revision,
        unsaved_given=given(typed.scores, names) if published and typed else (),
        unsaved_comment=typed.comment if published and typed else "",
    )


def unsaved_card(scorecard: Scorecard | None, typed: Typed, *, problem: str) -> Card:
    """Return the form as it was sent, for when neither session nor review can be read.

    Without a scorecard the criteria are those that were scored: nothing typed is left out.
    """
    criteria = scorecard.criteria if scorecard else tuple(map(_bare, typed.scores.items()))
    return Card(
        name=scorecard.name if scorecard else "Scorecard",
        state="Not saved",
        published=False,
        lines=tuple(_line(criterion, typed.scores, ()) for criterion in criteria),
        given=(),
        comment=typed.comment,
        problem=problem,
        missing=(),
        typed=True,
        revision=typed.revision,
    )


def given(scores: Mapping[str, str], names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return each criterion with the score it was given, in the order of the scorecard."""
    inside = [id_ for id_ in names if id_ in scores]
    gone = [id_ for id_ in scores if id_ not in names]  # of an older scorecard
    return tuple(
        (names.get(id_, id_), WORDS.get(scores[id_], f"{scores[id_]} of 4"))
        for id_ in (*inside, *gone)
    )


def _revision(text: str) -> int | None:
    """Return the revision a form names; what is none is left to the records not to know."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None


def _bare(scored: tuple[str, str]) -> Criterion:
    id_, value = scored
    kind = CriterionKind.YES_NO if value in {"yes", "no"} else CriterionKind.SCALE
    return Criterion(id=id_, name=id_.replace("_", " ").capitalize(), help="", kind=kind)


def _line(criterion: Criterion, scores: Mapping[str, str], missing: tuple[str, ...]) -> Line:
    chosen = scores.get(criterion.id, "")
    keys = {"yes": "1", "no": "2"}
    return Line(
        id=criterion.id,
        name=criterion.name,
        help=criterion.help,
        options=tuple(
            Option(
                value=value,
                shown=WORDS.get(value, value),
                spoken=SPOKEN.get(value, value),
                key=keys.get(value, value),
                chosen=value == chosen,
            )
            for value in criterion.values
        ),
        missing=criterion.id in missing,
    )


def _state(review: Review | None, zone: tzinfo) -> str:
    if review is None:
        return "Not started"
    if review.published:
        return f"Published {moment_words(review.published_at, zone)}"
    return f"Draft saved {moment_words(review.updated_at, zone)}"


def _problem(problem: str, missing: tuple[str, ...]) -> str:
    if missing:
        return (
            f"Not published yet: {count_words(len(missing), 'criterion has', 'criteria have')} no "
            "score. Nothing you typed is lost. Give a score, or n/a where it does not apply."
        )
    if problem:
        return PROBLEMS.get(problem, "Something on the scorecard could not be read. Check it.")
    return ""
