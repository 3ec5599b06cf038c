"""The tables of a base, defined once for SQLite and PostgreSQL.

Content lies beside its salt and digest; the journal holds salted digests only. `n` is a
statement's place in the order of arrival: internal, never shown. The full-text index is the one
thing that the engines do differently (`rashomon.base.engine_sqlite`, ``engine_postgresql``).
"""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

metadata: Final = MetaData()
Key: Final = String().with_variant(String(collation="C"), "postgresql")
"""Text that sorts by code point on both engines."""
Number: Final = BigInteger().with_variant(Integer(), "sqlite")

meta: Final = Table(
    "meta", metadata, Column("key", Key, primary_key=True), Column("value", Text, nullable=False)
)
"""Facts about the base itself, and small states: feeds watched, sessions."""

journal: Final = Table(
    "journal",
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=False),
    Column("at", Key, nullable=False),
    Column("action", Key, nullable=False),
    Column("subject", Key, nullable=False, index=True),
    Column("digest", Key, nullable=False),
    Column("prev", Key, nullable=False),
    Column("hash", Key, nullable=False),
)

blobs: Final = Table(
    "blobs",
    metadata,
    Column("sha256", Key, primary_key=True),
    Column("size", Number, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

documents: Final = Table(
    "documents",
    metadata,
    Column("id", Key, primary_key=True),
    Column("key", Key, nullable=False, index=True),
    Column("sha256", Key, nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("previous", Key),
    Column("current", Boolean, nullable=False),
    Column("masked", Boolean, nullable=False),
    Column("outlet", Text),
    Column("published", Key),
    Column("title", Text),
    Column("language", Key),
    Column("statement_count", Integer, nullable=False),
    Column("record", Text, nullable=False),
    Column("layers", LargeBinary, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("record_digest", Key, nullable=False),
    Column("layers_digest", Key, nullable=False),
    Column("seq", Number, nullable=False),
    Index("documents_current_id", "current", "id"),
    Index("documents_published", "current", "published", "id", "outlet"),
)

names: Final = Table(
    "names",
    metadata,
    Column("document", Key, primary_key=True),
    Column("record", Text, nullable=False),
)
"""Whom and what a document names, in short (`rashomon.base.naming`): it repeats its statements."""

statements: Final = Table(
    "statements",
    metadata,
    Column("n", Number, primary_key=True, autoincrement=False),
    Column("id", Key, nullable=False, unique=True),
    Column("document", Key, nullable=False, index=True),
    Column("current", Boolean, nullable=False),
    Column("pending", Boolean, nullable=False),
    Column("kind", Key, nullable=False),
    Column("type", Key, index=True),
    Column("mode", Key),
    Column("status", Key, nullable=False),
    Column("polarity", Key, nullable=False),
    Column("start", Key, index=True),
    Column("end", Key),
    Column("lat", Float, index=True),
    Column("lon", Float),
    Column("country", Key, index=True),
    Column("score", Float, nullable=False),
    Column("words", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("digest", Key, nullable=False),
)
Index(
    "statements_pending",
    statements.c.n,
    sqlite_where=text("pending"),
    postgresql_where=text("pending"),
)

speakers: Final = Table(
    "speakers",
    metadata,
    Column("statement", Key, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Text),
    Column("id", Key, index=True),
    Column("folded", Key, index=True),
)
"""Who says a statement, outermost first; those who say it together follow at the same depth."""

actors: Final = Table(
    "actors",
    metadata,
    Column("statement", Key, primary_key=True),
    Column("role", Key, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("id", Key, index=True),
    Column("country", Key),
    Column("kind", Key),
    Column("folded", Key, index=True),
)
"""Who takes part in a statement: ``agent`` ``target`` ``instrument`` or a role such as ``host``."""

collection: Final = Table(
    "collection",
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=False),
    Column("document", Key, nullable=False, index=True),
    Column("sha256", Key, nullable=False),
    Column("record", Text, nullable=False),
    Column("salt", LargeBinary, nullable=False),
)
"""When, by whom, how and from where a document was collected; `seq` is its journal entry."""

failures: Final = Table(
    "failures",
    metadata,
    Column("document_key", Key, primary_key=True),
    Column("at", Key, nullable=False),
    Column("record", Text, nullable=False),
)

judgements: Final = Table(
    "judgements",
    metadata,
    Column("id", Key, primary_key=True),
    Column("seq", Number, nullable=False, unique=True),
    Column("at", Key, nullable=False),
    Column("action", Key, nullable=False),
    Column("record", Text, nullable=False),
    Column("undone_by", Key),
    Column("salt", LargeBinary, nullable=False),
)
judgement_subjects: Final = Table(
    "judgement_subjects",
    metadata,
    Column("subject", Key, primary_key=True),
    Column("judgement", Key, primary_key=True, index=True),
)

tombstones: Final = Table(
    "tombstones",
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=False),
    Column("record", Text, nullable=False),
    Column("salt", LargeBinary, nullable=False),
)
"""What was taken out, by whom and why, and which journal entries lost their content by it."""

edges: Final = Table(
    "edges",
    metadata,
    Column("a", Key, primary_key=True),
    Column("b", Key, primary_key=True, index=True),
    Column("weight", Float, nullable=False),
    Column("why", Text, nullable=False),
)
keys: Final = Table(
    "keys",
    metadata,
    Column("key", Key, primary_key=True),
    Column("statement", Key, primary_key=True, index=True),
)
signatures: Final = Table(
    "signatures",
    metadata,
    Column("key", Key, primary_key=True),
    Column("document", Key, primary_key=True, index=True),
)
copies: Final = Table(
    "copies",
    metadata,
    Column("a", Key, primary_key=True),
    Column("b", Key, primary_key=True, index=True),
    Column("kind", Key, nullable=False),
    Column("why", Text, nullable=False),
)

incidents: Final = Table(
    "incidents",
    metadata,
    Column("id", Key, primary_key=True),
    Column("type", Key, index=True),
    Column("mode", Key),
    Column("start", Key, index=True),
    Column("end", Key),
    Column("lat", Float, index=True),
    Column("lon", Float),
    Column("country", Key),
    Column("known_from", Key),
    Column("statement_count", Integer, nullable=False),
    Column("origins_min", Integer, nullable=False),
    Column("origins_max", Integer, nullable=False),
    Column("grade", Key),
    Column("place", Text),
    Column("km", Float),
    Column("agents", Text),
    Column("targets", Text),
    Column("killed_low", Float),
    Column("killed_best", Float),
    Column("killed_high", Float),
    Column("injured", Float),
    Column("verdict", Key, nullable=False),
    Column("suggested", Key),
    Column("document_count", Integer, nullable=False),
    Column("actor_words", Text),
    Column("place_words", Text),
    Column("nameless", Boolean),
    Column("dated", Boolean, nullable=False),
    Column("day", Key),
    Column("last_day", Key),
    Column("toll", Float),
    Column("statuses", Key, nullable=False),
    Index("incidents_verdict", "verdict"),
    Index("incidents_known_from", "known_from"),
    Index("incidents_newest", "dated", "day", "id"),
    Index("incidents_oldest", "day", "id"),
    Index("incidents_type_day", "type", "day"),
    Index("incidents_toll", "toll", "id"),
    Index("incidents_origins", "origins_min", "origins_max", "id"),
)
"""What lists, maps and filters need of incidents: narrow rows, so that walking them all is cheap.

`day` and `last_day` are the incident's own days, or where no account gives one (`dated` is false)
the day it became known; `toll` is the best number of killed, else the least; `statuses` are those
of its statements as people have judged them, each between blanks.
"""
incident_records: Final = Table(
    "incident_records",
    metadata,
    Column("id", Key, primary_key=True),
    Column("record", Text, nullable=False),
)
incident_statements: Final = Table(
    "incident_statements",
    metadata,
    Column("statement", Key, primary_key=True),
    Column("incident", Key, nullable=False, index=True),
)

changes: Final = Table(
    "changes",
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=False),
    Column("at", Key, nullable=False, index=True),
    Column("kind", Key, nullable=False),
    Column("subject", Key, nullable=False, index=True),
    Column("detail", Text, nullable=False),
    Index("changes_kind", "kind", "seq"),
)

users: Final = Table(
    "users",
    metadata,
    Column("name", Key, primary_key=True),
    Column("role", Key, nullable=False),
    Column("password", Text, nullable=False),
    Column("made_at", Key, nullable=False),
    Column("disabled", Boolean, nullable=False),
)
sessions: Final = Table(
    "sessions",
    metadata,
    Column("digest", Key, primary_key=True),
    Column("user", Key, nullable=False, index=True),
    Column("csrf", Key, nullable=False),
    Column("expires", Key, nullable=False),
)
tokens: Final = Table(
    "tokens",
    metadata,
    Column("id", Key, primary_key=True),
    Column("digest", Key, nullable=False, unique=True),
    Column("user", Key, nullable=False, index=True),
    Column("scopes", Key, nullable=False),
    Column("label", Text, nullable=False),
    Column("made_at", Key, nullable=False),
    Column("expires", Key),
)
access_log: Final = Table(
    "access_log",
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=True),
    Column("at", Key, nullable=False),
    Column("who", Key, nullable=False),
    Column("what", Key, nullable=False),
    Column("detail", Text, nullable=False),
)
"""Who signed in, changed accounts, exported or saw what is hidden: the workbench's own record."""

codebooks: Final = Table(
    "codebooks",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("at", Key, nullable=False),
    Column("who", Key, nullable=False),
    Column("why", Text, nullable=False),
    Column("text", Text, nullable=False),
)
codings: Final = Table(
    "codings",
    metadata,
    Column("subject", Key, primary_key=True),
    Column("coder", Key, primary_key=True),
    Column("codebook", Integer, nullable=False),
    Column("at", Key, nullable=False),
    Column("values", Text, nullable=False),
)
"""What each coder gives a statement by the codebook, blind to the others."""
resolutions: Final = Table(
    "resolutions",
    metadata,
    Column("subject", Key, primary_key=True),
    Column("field", Key, primary_key=True),
    Column("judgement", Key, nullable=False),
)
"""Which judgement settled what coders disagreed on."""

queue: Final = Table(
    "queue",
    metadata,
    Column("statement", Key, primary_key=True),
    Column("reasons", Integer, nullable=False),
    Column("doubt", Float, nullable=False),
    Column("weight", Float, nullable=False),
    Column("decided", Boolean, nullable=False),
    Index("queue_doubt", "decided", "doubt", "statement", "reasons"),
    Index("queue_weight", "decided", "weight", "statement", "reasons"),
)
"""Current statements in the order in which people should look at them; made from the rest."""
