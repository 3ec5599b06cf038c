"""A no to who somebody was: "those who died *were not pilgrims*, the police chief said".

The deed is told; what its speaker denies is the status of its victims, or that it was his own men.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from rashomon.layers.clause_identity import Identity, identity_of
from rashomon.layers.said_drafts import Draft, Page, stance_of, trimmed, without

TURNED: Final = "deny.identity"


def deny_identity(page: Page, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Part the deed whose doers or victims a speaker says are not those that others name.

    Args:
        page: The doc and its quotations.
        drafts: The attributions in the making.

    Yields:
        Each draft, without the words of that deed, and behind it the denial of it.
    """
    for draft in drafts:
        found = _found(page, draft)
        if found is None:
            yield draft
            continue
        first, last = found.who.left_edge.i, found.who.right_edge.i + 1
        rest = trimmed(page.doc, without(list(draft.content), (first, last)))
        yield replace(draft, content=rest or draft.content)
        kind = "agency" if found.acting else "target_status"
        yield replace(draft, content=((first, last),), stance="denies", denial=kind, turned=TURNED)


def _found(page: Page, draft: Draft) -> Identity | None:
    if stance_of(draft) != "asserts" or (draft.entry and not draft.entry.family.tells):
        return None
    for start, end in draft.content:
        for token in page.doc[start:end]:
            found = identity_of(token) if token.dep_ in ("acl", "relcl") else None
            if found is not None and found.negated and start <= found.who.i < found.named.i < end:
                return found
    return None
