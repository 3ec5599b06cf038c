"""Which statements tell of an incident that MUC-4 asks for, and why the others do not.

The task asks for violence with a political aim against people who take no part in fighting, and
against things: not for fighting between armed sides, not for what is older than two months, not
for what is only planned, wished or in doubt. The reasons are told, so that nobody has to wonder
where an incident went.
"""

import datetime
from collections.abc import Callable
from typing import Final

from rashomon.lexicon.words import INCIDENTS, word_list
from rashomon.model.document import Document
from rashomon.model.statement import Statement
from rashomon.publish.unit_view import day_of, denies

FIGHTING_WORDS: Final = word_list("muc.fighting", INCIDENTS)
STATUSES: Final = frozenset({"occurred", "attempted", "prevented", "threatened"})
STANCES: Final = frozenset({"asserts", "doubts"})
STATE: Final = frozenset({"MIL", "COP", "GOV", "SPY"})
REBELS: Final = frozenset({"REB", "CRM"})
SOLDIERS: Final = frozenset({"MIL", "REB"})
OLDEST: Final = datetime.timedelta(days=62)

UNTOLD: Final = "no account tells it as done, tried or threatened"
RULES: Final[tuple[tuple[str, Callable[[Statement], bool]], ...]] = (
    (UNTOLD, lambda s: denies(s) or s.status not in STATUSES or not _is_told(s)),
    ("fighting is no incident of MUC-4", lambda s: _is_fighting(s)),
    ("only soldiers or fighters suffer it", lambda s: _hits_fighters_alone(s)),
    ("a state acts against fighters, or against nobody", lambda s: _is_operation(s)),
)


def unfit(statement: Statement, document: Document | None) -> str | None:
    """Say why a statement tells of no incident that MUC-4 asks for; None where it does.

    Args:
        statement: What is told; its type is a matter of the template.
        document: The message; without its day nothing is too old.
    """
    for reason, applies in RULES:
        if applies(statement):
            return reason
    if document is not None and _is_old(statement, document):
        return "older than two months"
    return None


def _is_told(statement: Statement) -> bool:
    return all(speaker.stance in STANCES for speaker in statement.speakers)


def _is_fighting(statement: Statement) -> bool:
    words = statement.trigger.text.lower().split()
    return bool(words) and words[0] in FIGHTING_WORDS


def _hits_fighters_alone(statement: Statement) -> bool:
    targets = statement.targets
    return bool(targets) and all(
        t.sector in SOLDIERS or t.kind in ("weapon", "state") for t in targets
    )


def _is_operation(statement: Statement) -> bool:
    agents, targets = statement.agents, statement.targets
    if not agents or not all(a.sector in STATE or a.kind == "state" for a in agents):
        return False
    return all(t.sector in REBELS for t in targets)


def _is_old(statement: Statement, document: Document) -> bool:
    published = day_of(document.published)
    last = day_of(statement.time.end) if statement.time else None
    return bool(published and last and published - last > OLDEST)
