"""The map of a document's places: areas as wide as the text is exact, on country borders.

"Near Dovrin" is a wider circle than "in Dovrin", a province wider still: no point claims more
than the text says. What has no point is listed beside the map with the reason.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rashomon.model.place import EventPlace
from rashomon.publish.borders import Box, Ring, box_of, clip, load_borders
from rashomon.publish.words import clean
from rashomon.reading.reader import Reading

WIDTH: Final = 760.0
HEIGHT: Final = 470.0
LEAST_SPAN: Final = 1.6
"""Degrees of latitude that a map shows at the least."""
PADDING: Final = 0.28
KM_A_DEGREE: Final = 111.2
RADIUS_KM: Final = {
    "exact": 2.0,
    "near": 14.0,
    "city": 7.0,
    "district": 18.0,
    "admin1": 45.0,
    "country": 110.0,
    "region": 160.0,
}
SMALLEST: Final = 7.0
WIDEST: Final = 130.0
LETTER: Final = 6.6
"""Width of a letter of a label, in units of the drawing."""
LINE: Final = 15.0


@dataclass(frozen=True, slots=True)
class Mark:
    """One place on the map.

    Attributes:
        number: What stands on the map and in the list beside it.
        name: Of the place.
        x: From the left, units of the drawing.
        y: From the top.
        radius: Of the area that the text means.
        precision: As in a statement.
        statements: Numbers of the statements that happen there.
        label: Side of the name, ``start`` right of the point, ``end`` left of it, or "" for none.
        about: Where that is and why it was chosen.
    """

    number: int
    name: str
    x: float
    y: float
    radius: float
    precision: str
    statements: tuple[int, ...]
    label: str
    about: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A place name without a point, with the reason."""

    name: str
    reason: str
    statements: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Map:
    """What the page draws: SVG paths of land, marks, and what could not be placed."""

    land: str
    outline: str
    marks: tuple[Mark, ...]
    unplaced: tuple[Unplaced, ...]


def draw_map(reading: Reading, outlines: Sequence[tuple[Box, Ring]] = ()) -> Map:
    """Lay out the places of all statements of one document.

    Args:
        reading: What was read.
        outlines: Rings of the user's own, drawn above the borders.
    """
    groups: dict[str, tuple[EventPlace, list[int]]] = {}
    for number, statement in enumerate(reading.statements):
        for place in statement.places:
            key = place.id or place.name
            groups.setdefault(key, (place, []))[1].append(number)
    placed = [(p, ns) for p, ns in groups.values() if p.lat is not None and p.lon is not None]
    view = _View([(p.lon or 0.0, p.lat or 0.0) for p, _ in placed]) if placed else None
    return Map(
        land=_path(load_borders(), view) if view else "",
        outline=_path(outlines, view) if view else "",
        marks=_marks(placed, view) if view else (),
        unplaced=_unplaced(reading, groups.values()),
    )


class _View:
    """An equirectangular view of the box around the points, true to scale at its middle."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        west, south, east, north = box_of(points)
        lat = (south + north) / 2
        squeeze = max(0.15, math.cos(math.radians(lat)))
        tall = max((north - south) * (1 + 2 * PADDING), LEAST_SPAN)
        wide = max((east - west) * (1 + 2 * PADDING), tall * WIDTH / HEIGHT / squeeze)
        tall = wide * squeeze * HEIGHT / WIDTH
        lon = (west + east) / 2
        self.box: Box = (lon - wide / 2, lat - tall / 2, lon + wide / 2, lat + tall / 2)
        self.unit_a_degree = HEIGHT / tall
        self._across = WIDTH / wide

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        return (lon - self.box[0]) * self._across, (self.box[3] - lat) * self.unit_a_degree

    def radius(self, precision: str) -> float:
        km = RADIUS_KM.get(precision, RADIUS_KM["city"])
        return min(max(km / KM_A_DEGREE * self.unit_a_degree, SMALLEST), WIDEST)


def _path(rings: Iterable[tuple[Box, Ring]], view: _View) -> str:
    west, south, east, north = view.box
    margin = (east - west) * 0.02
    around = (west - margin, south - margin, east + margin, north + margin)
    parts = []
    for box, ring in rings:
        if box[0] > around[2] or box[2] < around[0] or box[1] > around[3] or box[3] < around[1]:
            continue
        parts.append(_ring_path(clip(ring, around), view))
    return "".join(parts)


def _ring_path(ring: Ring, view: _View) -> str:
    """Write one ring; points less than a unit apart are left out."""
    shown: list[tuple[int, int]] = []
    for lon, lat in ring:
        x, y = view.point(lon, lat)
        point = (round(x), round(y))
        if not shown or point != shown[-1]:
            shown.append(point)
    if len(shown) < 3:
        return ""
    return "M" + "L".join(f"{x} {y}" for x, y in shown) + "Z"


def _marks(placed: Sequence[tuple[EventPlace, list[int]]], view: _View) -> tuple[Mark, ...]:
    ordered = sorted(placed, key=lambda item: (-len(item[1]), item[0].name))
    taken: list[Box] = []
    spots = [view.point(place.lon or 0.0, place.lat or 0.0) for place, _ in ordered]
    taken += [(x - 9, y - 9, x + 9, y + 9) for x, y in spots]
    marks = []
    for number, ((place, statements), (x, y)) in enumerate(zip(ordered, spots, strict=True), 1):
        name = clean(place.name)
        within = ", ".join(part for part in (place.admin1, place.country) if part)
        marks.append(
            Mark(
                number=number,
                name=name,
                x=round(x, 1),
                y=round(y, 1),
                radius=round(view.radius(place.precision), 1),
                precision=place.precision,
                statements=tuple(dict.fromkeys(statements)),
                label=_label_side(name, x, y, taken),
                about=f"{within}; {place.reason}" if within else place.reason,
            )
        )
    return tuple(marks)


def _label_side(name: str, x: float, y: float, taken: list[Box]) -> str:
    """Find room for a label beside its mark, and take it."""
    wide = len(name) * LETTER
    for side, left in (("start", x + 12), ("end", x - 12 - wide)):
        box = (left, y - LINE / 2, left + wide, y + LINE / 2)
        free = all(
            box[2] < one[0] or box[0] > one[2] or box[3] < one[1] or box[1] > one[3]
            for one in taken
        )
        if free and left > 2 and left + wide < WIDTH - 2:
            taken.append(box)
            return side
    return ""


def _unplaced(
    reading: Reading, groups: Iterable[tuple[EventPlace, list[int]]]
) -> tuple[Unplaced, ...]:
    found: dict[str, Unplaced] = {}
    for place, numbers in groups:
        if place.lat is None:
            found[place.name] = Unplaced(clean(place.name), place.reason, tuple(numbers))
    for mention in reading.places:
        if mention.lat is None and mention.name not in found:
            found[mention.name] = Unplaced(clean(mention.name), mention.reason)
    return tuple(found.values())
