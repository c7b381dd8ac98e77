import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import BadSignature
from ingest.standard_webhooks import read_secret, sign, verify

NOW = datetime(2026, 1, 2, 10, tzinfo=UTC)
SENT = int(NOW.timestamp())
OLD, NEW = b"o" * 24, b"n" * 64
BODY = b'{"type":"session.closed"}'


def raw(headers, **changes):
    return [
        (name.encode(), value if isinstance(value, bytes) else value.encode())
        for name, value in (headers | changes).items()
        if value is not None
    ]


def signed(secrets=(NEW,), *, sent_at=SENT, body=BODY, id_="msg_1"):
    return sign(body, secrets, id=id_, sent_at=sent_at)


def reason(headers, secrets=(NEW,), body=BODY):
    with pytest.raises(BadSignature) as caught:
        verify(headers, body, secrets, now=NOW)
    assert str(caught.value) == caught.value.reason
    return caught.value.reason


def test_what_is_signed_is_id_timestamp_and_body_joined_by_full_stops():
    expected = hmac.new(NEW, b"msg_1.%d.%s" % (SENT, BODY), hashlib.sha256).digest()
    assert signed()["webhook-signature"] == "v1," + base64.b64encode(expected).decode()


def test_a_signed_body_is_proven():
    proven = verify(raw(signed()), BODY, [NEW], now=NOW)
    assert (proven.id, proven.sent_at) == ("msg_1", SENT)


@pytest.mark.parametrize("secrets", [(OLD,), (NEW,), (OLD, NEW), (NEW, OLD)])
def test_any_live_secret_proves_while_secrets_are_being_renewed(secrets):
    assert verify(raw(signed(secrets)), BODY, [OLD, NEW], now=NOW)


def test_a_retired_secret_proves_nothing():
    assert reason(raw(signed([OLD])), [NEW]) == "signature_mismatch"


def test_without_a_secret_nothing_is_proven():
    assert reason(raw(signed()), []) == "no_secret"


def test_names_of_headers_may_be_in_any_case():
    headers = [(name.upper(), value) for name, value in raw(signed())]
    assert verify(headers, BODY, [NEW], now=NOW)


def test_unknown_versions_and_noise_beside_a_good_signature_are_passed_over():
    headers = signed()
    noisy = "v1a,AAAA v2, v1,%%% v1 " + headers["webhook-signature"] + " v1,AAAA"
    assert verify(raw(headers, **{"webhook-signature": noisy}), BODY, [NEW], now=NOW)


@pytest.mark.parametrize("given_", ["v2,{}", "v1a,{}", "V1,{}", "{}", "v1,{}x", "v1:{}"])
def test_a_right_digest_under_a_wrong_version_proves_nothing(given_):
    headers = signed()
    digest = headers["webhook-signature"].removeprefix("v1,")
    broken = raw(headers, **{"webhook-signature": given_.format(digest)})
    assert reason(broken) == "signature_mismatch"


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp", "webhook-signature"])
@pytest.mark.parametrize("value", [None, ""])
def test_a_missing_or_empty_header_is_refused(name, value):
    assert reason(raw(signed(), **{name: value})) == "header_missing"


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp", "webhook-signature"])
@pytest.mark.parametrize("value", ["é".encode(), b"\xff", b"x" * 5_000])
def test_a_header_that_is_not_ascii_or_is_huge_is_refused(name, value):
    assert reason(raw(signed(), **{name: value})) == "header_invalid"


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp", "webhook-signature"])
def test_a_header_given_twice_is_refused(name):
    headers = raw(signed())
    assert reason([*headers, (name.encode(), dict(headers)[name.encode()])]) == "header_invalid"


@pytest.mark.parametrize("value", ["1e9", "-5", "+5", " 5", "5.0", "0x10", "9" * 13, "١٢"])
def test_a_timestamp_that_is_not_whole_seconds_is_refused(value):
    assert reason(raw(signed(), **{"webhook-timestamp": value})) == "header_invalid"


@pytest.mark.parametrize("id_", ["a.b", "a b", "x" * 257, "a\tb"])
def test_an_id_that_could_move_the_boundary_is_refused(id_):
    assert reason(raw(signed(id_=id_))) == "header_invalid"


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (timedelta(minutes=5), ""),
        (-timedelta(minutes=5), ""),
        (timedelta(minutes=5, seconds=1), "timestamp_old"),
        (-timedelta(minutes=5, seconds=1), "timestamp_future"),
        (timedelta(days=20_000), "timestamp_old"),
    ],
)
def test_the_window_is_five_minutes_both_ways(age, expected):
    headers = raw(signed(sent_at=SENT - int(age.total_seconds())))
    if expected:
        assert reason(headers) == expected
    else:
        assert verify(headers, BODY, [NEW], now=NOW)


@given(st.binary(), st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_one_changed_byte_is_noticed(body, at, change):
    headers = raw(signed(body=body))
    verify(headers, body, [NEW], now=NOW)
    changed = bytearray(body or b"\x00")
    changed[at % len(changed)] ^= change
    assert reason(headers, body=bytes(changed)) == "signature_mismatch"


@given(st.lists(st.tuples(st.binary(), st.binary())), st.binary())
def test_any_headers_are_refused_by_name(headers, body):
    with pytest.raises(BadSignature):
        verify(headers, body, [NEW], now=NOW)


def test_a_secret_is_read_and_never_quoted():
    assert read_secret("whsec_" + base64.b64encode(NEW).decode()) == NEW
    for wrong in ("whsec_", "whsec_%%%secret"):
        with pytest.raises(ValueError, match=r"whsec_ secret$") as caught:
            read_secret(wrong)
        assert "%%%" not in str(caught.value)
