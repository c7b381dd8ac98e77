"""The engine, step by step: read, find, understand, know the person, decide, mask, look again."""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from traceback import walk_tb

from redactor.agreement import agree
from redactor.bounds import find_excess
from redactor.card_talk import find_card_talk
from redactor.conversation import MOST_CHARACTERS, RedactedMessage, RedactedSession, Role, Session
from redactor.corrections import find_corrections
from redactor.detection import Detector, TextDetector
from redactor.dialogue import understand
from redactor.errors import FailedClosed
from redactor.identity_values import meanings
from redactor.known_births import find_births_again
from redactor.known_person import People, know, name_words
from redactor.labels import Labels
from redactor.language import REASON, is_foreign, is_unknown
from redactor.lines import Line, alone, chats_of
from redactor.masking import Masked, Masker
from redactor.policy import Decision, Policy
from redactor.recognizers import DEFAULT_COUNTRIES
from redactor.second_look import ROUNDS, find_survivors
from redactor.signs import find_signs, flags_of
from redactor.spans import Span, trim
from redactor.split_values import find_split
from redactor.things import find_bots
from redactor.turns import Turn
from redactor.vendors import find_vendors
from redactor.version import __version__

BATCH_MESSAGES = 256
"""So many messages, of however many sessions, go through the model at once; none counts as one."""

LAYERS = ("model", "context", "reading", "questions", "splits", "known_person")
"""What an engine may be made without: the language model; what was said before, as the model reads
it; the folding of odd writing; what a question says of its answer, as the rules understand it;
values in several messages; known values sought elsewhere."""

_log = logging.getLogger(__name__)

Found = dict[int, list[Span]]


class Redactor:
    """Turns sessions into redacted sessions; raises FailedClosed rather than let one through.

    `policy` is a packaged policy's name, a path or a `Policy`; `countries` (ISO 3166-1 alpha-2)
    are those whose phones and national numbers are sought; `allow` holds product and brand
    words that are no personal data. `without` leaves out some of `LAYERS`, to measure what
    they buy. A message of more than `most_characters` fails its session closed, since looking
    through it could take for ever, and so does more told of people than can be sought. Raises
    PolicyInvalid and ModelMissing. Safe to share between threads, and so is a detector between
    several; in it they wait for each other.
    """

    def __init__(
        self,
        policy: str | Path | Policy = "standard",
        *,
        countries: Iterable[str] = DEFAULT_COUNTRIES,
        allow: Iterable[str] = (),
        detector: Detector | None = None,
        without: Collection[str] = (),
        most_characters: int = MOST_CHARACTERS,
    ) -> None:
        loaded = policy if isinstance(policy, Policy) else Policy.load(policy)
        self.policy = loaded.allowing(allow)
        self._strict = Policy.load("strict").allowing(allow)
        self._without = frozenset(without)
        self._most_characters = most_characters
        self._detector = detector or load_detector(countries, model="model" not in self._without)

    @property
    def stamp(self) -> tuple[str, str, str]:
        """Policy, engine and model, as they stand in what it redacts."""
        return self.policy.stamp, __version__, self._detector.model

    def redact(self, session: Session) -> RedactedSession:
        """Return `session` without personal data; FailedClosed if that cannot be sworn to."""
        return next(self.redact_many([session]))

    def redact_many(
        self,
        sessions: Iterable[Session],
        *,
        on_failure: Callable[[FailedClosed], None] | None = None,
    ) -> Iterator[RedactedSession]:
        """Yield the redacted sessions in order, lazily, a batch at a time.

        A session that fails closed is left out and given to `on_failure`, in its turn; without
        `on_failure` the error is raised.
        """
        for batch in _batches(sessions):
            for result in self._redact_each(batch):
                if isinstance(result, RedactedSession):
                    yield result
                elif on_failure:
                    on_failure(result)
                else:
                    raise result

    def _redact_each(self, batch: Sequence[Session]) -> Iterator[RedactedSession | FailedClosed]:
        """Redact a batch without the sessions that are too much, which fail in their turn."""
        too_much = [find_excess(session, self._most_characters) for session in batch]
        fit = [session for session, failure in zip(batch, too_much, strict=True) if not failure]
        done = iter(self._redact_batch(fit) if fit else ())
        for failure in too_much:
            yield failure or next(done)

    def _redact_batch(self, batch: Sequence[Session]) -> list[RedactedSession | FailedClosed]:
        """Find in all messages at once; if that fails, session by session, to spare the others."""
        try:
            turns = [self._read(session) for session in batch]
            found = self._find(turns)
        except Exception as error:  # whatever it is, it may quote text and must not get out
            if len(batch) == 1:
                return [_engine_error(batch[0], error)]
            return [result for session in batch for result in self._redact_batch([session])]
        return [self._redact_one(*each) for each in zip(batch, turns, found, strict=True)]

    def _redact_one(
        self, session: Session, turns: Sequence[Turn], found: Found
    ) -> RedactedSession | FailedClosed:
        try:
            return self._understand_and_mask(session, turns, found)
        except FailedClosed as failure:
            return failure
        except Exception as error:  # as above
            return _engine_error(session, error)

    def _read(self, session: Session) -> list[Turn]:
        plainly = "reading" in self._without
        return [
            Turn.of(index, message, plainly=plainly)
            for index, message in enumerate(session.messages)
        ]

    def _find(self, sessions: Sequence[Sequence[Turn]]) -> list[Found]:
        """Find in every reading of every message, in one pass over all of them."""
        chats = [
            (number, chat) for number, turns in enumerate(sessions) for chat in self._chats(turns)
        ]
        found: list[Found] = [{turn.index: [] for turn in turns} for turns in sessions]
        results = self._detector.find([[line.said for line in chat] for _, chat in chats])
        for (number, chat), messages in zip(chats, results, strict=True):
            for line, spans in zip(chat, messages, strict=True):
                found[number][line.turn.index] += line.spans(spans)
        return found

    def _chats(self, turns: Sequence[Turn]) -> list[list[Line]]:
        return chats_of(turns) if "context" not in self._without else alone(turns)

    def _understand_and_mask(
        self, session: Session, turns: Sequence[Turn], found: Found
    ) -> RedactedSession:
        self._read_between(turns, found)
        people = know(session, turns, found)
        if "known_person" not in self._without:
            for turn in turns:
                found[turn.index] += people.values.find(turn)
        decisions = {turn.index: self._decide(turn, found[turn.index]) for turn in turns}
        texts = {turn.index: turn.message.text for turn in turns}
        decisions = agree(
            decisions,
            texts,
            find_bots(turns),
            find_vendors(turns),
            keeps=self.policy.always_keeps,
        )
        labels = Labels(people)
        identity = {
            field: labels.of(entity, means) for field, entity, means in meanings(session.identity)
        }
        masked = self._mask(session, texts, decisions, labels)
        if not self.policy.any_language and is_unknown(
            masked[turn.index] for turn in turns if turn.by_visitor
        ):
            raise FailedClosed(session.id, REASON)
        signs = find_signs(turns, found)
        return RedactedSession(
            id=session.id,
            policy=self.policy.stamp,
            engine=__version__,
            model=self._detector.model,
            messages=tuple(
                _redacted(turn, masked[turn.index], _speaker(turn, people, labels))
                for turn in turns
            ),
            identity=identity,
            flags=flags_of(signs),
            signs=signs,
        )

    def _read_between(self, turns: Sequence[Turn], found: Found) -> None:
        """Add to `found` what the messages show together: answers, parts, corrections."""
        if "questions" not in self._without:
            for index, spans in understand(turns, found).items():
                found[index] += spans
        if "splits" not in self._without:
            for index, span in find_split(turns, self._detector):
                found[index].append(span)
        if "questions" not in self._without:
            for find in (find_card_talk, find_corrections, find_births_again):
                for index, span in list(find(turns, found)):
                    found[index].append(span)

    def _decide(self, turn: Turn, spans: Sequence[Span]) -> list[Decision]:
        """Return what becomes of spans of the reading, as spans of the original message."""
        text = turn.message.text
        original = (turn.to_original(span) for span in spans if span.start < span.end)
        trimmed = [span for each in original if (span := trim(each, text))]
        foreign = turn.by_visitor and is_foreign(turn.text, spans)
        return (self._strict if foreign else self.policy).decide(trimmed, text)

    def _mask(
        self,
        session: Session,
        texts: Mapping[int, str],
        decisions: dict[int, list[Decision]],
        labels: Labels,
    ) -> Mapping[int, Masked]:
        """Mask, look again, mask what survived; fail closed if something still does."""
        masker = Masker(self.policy, labels)
        masked = {index: masker.mask(text, decisions[index]) for index, text in texts.items()}
        for _ in range(ROUNDS):
            survivors = find_survivors(texts, masked, detector=self._detector, policy=self.policy)
            if not survivors:
                return masked
            for index, made in survivors.items():
                decisions[index] += made
                masked[index] = masker.mask(texts[index], decisions[index])
        raise FailedClosed(session.id, "survivor", sum(map(len, survivors.values())))


