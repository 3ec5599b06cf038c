"""Nobody stands on both sides: who is harmed is not accused, who acts is not whom it is done to.

In "condemned the killing of *civilians*" the civilians are not condemned, in "accused the law of
harming *pupils*" no pupil is accused. And a paper says nothing by itself: in "Marenna released a
*statement* condemning the raid" and "in a *statement*, Brandt condemned it" somebody else does.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.layers.did_found import Found
from rashomon.layers.did_people import actor_at, participant
from rashomon.layers.did_senses import expression_of, senses_of
from rashomon.layers.windows import head_of
from rashomon.lexicon.events import load_events
from rashomon.model.actor import Participant
from rashomon.model.span import Span
from rashomon.model.why import Why

HARM: Final = frozenset({"ASSAULT", "COERCE"})
JUDGING: Final = frozenset({"ACCUSE", "REJECT", "PROTEST"})
SPEECH: Final = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
"""Types of acts that are done by saying something, and so may be done in writing."""
PAPER: Final = "document"
WHERE: Final = frozenset({"in", "at", "near", "around", "inside", "outside"})
SEVERAL: Final = 2
SUITS: Final = frozenset({"lawsuit", "suit", "complaint", "indictment", "petition"})
MOST: Final = 4
"""Writers of one paper."""
RULE: Final = "did.whose-paper"


def take_sides(doc: Doc, items: Iterable[Found], parts: dict[int, dict[str, Any]]) -> None:
    """Take off who stands on the other side, and put who writes in place of what is written.

    Args:
        doc: The document.
        items: The triggers of a sentence.
        parts: By token index, the fields of each event; changed.
    """
    items = list(items)
    harms = [i for i in items if i.type in HARM]
    for item in items:
        fields = parts[item.token.i]
        if item.type in SPEECH:
            _name_writers(doc, item, fields)
        if item.type in JUDGING:
            _spare_victims(doc, item, harms, parts)
        fields["_words"] = _words_of(doc, item)
        acting = [a.mention for a in fields["agents"]] + fields["_words"]
        own = [t for t in fields["targets"] if any(a.covers(t.mention) for a in acting)]
        if own:
            fields["targets"] = tuple(t for t in fields["targets"] if t not in own)


def _words_of(doc: Doc, item: Found) -> list[Span]:
    """Give the nouns of an expression, which are the act: "declared a *state of siege*"."""
    if item.sense is None or len(item.sense.words) < SEVERAL or item.type in SPEECH:
        return []
    words = sorted(expression_of(item.token, item.sense) - {item.token.i})
    nouns = [i for i in words if doc[i].pos_ == "NOUN" and doc[i].lemma_ in item.sense.words]
    nouns = nouns if any(_names(doc[i], item.type) for i in nouns) else []
    if not nouns:
        return []
    first, last = doc[nouns[0]], doc[nouns[-1]]
    end = last.idx + len(last)
    return [Span(first.idx, end, doc.text[first.idx : end])]


def _names(noun: Token, kind: str | None) -> bool:
    """Tell a noun that may name the act itself from what the act is done to: "boycott a *vote*"."""
    return any(sense.type == kind for sense in senses_of(noun, load_events()))


def _spare_victims(
    doc: Doc, item: Found, harms: list[Found], parts: dict[int, dict[str, Any]]
) -> None:
    """Take off a judgement whom the deed that it is about was done to; changes `parts`."""
    fields = parts[item.token.i]
    harmed = [
        victim.mention
        for harm in harms
        if item.token.is_ancestor(harm.token) and not _is_sanction(harm)
        for victim in parts[harm.token.i]["targets"]
        if victim not in parts[harm.token.i]["agents"] and _is_below(doc, victim, harm.token)
    ]
    harmed += [
        target.mention
        for target in fields["targets"]
        if any(
            item.token.is_ancestor(harm.token) and _is_where(doc, target, harm.token)
            for harm in harms
        )
    ]
    fields["_apart"] = harmed
    kept = tuple(t for t in fields["targets"] if t.mention not in harmed)
    if len(kept) < len(fields["targets"]):
        fields["targets"] = kept


def _is_sanction(harm: Found) -> bool:
    """Tell "called for sanctions on *Valdoria*", whom it does mean."""
    return harm.sense is not None and (harm.sense.cameo or "").startswith("163")


def _is_where(doc: Doc, one: Participant, deed: Token) -> bool:
    """Tell where a deed is: in "condemned the raid in *Ostry*" the town is not condemned."""
    head = head_of(doc, one.mention)
    if head is None or not deed.is_ancestor(head):
        return False
    top = clause.conj_root(head)
    return top.dep_ == "pobj" and top.head.lower_ in WHERE


def _is_below(doc: Doc, one: Participant, deed: Token) -> bool:
    head = head_of(doc, one.mention)
    return head is not None and deed.is_ancestor(head)


def _name_writers(doc: Doc, item: Found, fields: dict[str, Any]) -> None:
    """Let whoever puts out a paper say what it says; changes `fields`."""
    agents: list[Participant] = []
    for agent in fields["agents"]:
        head = head_of(doc, agent.mention)
        writers = _told_by(head, item.token) if head is not None else []
        agents += writers or [agent]
    if not agents:
        agents = [w for t in clause.subjects(item.token) for w in _told_by(t, item.token)]
    if agents != list(fields["agents"]):
        fields["agents"] = tuple(dict.fromkeys(agents))
        fields["why"] = (*fields["why"], Why("did", RULE, "whose paper it is"))


def _told_by(paper: Token, trigger: Token) -> list[Participant]:
    """Give who says what a paper says; nobody where the word is no paper."""
    writers = _writers(paper, trigger) if is_paper(paper) else ()
    return [p for t in writers if (p := participant(paper.doc, t)) is not None]


def is_paper(token: Token) -> bool:
    """Tell something written, in which somebody says something."""
    if token.pos_ != "NOUN" or actor_at(token.doc, token) is not None:
        return False
    known = load_events().nouns.get(token.lemma_.lower())
    return token.lemma_.lower() in SUITS or (known is not None and PAPER in known.classes)


def _writers(paper: Token, trigger: Token) -> Iterator[Token]:
    """Yield whose paper it is: its owner, whoever puts it out, whoever says it "in" one."""
    owners = [c for c in paper.children if c.dep_ == "poss"]
    owners += [t for _, t in clause.prepositional(paper, "by", "from")]
    verb = paper.head
    if not owners and paper.dep_ == "dobj" and trigger.head.i == paper.i:
        owners = clause.subjects(verb)
    if not owners and paper.dep_ == "pobj" and verb.lower_ == "in":
        owners = [*clause.own_subjects(trigger), verb.head]
        if verb.head.pos_ in clause.VERBAL and trigger.dep_ == "relcl":
            owners = clause.subjects(verb.head)
    yield from [t for t in owners if t.i != paper.i and _speaks(t)][:MOST]


def _speaks(token: Token) -> bool:
    if actor_at(token.doc, token) is not None:
        return True
    known = load_events().nouns.get(token.lemma_.lower())
    is_somebody = known is not None and known.classes[0] in ("person", "group")
    return is_somebody or token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
