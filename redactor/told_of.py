"""People a sentence tells of: who goes by a name, manages, will come, is on an account, is l1sa."""

import re
from collections.abc import Callable, Iterator

from redactor.name_runs import capitalised_run, sure_run
from redactor.names import is_surely_a_name, may_be_name
from redactor.reading import key
from redactor.sought import Sought
from redactor.vocabulary import is_brand, is_forename, is_word

_BY = re.compile(
    r"(?<!\w)(?:(?:went|going|gone|go) by|known as"
    r"|(?:managed|represented|coached|taught|tutored|trained|mentored|supervised|accompanied"
    r"|referred|recommended|adopted|fostered|treated|chaperoned|sponsored) by) [\"'“]?(?=\w)",
    re.IGNORECASE,
)
_COMES = re.compile(
    r"(?<!\w)(?i:it(?:['’]?ll| will)(?: probably| most likely)? be|(?:ce|cela) sera|será|sarà"
    r"|es kommt|het wordt) (?P<name>[^\W\d_a-zß-ÿ][\w’-]+)"
    r"(?:[ ](?:or|oder|ou|of|o) (?P<other>[^\W\d_a-zß-ÿ][\w’-]+))?"
    r"(?=[ ](?:who|in)(?!\w)|\s*(?:$|[,.!;)\n]))"
)
_ON_ACCOUNT = re.compile(
    r"(?<!\w)(?i:(?:paypal|venmo|revolut|cashapp|zelle|bizum|twint|wise|vipps|payee|account|profile"
    r"|display|contact|sender|seller|buyer|holder)(?:['’]?s)?"
    r" name(?:['’]?s| is| was| says| reads|:))"
    r" [\"'“]?(?P<name>[^\W\d_a-zß-ÿ][\w'’-]+(?: [^\W\d_a-zß-ÿ][\w'’-]+){1,2})"
)
_FIGURED = re.compile(
    r"(?<![\w@.#/:=+-])(?P<name>[A-Za-z][a-z]{0,7}[013457][a-z][a-z013457]{0,9}"
    r"(?: [A-Z][a-z]{0,9}[013457][a-z][a-z013457]{0,9})?)(?![\w@/=-]|\.\w)"
)
_LETTERS = tuple(str.maketrans("013457", letters) for letters in ("oieast", "oleast"))
_SOUGHT = Sought(_BY, _COMES, _ON_ACCOUNT, _FIGURED)
_SHORTEST = 4

_Found = Iterator[tuple[int, int]]


def find_told_of(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, how) for everyone that `text` tells of in one of these ways."""
    for shape in _SOUGHT.that_may_match(text):
        for match in shape.finditer(text):
            for start, end in _NAMED[shape](text, match):
                yield start, end, "greeted"


def _by(text: str, match: re.Match[str]) -> _Found:
    """Who somebody goes by or is managed by: "later went by Danny Rook"."""
    run = sure_run(text, match.end())
    if not run:
        run = capitalised_run(text, match.end())
        run = run if len(run) > 1 and is_forename(run[0].key) else []
    if run and not is_brand(run[0].key):
        yield run[0].start, run[-1].end


def _coming(text: str, match: re.Match[str]) -> _Found:  # noqa: ARG001
    """Who will come: "It'll be Garrick or Mo"."""
    said = [how for how in ("name", "other") if match[how]]
    if any(is_surely_a_name(key(match[how])) and not is_brand(match[how]) for how in said):
        yield from (match.span(how) for how in said if may_be_name(match[how]))


def _on_account(text: str, match: re.Match[str]) -> _Found:  # noqa: ARG001
    """In whose name something is: "paypal name was Garrick Stonely"."""
    words = match["name"].split()
    if all(may_be_name(word) and (not is_word(word) or is_forename(key(word))) for word in words):
        yield match.span("name")


def _figured(text: str, match: re.Match[str]) -> _Found:  # noqa: ARG001
    """A forename with figures for letters, and what goes on so: "P4tricia R0ssi"."""
    first = match["name"].split()[0].lower()
    if len(first) >= _SHORTEST and any(is_surely_a_name(first.translate(to)) for to in _LETTERS):
        yield match.span("name")


_NAMED: dict[re.Pattern[str], Callable[[str, re.Match[str]], _Found]] = {
    _BY: _by,
    _COMES: _coming,
    _ON_ACCOUNT: _on_account,
    _FIGURED: _figured,
}
