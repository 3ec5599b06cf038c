"""What an editor's word on a disagreement of coders changes in the statement itself."""

import json
from collections.abc import Callable, Mapping
from typing import Final

from rashomon.base.rows import fold
from rashomon.lexicon.event_rows import MODES
from rashomon.model.statement import Statement
from rashomon.web.codes import Field
from rashomon.web.correction import Filled, changes, filled_in

Decision = tuple[str, str | None, str | None]
"""Action of a judgement, its field and its value."""
VERDICTS: Final = {"yes": "accept", "no": "reject"}
UNKNOWN_AREA: Final = "region"
"""Precision of a place of which a coder gives the name alone."""


def decisions(field: Field, value: str, statement: Statement, text: str) -> list[Decision]:
    """Give the judgements that an editor's value makes.

    Args:
        field: The field of the codebook.
        value: What the editor settled on; "" is "nothing said".
        statement: The statement as it stands.
        text: The document's text.

    Returns:
        Corrections where the statement says otherwise; the verdict on it as a whole; else a
        comment that keeps the value.

    Raises:
        FormError: The value is none that the statement's field may have.
    """
    kept: list[Decision] = [("comment", None, json.dumps({field.name: value}))]
    if field.settles == "verdict":
        action = VERDICTS.get(value.casefold())
        return kept if action is None else [(action, None, None)]
    make = FORMS.get(field.settles or "")
    if make is None:
        return kept
    group, rows = make(value, statement)
    filled = Filled(rows=rows, statement=statement, shown=statement, text=text)
    return [("correct", name, plain) for name, plain in changes(group, filled)] or kept


Form = tuple[str, list[dict[str, str]]]


def _type(value: str, statement: Statement) -> Form:
    mode = statement.mode if statement.mode in MODES.get(value, ()) else ""
    return "type", [{"type": value, "mode": mode or ""}]


def _mode(value: str, statement: Statement) -> Form:
    return "type", [{"type": statement.type or "", "mode": value}]


def _plain(group: str) -> Callable[[str, Statement], Form]:
    return lambda value, _: (group, [{group: value}])


def _stance(value: str, statement: Statement) -> Form:
    rows = filled_in("stance", statement)
    return "stance", [{**rows[0], "stance": value}]


def _day(value: str, _: Statement) -> Form:
    return "time", [{"start": value, "end": "", "precision": "day"}]


def _place(value: str, statement: Statement) -> Form:
    rows = filled_in("places", statement)[:-1]
    if not value:
        return "places", []
    same = [row for row in rows if fold(row["name"]) == fold(value)]
    rest = [row for row in rows if row not in same]
    new = {"row": "", "name": value, "precision": UNKNOWN_AREA}
    return "places", [*(same or [new]), *rest]


def _figure(measure: str) -> Callable[[str, Statement], Form]:
    def make(value: str, statement: Statement) -> Form:
        rows = filled_in("figures", statement)[:-1]
        mine = [row for row in rows if row["measure"] == measure]
        rest = [row for row in rows if row not in mine]
        if not value:
            return "figures", rest
        numbers = {"low": value, "best": value, "high": value, "modifier": "exact"}
        new = {"row": "", "measure": measure, "coverage": "event"}
        return "figures", [{**(mine[0] if mine else new), **numbers}, *mine[1:], *rest]

    return make


FORMS: Final[Mapping[str, Callable[[str, Statement], Form]]] = {
    "type": _type,
    "mode": _mode,
    "status": _plain("status"),
    "polarity": _plain("polarity"),
    "stance": _stance,
    "day": _day,
    "place": _place,
    "killed": _figure("killed"),
    "injured": _figure("injured"),
}
