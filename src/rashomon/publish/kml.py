"""KML 2.2 for Google Earth and its like; what has no point is listed without one.

A viewer renders descriptions as HTML and fills in ``$[…]``: both are made inert.
"""

import html
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from typing import Final

from rashomon.publish import incident_rows
from rashomon.publish.cells import Cell
from rashomon.publish.csv_ import flat_losses
from rashomon.publish.export import Export, Exported
from rashomon.publish.geojson import point
from rashomon.publish.unit_view import day_of

RULES: Final = "OGC KML 2.2"
NAMESPACE: Final = "http://www.opengis.net/kml/2.2"
NOT_IN_IDS: Final = re.compile(r"[^\w.-]")


def export(data: Export) -> Exported:
    """Write one placemark an incident or a statement."""
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(f"{{{NAMESPACE}}}kml")
    document = _under(root, "Document")
    _under(document, "name", "Rashomon export")
    count = 0
    for row in incident_rows.rows(data):
        _placemark(document, row, data)
        count += 1
    return Exported(
        format="kml",
        shape=f"one placemark for each of {data.options.rows}",
        rules=RULES,
        files={"": ET.tostring(root, encoding="utf-8", xml_declaration=True)},
        rows=count,
        lost=flat_losses(data),
    )


def _placemark(document: ET.Element, row: Mapping[str, Cell], data: Export) -> None:
    mark = _under(document, "Placemark")
    mark.set("id", "p-" + NOT_IN_IDS.sub("-", str(row["id"])))
    _under(mark, "name", _inert(incident_rows.title_of(row)).replace("<", "‹").replace(">", "›"))
    told = str(row.get("notes") or row.get("evidence") or "")
    _under(mark, "description", html.escape(_inert(told)))
    first, last = day_of(_text(row, "time_start")), day_of(_text(row, "time_end"))
    if first and last:
        span = _under(mark, "TimeSpan")
        _under(span, "begin", first.isoformat())
        _under(span, "end", last.isoformat())
    more = _under(mark, "ExtendedData")
    for key, value in row.items():
        if value is not None and key not in ("notes", "evidence"):
            item = _under(more, "Data")
            item.set("name", key)
            _under(item, "value", html.escape(_inert(str(value)), quote=False))
    at = point(row, data)
    if at is not None:
        _under(_under(mark, "Point"), "coordinates", f"{at[0]},{at[1]}")


def _under(parent: ET.Element, tag: str, text: str | None = None) -> ET.Element:
    element = ET.SubElement(parent, f"{{{NAMESPACE}}}{tag}")
    element.text = text
    return element


def _inert(text: str) -> str:
    return text.replace("$[", "$ [")


def _text(row: Mapping[str, Cell], key: str) -> str | None:
    value = row.get(key)
    return value if isinstance(value, str) else None
