"""Frames: which words to the right of a verb cue are its content.

"said [the road was safe]", "vowed [to return]", "urged [the Front to leave]", "called the raid [a
crime]", "denied [any role]", "called for [an inquiry]".
"""

from typing import Final

from spacy.tokens import Token

from rashomon.layers.clause_words import opens_content
from rashomon.layers.said_cues import CueHit
from rashomon.layers.said_drafts import STOPS, Page, Range

_TAIL: Final = frozenset({"prep", "npadvmod", "advmod", "dobj", "attr", "acomp", "agent"})
_JUDGED: Final = frozenset(
    {"of", "for", "as", "over", "about", "against", "with", "to", "on", "from"}
)
_WH: Final = frozenset({"if", "whether", "what", "why", "how", "who", "where", "when", "which"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
Found = tuple[str, list[Range]]
NOTHING: Final[Found] = ("", [])


def right_content(page: Page, hit: CueHit, *, passive: bool) -> Found:
    """Look for content to the right of the cue: clause, predicate, object, phrase.

    Args:
        page: The doc and its quotations.
        hit: A verb cue.
        passive: The verb is passive: its subject belongs to the content.

    Returns:
        Id of the rule and ranges of tokens; an empty id where no frame fits.
    """
    verb, frames = hit.head, hit.entry.frames
    owners = [verb, *verb.doc[verb.i + 1 : hit.end]]
    kids = [c for o in owners for c in o.children if c.i >= hit.end and c.dep_ != "punct"]
    target = next((c for c in kids if c.dep_ in ("dobj", "dative")), None)
    if passive and "as" in frames:
        led = next((c for c in _below_agent(kids) if c.dep_ == "prep" and c.lower_ == "as"), None)
        if led is not None:
            return "said.predicate", [(led.i, led.right_edge.i + 1)]
    for child in kids:
        rule = _clausal(child, frames, target, passive)
        if rule:
            start = child.left_edge.i
            if target is not None and target.i < child.i and _lacks_subject(rule, child, target):
                start = target.left_edge.i
            return rule, [(start, _extend(page, verb, child))]
    found = _predicate(kids, frames, target)
    found = found if found[0] else _object(page, hit, kids, target, passive)
    return found if found[0] else _hidden_clause(page, hit, kids)


def _below_agent(kids: list[Token]) -> list[Token]:
    """Add what hangs on the by-agent of a passive: "seen by some [as a defeat]"."""
    agents = [g for c in kids if c.dep_ == "agent" for g in c.children]
    return [*kids, *(c for g in agents for c in g.children)]


def _hidden_clause(page: Page, hit: CueHit, kids: list[Token]) -> Found:
    """Find a that-clause hung on a phrase in between: "warned at the debate that …"."""
    if not hit.entry.frames & {"that", "obj-that"}:
        return NOTHING
    for child in kids:
        if child.dep_ not in ("prep", "npadvmod", "dobj", "dative", "advmod", "agent"):
            continue
        for i in range(child.left_edge.i, child.right_edge.i):
            token = page.doc[i]
            if token.lower_ == "that" and token.head.i > i and opens_content(token):
                return "said.clause", [(i, max(token.head.right_edge.i, child.right_edge.i) + 1)]
    return NOTHING


def _predicate(kids: list[Token], frames: frozenset[str], target: Token | None) -> Found:
    """Take "called the raid a crime", "described it as a crime"."""
    for child in kids:
        bare = child.dep_ in ("oprd", "acomp", "attr") and frames & {"pred", "as"}
        led = child.dep_ in ("prep", "advcl") and child.left_edge.lower_ == "as" and "as" in frames
        if bare or led:
            first = target if target is not None and target.i < child.i else child
            start = first.left_edge.i if first is target or bare else child.left_edge.i
            return "said.predicate", [(start, child.right_edge.i + 1)]
    if target is not None and "pred" in frames:
        return _quoted_predicate(target)
    return NOTHING


def _quoted_predicate(target: Token) -> Found:
    """Take “called the verdict "a landmark"”, which the parser reads as an apposition."""
    for child in target.children:
        if child.dep_ != "appos" or child.pos_ == "PROPN" or child.left_edge.i == 0:
            continue
        if child.doc[child.left_edge.i - 1].text in ('"', "“", "‘", "'", "``"):
            return "said.predicate", [(target.left_edge.i, child.right_edge.i + 1)]
    return NOTHING


def _object(
    page: Page, hit: CueHit, kids: list[Token], target: Token | None, passive: bool
) -> Found:
    """Take an object ("denied any role") or a phrase ("called for an inquiry")."""
    frames = hit.entry.frames
    takes = "np" in frames or ("doc-np" in frames and _is_told_by_document(page, hit))
    if target is not None and not takes:
        takes = "said-np" in frames and _is_claim(page, target)
        takes = takes or ("np-of" in frames and _is_cleared(kids, target))
    if target is not None and takes and target.dep_ == "dobj" and not passive:
        return _direct_object(page, hit, kids, target)
    if target is None and hit.entry.family.id == "accuses" and _is_charged_ahead(hit):
        led = [c.right_edge.i + 1 for c in kids if c.dep_ == "prep" and c.lower_ in _CHARGED]
        return ("said.object", [(hit.end, max(led))]) if led else NOTHING
    if target is not None and "that" in frames and not takes and _is_garden_path(target):
        return "said.clause", [(target.left_edge.i, target.right_edge.i + 1)]
    subject = next((c for c in hit.head.children if c.dep_ == "nsubjpass"), None)
    claimed = "said-np" in frames and subject is not None and _is_claim(page, subject)
    if passive and ("np" in frames or claimed):
        ends = [c.right_edge.i + 1 for c in kids if c.dep_ == "prep" and c.lower_ in _JUDGED]
        return "said.object", ([(hit.end, max(ends))] if ends else [])
    if passive and "np-of" in frames and any(c.lower_ == "of" for c in kids):
        return "said.object", [(hit.end, max(c.right_edge.i + 1 for c in kids))]
    if hit.end > hit.head.i + 1 and frames & {"np", "said-np"}:
        last = page.doc[hit.end - 1]
        if last.dep_ == "mark" and last.head.i >= hit.end:
            return "said.preposition", [(hit.end, last.head.right_edge.i + 1)]
        inner = next((c for c in kids if c.dep_ in ("pobj", "pcomp")), None)
        if inner is not None and ("np" in frames or _is_claim(page, inner)):
            return "said.preposition", [(inner.left_edge.i, _infinitive_after(kids, inner))]
    return _prepositional(page, kids, frames)


def _is_charged_ahead(hit: CueHit) -> bool:
    """Tell "the Front, *which* the army accuses of killing two", whose object stands in front."""
    return hit.head.dep_ == "relcl" and any(
        c.dep_ == "dobj" and c.tag_ in ("WDT", "WP") for c in hit.head.children
    )


def _direct_object(page: Page, hit: CueHit, kids: list[Token], target: Token) -> Found:
    if _is_denied_person(hit, target):
        return NOTHING
    end = _object_end(page, kids, target)
    if hit.entry.family.stance == "denies":
        end = _denied_end(kids, end)
    return "said.object", [(target.left_edge.i, end)]


_CHARGED: Final = frozenset({"of", "over", "in", "from"})
_DENIED: Final = frozenset({"in", "for", "of", "on", "behind", "over", "with", "to", "about"})


def _is_cleared(kids: list[Token], target: Token) -> bool:
    """Tell "cleared the guards *of* killing him", whichever word the parser hung "of" on."""
    return any(c.lower_ in _CHARGED and c.dep_ == "prep" for c in (*kids, *target.children))


def _is_denied_person(hit: CueHit, target: Token) -> bool:
    """Tell "dismissed the commander *whose* men fled": a person is sent away, no claim."""
    return hit.entry.family.stance == "denies" and any(
        t.tag_ in ("WP", "WP$") for c in target.children if c.dep_ == "relcl" for t in c.subtree
    )


def _denied_end(kids: list[Token], end: int) -> int:
    """Run on over what a part is denied in: "denied a role [in the raid]"."""
    for child in kids:
        if child.left_edge.i == end and child.dep_ == "prep" and child.lower_ in _DENIED:
            return child.right_edge.i + 1
    return end


def _is_garden_path(target: Token) -> bool:
    """Tell "said rebels [burned the mill]", which the parser reads as object and participle."""
    return any(
        c.dep_ == "acl" and c.tag_ in ("VBN", "VBD") and c.i > target.i for c in target.children
    )


def _is_told_by_document(page: Page, hit: CueHit) -> bool:
    """Tell "the survey found two causes" from "the crew found two boats"."""
    documents = page.lexicon.speakers["document"].words
    return any(c.dep_ == "nsubj" and c.lemma_.lower() in documents for c in hit.head.children)


def _is_claim(page: Page, target: Token) -> bool:
    """Tell "withdrew its [claim]" from "withdrew its troops"."""
    return target.lemma_.lower() in page.lexicon.speakers["said-noun"].words


def _lacks_subject(rule: str, child: Token, target: Token) -> bool:
    """Tell an object that is in truth the subject of the content clause."""
    if rule == "said.person-infinitive":
        return True
    if rule != "said.clause" or child.left_edge.i <= target.i:
        return False
    marked = any(c.dep_ == "mark" for c in child.children)
    own = any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in child.children)
    return not own and not marked


def _prepositional(page: Page, kids: list[Token], frames: frozenset[str]) -> Found:
    for child in kids:
        if child.dep_ == "prep" and f"p.{child.lower_}" in frames:
            inner = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
            if inner is None or inner.ent_type_ in ("DATE", "TIME"):
                continue
            if inner.lemma_.lower() not in page.lexicon.speakers["manner"].words:
                end = _participle_after(page, kids, _infinitive_after(kids, child))
                return "said.preposition", [(child.i + 1, end)]
    return NOTHING


def _infinitive_after(kids: list[Token], child: Token) -> int:
    """Run on over "called on the army [to leave]"."""
    end = child.right_edge.i + 1
    for other in kids:
        adjacent = other.dep_ in ("xcomp", "ccomp", "advcl", "acl") and other.left_edge.i == end
        if adjacent and other.left_edge.lower_ == "to":
            return other.right_edge.i + 1
    return end


def _participle_after(page: Page, kids: list[Token], end: int) -> int:
    """Run on over a passive participle hung on the cue: ", backed by Valdoria"."""
    for other in kids:
        first = other.left_edge.i
        behind = other.dep_ == "advcl" and first in (end, end + 1)
        passive = any(c.dep_ == "agent" for c in other.children)
        if behind and passive and page.doc[first - 1].text == ",":
            return other.right_edge.i + 1
    return end


def _clausal(child: Token, frames: frozenset[str], target: Token | None, passive: bool) -> str:
    """Name the clausal frame that a child of the cue fills, or give an empty string."""
    if child.dep_ not in ("ccomp", "xcomp", "advcl", "csubj", "csubjpass"):
        return ""
    kids = list(child.children)
    first = child.left_edge.lower_
    if child.dep_ == "advcl":
        if first == "that" and frames & {"that", "obj-that"}:
            return "said.clause"
        return "said.question" if first in ("if", "whether") and "wh" in frames else ""
    has_subject = any(c.dep_ in _SUBJECTS for c in kids)
    rule = _infinitive(child, kids, frames, has_object=target is not None or passive)
    if rule is not None and first != "that":
        return rule
    late = (
        first in ("who", "which") and child.left_edge.i > 0 and child.left_edge.nbor(-1).text == ","
    )
    if late:
        return ""  # "proposed it to envoys last year, *who* agreed": a clause behind a noun
    if first in _WH and frames & {"wh", "that"}:
        return "said.question"
    if not has_subject and _is_gerund(child, kids):
        return "said.gerund" if "ing" in frames else ""
    if child.dep_ == "xcomp":
        nominal = child.pos_ not in ("VERB", "AUX")
        if "ing" in frames and _is_tagged_amiss(child, kids):
            return "said.gerund"
        return "said.predicate" if nominal and frames & {"pred", "as"} else ""
    return "said.clause" if frames & {"that", "obj-that"} else ""


def _infinitive(
    child: Token, kids: list[Token], frames: frozenset[str], *, has_object: bool
) -> str | None:
    """Name an infinitive's frame; empty where the cue takes none; None for no infinitive."""
    marked = any(c.dep_ == "aux" and c.lower_ == "to" for c in kids)
    has_subject = any(c.dep_ in _SUBJECTS for c in kids)
    if marked and not has_subject and not has_object:
        return "said.infinitive" if "to" in frames else ""
    modal = any(c.tag_ == "MD" for c in kids)
    bare = has_subject and child.tag_ == "VB" and not modal
    if marked or (bare and not frames & {"that", "obj-that"}):
        return "said.person-infinitive" if frames & {"obj-to", "to"} else ""
    return None


def _is_tagged_amiss(child: Token, kids: list[Token]) -> bool:
    """Tell "denied *training* recruits", a gerund with an object that is tagged as a noun."""
    return (
        child.tag_ == "NN" and child.lower_.endswith("ing") and any(k.dep_ == "dobj" for k in kids)
    )


def _is_gerund(child: Token, kids: list[Token]) -> bool:
    """Tell "firing", "being held", "having fired"."""
    helpers = [c for c in kids if c.dep_ in ("aux", "auxpass")]
    if helpers:
        return min(helpers, key=lambda c: c.i).tag_ == "VBG" and child.tag_ in ("VBN", "VBG")
    return bool(child.tag_ == "VBG")


def _extend(page: Page, verb: Token, child: Token) -> int:
    """Give the end of a content clause, with phrases that the parser hung on the cue instead."""
    end = child.right_edge.i + 1
    for other in verb.children:
        if other.i < end:
            continue
        gap = page.doc[end : other.left_edge.i]
        if other.dep_ not in _TAIL or other.lower_ in STOPS or any(t.is_punct for t in gap):
            break
        end = other.right_edge.i + 1
    return end


def _object_end(page: Page, kids: list[Token], target: Token) -> int:
    """Give the end of an object; a relative clause behind a comma is the reporter's own."""
    end = target.right_edge.i + 1
    for child in target.children:
        if child.dep_ == "relcl" and child.right_edge.i + 1 == end:
            edge = child.left_edge.i
            if edge > target.i and page.doc[edge - 1].text == "," and page.doc[edge].tag_[0] == "W":
                return edge - 1
    for child in kids:
        judged = child.dep_ == "prep" and child.lower_ in _JUDGED
        if child.left_edge.i == end and (judged or child.dep_ == "dobj"):
            end = child.right_edge.i + 1
        between = {t.lower_ for t in page.doc[end : child.left_edge.i]}
        if judged and child.lower_ == "of" and "and" in between and between <= {",", "and"}:
            end = child.right_edge.i + 1  # "accused rebels of an attack, *and of killing* two"
    return end
