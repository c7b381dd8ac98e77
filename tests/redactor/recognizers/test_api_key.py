import pytest

from redactor.recognizers.api_key import ApiKeyRecognizer

HITS = [
    ("sk_live_51HxAbCdEfGh", "sk_live_51HxAbCdEfGh"),
    ("ghp_abcdefghijklmnopqrstuvwxyz0123456789", "ghp_abcdefghijklmnopqrstuvwxyz0123456789"),
    ("xoxb-123456789012-abcdefghijkl", "xoxb-123456789012-abcdefghijkl"),
    ("AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE"),
    ("AIzaSyA-1234567890abcdefghijklmnopqrstuv", "AIzaSyA-1234567890abcdefghijklmnopqrstuv"),
    ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
    ("api key: abc123def", "abc123def"),
    ("license key is ABCD-1234-EFGH-5678", "ABCD-1234-EFGH-5678"),
    (
        "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----",
    ),
]

NEAR_MISSES = [
    "sk-risk-averse thing",
    "the token is invalid",
    "api key is missing",
    "task_live_now",
    "AKIA",
]


@pytest.fixture(scope="module")
def recognizer():
    return ApiKeyRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
