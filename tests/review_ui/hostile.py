"""What somebody who means harm types, and what it may not bring about."""

import re

from httpx import Response

from tests.review_ui.crawler import Page
from tests.review_ui.matrix import HELD, ORIGINAL

HOSTILE = (
    "' OR 1=1 --",
    '"; DROP TABLE entries; --',
    'a" OR NEAR(b c) NOT "d* AND (e',
    "text:* ^x {a b} - + * AND OR NOT",
    "../../../../etc/passwd",
    "%00%0d%0aSet-Cookie: a=b",
    "\r\nX-Planted: yes",
    "//evil.example/\\evil.example",
    "{{ 7*7 }}<script>alert(1)</script>",
    "\u202e\u200b\ufeff\x00\x1b[2J",
    "9" * 400,
    "-1e999",
    "ＡＤＭＩＮ＠ﬁ",
    "x" * 3000,
    "\"><zq-tag zqattr='1'>' zqattr=1 /><!--",
    '=HYPERLINK("http://evil.example")',
    "\ud800\udfff \U000e0041\u2066",
    "рaypal Ιda Аdmin",
    "[]",
    "null",
    "2026-02-31T25:61:61Z",
    "0x7fffffffffffffff",
    "  \t\n ",
)
INSIDE = re.compile(r"Traceback|site-packages|sqlite3?\.|\.py\b.{0,20}line|jinja2|starlette", re.I)


def harm(answer: Response) -> list[str]:
    """What a hostile request may not bring about."""
    said = []
    if answer.status_code >= 500:
        said.append(f"broke with {answer.status_code}")
    if INSIDE.search(answer.text):
        said.append("told of the inside")
    if ORIGINAL in answer.text or HELD in answer.text:
        said.append("leaked")
    if "x-planted" in answer.headers or "a=b" in answer.headers.get("set-cookie", ""):
        said.append("took a header")
    for piece in ("<script>alert", ">49<", "\u202e", "\u2066", "\x1b", "\x00"):
        if piece in answer.text:
            said.append(f"drew {piece!r}")
    page = answer.headers.get("content-type", "").startswith("text/html")
    if page and "zq" in answer.text.lower():  # else there is nothing of it to be drawn
        tags = Page(answer).tags
        if any(tag == "zq-tag" or "zqattr" in found for tag, found in tags):
            said.append("drew what was typed as its own")
    where = answer.headers.get("location", "/")
    if not where.startswith("/") or where.startswith(("//", "/\\")):
        said.append(f"led to {where[:40]}")
    return said
