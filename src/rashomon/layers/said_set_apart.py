"""What a speaker sets apart: "admitted the raid *but not the killings*".

Of two acts under one cue the second gets the other answer: who admits the raid but not the
killings denies these, who denies the killings but not the raid does not deny that, and what the UN
verified but not the rape is a rape that it has not verified, not one that did not happen.

Citation: Huddleston and Pullum 2002, 9.1.3 ("not" as a marker of contrast in coordinations).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from rashomon.layers.clause import FINITE
from rashomon.layers.clause_contrast import set_apart_at
from rashomon.layers.said_drafts import Draft, Page, stance_of, trimmed

ANSWERS: Final = {"admits": "denies", "claims": "doubts", "reports": "doubts", "shows": "doubts"}
"""By class of cue, the stance of its speaker to what is set apart."""
TURNED: Final = "deny.set-apart"


def set_apart(page: Page, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Part what is set apart from the content of its cue.

    Args:
        page: The doc and its quotations.
        drafts: The attributions in the making.

    Yields:
        Each draft, without what is set apart, and behind it a draft of that.
    """
    for draft in drafts:
        at = _mark(page, draft)
        if at is None:
            yield draft
            continue
        end = _end(at)
        content = trimmed(page.doc, [(at.i + 1, end)])
        kept = trimmed(page.doc, [(s, min(e, at.i - 1)) for s, e in draft.content])
        answer = _answer(draft)
        if not content or not kept or not answer:
            yield draft
            continue
        yield replace(draft, content=kept)
        yield replace(draft, content=content, stance=answer, turned=TURNED)


def _answer(draft: Draft) -> str:
    stance = stance_of(draft)
    if stance in ("denies", "doubts"):
        return "asserts"
    family = draft.entry.family.id if draft.entry is not None else ""
    return ANSWERS.get(family, "") if stance == "asserts" else ""


def _mark(page: Page, draft: Draft) -> Token | None:
    """Give the "not" of "but not" in a content, or right behind it."""
    if not draft.content or draft.direct or draft.content[-1][0] < draft.head:
        return None
    start, end = draft.content[0][0], draft.content[-1][1]
    for token in page.doc[start : min(end + 2, len(page.doc))]:
        if set_apart_at(token):
            return token
    return None


def _end(mark: Token) -> int:
    """Give the end of what is set apart: the next mark or verb, or the end of the sentence."""
    sentence = mark.sent
    for token in mark.doc[mark.i + 1 : sentence.end]:
        if token.text in (",", ";", ":", "—", "–", ".") or token.tag_ in FINITE | {"MD"}:
            return token.i
    return sentence.end
