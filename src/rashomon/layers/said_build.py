"""From drafts to records: spans, form, stance, nesting, speakers.

"Brandt says that Valdoria remembers the siege" is two attributions; the inner one's `parent` is
the outer one, in whose content it stands.
"""

from dataclasses import replace
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers.clause import OBJECTS, auxiliaries
from rashomon.layers.said_drafts import Draft, Page, Range
from rashomon.layers.said_speaker import make_cast, others, resolve
from rashomon.layers.said_traits import basis_of, denial_of, identity_of, said_at
from rashomon.lexicon.control import load_control
from rashomon.lexicon.cues import CueLexicon
from rashomon.lexicon.events import load_events
from rashomon.model.attribution import Attribution, SpeakerName
from rashomon.model.span import Span


def build(page: Page, drafts: list[Draft]) -> tuple[Attribution, ...]:
    """Turn drafts into attributions.

    Args:
        page: The doc and its quotations.
        drafts: In text order of their cues.

    Returns:
        Attributions with ids ``a1``, ``a2`` … in text order.
    """
    doc, lexicon = page.doc, page.lexicon
    parents = find_parents(drafts)
    cast = make_cast(doc, lexicon)
    speakers: dict[int, SpeakerName | None] = {}
    for number in sorted(range(len(drafts)), key=lambda n: (_depth(n, parents), n)):
        up = parents[number]
        speakers[number] = None if up is not None else resolve(doc, drafts[number], cast, None)
    for number in sorted(range(len(drafts)), key=lambda n: (_depth(n, parents), n)):
        up = parents[number]
        if up is not None:
            speakers[number] = resolve(doc, drafts[number], cast, speakers[up])
    found = []
    for number, draft in enumerate(drafts):
        family = draft.entry.family if draft.entry else None
        up = parents[number]
        found.append(
            Attribution(
                id=f"a{number + 1}",
                source=spans(doc, draft.source),
                cue=spans(doc, (draft.cue,)),
                content=spans(doc, draft.content),
                form=form_of(page, draft),
                stance=draft.stance or (family.stance if family else "asserts"),
                speaker=speakers[number],
                parent=f"a{up + 1}" if up is not None else None,
                also=others(doc, draft, cast),
                identity=identity_of(doc, draft, speakers[number], lexicon),
                basis=basis_of(doc, draft, lexicon),
                cue_class=family.id if family else "says",
                speech=family.speech if family else True,
                tells=_tells(doc, draft, lexicon),
                denial_of=denial_of(doc, draft, lexicon),
                said_at=said_at(doc, draft),
                rule=draft.rule,
                turned=draft.turned,
            )
        )
    return tuple(found)


def build_denials(
    page: Page, denials: list[Draft], drafts: list[Draft], built: tuple[Attribution, ...]
) -> tuple[Attribution, ...]:
    """Turn denials without a speaker of their own into attributions of those around them.

    Args:
        page: The doc and its quotations.
        denials: The denials, each `within` a draft or, for the author's own, within none.
        drafts: The drafts that `built` was made of, in the same order.
        built: The attributions of the document.

    Returns:
        Attributions with ids ``n1``, ``n2`` …
    """
    around = dict(zip((d.head for d in drafts), built, strict=True))
    found = []
    for number, draft in enumerate(denials):
        own = Attribution(
            id=f"n{number + 1}",
            source=(),
            cue=spans(page.doc, (draft.cue,)),
            content=spans(page.doc, draft.content),
            form=form_of(page, draft),
            stance=draft.stance or "denies",
            cue_class="denies",
            denial_of=denial_of(page.doc, draft, page.lexicon),
            rule=draft.rule,
            turned=draft.turned,
        )
        outer = around.get(draft.within)
        if outer is not None:
            own = replace(
                outer,
                id=own.id,
                cue=own.cue,
                content=own.content,
                stance=own.stance,
                denial_of=own.denial_of,
                rule=own.rule,
                turned=own.turned,
                parent=outer.id,
            )
        found.append(own)
    return tuple(found)


def _tells(doc: Doc, draft: Draft, lexicon: CueLexicon) -> bool:
    """Tell a witness from who performs an act.

    "Told the crew *to leave*" is an order, "considers *leaving*" a plan.
    """
    if draft.tells is not None:
        return draft.tells
    if draft.entry is None or draft.direct or draft.rule in ("said.around", "said.tail"):
        return True  # whoever is quoted speaks: Brandt praised her: “She saved the crew”
    if (
        draft.rule == "said.gerund"
        and draft.entry.words[0] in lexicon.speakers["weighing-verb"].words
    ):
        return False
    if draft.entry.family.id == "accuses" and _charges(doc[draft.head]):
        return True
    if draft.entry.family.id == "agrees" and _grants(doc[draft.head]):
        return True
    if draft.source_head >= 0 and _is_no_witness(doc[draft.source_head], draft, lexicon):
        return False
    ordering = lexicon.speakers["ordering-verb"].words
    if draft.rule == "said.person-infinitive" and draft.entry.words[0] in ordering:
        passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in doc[draft.head].children)
        return draft.entry.family.tells and passive
    return draft.entry.family.tells


