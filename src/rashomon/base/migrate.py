"""Bring a base to the present schema when it is opened, with Alembic's migrations."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from rashomon.base.engines import APPLICATION, WRITES, explain
from rashomon.errors import BaseOpenError, BaseVersionError

FOLDER: Final = Path(__file__).with_name("migrations")
HEAD: Final = "0001"
"""The newest migration; a test compares it with the folder."""
VERSION_TABLE: Final = "alembic_version"


def migrate(engine: Engine, where: str, *, create: bool) -> None:
    """Bring the schema up to date; a new base gets its tables.

    Raises:
        BaseOpenError: The database is another program's, or empty and none is to be made.
        BaseVersionError: The base is newer than this program.
    """
    try:
        with engine.connect() as conn:
            if _version(conn, where, create=create) == HEAD:
                return
        with engine.connect() as plain:
            conn = plain.execution_options(**{WRITES: True})
            with conn.begin():
                if _version(conn, where, create=create) != HEAD:
                    command.upgrade(config(conn), "head")
                    if engine.dialect.name == "sqlite":
                        conn.exec_driver_sql(f"PRAGMA application_id={APPLICATION}")
    except DBAPIError as error:
        raise explain(error, where) from error


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
    known = {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}
    if version != HEAD and version not in known:
        problem = f"a newer version of the program wrote it (schema {version}, known is {HEAD})"
        raise BaseVersionError(where, problem, "Update: pip install -U rashomon")
    return str(version)
