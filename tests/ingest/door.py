"""What is brought to the door, and what it answers."""

from tests.ingest.samples import as_bytes, transcript

LIMIT = 4_096
BODY = as_bytes(transcript())
CANARY = "Sara-Canary-Lee"


def status(answer):
    assert answer.content == b""
    protective = {"cache-control", "content-security-policy", "x-content-type-options"}
    assert set(answer.headers) <= {"content-length", "allow"} | protective
    return answer.status_code
