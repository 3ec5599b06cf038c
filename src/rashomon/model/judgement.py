"""Judgements: what a person decided. No machine value ever overwrites one."""

from dataclasses import dataclass
from typing import Final

ACTIONS: Final = (
    "accept",
    "reject",
    "correct",
    "merge",
    "split",
    "pin",
    "grade",
    "same_origin",
    "other_origin",
    "same_copy",
    "other_copy",
    "resolve_forecast",
    "comment",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision, with who, when and why; it stands until it is undone.

    Attributes:
        id: Stable id.
        at: When, ISO instant in UTC.
        who: The person who decided.
        action: One of `ACTIONS`.
        subjects: Ids of the statements, documents or incidents that it is about. ``merge``: two or
            more statements or incidents that are one; ``split``: statements that belong together
            and apart from what they stood with; ``pin``: an incident whose statements stay as
            they are; ``same_origin``, ``other_origin``: two statements.
        field: The field that is corrected, or None.
        value: The new value as JSON text, or None.
        why: The person's reason.
        undone_by: Id of the judgement that took it back, or None.
        undoes: Id of the judgement that this one takes back, or None.
    """

    id: str
    at: str
    who: str
    action: str
    subjects: tuple[str, ...]
    field: str | None = None
    value: str | None = None
    why: str = ""
    undone_by: str | None = None
    undoes: str | None = None
