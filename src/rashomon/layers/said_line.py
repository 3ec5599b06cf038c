"""Denials in headlines, whose parse goes astray: "Front disowns bombing", "says not behind it".

Without articles, copulas and full stops the parser loses what hangs on a verb.
"""

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Span, Token

from rashomon.layers.clause import is_negated
from rashomon.layers.said_claims import noun_phrase
from rashomon.layers.said_cues import CueHit
from rashomon.layers.said_drafts import Draft, Page
from rashomon.lexicon.denials import Denials, load_denials


def ends_headline(token: Token) -> bool:
    """Tell "Army: reports of retreat *untrue*", a line without verb and full stop."""
    rest = token.doc[token.i + 1 : token.sent.end]
    parted = bool(len(rest)) and rest[0].text == "," and len(rest) < LEAST
    quiet = all(t.is_space or t.text in "\"'”’" for t in rest)
    return (parted or quiet) and token.dep_ != "ROOT"


def headline_ends(page: Page, drafts: Sequence[Draft], hits: Sequence[CueHit]) -> list[Draft]:
    """Run the denial of a headline on to its end: "Front disowns *bombing of mill*".

    Without articles and full stop the parser loses what hangs on a verb.
    """
    found = []
    known = {d.head: d for d in drafts if d.source}
    for hit in hits:
        verb, sentence = hit.head, hit.head.sent
        denying = hit.entry.pos == "verb" and hit.entry.family.stance == "denies"
        if not denying or not _is_line(sentence):
            continue
        if verb.tag_ not in ("VBZ", "VBP") or is_negated(verb) or hit.end >= sentence.end:
            continue
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
        draft = known.get(verb.i)
        offered = draft is not None and draft.turned
        if subject is None or offered or not _is_claimed(page, hit, sentence):
            continue
        found.append(
            Draft(
                head=verb.i,
                cue=(hit.start, hit.end),
                entry=hit.entry,
                rule="said.headline",
                content=((hit.end, _before_next(page, hit, sentence)),),
                source=(noun_phrase(subject, verb.i)[0],),
                source_head=subject.i,
                turned="deny.headline",
                stance="denies",
            )
        )
    return found


def _before_next(page: Page, hit: CueHit, sentence: Span) -> int:
    """Give the end of a headline's denial: before ", *says* it lost two", or of the line."""
    cues = page.lexicon.cues["verb"]
    for token in page.doc[hit.end + 1 : sentence.end]:
        spoken = any(c.family.speech for c in cues.get(token.lemma_.lower(), ()))
        if spoken and token.tag_ in ("VBZ", "VBP") and token.nbor(-1).text in (",", ";"):
            return token.i - 1
    return sentence.end


def _is_claimed(page: Page, hit: CueHit, sentence: Span) -> bool:
    """Tell "denies claims …", "denies killing …" from "rejects truce", "denies bail"."""
    first = next((t for t in sentence if t.i >= hit.end and t.pos_ != "DET"), None)
    if first is None:
        return False
    offers = load_denials().of("object")[0].words
    return not any(t.lemma_.lower() in offers for t in page.doc[first.i : first.i + 3])


LEAST: Final = 6
"""Tokens at most behind a verdict, comma and full stop included: "untrue, says the church"."""
LINE: Final = 16
"""Tokens of a headline, at most."""


def headline_nots(page: Page, hits: Sequence[CueHit], denials: Denials) -> list[Draft]:
    """Find what a headline says that somebody is *not* behind: "Front says not behind *blast*"."""
    found = []
    rule = denials.of("headline")[0]
    for hit in hits:
        verb = hit.head
        family = hit.entry.family
        if not family.speech or family.stance != "asserts" or verb.tag_ not in ("VBZ", "VBP"):
            continue
        words = page.doc[hit.end : verb.sent.end]
        if not _is_line(verb.sent) or len(words) < 3 or words[0].lower_ not in ("not", "no"):
            continue
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
        if subject is None or words[1].lemma_.lower() not in rule.words:
            continue
        found.append(
            Draft(
                head=verb.i,
                cue=(hit.start, hit.end + 1),
                entry=hit.entry,
                rule="said.headline",
                content=((words[1].i + 1, verb.sent.end),),
                source=(noun_phrase(subject, verb.i)[0],),
                source_head=subject.i,
                stance=rule.stance,
                turned=rule.id,
                denial="agency",
            )
        )
    return found


def _is_line(sentence: Span) -> bool:
    """Tell a headline: a short line without a full stop."""
    return len(sentence) <= LINE and sentence[-1].text not in (".", "?", "!", '"', "”")
