import pytest

from redactor.recognizers.session_cookie import SessionCookieRecognizer

HITS = [
    (
        'curl -H "Authorization: Bearer abcdefABCDEF123456" https://api.example',
        "abcdefABCDEF123456",
    ),
    ("bearer abcdefabcdef123456", "abcdefabcdef123456"),
    ("-b 'JSESSIONID=A1B2C3D4E5'", "A1B2C3D4E5"),
    ("JSESSIONID=ABC123DEF456", "ABC123DEF456"),
    ("Cookie: a=b; c=d", "a=b; c=d"),
    ("Authorization: Bearer abcdef123456789", "abcdef123456789"),
    ("Bearer abcdef123456789", "abcdef123456789"),
    ("PORTAL_SESSION: 99ff88aa77", "99ff88aa77"),
    ("WORKFLOW_SESSION=e1f2; path=/", "e1f2"),
    ("SessionID=1234567", "1234567"),
    ("PHPSESSID=0p9o8i7u6y", "0p9o8i7u6y"),
    ("session id is 88ffaa1122", "88ffaa1122"),
]

NEAR_MISSES = [
    "bearer of bad news",
    "Basic subscription 2024",
    "my session expired",
    "bearer of bad news",
    "Token expired",
    "I enabled cookies",
    "your session: tomorrow",
    "basic information",
]


@pytest.fixture(scope="module")
def recognizer():
    return SessionCookieRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize(
    ("before", "piece"),
    [
        ("Cookie: ", "a9=b2; "),
        ("Authorization: Bearer ", "abcdef1234"),
        ("bearer ", "abcdef1234"),
        ("JSESSIONID=", "A1B2C3D4E5"),
    ],
)
def test_a_long_value_leaves_no_tail(recognizer, before, piece):
    text = f"{before}{piece * 1_500}"
    assert max(span.end for span in recognizer.places(text)) >= len(text.rstrip("; "))


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []
