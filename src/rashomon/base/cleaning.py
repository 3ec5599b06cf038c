"""Overwrite what erased content has left behind: free pages, full-text segments, the log."""

import sqlite3
from typing import Final

from sqlalchemy import delete, select, text
from sqlalchemy.exc import DBAPIError

from rashomon.base import tables as t
from rashomon.base.engines import explain
from rashomon.base.store import Store, Writer, upsert
from rashomon.errors import BaseLockedError

ASKED: Final = "to_clean"
REBUILD: Final = "INSERT INTO statement_words(statement_words) VALUES('rebuild')"


class Cleaning(Store):
    """The part of a base that overwrites freed space."""

    def ask_cleaning(self, tx: Writer) -> None:
        """Note in the same transaction that space is to be overwritten: a killed run resumes."""
        upsert(tx.conn, t.meta, [{"key": ASKED, "value": "true"}])

    def needs_cleaning(self) -> bool:
        """Tell whether freed space waits to be overwritten."""
        with self._read() as conn:
            row = conn.execute(select(t.meta.c.key).where(t.meta.c.key == ASKED)).first()
        return row is not None

    def clean(self) -> None:
        """Overwrite freed space.

        Raises:
            BaseLockedError: Another program reads the base; it is done when it is opened next.
        """
        self.close()
        if self.is_postgresql:
            self._clean_server()
        else:
            self._clean_file()
        with self._write() as tx:
            tx.conn.execute(delete(t.meta).where(t.meta.c.key == ASKED))

    def _clean_server(self) -> None:
        try:
            with self.engine.connect() as conn:
                alone = conn.execution_options(isolation_level="AUTOCOMMIT")
                for table in t.metadata.sorted_tables:
                    alone.execute(text(f'VACUUM FULL "{table.name}"'))
        except DBAPIError as error:
            raise explain(error, self.where) from error

    def _clean_file(self) -> None:
        """Rebuild the index, the file and the log; what is left has never held the content."""
        raw = self.engine.raw_connection()
        try:
            cursor = raw.cursor()
            for command in (REBUILD, "VACUUM"):
                cursor.execute(command)
            busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except sqlite3.OperationalError as error:
            raise self._busy() from error
        finally:
            raw.close()
        if busy:
            raise self._busy()

    def _busy(self) -> BaseLockedError:
        problem = "it is taken out, but another program reads the base as it was before"
        remedy = "Close that program, then open the base once more: freed space is overwritten then"
        return BaseLockedError(self.where, problem, remedy)
