"""Bring a base to the present schema when it is opened, with Alembic's migrations."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from rashomon.base.engines import APPLICATION, WRITES, explain
from rashomon.errors import BaseOpenError, BaseVersionError

FOLDER: Final = Path(__file__).with_name("migrations")
VERSION_TABLE: Final = "alembic_version"


def migrate(engine: Engine, where: str, *, create: bool) -> None:
    """Bring the schema up to date; a new base gets its tables.

    Raises:
        BaseOpenError: The database is another program's, or empty and none is to be made.
        BaseVersionError: The base is newer than this program.
    """
    head = newest()
    try:
        with engine.connect() as conn:
            if _version(conn, where, create=create) == head:
                return
        with engine.connect() as plain:
            conn = plain.execution_options(**{WRITES: True})
            with conn.begin():
                if _version(conn, where, create=create) != head:
                    command.upgrade(config(conn), "head")
                    if engine.dialect.name == "sqlite":
                        conn.exec_driver_sql(f"PRAGMA application_id={APPLICATION}")
    except DBAPIError as error:
        raise explain(error, where) from error


def newest() -> str:
    """Give the number of the newest migration, by the names of their files."""
    return max(path.name[:4] for path in (FOLDER / "versions").glob("[0-9]*.py"))


def config(conn: Connection | None = None) -> Config:
    """Give Alembic's configuration; no file of settings is needed."""
    made = Config()
    made.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    made.attributes["connection"] = conn
    return made


def _version(conn: Connection, where: str, *, create: bool) -> str | None:
    """Give the base's version; None where its tables are still to be made."""
    names = set(inspect(conn).get_table_names())
    if VERSION_TABLE not in names:
        if names - {"spatial_ref_sys"} or not create:
            problem = "it is no evidence base" if names else "it is empty"
            raise BaseOpenError(where, problem, "Name another file or database")
        return None
    version = conn.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    if version is None:
        return None
    if version > newest():
        problem = f"a newer version of the program wrote it (schema {version}, known {newest()})"
        raise BaseVersionError(where, problem, "Update: pip install -U rashomon")
    return str(version)
