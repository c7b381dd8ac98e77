"""The proof: whether the access log is whole, and how that was found."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, ClassVar

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from models.log.access_log import Event
from models.log.anchor_health import CHECKPOINTS, Behind, known_health
from models.log.anchor_places import PlaceState, known_places
from models.log.verify import Part, Problem
from models.times import find_time
from review_ui.dependencies import needs
from review_ui.permissions import Permission
from review_ui.proof import Proof
from review_ui.visits import Visit, go
from review_ui.words import ago_words, count_words, length_words, moment_words

router = APIRouter()
MOST_SHOWN = 50
STATES = {
    "whole": ("ok", "Whole"),
    "broken": ("stop", "Not whole"),
    "judge": ("warn", "For you to judge"),
    "unchecked": ("", "Not checked"),
}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")
PLACES = {"file": "Anchor file", "command": "Command", "webhook": "Web address", "mail": "Mailbox"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of fact; `mark` is ok, warn or stop."""

    mark: str
    words: str
    todo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """One of the separate verdicts, with a sign and in words."""

    name: str
    mark: str
    state: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """One place of the anchors: how far it has come, and what is wrong with it."""

    name: str
    reached: str
    failing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofContext:
    """What was checked, and what was found."""

    template: ClassVar[str] = "proof.html"
    room: ClassVar[str] = "/log/proof"
    title: str = "Proof of the access log"
    fact: Fact
    checked_at: str
    count: str
    head: str
    anchored: str
    checkpoints: str
    newest: str
    window: str
    problems: tuple[Problem, ...]
    doubts: tuple[Problem, ...]
    more: int
    parts: tuple[PartLine, ...]
    places: tuple[PlaceLine, ...]
    stopped: bool


@router.get("/log/proof")
def show_proof(visit: Annotated[Visit, needs(Permission.LOG_VERIFY)]) -> HTMLResponse:
    """Show how the log was proven."""
    proof, _ = visit.desk.prover.proof()
    _log(visit, proof)
    health = known_health(visit.desk.records, visit.desk.anchor_every)
    lagging = {each.name: each for each in health.behind if not each.code}
    now = visit.desk.records.clock()
    verdict = proof.verdict
    return visit.page(
        ProofContext(
            fact=_fact(proof, ago_words(proof.checked_at, now)),
            checked_at=moment_words(proof.checked_at, visit.zone),
            count=count_words(verdict.count, "entry", "entries"),
            head=verdict.head,
            anchored=_anchored(proof),
            checkpoints=f"{proof.checkpoints:,}" if proof.checkpoints else "None yet",
            newest=_newest(proof, now, visit),
            window=_window(proof, visit.desk.anchor_every),
            problems=verdict.problems[:MOST_SHOWN],
            doubts=verdict.doubts[:MOST_SHOWN],
            more=max(0, len(verdict.problems) - MOST_SHOWN),
            parts=tuple(_part_line(part, visit) for part in verdict.parts),
            places=tuple(
                _place_line(place, lagging.get(place.name), visit)
                for place in known_places(visit.desk.records)
            ),
            stopped=CHECKPOINTS in health.codes,
        ),
        ("Access log", "/log"),
        ("Proof", ""),
    )


def _part_line(part: Part, visit: Visit) -> PartLine:
    """The verifier knows no time zone: its moments are said as all pages say them."""
    mark, state = STATES[part.state]

    def say(found: re.Match[str]) -> str:
        at = find_time(found[0])
        return moment_words(at, visit.zone) if at else found[0]

    words = _MOMENT.sub(say, part.words)
    words = words[:1].upper() + words[1:]
    return PartLine(name=part.name.capitalize(), mark=mark, state=state, words=words)


def _place_line(place: PlaceState, lag: Behind | None, visit: Visit) -> PlaceLine:
    at = moment_words(place.delivered_at, visit.zone)
    return PlaceLine(
        name=PLACES.get(place.name, place.name),
        reached=f"Entry {place.seq:,}" + (f", {at}" if at else "") if place.seq else "Nothing yet",
        failing=_failing(place, lag, visit),
    )


def _failing(place: PlaceState, lag: Behind | None, visit: Visit) -> str:
    """What is wrong with a place, empty where nothing is."""
    if since := moment_words(place.failing_since, visit.zone):
        return f"Fails since {since}: {place.code.replace('_', ' ')}"
    if lag is None:
        return ""
    lacks = count_words(lag.entries, "entry", "entries")
    return f"Lags since {moment_words(lag.since, visit.zone)}: {lacks} behind"


def _newest(proof: Proof, now: datetime, visit: Visit) -> str:
    """Which checkpoint was the newest when this was proven, and when it was written."""
    newest = proof.newest
    if newest is None:
        return ""
    at = find_time(newest.at)
    when = f", {moment_words(at, visit.zone)} ({ago_words(at, now)})" if at else ""
    return f"Entry {newest.seq:,}{when}"


def _anchored(proof: Proof) -> str:
    """Which checkpoint the log was found to agree with, where that is not the newest."""
    seq = proof.verdict.anchored_seq
    if proof.newest is None or proof.newest.seq == seq:
        return ""
    return f"Entry {seq:,}" if seq else "None"


def _window(proof: Proof, every: timedelta | None) -> str:
    """How long a rewrite could go unnoticed, and how much stood open when it was checked."""
    since = max(0, proof.verdict.count - (proof.verdict.anchored_seq or 0))
    entries = count_words(since, "entry was", "entries were")
    open_now = f"When this was checked, {entries} newer than any anchor."
    if every is None:
        return f"The time from one anchor to the next. {open_now}"
    return f"At most {length_words(every)}, while the service runs. {open_now}"


@router.post("/log/proof")
def prove_again(visit: Annotated[Visit, needs(Permission.LOG_VERIFY)]) -> Response:
    """Read the whole log again now."""
    proof, _ = visit.desk.prover.proof(fresh=True)
    _log(visit, proof)
    return go("/log/proof")


def state_fact(visit: Visit) -> Fact:
    """Return the line of fact for the head of the log."""
    proof, made_now = visit.desk.prover.proof()
    if made_now:
        _log(visit, proof)
    return _fact(proof, ago_words(proof.checked_at, visit.desk.records.clock()))


def _log(visit: Visit, proof: Proof) -> None:
    with visit.act() as act:
        act.log(Event.LOG_VERIFIED, count=proof.verdict.count, problems=len(proof.verdict.problems))


def _fact(proof: Proof, when: str) -> Fact:
    verdict = proof.verdict
    count = count_words(verdict.count, "entry", "entries")
    if not verdict.whole:
        first = min((p.seq for p in verdict.problems if p.seq is not None), default=None)
        since = f" since entry {first:,}" if first is not None else ""
        return Fact(
            mark="stop",
            words=f"Log not whole{since}: {count}, checked {when}.",
            todo="Keep the files as they are and tell your privacy officer. "
            "Compare with the newest anchor kept elsewhere.",
        )
    if not verdict.anchored:
        return Fact(
            mark="warn",
            words=f"Log whole, not anchored: {count}, checked {when}.",
            todo="Without an anchor kept elsewhere, a complete rewrite would not be noticed.",
        )
    if verdict.doubts:
        return Fact(
            mark="warn",
            words=f"Log whole, with {len(verdict.doubts)} to be judged: {count}, checked {when}.",
            todo="Nothing is forged, but something has to be explained. The proof says what.",
        )
    return Fact(
        mark="ok",
        words=f"Log whole: {count}, checked {when} against anchor {verdict.anchored_seq:,}.",
        todo="",
    )
