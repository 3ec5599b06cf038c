"""Sources that a speaker names: "the Courier, *citing police*, reported that …".

The content is the Courier's as well as the police's: the police are the inner speaker, and the
origin. "Radio said, quoting the MNA"; "according to the Courier, which cited two officials, …".
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from rashomon.layers.said_cues import CueHit
from rashomon.layers.said_drafts import Draft, Page, Range, trimmed, without
from rashomon.layers.said_source import phrase

_CLIMB: Final = 4


def relayed(page: Page, hits: list[CueHit], drafts: list[Draft]) -> list[Draft]:
    """Add the sources that other drafts' speakers name, as inner speakers of their content.

    Args:
        page: The doc and its quotations.
        hits: The cues of the doc.
        drafts: What was found so far.

    Returns:
        All drafts; what a named source stands in is cut out of the outer content.
    """
    named = list(_iter_named(page, hits, drafts))
    if not named:
        return drafts
    heads = {hit.head.i for hit, _, _ in named}
    cuts = {outer.head: span for _, outer, span in named}
    kept: dict[int, Draft] = {}
    for draft in drafts:
        if draft.head in heads:
            continue
        if draft.head in cuts:
            content = trimmed(page.doc, without(list(draft.content), cuts[draft.head]))
            draft = replace(draft, content=content or draft.content)
        kept[draft.head] = draft
    inner = []
    for hit, outer, span in named:
        source = (span[0] + hit.end - hit.head.i, span[1])
        inner.append(
            Draft(
                head=hit.head.i,
                cue=(hit.head.i, hit.end),
                entry=hit.entry,
                rule="said.relayed",
                content=kept[outer.head].content,
                source=(source,),
                source_head=page.doc[source[0] : source[1]].root.i,
                under=outer.head,
            )
        )
    return [*kept.values(), *inner]


def _iter_named(
    page: Page, hits: list[CueHit], drafts: list[Draft]
) -> Iterator[tuple[CueHit, Draft, Range]]:
    """Yield each cue of quoting, the draft whose speaker quotes, and the range of its words."""
    quoting = page.lexicon.speakers["naming-verb"].words
    by_head = {d.head: d for d in drafts}
    for hit in hits:
        verb = hit.head
        if hit.entry.pos != "verb" or hit.entry.words[0] not in quoting:
            continue
        named = next((c for c in verb.children if c.dep_ == "dobj" and c.i >= hit.end), None)
        if named is None or _is_quoted_as(verb):
            continue
        outer = _outer(verb, by_head, drafts)
        if outer is None or outer.head == verb.i:
            continue
        found = phrase(page, named, hit.end, len(page.doc))
        if found is not None and found[0] == hit.end:
            yield hit, outer, (verb.i, found[1])


def _is_quoted_as(verb: Token) -> bool:
    """Tell "quoting a doctor *as saying*", whose content follows."""
    return any(
        c.lower_ == "as" or any(g.lower_ == "as" for g in c.children)
        for c in verb.children
        if c.dep_ in ("prep", "advcl")
    )


def _outer(verb: Token, by_head: dict[int, Draft], drafts: list[Draft]) -> Draft | None:
    """Find the draft whose speaker does the quoting, by syntax."""
    if verb.tag_ == "VBG" and verb.dep_ in ("advcl", "acl", "conj", "prep", "dep"):
        above = verb.head
        for _ in range(
            _CLIMB
        ):  # the parser may hang it on the content: "said that it fell, citing"
            if above.i in by_head:
                return by_head[above.i]
            if above.dep_ not in ("ccomp", "conj"):
                break
            above = above.head
        above = verb.head
        return next((d for d in drafts if _owns(d, above)), None)
    if verb.dep_ == "relcl":
        return next((d for d in drafts if _owns(d, verb.head)), None)
    return None


def _owns(draft: Draft, noun: Token) -> bool:
    return draft.source_head == noun.i or any(s <= noun.i < e for s, e in draft.source)
