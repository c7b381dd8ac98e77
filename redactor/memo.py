"""What was worked out before, up to a bound: what was not asked for longest is forgotten first."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Memo(OrderedDict[_Key, _Value]):
    """At most `most` values by what they were worked out from; not for several threads at once."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def of(self, key: _Key, work_out: Callable[[_Key], _Value]) -> _Value:
        """Return the value of `key`, from memory or worked out now."""
        value = self.get(key)  # once: a long key takes its time to be looked up
        if value is not None:
            self.move_to_end(key)
            return value
        self[key] = value = work_out(key)
        if len(self) > self._most:
            self.popitem(last=False)
        return value
