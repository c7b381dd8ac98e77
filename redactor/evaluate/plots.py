"""Plots as inline SVG: bars and intervals on a scale that is as wide as there is room.

Places are per cent of the width and heights are pixels, so nothing shrinks on a phone; figures
stand beside the plots as text, not in them. Colours come from the classes `engine0`, `engine1`, …
of the page. Numbers go in, nothing else.
"""

HEIGHT = 14


def bar(full: float, part: float) -> str:
    """A solid bar as long as `part`, pale on to `full`; both are shares from 0 to 1."""
    return _svg(
        f'<rect class="track" width="100%" height="{HEIGHT}" rx="2"/>'
        f'<rect class="pale" width="{_place(full)}" height="{HEIGHT}" rx="2"/>'
        f'<rect class="solid" width="{_place(part)}" height="{HEIGHT}" rx="2"/>'
    )


def interval(low: float, middle: float, high: float) -> str:
    """A line from `low` to `high` with a dot at `middle`; shares from 0 to 1."""
    half = HEIGHT / 2
    return _svg(
        f'<rect class="track" width="100%" height="{HEIGHT}" rx="2"/>'
        f'<line class="line" x1="{_place(low)}" x2="{_place(high)}" y1="{half}" y2="{half}"/>'
        f"{_end(low)}{_end(high)}"
        f'<circle class="solid" cx="{_place(middle)}" cy="{half}" r="4.5"/>'
    )


def _end(place: float) -> str:
    at = _place(place)
    return f'<line class="line" x1="{at}" x2="{at}" y1="3" y2="{HEIGHT - 3}"/>'


def _svg(inside: str) -> str:
    return f'<svg width="100%" height="{HEIGHT}" aria-hidden="true">{inside}</svg>'


def _place(share: float) -> str:
    return f"{100 * min(1.0, max(0.0, share)):.2f}%"
