"""Every format by name, and the one way to write it: figures by its rule, people safe, then out."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from rashomon import __version__
from rashomon.errors import ExportError
from rashomon.incidents.ledger import RULES
from rashomon.incidents.units import UNITS
from rashomon.publish import (
    acled,
    atlos,
    bayanat,
    cameo,
    csv_,
    followthemoney,
    geojson,
    jsonl,
    kml,
    muc,
    parquet,
    plover,
    prov,
    schema_claim,
    ucdp,
)
from rashomon.publish.export import ROWS, Export, Exported, LeftOut
from rashomon.publish.in_unit import in_unit
from rashomon.publish.privacy import guard
from rashomon.publish.privacy_names import Names
from rashomon.publish.toll import by_rule

MOST_IDS: Final = 1000
"""Ids of records left out that the list of losses names; the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format.

    Attributes:
        name: As on the command line.
        write: Makes the files from a guarded export.
        suffix: Usual ending of the file's name.
        rule: Rule of the ledger that its figures follow unless another is asked for.
        unit: Dataset whose unit incidents are derived in, or None for incidents as they are.
        either: It can hold incidents or statements.
        about: In a few words, what it is for.
    """

    name: str
    write: Callable[[Export], Exported]
    suffix: str
    rule: str = "ucdp"
    unit: str | None = None
    either: bool = False
    about: str = ""


FORMATS: Final = {
    f.name: f
    for f in (
        Format(
            name="acled",
            write=acled.export,
            suffix=".csv",
            rule="acled",
            unit="acled",
            about="ACLED-shaped table of events",
        ),
        Format(
            name="ucdp",
            write=ucdp.export,
            suffix=".csv",
            unit="ucdp",
            about="UCDP-GED-shaped table of events with deaths",
        ),
        Format(name="plover", write=plover.export, suffix=".jsonl", about="PLOVER events"),
        Format(
            name="polecat",
            write=plover.export_polecat,
            suffix=".tsv",
            about="POLECAT-shaped table of PLOVER events",
        ),
        Format(name="cameo", write=cameo.export, suffix=".tsv", about="CAMEO, Phoenix-shaped"),
        Format(name="muc", write=muc.export, suffix=".txt", about="MUC-4 templates"),
        Format(name="geojson", write=geojson.export, suffix=".geojson", either=True, about="maps"),
        Format(name="kml", write=kml.export, suffix=".kml", either=True, about="Google Earth"),
        Format(name="csv", write=csv_.export, suffix=".csv", either=True, about="spreadsheets"),
        Format(
            name="parquet", write=parquet.export, suffix=".parquet", either=True, about="analysis"
        ),
        Format(
            name="followthemoney",
            write=followthemoney.export,
            suffix=".ftm.jsonl",
            about="Aleph and OpenAleph",
        ),
        Format(name="atlos", write=atlos.export, suffix=".csv", about="Atlos bulk import"),
        Format(name="bayanat", write=bayanat.export, suffix=".csv", about="Bayanat import"),
        Format(name="claim", write=schema_claim.export, suffix=".jsonld", about="schema.org Claim"),
        Format(name="prov", write=prov.export, suffix=".jsonld", about="PROV, SEM and GAF"),
        Format(name="jsonl", write=jsonl.export, suffix=".jsonl", either=True, about="everything"),
    )
}
"""Every format by its name."""


def export_as(name: str, data: Export, known: Names | None = None) -> Exported:
    """Write an export in a format.

    Args:
        name: One of `FORMATS`.
        data: Incidents, statements and documents as the base has them, texts included.
        known: The private persons, where they were looked for in more than the export.

    Raises:
        ExportError: There is no such format or rule, or the format has no such rows.
        ExtraMissingError: The format needs a library that is not installed.
    """
    chosen = _chosen(name, data)
    rule = data.options.rule or chosen.rule
    incidents, gone = in_unit(data, data.options.unit or chosen.unit)
    figured = [by_rule(i, rule, data.statements, data.documents) for i in incidents]
    safe, guarded = guard(replace(data, incidents=figured), known)
    made = chosen.write(safe)
    return replace(made, guarded=guarded, left_out=(*made.left_out, *gone))


def _chosen(name: str, data: Export) -> Format:
    if name not in FORMATS:
        raise ExportError(f"there is no format {name}", f"Choose one of {', '.join(FORMATS)}")
    rule, rows, unit = data.options.rule, data.options.rows, data.options.unit
    if unit is not None and unit not in UNITS:
        raise ExportError(f"there is no unit {unit}", f"Choose one of {', '.join(UNITS)}")
    if rule is not None and rule not in RULES:
        raise ExportError(f"there is no rule {rule}", f"Choose one of {', '.join(RULES)}")
    if rows not in ROWS:
        raise ExportError(f"there are no rows of {rows}", f"Choose one of {', '.join(ROWS)}")
    chosen = FORMATS[name]
    if rows == "statements" and not chosen.either:
        several = ", ".join(f.name for f in FORMATS.values() if f.either)
        raise ExportError(f"{name} has no rows of statements", f"Choose one of {several}")
    return chosen


def losses_json(exported: Exported) -> str:
    """Write what an export could not carry, whom it left out and what it changed, as JSON."""
    value: dict[str, Any] = {
        "format": exported.format,
        "shape": exported.shape,
        "rules": exported.rules,
        "written_by": f"rashomon {__version__}",
        "rows": exported.rows,
        "lost": [
            {"field": one.field, "why": one.why, "records": one.count} for one in exported.lost
        ],
        "left_out": [_left_out(one) for one in exported.left_out],
        "changed_for_safety": dict(exported.guarded),
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _left_out(one: LeftOut) -> dict[str, Any]:
    return {"reason": one.reason, "records": len(one.ids), "ids": list(one.ids[:MOST_IDS])}
