"""Sweeps under rules of short periods, and what is left after one."""

from datetime import timedelta
from typing import Any

from models.keeping.retention import Periods, Rules
from models.keeping.sweep_guard import Limits
from models.keeping.sweeping import sweep
from models.log.access_log import export_entries
from models.records import Records
from tests.models.scene import CLI

DAY = timedelta(days=1)
RULES = Rules(
    usual=Periods(session=100 * DAY, original=50 * DAY, delivery=20 * DAY, review=70 * DAY)
)
OPEN = Limits(gap=timedelta(days=10_000), share=100)


def counts(records: Records) -> dict[str, int]:
    with records.peek() as look:
        return {
            table: look.db.table(table).count
            for table in ("sessions", "originals", "deliveries", "reviews", "messages")
        }


def swept(records: Records, rules: Rules = RULES, **options: Any) -> Any:
    listed = records.place.database.parent / "erased.jsonl"
    return sweep(records, rules, limits=options.pop("limits", OPEN), listed=listed, **options)


def events(records: Records) -> list[str]:
    with records.act(CLI) as act:
        return [entry.event for entry in export_entries(act)]
