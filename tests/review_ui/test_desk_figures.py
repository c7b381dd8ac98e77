"""Figures of the desk: how much was looked at, drawn true."""

import re

from models.actors import Role
from review_ui.bars import WIDTH, lying, standing
from tests.review_ui.auditing import read
from tests.review_ui.browser import SignIn


class TestVolume:
    def test_it_counts_each_persons_looks(self, sign_in: SignIn, session_id: str) -> None:
        for role, times in ((Role.REVIEWER, 3), (Role.LEAD, 1)):
            browser = sign_in(role)
            for _ in range(times):
                browser.get(f"/sessions/{session_id}")
        page = sign_in(Role.AUDITOR).get("/log/volume").text
        text = read(page)
        assert "Who looks most?" in text
        assert re.search(r"Reviewer One 3 1 3 Mon 2 Mar 2026", text)
        assert 'role="img"' in page
        assert "style=" not in page

    def test_without_looks_it_says_so(self, sign_in: SignIn) -> None:
        text = read(sign_in(Role.AUDITOR).get("/log/volume?since=2025-01-01&until=2025-01-07").text)
        assert "Nobody looked at a chat in this time" in text

    def test_days_the_wrong_way_round_are_refused(self, sign_in: SignIn) -> None:
        path = "/log/volume?since=2026-03-02&until=2026-03-01"
        assert sign_in(Role.AUDITOR).get(path).status_code == 422

    def test_bars_begin_at_zero_and_keep_their_proportions(self) -> None:
        plot = lying("?", [("a", 200), ("b", 100), ("c", 0)])
        a, b, c = plot.bars
        assert a.width == 2 * b.width
        assert c.width == 0
        assert a.width == WIDTH
        upright = standing("?", [("a", 10), ("b", 5), ("c", 0)])
        assert [bar.height for bar in upright.bars] == [104, 52, 0]
        assert len({bar.y + bar.height for bar in upright.bars}) == 1
        assert standing("?", []).bars == lying("?", []).bars == ()

    def test_numbers_stand_above_bars_where_there_is_room_for_all(self) -> None:
        week = standing("?", [(str(day), 400 + day) for day in range(7)])
        assert [bar.shown for bar in week.bars] == [str(400 + day) for day in range(7)]
        month = standing("?", [(str(day), 400 + day) for day in range(28)])
        assert [bar.shown for bar in month.bars if bar.shown] == ["427"]
