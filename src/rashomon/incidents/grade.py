"""A suggested grade by Airwars' criteria, for alleged civilian harm alone, with the reasons.

It is a suggestion: it counts sources and admissions, it does not weigh how credible anybody is.
The grade itself is set by a person. What harms no civilian by any account has no grade.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from rashomon.incidents.agreement import denies
from rashomon.incidents.comparing import same_actor
from rashomon.incidents.entries import REAL, group_of
from rashomon.incidents.party import body_of, same_body
from rashomon.model.actor import Participant
from rashomon.model.document import Document
from rashomon.model.incident import Incident
from rashomon.model.statement import Statement
from rashomon.model.why import Why

LAYER: Final = "grade"
GRADES: Final = ("confirmed", "fair", "weak", "contested", "discounted")
HARM: Final = ("killed", "injured")
CIVIL: Final = frozenset(("civilians", "children", "women", "medics", "journalists"))
TWO: Final = 2

Suggested = tuple[str | None, tuple[Why, ...]]


def suggested_grade(
    incident: Incident,
    statements: Sequence[Statement],
    documents: Mapping[str, Document] | None = None,  # noqa: ARG001
) -> Suggested:
    """Suggest a grade for an incident.

    Args:
        incident: With its `independent_origins`.
        statements: Its statements.
        documents: By id; not needed, taken as the other rooms give it.

    Returns:
        ``confirmed`` ``fair`` ``weak`` ``contested`` ``discounted``, or None where no account
        tells of civilian harm; and the reasons.

    Citation:
        Airwars, Methodology: confirmed, a belligerent accepts responsibility; fair, two or more
        generally credible sources; weak, a single source; contested, competing accounts of who is
        responsible; discounted, the dead were combatants or nobody was harmed.
    """
    told = [s for s in statements if s.status in REAL]
    harmed = [s for s in told if harms_civilians(s)]
    if not harmed:
        return None, ()
    admitted = _admission(harmed)
    if admitted is not None:
        return "confirmed", (admitted,)
    withdrawn = _withdrawn(harmed, told)
    if withdrawn:
        return "discounted", withdrawn
    rivals = _rivals(harmed)
    if rivals:
        return "contested", rivals
    least = _independent(incident, harmed)
    near = _strike_confirmed(told)
    if least >= TWO:
        many = Why(LAYER, "grade.sources", f"{least} independent origins at least")
        return "fair", (many, near)
    return "weak", (Why(LAYER, "grade.source", "one independent origin at least"), near)


def harms_civilians(statement: Statement) -> bool:
    """Tell whether an account tells of killed or wounded civilians, in its own words."""
    if statement.polarity == "-" or denies(statement, None, "occurrence", "target_status"):
        return False
    counted = [f for f in statement.figures if f.measure in HARM]
    if any(f.of_status == "civilian" or group_of(f) in CIVIL for f in counted):
        return True
    hurt = (
        bool(counted)
        or statement.mode in ("beat", "torture", "sexual")
        or (statement.type == "ASSAULT" and "kill" in statement.trigger.text.casefold())
    )
    return hurt and any(t.status == "civilian" for t in statement.targets)


def _admission(harmed: Sequence[Statement]) -> Why | None:
    """Find an agent who says so himself, or is said to have admitted it."""
    for statement in harmed:
        for agent in statement.agents:
            basis = agent.responsibility.basis if agent.responsibility else None
            if basis == "admitted" or (_speaks(statement, agent) and basis != "denied"):
                return Why(LAYER, "grade.admitted", f"{agent.name} accepts that it did it")
    return None


def _speaks(statement: Statement, agent: Participant) -> bool:
    if not statement.speakers or statement.speakers[-1].stance != "asserts":
        return False
    speaker = statement.speakers[-1]
    if speaker.id and speaker.id == agent.id:
        return True
    return bool(speaker.name) and same_body(body_of(speaker.name or ""), body_of(agent.name))


def _withdrawn(harmed: Sequence[Statement], told: Sequence[Statement]) -> tuple[Why, ...]:
    """Find that each voice that told of civilian harm later says the dead were combatants."""
    voices = {_voice(s) for s in harmed}
    back = {
        _voice(s)
        for s in told
        if any(t.status == "combatant" for t in s.targets)
        or any(f.of_status == "combatant" for f in s.figures if f.measure in HARM)
        or denies(s, None, "occurrence")
    }
    if not voices <= back:
        return ()
    names = ", ".join(sorted(name or "the author" for name in voices))
    return (Why(LAYER, "grade.withdrawn", f"{names} also: combatants, or that it did not happen"),)


def _voice(statement: Statement) -> str | None:
    return statement.speakers[-1].name if statement.speakers else statement.document_key


def _rivals(harmed: Sequence[Statement]) -> tuple[Why, ...]:
    """Find agents that different accounts name and that can't be one; a denial is no rival."""
    told = [
        (s, [a for a in s.agents if a.named or a.id]) for s in harmed if not denies(s, "agency")
    ]
    named = [(s, agents) for s, agents in told if agents]
    for number, (one, mine) in enumerate(named):
        for other, theirs in named[number + 1 :]:
            apart = not any(same_actor(a, b) for a in mine for b in theirs)
            if apart and _voice(one) != _voice(other):
                names = " or ".join(sorted({mine[0].name, theirs[0].name}))
                return (Why(LAYER, "grade.rivals", f"accounts name different agents: {names}"),)
    return ()


def _independent(incident: Incident, harmed: Sequence[Statement]) -> int:
    """Count origins of the accounts of harm, nameless ones as the incident's lower bound does."""
    ids = {s.id for s in harmed}
    behind = [o for o in incident.origins if ids & set(o.statements)]
    named = sum(not o.anonymous for o in behind)
    spare = incident.independent_origins.min - sum(not o.anonymous for o in incident.origins)
    nameless = min(len(behind) - named, max(spare, 0 if named else 1))
    return max(named + nameless, 1)


def _strike_confirmed(told: Sequence[Statement]) -> Why:
    for statement in told:
        if statement.type != "ASSAULT" or statement.polarity == "-":
            continue
        for agent in statement.agents:
            if _speaks(statement, agent):
                note = f"{agent.name} says that it acted there"
                return Why(LAYER, "grade.strike-confirmed", note)
    return Why(LAYER, "grade.strike-unconfirmed", "no belligerent says that it acted there")
