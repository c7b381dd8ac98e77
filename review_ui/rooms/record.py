"""The record of processing (Art. 30 GDPR): from the live settings, in plain words, to print."""

import json
from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from models.rights.processing_record import ProcessingRecord, read_record
from redactor import Action
from review_ui.dependencies import needs
from review_ui.entities import entity_words
from review_ui.permissions import Permission
from review_ui.policy_facts import PolicyFacts
from review_ui.visits import Visit
from review_ui.words import count_words, moment_words

router = APIRouter()
NONE_NAMED = "None. Nothing leaves the machine."
PURPOSE = (
    (
        "Chat sessions are reviewed internally to improve customer service. Any other look at an "
        "original wants a reason and a second person, and ends by itself."
    ),
)
SUBJECTS = (
    "Visitors of the company's websites who write in the messenger, and people they mention.",
    "Employees who answer chats, and employees who work with this service.",
)
COLLECTED = (
    "What visitors and agents write.",
    (
        "What the vendor tells of a visitor: name, e-mail address, phone number, company,"
        " username, "
        "place, network address, page, and attributes the website gives the messenger."
    ),
    "Of employees: name, e-mail address, role, sign-ins, and every look at a session.",
)
PROTECTED = (
    (
        "Personal data is masked before anybody reads a chat; what cannot be masked with certainty "
        "is read by nobody."
    ),
    (
        "Originals and deliveries are encrypted (AES-256), each session with a key of its own, "
        "wrapped by a master key that is kept elsewhere."
    ),
    (
        "Only employees have accounts; contractors and clients are refused. Accounts can end by "
        "themselves."
    ),
    (
        "Every look is written to an access log before the page is sent. The log is append-only, "
        "hash-chained and signed; changing it is found."
    ),
    "Who may look is decided by role and purpose: administrators and auditors read no chat.",
    (
        "What is deleted is deleted for good: its key is destroyed, so copies in backups are "
        "unreadable too."
    ),
)
RIGHTS = (
    (
        "Access, correction, erasure and objection are worked on by two privacy officers within a "
        "month."
    ),
    "Visitors who seem to be under 16 are held back from review until an officer decides.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence; `name` is how it begins where somebody outside wrote that, in any direction."""

    name: str = ""
    words: str = ""

    @property
    def whole(self) -> str:
        """The sentence as one text."""
        return self.name + self.words


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One part of the record: what it answers, in sentences."""

    code: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordContext:
    """The record on one day."""

    template: ClassVar[str] = "record.html"
    room: ClassVar[str] = "/policy"
    title: str = "Record of processing"
    made: str
    statements: tuple[Statement, ...]


@router.get("/record")
def show_record(visit: Annotated[Visit, needs(Permission.RECORD_READ)]) -> HTMLResponse:
    """Show the record as it stands now."""
    with visit.act() as act:
        record = read_record(act)
    return visit.page(
        RecordContext(
            made=moment_words(record.at, visit.zone),
            statements=statements(record, visit.desk.policy),
        ),
        ("Policy", "/policy"),
        ("Record of processing", ""),
    )


@router.get("/record.json")
def export_record(visit: Annotated[Visit, needs(Permission.RECORD_READ)]) -> Response:
    """Send the record as JSON."""
    with visit.act() as act:
        record = read_record(act, exported=True)
    told = {
        "format": "chat-redactor/record-of-processing/v1",
        "at": record.at.isoformat(),
        **{s.code: [line.whole for line in s.lines] for s in statements(record, visit.desk.policy)},
    }
    return Response(
        json.dumps(told, ensure_ascii=False, indent=2) + "\n",
        media_type="application/json; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="record-of-processing-'
            f'{record.at:%Y-%m-%d}.json"'
        },
    )


def statements(record: ProcessingRecord, facts: PolicyFacts) -> tuple[Statement, ...]:
    """Return the parts of the record in the order of Art. 30(1)."""
    return tuple(
        Statement(code=code, title=title, lines=lines)
        for code, title, lines in (
            (
                "controller",
                "Who is responsible",
                tuple(Line(name=name) for name in facts.controller),
            ),
            ("purposes", "Why", _plain(PURPOSE)),
            ("subjects", "Whose data", _plain(SUBJECTS)),
            ("data", "What is collected", _plain(COLLECTED)),
            ("sources", "From where", _sources(record)),
            ("access", "Who sees it", _plain(_roles(record))),
            ("recipients", "Who else receives anything", _plain(facts.recipients or (NONE_NAMED,))),
            ("transfers", "Transfers to other countries", _plain((facts.transfers,))),
            ("storage", "Where it is kept", _plain(facts.storage)),
            ("retention", "How long", _plain(facts.retention)),
            (
                "protection",
                "How it is protected",
                _plain((*_masking(facts), *PROTECTED, *facts.protection)),
            ),
            ("rights", "What people can ask for", _plain((*RIGHTS, *_objections(record)))),
        )
    )


def _masking(facts: PolicyFacts) -> tuple[str, ...]:
    """What the policy in force masks; nothing where nobody said which it is."""
    if not facts.facts:
        return ()
    masked = sum(fact.action is not Action.KEEP for fact in facts.facts)
    kept = "; ".join(
        sorted(
            entity_words(f.entity).lower() + f.unless_words
            for f in facts.facts
            if f.action is Action.KEEP
        )
    )
    masks = f"it masks {count_words(masked, 'kind')} of personal data"
    readable = f" and keeps readable: {kept}" if kept else ""
    return (f"The policy in force is {facts.name}: {masks}{readable}.",)


def _plain(sentences: tuple[str, ...]) -> tuple[Line, ...]:
    return tuple(Line(words=sentence) for sentence in sentences)


def _sources(record: ProcessingRecord) -> tuple[Line, ...]:
    if not record.sources:
        return (Line(words="No source delivers."),)
    return tuple(
        Line(
            name=source.name,
            words=f" ({source.vendor})"
            + (
                f": reviewed only where a field says that the person "
                f"{' and '.join(about.words for about in source.wants)}."
                if source.wants
                else "."
            ),
        )
        for source in record.sources
    )


def _roles(record: ProcessingRecord) -> tuple[str, ...]:
    return tuple(
        f"{each.role.words}: {count_words(each.people, 'person', 'people')}, for "
        f"{' or '.join(purpose.words.lower() for purpose in each.purposes)}."
        for each in record.roles
    )


def _objections(record: ProcessingRecord) -> tuple[str, ...]:
    if not record.objections:
        return ("Nobody objects at present.",)
    return (f"{count_words(record.objections, 'objection is', 'objections are')} in force.",)
