"""How far coders agree, field by field, and where they do not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.base.coding import DONE, Coding
from rashomon.base.rows import fold
from rashomon.web.alpha import Alpha, interval, nominal
from rashomon.web.codes import Codebook, Field


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldReliability:
    """Agreement on one field.

    Attributes:
        field: The field of the codebook.
        alpha: Krippendorff's alpha.
        metric: ``nominal`` or ``interval``.
        differing: Statements on which the coders differ.
    """

    field: Field
    alpha: Alpha
    metric: str
    differing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One statement and field on which coders differ: pairs of coder and value."""

    subject: str
    field: Field
    values: tuple[tuple[str, str], ...]


def by_subject(codings: Iterable[Coding]) -> dict[str, list[Coding]]:
    """Put codings together by statement; only those that are done by enough coders."""
    found: dict[str, list[Coding]] = {}
    for one in codings:
        found.setdefault(one.subject, []).append(one)
    return {subject: some for subject, some in found.items() if len(some) >= DONE}


def reliability(
    codebook: Codebook, units: Mapping[str, Sequence[Coding]]
) -> list[FieldReliability]:
    """Compute the agreement on every field of a codebook.

    Numbers are compared by their distance where two coders or more give one; whether one gives a
    number at all is not in that alpha, but counts as a difference.
    """
    found = []
    for field in codebook.fields:
        told = [_values(field, some) for some in units.values()]
        if field.kind == "number":
            alpha = interval([[float(v) for v in unit if v] for unit in told])
        else:
            alpha = nominal(told)
        found.append(
            FieldReliability(
                field=field,
                alpha=alpha,
                metric="interval" if field.kind == "number" else "nominal",
                differing=sum(len(set(unit)) > 1 for unit in told),
            )
        )
    return found


def disagreements(codebook: Codebook, units: Mapping[str, Sequence[Coding]]) -> list[Disagreement]:
    """List where coders differ, by statement and field."""
    return [
        Disagreement(
            subject=subject,
            field=field,
            values=tuple((c.coder, c.values[field.name]) for c in some if field.name in c.values),
        )
        for subject, some in units.items()
        for field in codebook.fields
        if len(set(_values(field, some))) > 1
    ]


def _values(field: Field, codings: Sequence[Coding]) -> list[str]:
    given = [c.values[field.name] for c in codings if field.name in c.values]
    return [fold(v) or "" for v in given] if field.kind == "text" else given
