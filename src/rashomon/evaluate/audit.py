"""How often a base is right: a stratified sample, a person's marks, and errors with intervals.

Published figures of event coders are per slot, or conditioned on an earlier step. Here a record is
right when every field that was marked is, and what was missed is estimated from whole documents.
"""

import hashlib
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from rashomon.errors import InputError
from rashomon.model.statement import Statement

FIELDS: Final = (
    "real",
    "type",
    "speakers",
    "agents",
    "targets",
    "time",
    "places",
    "figures",
    "status",
    "polarity",
)
"""What is marked of each statement; ``real``: the text does say this, and it is worth a record."""
MARKS: Final = ("right", "wrong", "unsure")
MISSED: Final = "missed"
"""Field of a mark on a document: how many statements a person found lacking."""
Z95: Final = 1.959963984540054


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a person says of one field of one statement, or of one document.

    Attributes:
        subject: Id of the statement or document.
        field: One of `FIELDS`, or `MISSED`.
        mark: One of `MARKS`; for `MISSED` the number, as text.
        by: Who marked.
        at: When, ISO instant.
        stratum: The stratum that the statement was drawn for; "" for documents.
        note: Words of the person.
    """

    subject: str
    field: str
    mark: str
    by: str
    at: str
    stratum: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share with its 95% interval (Wilson 1927).

    Attributes:
        part: How many of `whole`.
        whole: How many were marked right or wrong.
        value: `part` by `whole`; None of nothing.
        low: Lower end of the interval.
        high: Upper end.
    """

    part: int
    whole: int
    value: float | None
    low: float
    high: float


def wilson(part: int, whole: int, z: float = Z95) -> Share:
    """Give a share with its Wilson score interval.

    Citation: Wilson (1927), Probable inference, the law of succession, and statistical inference.
    """
    if whole <= 0:
        return Share(part=0, whole=0, value=None, low=0.0, high=1.0)
    p = part / whole
    middle = (p + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z / (1 + z * z / whole) * math.sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole))
    low = 0.0 if part == 0 else max(0.0, middle - half)
    high = 1.0 if part == whole else min(1.0, middle + half)
    return Share(part=part, whole=whole, value=p, low=low, high=high)


def stratum_of(statement: Statement) -> str:
    """Name the stratum of a statement: its type, or its kind where it has none."""
    return statement.type or statement.kind


def draw(strata: Mapping[str, Sequence[str]], size: int, seed: int = 0) -> list[tuple[str, str]]:
    """Draw a stratified sample without replacement.

    Every stratum gives at least one while there is room; the rest is shared by size (largest
    remainders). The same ids, size and seed give the same sample, whatever the order.

    Args:
        strata: Ids by stratum.
        size: How many in all.
        seed: Another seed, another sample.

    Returns:
        Stratum and id, in the order of a shuffle by hash, so that strata mix.
    """
    shares = _allot({name: len(ids) for name, ids in strata.items() if ids}, size)
    drawn = [
        (name, id_)
        for name, count in shares.items()
        for id_ in sorted(strata[name], key=lambda i: _rank(i, seed))[:count]
    ]
    return sorted(drawn, key=lambda pair: _rank(pair[1], seed + 1))


