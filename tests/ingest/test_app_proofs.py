"""What a signed session has to prove before anything of it is kept."""

import pytest

from ingest.standard_webhooks import read_secret
from models.intake import sources
from models.intake.inbox import DeliveryStatus
from models.intake.sources import add_secret, retire_secret
from tests.ingest.door import BODY, status
from tests.ingest.samples import as_bytes, session


def test_a_signed_session_is_kept(send, tally):
    assert send() == 200
    assert tally() == {DeliveryStatus.WAITING: 1}


def test_headers_of_the_unsigned_vendor_are_of_no_matter(client, address):
    assert status(client.post(address, content=BODY, headers={"webhook-id": "x"})) == 200


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"key": b"wrong" * 5}, "signature_mismatch"),
        ({"age": 301}, "timestamp_old"),
        ({"age": -301}, "timestamp_future"),
        ({"webhook-signature": ""}, "header_missing"),
        ({"webhook-timestamp": "soon"}, "header_invalid"),
        ({"webhook-id": "other"}, "signature_mismatch"),
    ],
)
def test_what_does_not_prove_itself_is_refused_and_not_kept(send, tally, entries, change, reason):
    assert send(**change) == 401
    assert tally() == {}
    [entry] = entries()
    assert (entry.event, entry.outcome, entry.reason) == ("delivery:refused", "refused", reason)


def test_an_unsigned_session_is_refused(client, standard, tally):
    path = f"/standard/session/{standard.tokens['session']}"
    assert status(client.post(path, content=as_bytes(session()))) == 401
    assert tally() == {}


def test_broken_json_that_does_not_prove_itself_is_not_kept(send, tally):
    assert send(b"broken", key=b"wrong" * 5) == 401
    assert tally() == {}
    assert send(b"broken") == 400
    assert tally() == {DeliveryStatus.PARKED: 1}


def test_a_source_without_a_live_secret_proves_nothing(
    send, records, operator, standard, secret, tally
):
    with records.act(operator) as act:
        [source] = sources.list_sources(act)
        retire_secret(act, standard.source.id, source.secrets[0].id)
    assert send() == 401
    assert tally() == {}


def test_while_secrets_are_renewed_both_prove(send, records, operator, standard, tally):
    with records.act(operator) as act:
        newer = read_secret(add_secret(act, standard.source.id))
    assert send(id_="msg_1") == 200
    assert send(id_="msg_2", key=newer) == 200


def test_a_replay_is_refused(send, tally):
    assert [send(age=10), send(age=10), send(age=20)] == [200, 409, 409]
    assert tally() == {DeliveryStatus.WAITING: 1}


def test_a_retry_is_acknowledged_and_not_kept_twice(send, tally):
    assert [send(age=60), send(age=30), send()] == [200, 200, 200]
    assert tally() == {DeliveryStatus.WAITING: 1}


def test_another_body_under_the_same_id_is_refused(send, tally):
    assert send(age=60) == 200
    assert send(as_bytes(session(id="s2"))) == 409
    assert tally() == {DeliveryStatus.WAITING: 1}
