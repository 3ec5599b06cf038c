"""What somebody goes on to say behind a colon: "admitted it*: he had shot the ferryman*".

The colon spells out what was said before it, so it is said by the same speaker.

Citation: Quirk et al. 1985, appendix III.18: what follows a colon explicates what precedes it.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from rashomon.layers import clause
from rashomon.layers.said_drafts import Draft, Page, sentence_stop

RULES: Final = frozenset({"said.clause", "said.object"})
BARE: Final = frozenset({"it", "this", "that", "so", "as much"})
LEAST: Final = 3
"""Tokens behind the colon, at least."""


def with_colons(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """Let what stands behind a colon belong to who spoke in front of it."""
    taken = {d.cue[0] for d in drafts if d.rule == "said.label"}
    return [d if d.cue[0] in taken else _with_colon(page, d) for d in drafts]


def _with_colon(page: Page, draft: Draft) -> Draft:
    if draft.entry is None or draft.direct or draft.rule not in RULES or not draft.source:
        return draft
    if not draft.entry.family.speech or not _says_so(page.doc[draft.head], draft):
        return draft
    last = max(draft.content)
    end = last[1]
    doc = page.doc
    if end + LEAST >= len(doc) or doc[end].text != ":" or page.inside[end] >= 0:
        return draft
    if draft.rule == "said.object" and doc[last[0] : end].text.lower() not in BARE:
        return draft
    stop = sentence_stop(page, end + 1)
    behind = doc[end + 1 : stop]
    if len(behind) < LEAST or any(page.inside[t.i] >= 0 for t in behind):
        return draft
    if not any(t.pos_ in clause.VERBAL and clause.own_subjects(t) for t in behind):
        return draft
    return replace(draft, content=(*draft.content, (end + 1, stop)))


def _says_so(verb: Token, draft: Draft) -> bool:
    """Tell who stands behind what he says: "admitted it", "did *not deny* it"."""
    if draft.entry is None:
        return False
    denies = draft.entry.family.stance in ("denies", "doubts")
    return denies == clause.is_negated(verb)
