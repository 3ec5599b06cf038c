"""The evidence base: one object that keeps what was read and how it was come by."""

import contextlib
import os
from pathlib import Path
from typing import Final

from rashomon.base.adding import Adding
from rashomon.base.browse import Browsing
from rashomon.base.circles import Circles
from rashomon.base.coding import Coded
from rashomon.base.copying import Copying
from rashomon.base.engines import make_engine
from rashomon.base.erasing import Erasing
from rashomon.base.holding import Holding
from rashomon.base.judging import Judging
from rashomon.base.linking import Linking
from rashomon.base.migrate import migrate
from rashomon.base.people import People
from rashomon.base.queueing import Queueing
from rashomon.base.search import Searching
from rashomon.base.verifying import Verifying
from rashomon.errors import BaseLockedError

WAIT_SECONDS: Final = 30.0
"""How long to wait for another program that is writing."""


class Base(
    Adding,
    Judging,
    Linking,
    Copying,
    Holding,
    Searching,
    Verifying,
    Erasing,
    Browsing,
    Circles,
    People,
    Queueing,
    Coded,
):
    """An evidence base; open one with `open_base`, and close it, or use it in ``with``.

    It may be shared between threads; a transaction belongs to the thread that began it.
    """

    def __enter__(self) -> "Base":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Base({self.where!r})"


def open_base(
    where: str | os.PathLike[str], *, create: bool = True, wait_seconds: float = WAIT_SECONDS
) -> Base:
    """Open a base, make it if there is none, and bring its schema up to date.

    Args:
        where: Path of a SQLite file, or ``postgresql://USER:PASSWORD@HOST/DATABASE``.
        create: Make a new base where there is none.
        wait_seconds: How long to wait for another program that is writing.

    Raises:
        BaseOpenError: There is no base at this place, or something else.
        BaseVersionError: A newer version of the program wrote it.
        BaseLockedError: Another program has been writing for too long.
        BaseReachError: The server can't be reached, or refuses the login.
        ExtraMissingError: PostgreSQL without its driver.
    """
    name = str(where) if not isinstance(where, Path) else os.fspath(where)
    engine, shown = make_engine(name, create=create, wait_seconds=wait_seconds)
    try:
        migrate(engine, shown, create=create)
    except BaseException:
        engine.dispose()
        raise
    base = Base(engine, shown)
    if base.needs_cleaning():
        with contextlib.suppress(BaseLockedError):  # the next opening tries again
            base.clean()
    return base