def load_detector(
    countries: Iterable[str] = DEFAULT_COUNTRIES, *, model: "bool | Path" = True
) -> Detector:
    """Return the detector with the packaged model, one in a folder, or none: with rules alone.

    Raises ModelMissing.
    """
    from redactor import ner
    from redactor.recognizers import build_recognizers

    recognizers = build_recognizers(countries)
    if model is False:
        return TextDetector(None, recognizers, model="none@0")
    folder = model if isinstance(model, Path) else ner.FOLDER
    return TextDetector(ner.load_encoder(folder), recognizers, model=ner.name_of(folder))


def _engine_error(session: Session, error: Exception) -> FailedClosed:
    """Log what went wrong and where, without the message, which may quote text."""
    *_, (frame, line) = walk_tb(error.__traceback__)
    place = f"{Path(frame.f_code.co_filename).name}:{line}"
    _log.error("engine error: %s at %s", type(error).__name__, place)
    return FailedClosed(session.id, "engine_error")


def _batches(sessions: Iterable[Session]) -> Iterator[list[Session]]:
    batch: list[Session] = []
    size = 0
    for session in sessions:
        batch.append(session)
        size += len(session.messages) or 1
        if size >= BATCH_MESSAGES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _speaker(turn: Turn, people: People, labels: Labels) -> str:
    """Return the label of whoever wrote the message, or "" where nobody is named."""
    words = name_words(turn.message.speaker)
    if not words or turn.message.role is Role.SYSTEM:
        return ""
    who = people.who(words)
    return labels.of("PERSON", who) if who else ""


def _redacted(turn: Turn, masked: Masked, speaker: str) -> RedactedMessage:
    message = turn.message
    return RedactedMessage(
        id=message.id,
        role=message.role,
        text=masked.text,
        findings=masked.findings,
        masks=masked.masks,
        at=message.at,
        speaker=speaker,
    )
