"""What lists, map and filters show of incidents, kept in memory and mended where it changed.

A decision touches a few incidents of many. So what was read of all of them stays; of those that the
base says have changed since, and of those alone, it is read again. Nothing is shown that is older
than the last change: who decides, and whoever asks afterwards, sees it at once.
"""

import json
import threading
from bisect import bisect_left, insort
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterable
from typing import Any, ClassVar, Final, Protocol, TypeVar, cast

from rashomon.base import Base
from rashomon.base.browse import IncidentLine, Sieve

MOST: Final = 100_000
"""Incidents of one sieve that are kept; where there are more, the base is asked each time."""
MOST_KEPT: Final = 500_000
"""Incidents that are kept of all sieves together."""
MOST_SLOTS: Final = 400
MOST_TOUCHED: Final = 2_000
"""Changes that are mended one by one; after more everything is read anew."""
EVERY: Final = Sieve()
Row = tuple[Any, ...]
Facets = dict[str, list[tuple[str, int]]]


class Part(Protocol):
    """What is made of the rows of incidents, and can be mended; the id comes first in a row."""

    columns: ClassVar[tuple[str, ...]]

    def __len__(self) -> int:
        """Count the incidents."""

    def fill(self, rows: Iterable[Row]) -> None:
        """Forget everything, and take these."""

    def drop(self, id: str) -> None:
        """Take an incident out, if it is there."""

    def put(self, row: Row) -> None:
        """Take an incident that is not there."""


Made = TypeVar("Made", bound=Part)
Value = TypeVar("Value")


class Ordered:
    """Ids in one of the orders of `Browsing.incident_lines`."""

    columns: ClassVar[tuple[str, ...]] = (
        "id",
        "dated",
        "day",
        "toll",
        "origins_min",
        "origins_max",
        "verdict",
        "statement_count",
    )

    def __init__(self, order: str) -> None:
        self._key, self._from_end = KEYS.get(order, KEYS["newest"])
        self._keys: list[Row] = []
        self._of: dict[str, Row] = {}

    def __len__(self) -> int:
        return len(self._keys)

    def fill(self, rows: Iterable[Row]) -> None:
        """Forget everything, and take these."""
        self._of = {row[0]: self._key(row) for row in rows}
        self._keys = sorted(self._of.values())

    def drop(self, id: str) -> None:
        """Take an incident out, if it is there."""
        key = self._of.pop(id, None)
        if key is not None:
            del self._keys[bisect_left(self._keys, key)]

    def put(self, row: Row) -> None:
        """Take an incident that is not there."""
        self._of[row[0]] = key = self._key(row)
        insort(self._keys, key)

    def ids(self, start: int, count: int) -> list[str]:
        """Give some ids in the order."""
        if self._from_end:
            end = max(0, len(self._keys) - start)
            return [key[-1] for key in reversed(self._keys[max(0, end - count) : end])]
        return [key[-1] for key in self._keys[start : start + count]]


def _newest(row: Row) -> Row:
    id_, dated, day, *_ = row
    return (bool(dated), day is not None, day or "", id_)


def _oldest(row: Row) -> Row:
    id_, _, day, *_ = row
    return (day is not None, day or "", id_)


def _toll(row: Row) -> Row:
    return (row[3] is not None, row[3] or 0, row[0])


def _origins(row: Row) -> Row:
    return (row[4], row[5], row[0])


def _doubt(row: Row) -> Row:
    return (row[6] != "contradict", -row[7], row[0])


KEYS: Final[dict[str, tuple[Callable[[Row], Row], bool]]] = {
    "newest": (_newest, True),
    "oldest": (_oldest, False),
    "toll": (_toll, True),
    "origins": (_origins, True),
    "doubt": (_doubt, False),
}
"""Sort key by order, and whether it is read from its end; as the base sorts."""


class Drawn:
    """The points of the map and the days of the time line, as the JSON that the page loads."""

    columns: ClassVar[tuple[str, ...]] = (
        "id", "lon", "lat", "km", "day", "toll", "verdict", "type", "last_day",
    )  # fmt: skip

    def __init__(self, veil: Callable[[Row], Row]) -> None:
        self._veil = veil
        self._written: dict[str, str] = {}
        self._whole: bytes | None = None

    def __len__(self) -> int:
        return len(self._written)

    def fill(self, rows: Iterable[Row]) -> None:
        """Forget everything, and take these."""
        self._written, self._whole = {row[0]: self._write(row) for row in rows}, None

    def drop(self, id: str) -> None:
        """Take an incident out, if it is there."""
        self._whole = None if self._written.pop(id, None) else self._whole

    def put(self, row: Row) -> None:
        """Take an incident that is not there."""
        self._written[row[0]], self._whole = self._write(row), None

    def whole(self) -> bytes:
        """Give all of them in the order of their ids."""
        if self._whole is None:
            self._written = dict(sorted(self._written.items()))
            self._whole = f'{{"incidents":[{",".join(self._written.values())}]}}'.encode()
        return self._whole

    def _write(self, row: Row) -> str:
        return json.dumps(self._veil(row), ensure_ascii=True, separators=(",", ":"))


