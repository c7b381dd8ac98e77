"""What is small on the wire and huge when opened is never opened."""

import gzip
import json
import tracemalloc
import zlib
from contextlib import suppress

import pytest

from ingest.adapters import KINDS
from ingest.app import create_app
from ingest.errors import Unreadable
from ingest.json_body import read_object
from models.intake.inbox import DeliveryStatus, counts
from models.intake.sources import add_source
from tests.ingest.vendor import Vendor

LIMIT = 1_000_000
HUGE = b'{"textBody":"' + b"a" * 20_000_000 + b'"}'


@pytest.fixture
def vendor(records, clock):
    return Vendor(create_app(records, max_body_bytes=LIMIT, clock=clock))


@pytest.fixture
def address(records, operator):
    with records.act(operator) as act:
        added = add_source(act, name="Website", vendor="chatlio", kinds=KINDS["chatlio"])
    return f"/chatlio/transcript/{added.tokens['transcript']}"


@pytest.mark.parametrize(
    ("encoding", "body"),
    [("gzip", gzip.compress(HUGE)), ("deflate", zlib.compress(HUGE)), ("br", b"\x1b\xff" * 40)],
)
def test_a_compressed_body_is_not_inflated(vendor, records, address, encoding, body):
    tracemalloc.start()
    answer = vendor.post(address, content=body, headers={"Content-Encoding": encoding})
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert answer.status_code == 400
    assert most < 10_000_000
    assert counts(records).get(DeliveryStatus.PARKED) == 1  # kept as it came, for a person to see


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 400_000,
        b'{"a":' * 150_000,
        b'{"a":' * 150_000 + b"1" + b"}" * 150_000,
        b'{"a":[' + b"[]," * 200_000 + b"[]]}",
        b'{"a":' + b"9" * 900_000 + b"}",
        b'{"a":1e' + b"9" * 900_000 + b"}",
        b'{"a":"' + b"\\u0041" * 150_000 + b'"}',
        json.dumps({f"k{n}": n for n in range(60_000)}).encode(),
    ],
    ids=["lists", "objects", "closed", "wide", "digits", "exponent", "escapes", "keys"],
)
def test_a_body_of_json_costs_no_more_than_a_few_times_its_size(body):
    tracemalloc.start()
    with suppress(Unreadable):
        read_object(body, depth=64)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 60 * LIMIT