def _grants(verb: Token) -> bool:
    """Tell "agreed that his ships *had shelled* it", which grants it, from "agreed to shell it"."""
    told = (c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i)
    return any(
        any(m.dep_ == "mark" and m.lower_ == "that" for m in c.children)
        and not any(m.tag_ == "MD" for m in c.children)
        and (c.tag_ in ("VBD", "VBZ", "VBP") or bool(PAST & set(auxiliaries(c))))
        for c in told
    )


PAST: Final = frozenset({"had", "has", "have", "was", "were", "did"})


def _charges(verb: Token) -> bool:
    """Tell "accused the Front *of burning* it", which says that it did, from "slammed the raid"."""
    rule = load_control().get(verb.lemma_.lower())
    if rule is None or not rule.charge:
        return False
    victims = [c for c in verb.children if c.dep_ in OBJECTS]
    accusers = (a for a in verb.children if a.dep_ == "agent")
    victims += [c for a in accusers for c in a.children if c.dep_ == "pobj"]
    leads = [c for o in (verb, *victims) for c in o.children if c.lower_ in rule.prepositions]
    far = (t for v in victims for t in v.subtree if t.i > v.i and t.lower_ in rule.prepositions)
    leads += [t for t in far if any(c.dep_ == "pcomp" for c in t.children)]
    return any(
        c.dep_ == "pcomp" or (lead.lower_ == "of" and c.dep_ == "pobj")
        for lead in leads
        for c in lead.children
    )


_POINTING: Final = frozenset({"it", "this", "that", "these", "those", "which"})


def _is_no_witness(source: Token, draft: Draft, lexicon: CueLexicon) -> bool:
    """Tell "*this raid* shows that", where the writer concludes, from "*the survey* shows that"."""
    if draft.entry is None or draft.rule == "said.according" or draft.stance is not None:
        return False  # "it was not proven that" is a doubt, whoever has it
    listed = lexicon.speakers["concluding-cue"].words
    if draft.entry.family.id != "shows" and draft.entry.words[0] not in listed:
        return False
    if source.lower_ in _POINTING:
        return True
    lemma = source.lemma_.lower()
    speaks = any(lemma in lexicon.speakers[k].words for k in ("document", "headline", "collective"))
    if source.pos_ != "NOUN" or speaks:
        return False
    pointed = any(c.dep_ == "det" and c.lower_ in _POINTING for c in source.children)
    return pointed or any(sense.pos == "noun" for sense in load_events().senses.get(lemma, ()))


def find_parents(drafts: list[Draft]) -> list[int | None]:
    """Find, for each draft, the smallest larger one in whose content its cue stands."""
    sizes = [sum(e - s for s, e in d.content) for d in drafts]
    pieces = sorted(
        (start, end, number) for number, draft in enumerate(drafts) for start, end in draft.content
    )
    order = sorted(range(len(drafts)), key=lambda n: drafts[n].cue[0])
    parents: list[int | None] = [None] * len(drafts)
    open_pieces: list[tuple[int, int, int]] = []
    at = 0
    for number in order:
        cue = drafts[number].cue
        while at < len(pieces) and pieces[at][0] <= cue[0]:
            open_pieces.append(pieces[at])
            at += 1
        open_pieces = [p for p in open_pieces if p[1] > cue[0]]
        around = [
            (sizes[other], other)
            for start, end, other in open_pieces
            if start <= cue[0]
            and cue[1] <= end
            and other != number
            and sizes[other] > sizes[number]
        ]
        parents[number] = min(around)[1] if around else None
    heads = {draft.head: number for number, draft in enumerate(drafts)}
    for number, draft in enumerate(drafts):
        if draft.under in heads:
            parents[number] = heads[draft.under]
    return parents


def _depth(number: int, parents: list[int | None]) -> int:
    depth, up = 0, parents[number]
    while up is not None and depth < 20:
        depth, up = depth + 1, parents[up]
    return depth


def form_of(page: Page, draft: Draft) -> str:
    """Tell ``direct`` (every word stands in quotation marks), ``indirect`` (none) or ``mixed``."""
    words = [
        page.inside[i] >= 0
        for start, end in draft.content
        for i in range(start, end)
        if not page.doc[i].is_punct and not page.doc[i].is_space
    ]
    if words and all(words):
        return "direct"
    return "mixed" if any(words) else "indirect"


def spans(doc: Doc, ranges: tuple[Range, ...]) -> tuple[Span, ...]:
    """Cut the spans of token ranges out of the text."""
    found = []
    for start, end in ranges:
        piece = doc[start:end]
        found.append(Span(piece.start_char, piece.end_char, piece.text))
    return tuple(found)
