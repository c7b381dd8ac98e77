"""Whether a value found in bytes stands in a row that is still kept, and so proves nothing.

An employee may have written to the own company's chat, and two visitors may say the same.
"""

from collections.abc import Mapping

from sqlite_utils import Database

_COLUMNS = (
    "SELECT t.name, c.name FROM pragma_table_list t, pragma_table_info(t.name) c "
    "WHERE t.schema = 'main' AND t.type = 'table' AND c.type = 'TEXT' "
    "AND t.name NOT LIKE 'sqlite~_%' ESCAPE '~' UNION ALL SELECT 'sqlite_master', 'sql'"
)


def stands_elsewhere(db: Database, values: Mapping[int, str]) -> set[int]:
    """The numbers of the values that some row holds, in lower case or as they are.

    Reads every text there is once for each value, so it is asked only about what was found.
    """
    columns = db.execute(_COLUMNS).fetchall()
    return {
        number
        for number, value in values.items()
        if any(_holds(db, table, column, value) for table, column in columns)
    }


def _holds(db: Database, table: str, column: str, value: str) -> bool:
    sql = (
        f'SELECT 1 FROM "{table}" WHERE instr(lower("{column}"), lower(?)) '  # noqa: S608
        f'OR instr("{column}", ?) LIMIT 1'
    )
    return db.execute(sql, [value, value]).fetchone() is not None
