"""Session cookies, cookie and authorisation headers: whoever has one is signed in."""

import re

from redactor.recognizers.base import Shape, ShapeRecognizer

_NAMES = (
    r"(?:JSESSIONID|PHPSESSID|ASP\.NET_SessionId|ASPSESSIONID[A-Z]{0,8}|CFID|CFTOKEN"
    r"|PORTAL[_-]?SESSION|WORKFLOW[_-]?SESSION|[A-Za-z0-9_-]{0,24}sess(?:ion)?[_-]?(?:id|token"
    r"|key|cookie)?"
    r"|connect\.sid|laravel_session|csrf[_-]?token|xsrf[_-]?token|remember[_-]?me|auth[_-]?token"
    r"|access[_-]?token|refresh[_-]?token|id[_-]?token|sid)"
)
_VALUE = r"[\"']?(?P<value>(?=[A-Za-z%._:+/-]{0,40}\d)[A-Za-z0-9%._:+/!~=-]{2,}[A-Za-z0-9%=])"


class SessionCookieRecognizer(ShapeRecognizer):
    """Finds the values of session cookies, `Cookie:` headers and bearer tokens."""

    ENTITY = "SECRET"
    SOURCE = "pattern:session_cookie"
    LONG = True
    TRIGGERS = ("sess", "cookie", "bearer", "basic", "sid", "token", "cfid", "remember", "authoriz")
    SHAPES = (
        Shape(
            name="cookie header",
            regex=re.compile(
                r"(?<!\w)(?P<quote>[\"'])?(?:Set-)?Cookie2?:[ \t]{0,4}"
                r"(?P<value>[^\s=;]{1,128}=(?(quote)[^\n\"']|[^\n])+)",
                re.I,
            ),
            score=0.95,
        ),
        Shape(
            name="named cookie",
            regex=re.compile(
                rf"(?<![A-Za-z0-9]){_NAMES}[ \t]{{0,2}}[=:][ \t]{{0,2}}{_VALUE}", re.I
            ),
            score=0.95,
        ),
        Shape(
            name="said session",
            regex=re.compile(
                rf"(?<![A-Za-z0-9])session(?:[ ]?(?:id|token|key|cookie))[ ](?:is[ ])?{_VALUE}",
                re.I,
            ),
            score=0.85,
        ),
        Shape(
            name="bearer",
            regex=re.compile(
                r"(?<!\w)(?:Bearer|Basic"
                r"|Token)[ \t]{1,4}(?P<value>(?=[A-Za-z+/_.=-]{0,40}[0-9A-Z])"
                r"[A-Za-z0-9+/_.~-]{12,}={0,2})"
            ),
            score=0.95,
        ),
        Shape(
            name="bearer in lower case",
            regex=re.compile(
                r"(?<!\w)bearer[ \t]{1,4}(?P<value>(?=[A-Za-z+/_.=-]{0,40}\d)"
                r"[A-Za-z0-9+/_.~-]{12,}={0,2})",
                re.I,
            ),
            score=0.9,
        ),
        Shape(
            name="authorization header",
            regex=re.compile(
                r"(?<!\w)(?P<quote>[\"'])?(?:Proxy-)?Authorization:[ \t]{0,4}"
                r"(?:(?:Bearer|Basic|Token|Digest)[ \t]{1,4})?"
                r"(?P<value>(?(quote)[^\n\"']|[^\n]){4,})",
                re.I,
            ),
            score=0.95,
        ),
    )
