import pytest

from redactor.recognizers.web_address import WebAddressRecognizer

HITS = [
    ("https://up.firm.example/c/harbour-dental-7f31", "harbour-dental-7f31"),
    ("https://it.firm.example/r/kZ31-tt90-Wmx7", "kZ31-tt90-Wmx7"),
    ("https://x.example/r/a8f3d2c9b1", "a8f3d2c9b1"),
    ("https://x.example/pw?k=a8f3d2c9b1e4f7", "a8f3d2c9b1e4f7"),
    ("https://app.example/magic/abcdefghijklmnopqrst", "abcdefghijklmnopqrst"),
    ("https://app.example/password/reset/xkcdplmoqwerty", "xkcdplmoqwerty"),
    ("https://app.example/confirm?c=Zk39fXq", "Zk39fXq"),
    ("https://shop.example/customers/sara.lee", "sara.lee"),
    ("https://www.instagram.com/sara.lee", "sara.lee"),
    ("github.com/saralee", "saralee"),
    ("https://t.me/saralee.", "saralee"),
    ("https://wa.me/447700900123", "447700900123"),
    ("redis://:hunter2@cache.example", "redis://:hunter2@cache.example"),
    ("on amqp://mq:Blue77@198.51.100.7:5672/main.", "amqp://mq:Blue77@198.51.100.7:5672/main"),
    ("mongodb+srv://a:Blue77@db.example/x, ok", "mongodb+srv://a:Blue77@db.example/x"),
    ("ssh://git@code.example/kit", "git"),
    ("https://bob:secret@host.example/x", "bob:secret"),
    ("https://shop.example/cart?email=sara%40gmail.com&page=2", "sara%40gmail.com"),
    ("https://shop.example/orders/88123", "88123"),
    ("https://x.example/reset/a3f9c2e1d4b7a8f0c6e5d2b1", "a3f9c2e1d4b7a8f0c6e5d2b1"),
    ("https://app.example/#access_token=abc123&x=1", "abc123"),
    ("https://social.example/in/sara-lee", "sara-lee"),
    ("shop.example/users/jdoe", "jdoe"),
    ("https://x.example/u/sara@mail.example/edit", "sara@mail.example"),
    ("http://x.example/p;jsessionid=AB12CD34", "AB12CD34"),
    ("https://x.example/cb?first_name=Sara", "Sara"),
]

NEAR_MISSES = [
    "https://shop.example/Blue-Shirts-2024-New",
    "https://x.example/clients/portal",
    "https://x.example/add/items",
    "https://x.example/p/shoes-42",
    "https://x.example/products/iphone14",
    "https://instagram.com",
    "https://github.com/pricing",
    "https://facebook.com/help",
    "https://app.example/reset-password",
    "https://x.example/releases/4.18.1",
    "https://x.example/verify/email",
    "https://github.com/numpy/numpy",
    "www.example.com",
    "sarah.co@gmail.com",
    "https://x.example/blog/how-to-use-the-2024-edition",
    "see https://x.example/help?lang=en.",
    "https://x.example/docs/v2/api",
    "and/or 24/7",
    "http://x.example",
    "https://x.example/account/settings",
    "what?yes=no",
]


@pytest.fixture(scope="module")
def recognizer():
    return WebAddressRecognizer()


@pytest.mark.parametrize(("text", "value"), HITS)
def test_finds(recognizer, seen, text, value):
    assert value in seen(recognizer, text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_leaves(recognizer, seen, text):
    assert seen(recognizer, text) == []


def test_the_host_stays_readable(recognizer):
    text = "https://bob:pw@shop.example.com/orders/88123?email=a@b.example#token=99"
    host = range(text.index("shop"), text.index(".com") + 4)
    assert not any(f.start < host.stop and host.start < f.end for f in recognizer.analyze(text, []))


@pytest.mark.parametrize(
    "before",
    [
        "https://login.example/sso?SAMLRequest=abc&token=",
        "https://shop.example/reset/",
        "https://app.example/#access_token=",
    ],
)
def test_a_long_part_leaves_no_tail(recognizer, before):
    text = f"{before}{'a1B2c3D4' * 1_000}"
    assert max(span.end for span in recognizer.places(text)) == len(text)