def _allot(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    total = sum(sizes.values())
    size = min(size, total)
    largest = sorted(sizes, key=lambda n: (-sizes[n], n))
    given = {name: 1 for name in largest[:size]}
    left = size - len(given)
    wanted = {n: max(0.0, sizes[n] * size / total - 1) for n in given}
    whole = sum(wanted.values())
    parts = {n: (wanted[n] * left / whole if whole else 0.0) for n in given}
    for name in given:
        given[name] = min(sizes[name], given[name] + int(parts[name]))
    order = sorted(given, key=lambda n: (-(parts[n] - int(parts[n])), n))
    while sum(given.values()) < size:
        for name in order:
            if sum(given.values()) < size and given[name] < sizes[name]:
                given[name] += 1
    return given


def _rank(id_: str, seed: int) -> str:
    return hashlib.sha256(f"{seed}:{id_}".encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an audit found.

    Attributes:
        fields: By field, the share of statements in which it was right.
        whole: Share of statements in which every marked field was right.
        strata: The same by stratum.
        weighted: Share of whole records right, strata weighted by their size in the base; None
            where a stratum of the base has no mark.
        found: Share of the statements of the marked documents that the reader found; None where no
            document was marked.
        unsure: Marks of ``unsure``; they count neither way.
        statements: Statements marked.
        documents: Documents marked.
    """

    fields: Mapping[str, Share]
    whole: Share
    strata: Mapping[str, Share]
    weighted: float | None
    found: Share | None
    unsure: int
    statements: int
    documents: int


def report(
    marks: Iterable[Mark],
    sizes: Mapping[str, int] | None = None,
    found: Mapping[str, int] | None = None,
) -> Report:
    """Add marks up; of several marks of one field by one person the last counts.

    Args:
        marks: In the order in which they were made.
        sizes: Statements of the whole base by stratum, for the weighted share.
        found: Statements that the reader found, by marked document.
    """
    last: dict[tuple[str, str, str], Mark] = {}
    for mark in marks:
        last[mark.subject, mark.field, mark.by] = mark
    of_fields = [m for m in last.values() if m.field != MISSED]
    of_documents = [m for m in last.values() if m.field == MISSED]
    records: dict[tuple[str, str], list[Mark]] = defaultdict(list)
    for mark in of_fields:
        records[mark.subject, mark.by].append(mark)
    verdicts = {key: _record(ms) for key, ms in records.items()}
    strata: dict[str, list[bool]] = defaultdict(list)
    for key, verdict in verdicts.items():
        if verdict is not None:
            strata[records[key][0].stratum].append(verdict)
    by_stratum = {name: wilson(sum(v), len(v)) for name, v in sorted(strata.items())}
    judged = [v for v in verdicts.values() if v is not None]
    return Report(
        fields={f: _field_share(f, of_fields) for f in FIELDS},
        whole=wilson(sum(judged), len(judged)),
        strata=by_stratum,
        weighted=_weighted(by_stratum, sizes or {}),
        found=_found(of_documents, found or {}),
        unsure=sum(m.mark == "unsure" for m in of_fields),
        statements=len({m.subject for m in of_fields}),
        documents=len({m.subject for m in of_documents}),
    )


def _record(marks: Sequence[Mark]) -> bool | None:
    """Tell whether a record is right: no field is wrong, and at least one is right."""
    seen = Counter(m.mark for m in marks)
    if seen["wrong"]:
        return False
    return True if seen["right"] else None


def _field_share(field: str, marks: Sequence[Mark]) -> Share:
    seen = Counter(m.mark for m in marks if m.field == field)
    return wilson(seen["right"], seen["right"] + seen["wrong"])


def _weighted(strata: Mapping[str, Share], sizes: Mapping[str, int]) -> float | None:
    total = sum(sizes.values())
    if not total or any(size and not _is_marked(strata, name) for name, size in sizes.items()):
        return None
    return sum((strata[name].value or 0.0) * size for name, size in sizes.items() if size) / total


def _is_marked(strata: Mapping[str, Share], name: str) -> bool:
    return name in strata and strata[name].whole > 0


def _found(marks: Sequence[Mark], found: Mapping[str, int]) -> Share | None:
    if not marks:
        return None
    here = sum(found.get(m.subject, 0) for m in marks)
    return wilson(here, here + sum(int(m.mark) for m in marks))


def load_marks(path: Path) -> list[Mark]:
    """Read marks; an absent file holds none.

    Raises:
        InputError: A line is no mark.
    """
    if not path.exists():
        return []
    marks = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            mark = Mark(**json.loads(line))
            _check(mark)
        except (ValueError, TypeError) as error:
            problem = f"line {number} is no mark ({error})"
            raise InputError(str(path), problem, "Take it out, or use another file") from error
        marks.append(mark)
    return marks


def _check(mark: Mark) -> None:
    if mark.field == MISSED:
        if not (mark.mark.isascii() and mark.mark.isdigit()):
            raise ValueError("missed takes a number")
    elif mark.field not in FIELDS or mark.mark not in MARKS:
        raise ValueError(f"{mark.field}={mark.mark} is unknown")


def append_marks(path: Path, marks: Iterable[Mark]) -> None:
    """Append marks to a file, a line each, written before this returns."""
    with path.open("a", encoding="utf-8") as file:
        for mark in marks:
            file.write(json.dumps(asdict(mark), ensure_ascii=False) + "\n")
