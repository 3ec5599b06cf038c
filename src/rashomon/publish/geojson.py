"""GeoJSON (RFC 7946): a point for what has one, with its precision; else no geometry at all.

What is only known to have happened in a country has no point, unless it is asked for: a dot in the
middle of a country says more than any account does.
"""

import json
from collections.abc import Mapping
from typing import Any, Final

from rashomon.publish import incident_rows
from rashomon.publish.cells import Cell
from rashomon.publish.csv_ import flat_losses
from rashomon.publish.export import Export, Exported

RULES: Final = "RFC 7946, WGS 84"
VAGUE: Final = frozenset({"country"})


def export(data: Export) -> Exported:
    """Write a FeatureCollection, one feature an incident or a statement."""
    features = [_feature(row, data) for row in incident_rows.rows(data)]
    collection: dict[str, Any] = {"type": "FeatureCollection", "features": features}
    text = json.dumps(collection, ensure_ascii=False, allow_nan=False)
    return Exported(
        format="geojson",
        shape=f"one feature for each of {data.options.rows}",
        rules=RULES,
        files={"": text.encode()},
        rows=len(features),
        lost=flat_losses(data),
    )


def point(row: Mapping[str, Cell], data: Export) -> tuple[float, float] | None:
    """Give longitude and latitude of a row, or None where it has no point to show."""
    lat, lon = row.get("lat"), row.get("lon")
    if not isinstance(lat, (int, float)) or not isinstance(lon, (int, float)):
        return None
    if row.get("place_precision") in VAGUE and not data.options.country_points:
        return None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    return round(float(lon), 5), round(float(lat), 5)


def _feature(row: Mapping[str, Cell], data: Export) -> dict[str, Any]:
    at = point(row, data)
    properties = {k: v for k, v in row.items() if k not in ("lat", "lon") and v is not None}
    return {
        "type": "Feature",
        "id": row["id"],
        "geometry": {"type": "Point", "coordinates": list(at)} if at else None,
        "properties": properties,
    }
