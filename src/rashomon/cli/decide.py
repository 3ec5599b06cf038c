"""``rashomon decide BASE ACTION IDS``: what a person decides of incidents, origins and copies."""

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Final

import typer

from rashomon.base import Base, open_base
from rashomon.cli.bases import Where
from rashomon.cli.run import Output
from rashomon.cli.show import the_one
from rashomon.errors import JudgementError
from rashomon.incidents import service
from rashomon.incidents.grade import GRADES
from rashomon.model.judgement import Judgement

PAIR: Final = 2


class Action(StrEnum):
    """What can be decided."""

    MERGE = "merge"
    SPLIT = "split"
    PIN = "pin"
    GRADE = "grade"
    SAME_ORIGIN = "same-origin"
    OTHER_ORIGIN = "other-origin"
    SAME_COPY = "same-copy"
    OTHER_COPY = "other-copy"
    UNDO = "undo"


COUNTS: Final = {
    Action.MERGE: (2, None),
    Action.SPLIT: (1, None),
    Action.PIN: (1, 1),
    Action.GRADE: (1, 1),
    Action.UNDO: (1, 1),
}
"""Fewest and most ids; the others take two."""


def decide(
    base: Where,
    action: Annotated[Action, typer.Argument(help="What is decided.", show_default=False)],
    ids: Annotated[
        list[str],
        typer.Argument(
            help="merge: incidents or statements that are one; split: statements that stand apart "
            "from their incident; pin, grade: an incident; …-origin: two statements; "
            "…-copy: two documents; undo: a decision. Beginnings of ids will do."
        ),
    ],
    who: Annotated[str, typer.Option(help="Who decides; stays on record.")],
    why: Annotated[str, typer.Option(help="The reason; stays on record.")],
    grade: Annotated[str, typer.Option(help=f"For grade: {', '.join(GRADES)}.")] = "",
) -> None:
    """Merge, split, pin or grade incidents, correct origins and copies, or undo a decision."""
    if (action is Action.GRADE) != bool(grade) or (grade and grade not in GRADES):
        raise typer.BadParameter(f"--grade: give one of {', '.join(GRADES)}, with grade alone")
    with open_base(base, create=False) as opened, Output(None) as output:
        pairs = [the_one(opened, id) for id in ids]
        _check(action, len(pairs))
        subjects = [whole for _, whole in pairs]
        made = _decide(opened, action, subjects, who=who, why=why, grade=grade)
        service.link_pending(opened)
        output.write(f"{action}: decision {made.id} by {who}\n")
        for incident in _touched(opened, made):
            output.write(f"  now {incident}\n")
        if made.undoes is None:
            output.write(f"  to take it back: decide {base} undo {made.id} --who … --why …\n")


def _check(action: Action, count: int) -> None:
    fewest, most = COUNTS.get(action, (PAIR, PAIR))
    if count < fewest or (most is not None and count > most):
        wanted = str(fewest) if fewest == most else f"{fewest} or more"
        problem = f"{action} takes {wanted} id{'' if wanted == '1' else 's'}, not {count}"
        raise JudgementError(problem, "`decide --help` tells of what")


def _decide(
    base: Base, action: Action, subjects: Sequence[str], *, who: str, why: str, grade: str
) -> Judgement:
    if action is Action.MERGE:
        return service.merge(base, subjects, who=who, why=why)
    if action is Action.SPLIT:
        return service.split(base, subjects, who=who, why=why)
    if action is Action.PIN:
        return service.pin(base, subjects[0], who=who, why=why)
    if action is Action.UNDO:
        return base.undo(subjects[0], who=who, why=why)
    value = json.dumps(grade) if action is Action.GRADE else None
    return base.judge(action.replace("-", "_"), subjects, who=who, why=why, value=value)


def _touched(base: Base, made: Judgement) -> list[str]:
    """Write the incidents that hold what a decision is about, as they are now."""
    undone = base.judgement(made.undoes) if made.undoes else None
    about = undone or made
    value = json.loads(about.value) if about.value else None
    listed = value if isinstance(value, dict) else {}
    statements = [*listed.get("statements", ()), *listed.get("apart_from", ())]
    statements += [s for s in about.subjects if base.statement(s) is not None]
    found = {}
    for incident in (*map(base.incident_of, statements), *map(base.incident, about.subjects)):
        if incident is not None:
            found[incident.id] = (
                f"{incident.id}: {len(incident.statements)} statements "
                f"in {len(incident.document_keys)} documents"
            )
    return [found[id_] for id_ in sorted(found)]
