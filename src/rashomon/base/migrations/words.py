"""The full-text index of statements, in the way of each engine."""

from typing import Final

from sqlalchemy import Connection

SQLITE: Final = (
    "CREATE VIRTUAL TABLE statement_words USING fts5(words, content='statements', "
    "content_rowid='n', tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER statements_added AFTER INSERT ON statements BEGIN "
    "INSERT INTO statement_words(rowid, words) VALUES (new.n, new.words); END",
    "CREATE TRIGGER statements_gone AFTER DELETE ON statements BEGIN "
    "INSERT INTO statement_words(statement_words, rowid, words) "
    "VALUES ('delete', old.n, old.words); END",
    "CREATE TRIGGER statements_reworded AFTER UPDATE OF words ON statements BEGIN "
    "INSERT INTO statement_words(statement_words, rowid, words) "
    "VALUES ('delete', old.n, old.words); "
    "INSERT INTO statement_words(rowid, words) VALUES (new.n, new.words); END",
)
POSTGRESQL: Final = (
    "ALTER TABLE statements ADD COLUMN words_index tsvector GENERATED ALWAYS AS "
    "(to_tsvector('english'::regconfig, left(words, 100000))) STORED",
    "CREATE INDEX statements_words ON statements USING gin (words_index)",
)


def make_index(conn: Connection) -> None:
    """Make the index, and what keeps it up to date."""
    for command in SQLITE if conn.dialect.name == "sqlite" else POSTGRESQL:
        conn.exec_driver_sql(command)
