"""A source's addresses are unguessable and its secrets sealed."""

import base64

import pytest

from models.errors import Conflict, Invalid, NotFound
from models.intake.sources import (
    add_secret,
    add_source,
    disable_source,
    find_endpoint,
    list_sources,
    live_secrets,
    renew_tokens,
    retire_secret,
)
from models.records import Records
from tests.models.scene import CLI


def everything(records: Records) -> bytes:
    return b"".join(file.read_bytes() for file in records.place.database.parent.iterdir())


def test_an_address_leads_to_its_source_and_kind(records: Records) -> None:
    with records.act(CLI) as act:
        new = add_source(act, name="Shop", vendor="chatlio", kinds=["transcript", "feedback"])
    assert set(new.tokens) == {"transcript", "feedback"}
    endpoint = find_endpoint(records, new.tokens["feedback"])
    assert endpoint is not None
    assert (endpoint.source.id, endpoint.kind) == (new.source.id, "feedback")
    assert all(len(token) == 43 for token in new.tokens.values())
    for token in new.tokens.values():
        assert token.encode() not in everything(records)


@pytest.mark.parametrize("token", ["", "x", "\ud800", "' OR 1=1 --", "a" * 10_000])
def test_any_other_token_leads_nowhere(records: Records, source_id: str, token: str) -> None:
    assert find_endpoint(records, token) is None


def test_renewed_addresses_replace_the_old(records: Records) -> None:
    with records.act(CLI) as act:
        new = add_source(act, name="Shop", vendor="chatlio", kinds=["transcript"])
    with records.act(CLI) as act:
        tokens = renew_tokens(act, new.source.id)
    assert find_endpoint(records, new.tokens["transcript"]) is None
    assert find_endpoint(records, tokens["transcript"]) is not None


def test_a_closed_source_takes_nothing(records: Records) -> None:
    with records.act(CLI) as act:
        new = add_source(act, name="Shop", vendor="chatlio", kinds=["transcript"])
        disable_source(act, new.source.id)
    assert find_endpoint(records, new.tokens["transcript"]) is None
    with pytest.raises(Conflict), records.act(CLI) as act:
        disable_source(act, new.source.id)


def test_secrets_come_back_until_they_are_retired(records: Records, source_id: str) -> None:
    with records.act(CLI) as act:
        first = add_secret(act, source_id)
        second = add_secret(act, source_id)
    raw = [base64.b64decode(secret.removeprefix("whsec_")) for secret in (first, second)]
    assert sorted(live_secrets(records, source_id)) == sorted(raw)
    assert all(secret not in everything(records) for secret in raw)
    with records.act(CLI) as act:
        (source,) = list_sources(act)
        retire_secret(act, source_id, source.secrets[0].id)
    assert len(live_secrets(records, source_id)) == 1
    with pytest.raises(NotFound), records.act(CLI) as act:
        retire_secret(act, source_id, source.secrets[0].id)
    with pytest.raises(NotFound), records.act(CLI) as act:
        retire_secret(act, "other", source.secrets[1].id)


@pytest.mark.parametrize(
    ("name", "vendor", "kinds", "reason"),
    [
        ("", "chatlio", ["a"], "name"),
        ("a\nb", "chatlio", ["a"], "name"),
        ("x" * 81, "chatlio", ["a"], "name"),
        ("Shop", "chat lio", ["a"], "vendor"),
        ("Shop", "chatlio", [], "kinds"),
        ("Shop", "chatlio", ["a", "a"], "kinds"),
        ("Shop", "chatlio", ["a b"], "kinds"),
    ],
)
def test_a_source_that_makes_no_sense_is_refused(
    records: Records, name: str, vendor: str, kinds: list[str], reason: str
) -> None:
    with pytest.raises(Invalid) as refused, records.act(CLI) as act:
        add_source(act, name=name, vendor=vendor, kinds=kinds)
    assert refused.value.reason == reason


def test_unknown_sources_are_not_found(records: Records) -> None:
    for asked in (renew_tokens, add_secret, disable_source):
        with pytest.raises(NotFound), records.act(CLI) as act:
            asked(act, "nobody")
