"""The steps of a request, taken in one go; and who asks."""

from collections.abc import Callable

from models.actors import Actor
from models.records import Records
from models.rights.identifiers import Identifier, IdentifierKind
from models.rights.request_decisions import approve_request
from models.rights.request_work import propose_decision, search_subject, verify_subject
from models.rights.subject_requests import Channel, Decision, Proof, RequestKind, open_request

KeepOne = Callable[..., str]
EMAIL = Identifier(kind=IdentifierKind.EMAIL, value="quackenbush@mail.example")
NAME = Identifier(kind=IdentifierKind.NAME, value="Chloe Quackenbush")


def take_in(
    records: Records,
    officer: Actor,
    kind: RequestKind = RequestKind.ACCESS,
    identifiers: tuple[Identifier, ...] = (EMAIL,),
) -> str:
    with records.act(officer) as act:
        request = open_request(act, kind, Channel.EMAIL, identifiers, received_at=act.now)
        search_subject(act, request)
    return request


def propose(records: Records, officer: Actor, request: str) -> None:
    with records.act(officer) as act:
        verify_subject(act, request, Proof.KNOWN_CONTACT)
        propose_decision(act, request, Decision.FULFIL)


def approved(
    records: Records, officer: Actor, second: Actor, kind: RequestKind = RequestKind.ACCESS
) -> str:
    request = take_in(records, officer, kind)
    propose(records, officer, request)
    with records.act(second) as act:
        approve_request(act, request)
    return request


def status_of(records: Records, session_id: str) -> str:
    with records.peek() as look:
        sql = "SELECT status FROM sessions WHERE id = ?"
        return str(look.db.execute(sql, [session_id]).fetchone()[0])
