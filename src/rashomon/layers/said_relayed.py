"""Sources that a speaker names: "the Courier, *citing police*, reported that …".

The content is the Courier's as well as the police's: the police are the inner speaker, and the
origin. "Radio said, quoting the MNA"; "according to the Courier, which cited two officials, …".
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from rashomon.layers.clause_words import prepositional
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
    drafts = [p for d in drafts for p in _quoted_behind(page, d)]
    drafts = [p for d in drafts for p in _quoted_ahead(page, hits, d)]
    drafts += _iter_heard(page, drafts)
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


def _quoted_behind(page: Page, draft: Draft) -> list[Draft]:
    """Read who is quoted behind the words: "the boy was shot, Brandt *quoted a nurse as saying*".

    Returns:
        The draft of who quotes and that of whom he quotes, or the draft as it was.
    """
    verb = page.doc[draft.head]
    if verb.lemma_.lower() not in page.lexicon.speakers["quoting-verb"].words:
        return [draft]
    named = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    saying = _saying(verb)
    content = draft.content if draft.direct else _clause_before(page, verb)
    if named is None or saying is None or not content or content[0][0] > verb.i:
        return [draft]
    source = phrase(page, named, verb.i + 1, saying.i)
    if source is None:
        return [draft]
    inner = replace(
        draft,
        head=saying.i,
        cue=(saying.i, saying.i + 1),
        rule="said.relayed",
        content=content,
        source=(source,),
        source_head=named.i,
        under=draft.head,
    )
    return [replace(draft, rule="said.around", content=content), inner]


def _quoted_ahead(page: Page, hits: Sequence[CueHit], draft: Draft) -> list[Draft]:
    """Read "the radio said, *citing residents*, that …", whose clause the parser hangs on "citing".

    Returns:
        The draft of who says it and that of whom he cites, or the draft as it was.
    """
    verb = page.doc[draft.head]
    quoting = page.lexicon.speakers["naming-verb"].words
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or verb.lemma_.lower() not in quoting:
        return [draft]
    said = next((h for h in hits if h.head.i == verb.head.i and h.entry.pos == "verb"), None)
    named = next((c for c in verb.children if c.dep_ == "dobj"), None)
    start = draft.content[0][0] if draft.content else -1
    if said is None or named is None or not verb.i < named.i < start or said.head.i > verb.i:
        return [draft]
    source = phrase(page, named, verb.i + 1, start)
    if source is None or page.doc[start - 1].text != ",":
        return [draft]
    outer = replace(
        draft, head=said.head.i, cue=(said.start, said.end), entry=said.entry, rule="said.clause"
    )
    inner = replace(
        draft, rule="said.relayed", source=(source,), source_head=named.i, under=outer.head
    )
    return [outer, inner]


def _saying(verb: Token) -> Token | None:
    """Give the "saying" of "quoted him as *saying*", where nothing follows it."""
    led = [g for c in verb.children if c.lower_ == "as" for g in c.children]
    led += [c for c in verb.children if any(g.lower_ == "as" for g in c.children)]
    told = ("ccomp", "dobj")
    return next(
        (t for t in led if t.tag_ == "VBG" and not any(c.dep_ in told for c in t.children)), None
    )


def _clause_before(page: Page, verb: Token) -> tuple[Range, ...]:
    told = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i), None)
    if told is None:
        return ()
    return trimmed(page.doc, [(told.left_edge.i, told.right_edge.i + 1)])


def _iter_heard(page: Page, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield from whom a speaker has it: "the priest heard *from a guard* that …"."""
    for draft in drafts:
        if draft.entry is None or draft.entry.family.id != "hears" or not draft.source:
            continue
        for way, teller in prepositional(page.doc[draft.head], "from"):
            found = phrase(page, teller, way.i + 1, min(s for s, _ in draft.content))
            if found is None or teller.ent_type_ in PLACED or teller.i > draft.content[0][0]:
                continue
            yield replace(
                draft,
                head=way.i,
                cue=(way.i, way.i + 1),
                rule="said.relayed",
                source=(found,),
                source_head=teller.i,
                under=draft.head,
            )


PLACED: Final = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME"})


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
        return next((d for d in drafts if _owns(d, above) and d.head != verb.i), None)
    if verb.dep_ == "relcl":
        return next((d for d in drafts if _owns(d, verb.head) and d.head != verb.i), None)
    return None


def _owns(draft: Draft, noun: Token) -> bool:
    return draft.source_head == noun.i or any(s <= noun.i < e for s, e in draft.source)
