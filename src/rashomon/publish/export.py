"""What every export is made of, and what comes out of it, its losses included.

An export takes incidents with the statements and documents behind them. No format of others
carries all of that, so each one tells what it could not carry and whom it left out, with reasons.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from rashomon.model.document import Document
from rashomon.model.incident import Incident
from rashomon.model.statement import Statement

ROWS: Final = ("incidents", "statements")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """How to export.

    Attributes:
        private: Keep names of private persons; without it a pseudonym stands for each.
        coarsen: Make coordinates of protected sites and recent events coarse.
        rule: Rule of the ledger that figures come from; None takes the format's own.
        unit: ``acled`` ``ucdp`` ``airwars`` where incidents were derived for a dataset.
        rows: ``incidents`` or ``statements``, for the formats that can hold either.
        hxl: Put a row of HXL tags under the header of a CSV.
        labels: Write ACLED's actor types as words instead of numbers.
        country_points: Give a point, too, to what is only known by its country.
        derived_dates: Give ACLED- and UCDP-shaped rows the days that publication lets one presume,
            where no account gives a day; marked as such.
        reference: Day (ISO) from which recent events are counted; None takes the latest
            publication among the documents.
    """

    private: bool = False
    coarsen: bool = True
    rule: str | None = None
    unit: str | None = None
    rows: str = "incidents"
    hxl: bool = False
    labels: bool = False
    country_points: bool = False
    derived_dates: bool = False
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What is to be exported.

    Attributes:
        incidents: In the order of the output.
        statements: By id; those of the incidents, and others that stand alone.
        documents: By id; those of the statements.
        options: How.
    """

    incidents: Sequence[Incident]
    statements: Mapping[str, Statement]
    documents: Mapping[str, Document]
    options: ExportOptions = field(default_factory=ExportOptions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """One thing that the format could not carry.

    Attributes:
        field: Field of an incident, a statement or a document.
        why: Why it is not in the file.
        count: How many exported records have it.
    """

    field: str
    why: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Records that do not fit the format's unit.

    Attributes:
        reason: Why they are not in the file.
        ids: Their ids, sorted.
    """

    reason: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A finished export.

    Attributes:
        format: Name of the format.
        shape: What the files are, honestly: "ACLED-shaped, not ACLED's own coding".
        rules: Which version of the format's rules was followed.
        files: Content by suffix of the name; "" is the main file.
        rows: Records in the main file.
        lost: What the format could not carry.
        left_out: Whom it left out.
        guarded: What was changed for people's safety, in words, with counts.
    """

    format: str
    shape: str
    rules: str
    files: Mapping[str, bytes]
    rows: int
    lost: tuple[Lost, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    guarded: Mapping[str, int] = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        """The main file."""
        return self.files[""]


class Refusals:
    """Collects the reasons why records are left out."""

    def __init__(self) -> None:
        self._ids: dict[str, list[str]] = {}

    def add(self, identity: str, reason: str) -> None:
        """Note that a record is left out."""
        self._ids.setdefault(reason, []).append(identity)

    def all(self) -> tuple[LeftOut, ...]:
        """Give every reason with its records, most records first."""
        rows = sorted(self._ids.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        return tuple(LeftOut(reason=reason, ids=tuple(sorted(ids))) for reason, ids in rows)
