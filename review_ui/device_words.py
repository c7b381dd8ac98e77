"""What browser somebody sits at, in two words: for people to know their own sign-ins again."""

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def device_words(user_agent: str) -> str:
    """`Firefox on Linux`, as far as it is known; never a word of the header itself."""
    text = user_agent[:400]
    browser = next((words for sign, words in _BROWSERS if f"{sign}/" in text), "Another browser")
    system = next((words for sign, words in _SYSTEMS if sign in text), "")
    return f"{browser} on {system}" if system else browser
