"""Corrections a person asked for: attached sealed, and done by the worker."""

import pytest

from models.actors import Actor
from models.errors import Conflict
from models.log.access_log import export_entries
from models.records import Records
from models.rights.corrections import Correction, Field, find_corrections
from models.rights.request_decisions import approve_request, close_request
from models.rights.request_work import propose_decision, show_request, verify_subject
from models.rights.subject_requests import Decision, Proof, RequestKind, add_correction
from models.transcripts.ended_originals import end_original
from tests.models.rights.request_steps import EMAIL, KeepOne, propose, take_in
from tests.models.scene import CLI


def test_a_correction_is_attached_sealed_and_done_by_the_worker(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne
) -> None:
    session = keep_one(identifiers=(EMAIL,))
    request = take_in(records, officer, RequestKind.RECTIFY)
    with records.act(officer) as act:
        verify_subject(act, request, Proof.SIGNED_IN)
    with pytest.raises(Conflict, match="no_correction"), records.act(officer) as act:
        propose_decision(act, request, Decision.FULFIL)
    wanted = Correction(field=Field.NAME, wrong="Cloe Quackenbush", right="Chloe Quackenbush")
    with records.act(officer) as act:
        add_correction(act, request, wanted)
        propose_decision(act, request, Decision.FULFIL)
    assert find_corrections(records, session) == ()
    with records.act(second) as act:
        approve_request(act, request)
    assert find_corrections(records, session) == (wanted,)
    assert b"Cloe" not in records.place.database.read_bytes()


@pytest.mark.parametrize("cut_off", [False, True])
def test_a_chat_without_its_original_does_not_stop_a_correction(
    records: Records, officer: Actor, second: Actor, keep_one: KeepOne, *, cut_off: bool
) -> None:
    """`cut_off`: the key is gone and a kill left the row, until the next sweep."""
    ended, kept = keep_one(identifiers=(EMAIL,)), keep_one(reference="2", identifiers=(EMAIL,))
    wanted = Correction(field=Field.NAME, wrong="Cloe Quackenbush", right="Chloe Quackenbush")
    request = take_in(records, officer, RequestKind.RECTIFY)
    with records.act(officer) as act:
        add_correction(act, request, wanted)
    records.keys.shred(f"session:{ended}")
    if not cut_off:
        with records.act(CLI) as act:
            end_original(act, ended, reason="retention")
    propose(records, officer, request)
    with records.act(second) as act:
        done = approve_request(act, request)
    assert (done.corrected, done.without_original) == (1, 1)
    with records.act(officer) as act:
        close_request(act, request)
        closed = show_request(act, request).request
    assert (closed.corrected, closed.without_original) == (1, 1)
    assert (find_corrections(records, kept), find_corrections(records, ended)) == ((wanted,), ())
    with records.act(CLI) as act:
        last = next(e for e in export_entries(act) if e.event == "request:approved")
    assert (last.details["corrected"], last.details["without_original"]) == (1, 1)
