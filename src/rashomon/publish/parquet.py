"""Parquet for analysis: the flat rows with typed columns. Needs the extra ``parquet``."""

import importlib
import io
from typing import Any, Final

from rashomon.errors import ExtraMissingError
from rashomon.publish import incident_rows
from rashomon.publish.cells import Cell
from rashomon.publish.csv_ import flat_losses
from rashomon.publish.export import Export, Exported

RULES: Final = "Apache Parquet 2.6"
NUMBERS: Final = frozenset({"lat", "lon", "certainty", "score"})
COUNTS: Final = ("_low", "_best", "_high", "_min", "_max", "_by", "_start", "_end")
WHOLE: Final = frozenset({"factuality", "evidence_start", "evidence_end"})
TEXT: Final = frozenset({"time_start", "time_end"})


def export(data: Export) -> Exported:
    """Write the flat rows as one Parquet file.

    Raises:
        ExtraMissingError: pyarrow is not installed (``pip install 'rashomon[parquet]'``).
    """
    try:
        arrow = importlib.import_module("pyarrow")
        store = importlib.import_module("pyarrow.parquet")
    except ImportError as error:
        raise ExtraMissingError("pyarrow", "parquet") from error
    header = incident_rows.columns(data)
    table = list(incident_rows.rows(data))
    schema = arrow.schema([(name, _type(arrow, name)) for name in header])
    arrays = [
        arrow.array([_value(row[f.name], f.name) for row in table], type=f.type) for f in schema
    ]
    sink = io.BytesIO()
    store.write_table(arrow.Table.from_arrays(arrays, schema=schema), sink, compression="zstd")
    return Exported(
        format="parquet",
        shape=f"one row for each of {data.options.rows}",
        rules=RULES,
        files={"": sink.getvalue()},
        rows=len(table),
        lost=flat_losses(data),
    )


def _kind(name: str) -> str:
    if name in TEXT:
        return "text"
    if name in NUMBERS or (name.startswith("figure_") and name != "figure_measure"):
        return "number"
    return "whole" if name in WHOLE or name.endswith(COUNTS) else "text"


def _type(arrow: Any, name: str) -> Any:
    kinds = {"text": arrow.string(), "number": arrow.float64(), "whole": arrow.int64()}
    return kinds[_kind(name)]


def _value(value: Cell, name: str) -> Cell:
    if value is None:
        return None
    kind = _kind(name)
    if kind == "number":
        return float(value)
    return int(value) if kind == "whole" else str(value)
