"""Which rule or model produced a field, or why the field stays empty."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Why:
    """One reason.

    Attributes:
        layer: The layer that decided, e.g. ``"when"``.
        rule: Stable rule or model id, e.g. ``"time.weekday"``.
        note: What a person needs to know, e.g. ``"no time in the clause"``.
    """

    layer: str
    rule: str
    note: str = ""
