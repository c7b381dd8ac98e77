import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.adapters.slack_text import decode


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ask <mailto:a@x.example|a@x.example> now", "ask a@x.example now"),
        ("<mailto:a@x.example>", "a@x.example"),
        ("<tel:+12125550187|212 555 0187>", "212 555 0187"),
        ("<tel:+12125550187>", "+12125550187"),
        ("<https://shop.example/a?b=1&amp;c=2>", "https://shop.example/a?b=1&c=2"),
        ("see <https://shop.example|our shop>", "see our shop"),
        ("<https://files.slack.com/files-pri/T1-F1/a.png?t=xoxe-1|a.png>", "a.png"),
        ("<https://files.slack.com/files-pri/T1-F1/a.png?t=xoxe-1>", "(file)"),
        ("hi <@U1>", "hi @Ag E."),
        ("hi <@U9>", "hi @someone"),
        ("hi <@U9|ann>", "hi @ann"),
        ("<#C1|general> <#C1>", "#general #channel"),
        ("<!here> <!subteam^S1|@team> <!date^1^x|noon>", "@here @team noon"),
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("&lt;mailto:a@x.example|no link&gt;", "<mailto:a@x.example|no link>"),
        ("1 < 2 and <b>bold</b> > 1", "1 < 2 and <b>bold</b> > 1"),
        ("<3 you", "<3 you"),
    ],
)
def test_text_is_what_a_person_saw(text, shown):
    assert decode(text, {"U1": "Ag E."}) == shown


@given(st.text(alphabet="<>|@#!&;:amplgtU1 ^"))
def test_any_text_is_decoded(text):
    assert isinstance(decode(text), str)


@pytest.mark.parametrize("text", ["<" * 300_000, "<@" * 150_000, "<a:|" * 75_000, "&amp" * 75_000])
def test_hostile_text_takes_no_time(text):
    start = time.process_time()
    decode(text)
    assert time.process_time() - start < 2