class Counted:
    """How many incidents there are of each kind, as `Browsing.facets` counts them."""

    columns: ClassVar[tuple[str, ...]] = (
        "id", "type", "country", "verdict", "grade", "suggested", "statuses",
    )  # fmt: skip

    def __init__(self) -> None:
        self._of: dict[str, Row] = {}
        self._counts: Counter[Row] = Counter()

    def __len__(self) -> int:
        return len(self._of)

    def fill(self, rows: Iterable[Row]) -> None:
        """Forget everything, and take these."""
        self._of, self._counts = {}, Counter()
        for row in rows:
            self.put(row)

    def drop(self, id: str) -> None:
        """Take an incident out, if it is there."""
        kinds = self._of.pop(id, None)
        if kinds is not None:
            self._counts[kinds] -= 1

    def put(self, row: Row) -> None:
        """Take an incident that is not there."""
        self._of[row[0]] = kinds = row[1:]
        self._counts[kinds] += 1

    def facets(self) -> Facets:
        """Give the counts, the most frequent first."""
        names = self.columns[1:-1]
        counts: dict[str, Counter[str]] = {name: Counter() for name in (*names, "status")}
        for (*kinds, statuses), count in self._counts.items():
            if not count:
                continue
            for name, kind in zip(names, kinds, strict=True):
                if kind is not None:
                    counts[name][kind] += count
            for word in set(statuses.split()):
                counts["status"][word] += count
        return {
            name: sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
            for name, found in counts.items()
        }


class _Slot:
    """One part with its sieve, and the change up to which it is good."""

    def __init__(self, base: Base, sieve: Sieve, part: Part) -> None:
        self.lock = threading.Lock()
        self.part = part
        self.is_over = False
        self._base, self._sieve = base, sieve
        self._stamp = self._erased = self._seq = -1

    def mend(self) -> None:
        """Bring the part up to the last change."""
        if self._base.last_change("lists") == self._stamp:
            return
        erased = self._base.last_change("erasures")
        now, seq = self._base.last_change("lists"), self._base.last_change()
        touched = None
        if self._stamp >= 0 and erased == self._erased and not self.is_over:
            touched = self._base.incidents_changed(self._seq, MOST_TOUCHED)
        if touched is None:
            self._read_all()
        else:
            self._read(touched)
        self._stamp, self._erased, self._seq = now, erased, seq

    def _read_all(self) -> None:
        rows = self._base.incident_rows(self.part.columns, self._sieve, limit=MOST + 1)
        self.is_over = len(rows) > MOST
        self.part.fill([] if self.is_over else rows)

    def _read(self, touched: set[str]) -> None:
        rows = self._base.incident_rows(self.part.columns, self._sieve, touched)
        for id_ in touched:
            self.part.drop(id_)
        for row in rows:
            self.part.put(row)


class Listings:
    """Lists, points and counts of incidents that were asked for lately."""

    def __init__(self, base: Base, kept: int = MOST_KEPT) -> None:
        self._base = base
        self._kept = kept
        self._lock = threading.Lock()
        self._slots: OrderedDict[Hashable, _Slot] = OrderedDict()

    def page(
        self, sieve: Sieve, order: str, *, limit: int, offset: int
    ) -> tuple[list[IncidentLine], int]:
        """Give one page of incidents, as `Browsing.incident_lines`, and how many there are."""
        found = self._take(
            ("ordered", order, sieve),
            sieve,
            lambda: Ordered(order),
            lambda part: (part.ids(max(0, offset), limit), len(part)),
        )
        if found is not None:
            return self._base.lines_of(found[0]), found[1]
        lines = self._base.incident_lines(sieve, order=order, limit=limit, offset=offset)
        return lines, self._base.incident_count(sieve)

    def points(self, sieve: Sieve, key: Hashable, veil: Callable[[Row], Row]) -> bytes | None:
        """Give the points of a map as JSON; None for too many.

        Args:
            sieve: Which incidents.
            key: Names the veil.
            veil: What somebody may see of a row of `Browsing.incident_points`.
        """
        return self._take(("points", key, sieve), sieve, lambda: Drawn(veil), Drawn.whole)

    def facets(self) -> Facets:
        """Count incidents by kind, as `Browsing.facets`."""
        found = self._take("facets", EVERY, Counted, Counted.facets)
        return self._base.facets() if found is None else found

    def _take(
        self,
        key: Hashable,
        sieve: Sieve,
        make: Callable[[], Made],
        take: Callable[[Made], Value],
    ) -> Value | None:
        with self._lock:
            slot = self._slots.get(key)
            if slot is None:
                slot = self._slots[key] = _Slot(self._base, sieve, make())
            self._slots.move_to_end(key)
        with slot.lock:
            slot.mend()
            value = None if slot.is_over else take(cast(Made, slot.part))
        self._forget()
        return value

    def _forget(self) -> None:
        with self._lock:
            held = sum(len(slot.part) for slot in self._slots.values())
            while len(self._slots) > 1 and (held > self._kept or len(self._slots) > MOST_SLOTS):
                held -= len(self._slots.popitem(last=False)[1].part)
