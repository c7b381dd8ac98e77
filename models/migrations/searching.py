"""The table of the search index, in the place of the FTS5 one."""

from sqlite_utils import Database

from models.transcripts.search_index import BLOCK, put_in


def search_words(db: Database) -> None:
    """Which word stands in which messages of a block; made from the masked text there is."""
    db.execute(
        "CREATE TABLE search_words (block INTEGER NOT NULL, word TEXT NOT NULL, "
        "places BLOB NOT NULL, PRIMARY KEY (block, word)) STRICT, WITHOUT ROWID"
    )
    after = 0
    while texts := dict(
        db.execute("SELECT id, text FROM messages WHERE id > ? ORDER BY id LIMIT ?", [after, BLOCK])
    ):
        put_in(db, texts)
        after = max(texts)
    db.table("messages").disable_fts()
