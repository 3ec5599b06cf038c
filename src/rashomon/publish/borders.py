"""Country borders for the map: Natural Earth (public domain), 1:50 million, decoded from TopoJSON.

Natural Earth draws who holds a territory, not who claims it. A user's own outline, a GeoJSON
file, is read into the same rings, so that a map of any place can be drawn with no network.
"""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rashomon.errors import InputError

ATLAS: Final = Path(__file__).parent / "static" / "countries-50m.json"
Ring = tuple[tuple[float, float], ...]
"""Longitude and latitude in degrees, first point not repeated as a rule."""
Box = tuple[float, float, float, float]
"""West, south, east, north."""


@lru_cache(maxsize=1)
def load_borders() -> tuple[tuple[Box, Ring], ...]:
    """Give every ring of every country with the box around it."""
    atlas = json.loads(ATLAS.read_text(encoding="utf-8"))
    scale, shift = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = [tuple(_absolute(arc, scale, shift)) for arc in atlas["arcs"]]
    rings = []
    for country in atlas["objects"]["countries"]["geometries"]:
        for polygon in _polygons(country):
            for indexes in polygon:
                rings.append(_join(arcs, indexes))
    return tuple((box_of(ring), ring) for ring in rings)


def read_outline(path: Path) -> tuple[tuple[Box, Ring], ...]:
    """Read the polygons of a GeoJSON file.

    Raises:
        InputError: The file can't be read or holds no polygon.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        rings = [_ring(points) for points in _geojson_rings(found)]
    except OSError as error:
        raise InputError(
            str(path), f"can't be read ({error.strerror})", "Check the path"
        ) from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        problem = f"is no GeoJSON of polygons ({error})"
        raise InputError(str(path), problem, "Give a FeatureCollection of polygons") from error
    if not rings:
        raise InputError(str(path), "holds no polygon", "Give a FeatureCollection of polygons")
    return tuple((box_of(ring), ring) for ring in rings)


def box_of(ring: Iterable[tuple[float, float]]) -> Box:
    """Give the box around points."""
    lons, lats = zip(*ring, strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def clip(ring: Ring, box: Box) -> Ring:
    """Cut a ring to a box (Sutherland and Hodgman); empty where nothing lies inside."""
    west, south, east, north = box
    points: list[tuple[float, float]] = list(ring)
    for axis, limit, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        if not points:
            break
        points = list(_cut(points, axis, limit, sign))
    return tuple(points)


def _cut(
    points: list[tuple[float, float]], axis: int, limit: float, sign: int
) -> Iterator[tuple[float, float]]:
    before = points[-1]
    for point in points:
        inside, was_inside = (sign * (p[axis] - limit) >= 0 for p in (point, before))
        if inside != was_inside:
            part = (limit - before[axis]) / (point[axis] - before[axis])
            lon = before[0] + part * (point[0] - before[0])
            lat = before[1] + part * (point[1] - before[1])
            yield (limit, lat) if axis == 0 else (lon, limit)
        if inside:
            yield point
        before = point


def _absolute(
    arc: list[list[int]], scale: list[float], shift: list[float]
) -> Iterator[tuple[float, float]]:
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * scale[0] + shift[0], y * scale[1] + shift[1]


def _polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    arcs: list[Any] = geometry.get("arcs", [])
    return [arcs] if geometry["type"] == "Polygon" else arcs


def _join(arcs: list[tuple[tuple[float, float], ...]], indexes: list[int]) -> Ring:
    points: list[tuple[float, float]] = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return tuple(points)


def _geojson_rings(value: Any) -> Iterator[Any]:
    kind = value["type"]
    if kind == "FeatureCollection":
        for feature in value["features"]:
            yield from _geojson_rings(feature)
    elif kind == "Feature":
        if value["geometry"] is not None:
            yield from _geojson_rings(value["geometry"])
    elif kind == "GeometryCollection":
        for geometry in value["geometries"]:
            yield from _geojson_rings(geometry)
    elif kind == "Polygon":
        yield from value["coordinates"]
    elif kind == "MultiPolygon":
        for polygon in value["coordinates"]:
            yield from polygon


def _ring(points: Any) -> Ring:
    ring = tuple((float(p[0]), float(p[1])) for p in points)
    if len(ring) < 3 or any(abs(lon) > 180 or abs(lat) > 90 for lon, lat in ring):
        raise ValueError("a ring needs three points in degrees")
    return ring
