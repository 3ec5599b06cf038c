"""Layer `said`: who is said to say, write, believe or want what.

"The Coast Guard denied on Monday that it had fired" gives one attribution: source "The Coast
Guard", cue "denied", content "that it had fired", stance ``denies``. Quotation marks decide first,
then syntax; a content never runs into the next sentence without marks.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from rashomon.layers import state
from rashomon.layers.said_build import build, build_denials
from rashomon.layers.said_clause import iter_clause_drafts
from rashomon.layers.said_colon import with_colons
from rashomon.layers.said_cues import CueHit, find_cues
from rashomon.layers.said_denials import new_denials
from rashomon.layers.said_direct import link_quotations
from rashomon.layers.said_drafts import Draft, Page, Range, make_page
from rashomon.layers.said_headline import headline_draft, line_drafts, transcript_drafts
from rashomon.layers.said_identity import deny_identity
from rashomon.layers.said_inline import inline_turns
from rashomon.layers.said_other import iter_other_drafts
from rashomon.layers.said_quotes import find_quotations
from rashomon.layers.said_relayed import relayed
from rashomon.layers.said_retorts import retorts
from rashomon.layers.said_set_apart import set_apart
from rashomon.layers.said_tail import tail_drafts
from rashomon.layers.said_tolls import toll_drafts
from rashomon.layers.said_turns import turn_stances
from rashomon.layers.said_verdicts import with_claims
from rashomon.lexicon.cues import load_cues
from rashomon.lexicon.denials import load_denials
from rashomon.lexicon.words import word_list

HEARSAY: Final = word_list("said.hearsay")
RETRACTED: Final = "formula.retracted"
RETRACTING: Final = word_list("said.retracting")

state.register()


@Language.factory("rashomon_said")
def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component: it sets ``doc._.attributions``."""
    del nlp, name  # the factory's signature is spaCy's; this layer needs neither
    lexicon, denials = load_cues(), load_denials()

    def said(doc: Doc) -> Doc:
        page = make_page(doc, find_quotations(doc), lexicon)
        hits = list(find_cues(doc, lexicon))
        drafts = with_claims(page, turn_stances(page, find_drafts(page, hits), denials), denials)
        drafts = list(deny_identity(page, set_apart(page, drafts)))
        drafts, found = _taken_back(drafts, new_denials(page, drafts, denials, hits))
        drafts = sorted([*drafts, *(d for d in found if d.source)], key=_order)
        doc._.attributions = build(page, drafts)
        unsaid = [d for d in found if not d.source]
        doc._.denials = build_denials(page, unsaid, drafts, doc._.attributions)
        doc._.retorts = retorts(page, drafts, doc._.attributions, denials)
        return doc

    return said


def one_of_two(drafts: list[Draft], others: list[Draft]) -> list[Draft]:
    """Keep one reading where a verb and its object are both cues.

    "Repeated its demand for an inquiry" hands over the inquiry, "announced plans" the plans.
    """
    verbs = {d.head: d for d in drafts if d.rule == "said.object" and d.entry is not None}
    inside = {i for d in drafts for i in range(d.head + 1, d.cue[1])}
    lost: set[int] = set()
    kept: list[Draft] = []
    for other in others:
        verb = verbs.get(other.cue[0]) if other.rule == "said.noun" else None
        if other.head in inside:
            continue
        if verb is None or verb.head == other.head or verb.entry is None:
            kept.append(other)
        elif verb.entry.family.id == "says":
            lost.add(verb.head)
            kept.append(other)
    return [d for d in drafts if d.head not in lost] + kept


def find_drafts(page: Page, hits: list[CueHit]) -> list[Draft]:
    """Find the attributions that the cues of a page hand over, in text order."""
    drafts, carried = link_quotations(page, hits)
    taken = {d.head for d in drafts}
    drafts += iter_clause_drafts(page, hits, taken)
    others = list(iter_other_drafts(page, hits, taken))
    drafts = one_of_two(drafts, others)
    counts = list(toll_drafts(page))
    counting = {d.head for d in counts}
    drafts = [d for d in drafts if d.head not in counting or d.direct] + counts
    title = headline_draft(page)
    spoken = transcript_drafts(page)
    taken |= {d.head for d in spoken}
    drafts += spoken
    drafts += tail_drafts(page, hits, taken | {d.head for d in drafts})
    drafts += [d for d in line_drafts(page) if d.head not in taken]
    drafts += inline_turns(page, drafts)
    if title is not None and title.head not in {*taken, *(d.head for d in drafts)}:
        drafts.append(title)
    drafts = [
        replace(d, content=tuple(sorted((*d.content, *carried[d.head]))))
        if d.head in carried
        else d
        for d in drafts
    ]
    drafts = [_nameless(page, d) for d in _without_own(page, drafts)]
    return sorted(relayed(page, hits, with_colons(page, drafts)), key=_order)


def _without_own(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Drop what is taken back with its noun: "withdrew *its report* that", "a *dispatch saying*".

    Who takes back words of his own no longer tells what they tell.
    """
    back = [d for d in drafts if d.rule == "said.object" and _lemma(page, d.head) in RETRACTING]
    taken = {page.doc[d.content[0][0] : d.content[0][1]].root.i for d in back if d.content}
    return [d for d in drafts if d in back or not _is_of(page, d, taken)] if back else drafts


def _taken_back(drafts: list[Draft], denials: list[Draft]) -> tuple[list[Draft], list[Draft]]:
    """Leave of "apologised for its false report that" only that it is taken back, and by whom."""
    spans = {d.cue for d in denials if d.turned == RETRACTED and not d.source}
    if not spans:
        return drafts, denials
    inside = [(d, s) for d in drafts for s in spans if s[0] <= d.cue[0] and d.cue[1] <= s[1]]
    owners = {span: draft for draft, span in inside if draft.cue[0] == span[0]}
    heads = {d.head for d, _ in inside}
    kept = [d for d in drafts if d.head not in heads]
    return kept, [_owned(d, owners.get(d.cue)) for d in denials]


def _owned(denial: Draft, owner: Draft | None) -> Draft:
    if owner is None or denial.turned != RETRACTED or denial.source:
        return denial
    return replace(denial, source=owner.source, source_head=owner.source_head)


def _is_of(page: Page, draft: Draft, nouns: set[int]) -> bool:
    """Tell the words of a noun of saying, or of "its" before one."""
    source = draft.source_head
    own = source >= 0 and page.doc[source].tag_ == "PRP$"
    return source in nouns or (own and page.doc[source].head.i in nouns)


def _lemma(page: Page, index: int) -> str:
    return page.doc[index].lemma_.lower()


def _nameless(page: Page, draft: Draft) -> Draft:
    """Take from "*rumour* has it that" its speaker: it names nobody."""
    head = draft.source_head
    if head < 0 or draft.cue[0] < head or _lemma(page, head) not in HEARSAY:
        return draft
    first = draft.source[0][0]
    return replace(draft, source=(), source_head=-1, cue=(first, draft.cue[1]))


def _order(draft: Draft) -> tuple[Range, tuple[Range, ...]]:
    return draft.cue, draft.content
