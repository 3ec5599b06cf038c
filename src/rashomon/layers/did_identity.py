"""Who did or suffered a deed where the sentence says who they were.

"The men who shot him were *soldiers*"; "those killed were *not civilians*". Said in the negative,
it names whom the speaker denies, and nobody else.
"""

from collections.abc import Iterable
from typing import Any

from spacy.tokens import Doc

from rashomon.layers import clause
from rashomon.layers.clause_contrast import is_ruled_out
from rashomon.layers.clause_identity import identity_of
from rashomon.layers.did_found import Found
from rashomon.layers.did_people import participant
from rashomon.layers.said_identity import TURNED
from rashomon.layers.windows import head_of


def settle_identity(doc: Doc, items: Iterable[Found], parts: dict[int, dict[str, Any]]) -> None:
    """Put in who they were, and take out who only describes them.

    Args:
        doc: The document.
        items: The triggers of a sentence.
        parts: By token index, the fields of each event; changed.
    """
    for item in items:
        found = identity_of(item.token)
        if found is None:
            continue
        fields = parts[item.token.i]
        role, other = ("agents", "targets") if found.acting else ("targets", "agents")
        named = [t for t in clause.conjuncts(found.named) if not is_ruled_out(t)]
        heads = {t.i for t in named}
        fields[other] = tuple(
            p for p in fields[other] if (h := head_of(doc, p.mention)) is None or h.i not in heads
        )
        if found.negated and not _is_denied(doc, item):
            continue
        people = tuple(p for t in named if (p := participant(doc, t)) is not None)
        if people and (found.acting or found.negated or not fields[role]):
            fields[role] = people


def _is_denied(doc: Doc, item: Found) -> bool:
    """Tell a deed that a speaker denies by who its doers or victims are not."""
    at = item.token.idx
    return any(
        a.turned == TURNED and any(c.start <= at < c.end for c in a.content)
        for a in doc._.attributions
    )
