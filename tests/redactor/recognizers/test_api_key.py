import pytest

from redactor.recognizers.api_key import ApiKeyRecognizer

WORDS = "abandon ability able about above absent absorb abstract absurd abuse access accident"

HITS = [
    ("client id 8812-abcd-7731 secret zx81-ab12-77dd", "zx81-ab12-77dd"),
    ("recovery code abcd-efgh-1234", "abcd-efgh-1234"),
    (
        "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    ),
    ('"apiKey": "abc123def456"', "abc123def456"),
    ('"api_key":"qwertyuiopasdfgh"', "qwertyuiopasdfgh"),
    ("my api key abc123def456", "abc123def456"),
    ("token abc123def456ghi789", "abc123def456ghi789"),
    ("pk_abc123def456ghi789", "pk_abc123def456ghi789"),
    ("glpat-abcdefghij1234567890", "glpat-abcdefghij1234567890"),
    ("github_pat_11ABCDEFG0abcdefghijkl", "github_pat_11ABCDEFG0abcdefghijkl"),
    ("ya29.a0AfH6SMBabcdefghijklmnop", "ya29.a0AfH6SMBabcdefghijklmnop"),
    (
        "SG.abcdefghijklmnopqrstuv.abcdefghijklmnopqrstuvwxyz",
        "SG.abcdefghijklmnopqrstuv.abcdefghijklmnopqrstuvwxyz",
    ),
    ("key-0123456789abcdef0123456789abcdef", "key-0123456789abcdef0123456789abcdef"),
    ("hf_abcdefghijklmnopqrstuvwxyz", "hf_abcdefghijklmnopqrstuvwxyz"),
    ("npm_abcdefghijklmnopqrstuvwxyz0123456789", "npm_abcdefghijklmnopqrstuvwxyz0123456789"),
    ("pypi-AgEIcHlwaS5vcmcCJGFiY2RlZg", "pypi-AgEIcHlwaS5vcmcCJGFiY2RlZg"),
    ("dop_v1_0123456789abcdef0123456789abcdef", "dop_v1_0123456789abcdef0123456789abcdef"),
    ("shpat_0123456789abcdef0123456789abcdef", "shpat_0123456789abcdef0123456789abcdef"),
    ("EAACEdEose0cBAabcdefghijklmnopqrstuvwxyz", "EAACEdEose0cBAabcdefghijklmnopqrstuvwxyz"),
    (
        f"seed phrase: {WORDS}",
        WORDS,
    ),
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
    "secret santa 2024",
    "api key: required",
    "token version12",
    "the secret words are: please and thank you",
    "token ring networking",
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


@pytest.mark.parametrize("kind", ["PRIVATE KEY", "PGP PRIVATE KEY BLOCK"])
@pytest.mark.parametrize(
    "inside",
    [
        "MIIEvQIBADANBg\n" * 1_200,
        "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0A1B2C\n\n" + "MIIEvQIBADANBg\n" * 20,
        "\\nMIIEvQIBADANBg" * 20,
    ],
)
@pytest.mark.parametrize("ending", ["-----END {}-----", ""])
def test_a_key_block_leaves_no_tail(recognizer, seen, kind, inside, ending):
    if not ending and ":" in inside:
        inside = inside.partition("\n\n")[2]
    block = f"-----BEGIN {kind}-----{inside}{ending.format(kind)}"
    assert block in seen(recognizer, f"it is {block}")


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []


@pytest.mark.parametrize("value", ["a1B2c3D4" * 200, "abCDefGH" * 200])
def test_a_long_key_leaves_no_tail(recognizer, seen, value):
    assert value in seen(recognizer, f"api key: {value}")
