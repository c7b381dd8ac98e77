"""Every table that speaks of a session is found by itself, and by an index."""

from models.keeping.kept_rows import delete_rows, rows_of_a_session
from models.records import Records
from models.store import opened


def test_the_tables_of_a_session_are_found(records: Records) -> None:
    with opened(records.place.database) as db:
        found = [table for table, _ in rows_of_a_session(db)]
    known = {
        "sessions",
        "originals",
        "messages",
        "masks",
        "reviews",
        "scores",
        "deliveries",
        "holds",
    }
    assert known <= set(found)
    assert len(found) == len(set(found))
    assert found.index("masks") < found.index("messages"), "who hangs on others goes first"
    assert {"entries", "erasures", "people", "sources"}.isdisjoint(found)


def test_a_table_added_later_is_covered(records: Records) -> None:
    with opened(records.place.database) as db:
        db.table("stars").create({"id": int, "session_id": str}, pk="id")
        db.table("rays").create(
            {"id": int, "star": int}, pk="id", foreign_keys=[("star", "stars", "id")]
        )
        db.table("stars").insert_all(
            [{"id": 1, "session_id": "AAAAAAAA"}, {"id": 2, "session_id": "BBBBBBBB"}]
        )
        db.table("rays").insert_all([{"id": 1, "star": 1}, {"id": 2, "star": 2}])
        db.execute("BEGIN IMMEDIATE")
        assert delete_rows(db, "AAAAAAAA") == 2
        db.execute("COMMIT")
        assert [row["id"] for row in db.table("stars").rows] == [2]
        assert [row["id"] for row in db.table("rays").rows] == [2]


def test_none_is_looked_for_row_by_row(records: Records) -> None:
    """What an erasure costs must not grow with everything that is kept."""
    values = {"session": "AAAAAAAA", "object": "session:AAAAAAAA"}
    with opened(records.place.database) as db:
        for table, where in rows_of_a_session(db):
            plan = db.execute(f'EXPLAIN QUERY PLAN DELETE FROM "{table}" WHERE {where}', values)
            scans = [step[3] for step in plan if step[3].startswith("SCAN")]
            assert not scans, f"{table} needs an index: {scans}"
