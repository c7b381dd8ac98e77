"""Which of several regexes may match in a text: the others need not be run over it.

What each cannot match without is worked out from the regex itself, as the recognizers do it.
"""

import re
from collections.abc import Callable
from functools import cached_property


class Sought:
    """Regexes that are sought together."""

    def __init__(self, *regexes: re.Pattern[str]) -> None:
        self._regexes = regexes

    def places(self, text: str) -> list[int]:
        """Return which of the regexes may match in `text`, by their places, in order."""
        return self._look(text)

    def that_may_match(self, text: str) -> list[re.Pattern[str]]:
        """Return the regexes that may match in `text`, in order."""
        return [self._regexes[place] for place in self._look(text)]

    @cached_property
    def _look(self) -> Callable[[str], list[int]]:  # made when asked: recognizers load slowly
        from redactor.recognizers.need_index import Index, glance
        from redactor.recognizers.regex_needs import needs

        index = Index([[needs(each.pattern, each.flags)] for each in self._regexes])
        return lambda text: index.met_by(glance(text))
