"""Statements as data frames, for those who work in pandas or polars."""

import importlib
from collections.abc import Iterable
from types import ModuleType
from typing import TYPE_CHECKING

from rashomon.errors import ExtraMissingError
from rashomon.publish.flat import COLUMNS, flat_rows
from rashomon.reading.reader import Reading

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

EXTRA = "tables"


def to_pandas(readings: Iterable[Reading]) -> "pd.DataFrame":
    """Give one row a statement, columns as in `rashomon.publish.flat.COLUMNS`.

    Raises:
        ExtraMissingError: pandas is not installed (the extra ``tables`` brings it).
    """
    pandas = _library("pandas")
    frame: pd.DataFrame = pandas.DataFrame(list(flat_rows(readings)), columns=list(COLUMNS))
    return frame


def to_polars(readings: Iterable[Reading]) -> "pl.DataFrame":
    """Give one row a statement, columns as in `rashomon.publish.flat.COLUMNS`.

    Raises:
        ExtraMissingError: polars is not installed (the extra ``tables`` brings it).
    """
    polars = _library("polars")
    rows = list(flat_rows(readings))
    data = {column: [row[column] for row in rows] for column in COLUMNS}
    frame: pl.DataFrame = polars.DataFrame(data, strict=False)
    return frame


def _library(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise ExtraMissingError(name, EXTRA) from error
