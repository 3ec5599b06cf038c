"""The first schema."""

from alembic import op

from rashomon.base.tables import metadata

revision = "0001"
down_revision = None

SQLITE_INDEX = (
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
POSTGRESQL_INDEX = (
    "ALTER TABLE statements ADD COLUMN words_index tsvector GENERATED ALWAYS AS "
    "(to_tsvector('english'::regconfig, left(words, 100000))) STORED",
    "CREATE INDEX statements_words ON statements USING gin (words_index)",
)


def upgrade() -> None:
    """Make all tables and the full-text index of the engine."""
    conn = op.get_bind()
    metadata.create_all(conn)
    chosen = SQLITE_INDEX if conn.dialect.name == "sqlite" else POSTGRESQL_INDEX
    for command in chosen:
        conn.exec_driver_sql(command)
