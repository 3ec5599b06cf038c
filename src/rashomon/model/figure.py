"""Figures: how many, of whom, and how sure."""

from dataclasses import dataclass

from rashomon.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One quantity of a text.

    Attributes:
        mention: The words that carry it: "at least 82 individuals".
        measure: ``killed`` ``injured`` ``missing`` ``detained`` ``abducted`` ``displaced``
            ``evacuated``
            ``forces`` ``population`` ``area`` ``money`` ``vehicles`` ``weapons`` ``buildings`` … or
            None.
        low: Lower bound; None is unbounded.
        best: The one figure that the text gives; None for an open range.
        high: Upper bound; None is unbounded.
        unit: ``persons`` ``fraction`` ``km2`` ``USD`` …
        of: Who or what is counted, in the text's words.
        modifier: ``exact`` ``about`` ``nearly`` ``at least`` ``at most`` ``more than`` ``fewer
            than`` ``including``.
        coverage: ``event`` ``period`` ``cumulative`` ``share``.
        of_status: ``civilian`` ``combatant`` ``mixed`` where said.
        of_side: Whose side they are on, where said.
        of_sex: ``female`` ``male`` where said.
        of_age: ``child`` ``adult`` ``elderly`` where said.
        number: Span of the number words alone.
        head: Token index of the counted noun (within the layers only).
        via: Token index of the word that gives the measure: "killed" (within the layers only).
        rule: Id of the rule that fired.
    """

    mention: Span
    measure: str | None = None
    low: float | None = None
    best: float | None = None
    high: float | None = None
    unit: str | None = None
    of: str | None = None
    modifier: str | None = None
    coverage: str | None = None
    of_status: str | None = None
    of_side: str | None = None
    of_sex: str | None = None
    of_age: str | None = None
    number: Span | None = None
    head: int = -1
    via: int = -1
    rule: str = ""
