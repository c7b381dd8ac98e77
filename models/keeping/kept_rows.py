"""Which rows speak of a session: found from the tables themselves, so that none is forgotten.

A row belongs to a session when its `session_id` or its `object` names it, or when it hangs by a
foreign key on a row that does. A table that is added later is covered without a word here.
"""

from sqlite_utils import Database

from models.transcripts.masked import drop_masked

_STAYING = frozenset({"entries", "erasures"})
"""What outlives the session it names: the access log, and the list of what was erased."""

_TABLES = (
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
    "AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
)


def delete_rows(db: Database, session_id: str) -> int:
    """Delete every row that speaks of the session, in the caller's transaction; gives how many.

    Foreign keys are looked at when the transaction ends, so the order does not matter.
    """
    drop_masked(db, session_id)
    db.execute("PRAGMA defer_foreign_keys = ON")
    values = {"session": session_id, "object": f"session:{session_id}"}
    return sum(
        db.execute(f'DELETE FROM "{table}" WHERE {where}', values).rowcount  # noqa: S608
        for table, where in rows_of_a_session(db)
    )


def delete_hanging(db: Database, table: str, column: str, value: str) -> None:
    """Delete the rows of a table that have this value, after all that hang on them."""
    db.execute("PRAGMA defer_foreign_keys = ON")
    wheres = _with_hanging(db, {table: f'"{column}" = :value'})
    for name in reversed(wheres):
        db.execute(f'DELETE FROM "{name}" WHERE {wheres[name]}', {"value": value})  # noqa: S608


def rows_of_a_session(db: Database) -> tuple[tuple[str, str], ...]:
    """Each table with the condition its rows of a session meet; those that hang on others first."""
    own = {name: _own_condition(db, name) for name in _tables(db)}
    wheres = _with_hanging(db, {name: where for name, where in own.items() if where})
    return tuple((name, wheres[name]) for name in reversed(wheres))


def _tables(db: Database) -> list[str]:
    return [name for (name,) in db.execute(_TABLES).fetchall() if name not in _STAYING]


def _with_hanging(db: Database, wheres: dict[str, str]) -> dict[str, str]:
    """Add the tables that hang on these, level by level: whoever hangs stands behind."""
    names, order = _tables(db), list(wheres)
    for parent in order:  # grows while it is walked
        for child in names:
            hanging = _hanging_condition(db, child, parent, wheres[parent])
            if hanging and child not in wheres:
                wheres[child] = hanging
                order.append(child)
    return wheres


def _own_condition(db: Database, table: str) -> str:
    columns = {row["name"] for row in db.query("SELECT name FROM pragma_table_info(?)", [table])}
    if table == "sessions":
        return "id = :session"
    if "session_id" in columns:
        return "session_id = :session"
    return "object = :object" if "object" in columns else ""


def _hanging_condition(db: Database, child: str, parent: str, where: str) -> str:
    for key in db.query(
        'SELECT "from", "to" FROM pragma_foreign_key_list(?) WHERE "table" = ? AND "table" <> ?',
        [child, parent, child],
    ):
        return f'"{key["from"]}" IN (SELECT "{key["to"]}" FROM "{parent}" WHERE {where})'  # noqa: S608
    return ""
