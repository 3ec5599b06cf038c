"""When, where and how many of an event: from mentions to the event's own fields."""

from typing import Any, Final

from spacy.tokens import Doc, Span, Token

from rashomon.layers import clause
from rashomon.layers.did_arguments import path_between
from rashomon.layers.did_headline import is_headline
from rashomon.layers.state import whole_text
from rashomon.layers.windows import between
from rashomon.lexicon.places import load_place_rules
from rashomon.lexicon.words import word_list
from rashomon.model.figure import Figure
from rashomon.model.place import EventPlace, PlaceMention
from rashomon.model.time import EventTime, TimeMention
from rashomon.model.why import Why

PRECISION_OF_KIND: Final = {
    "country": "country",
    "admin1": "admin1",
    "admin2": "district",
    "district": "district",
    "city": "city",
    "town": "city",
    "village": "city",
    **dict.fromkeys(
        "base airport camp crossing plant prison hospital site dam port".split(), "exact"
    ),
}


def event_time(mentions: list[TimeMention], why: list[Why]) -> EventTime | None:
    """Give the event's time: the finest dated one of its mentions.

    Where there is none, the reason is added to `why`, which changes.
    """
    dated = [m for m in mentions if m.start and m.end]
    if not dated:
        note = mentions[0].reason if mentions else "the clause gives no time"
        why.append(Why("did", "did.time.none", note or "the expression has no interval"))
        return None
    best = min(dated, key=lambda m: (_length(m), m.span.start))
    return EventTime(
        start=best.start or "",
        end=best.end or "",
        precision=best.precision or "day",
        mention=best.span,
        reason=f"{best.rule}: {best.reason}" if best.rule else best.reason,
    )


def _length(mention: TimeMention) -> int:
    order = ("minute", "hour", "part-of-day", "day", "range", "week", "month", "season", "year")
    return order.index(mention.precision) if mention.precision in order else len(order)


def take_place(fields: dict[str, Any], mentions: list[PlaceMention], rule: str) -> None:
    """Give an event its places, in place of the reason why it had none; changes `fields`."""
    fields["places"] = tuple(event_place(m) for m in mentions)
    kept = (w for w in fields["why"] if w.rule != "did.place.none")
    fields["why"] = (*kept, Why("did", rule, ""))


def event_place(mention: PlaceMention) -> EventPlace:
    """Turn a place mention into the place of an event."""
    return EventPlace(
        name=mention.name,
        mention=mention.span,
        precision=PRECISION_OF_KIND.get(mention.kind or "", "region"),
        id=mention.id,
        lat=mention.lat,
        lon=mention.lon,
        country=mention.country,
        admin1=mention.admin1,
        reason=mention.reason,
        country_claims=mention.country_claims,
    )


def add_places(
    doc: Doc, sentence: Span, triggers: list[Token], parts: dict[int, dict[str, Any]]
) -> None:
    """Give violence without a place the place that it is on, or the headline's; changes `parts`.

    "The army *shelled* Kestrel" happens in Kestrel. A headline is one clause: where it names a
    place behind a preposition, all its violence happens there.
    """
    mentions = [
        m
        for m in between(doc._.places, sentence.start_char, sentence.end_char)
        if not (m.demonym or m.dateline) and m.kind not in LARGEST
    ]
    if not mentions:
        return
    is_short = is_headline(doc, sentence)
    for token in triggers:
        own = parts[token.i]
        if own["places"]:
            continue
        struck = [m for m in mentions if _is_struck(doc, token, m)]
        if not struck and is_short:
            there = [m for m in mentions if not _is_behind_dash(doc, token, m)]
            struck = [m for m in there if _is_set_in(doc, token, m)][:1]
            struck = struck or [m for m in there if len(mentions) == 1 and not _is_whose(doc, m)]
        if struck:
            is_verb = token.pos_ == "VERB"
            take_place(own, struck, "did.place.struck" if is_verb else "did.place.headline")


def head_of_name(root: Token) -> Token:
    """Give the noun that tells what a named place is: "Idlib *province*", "the *city* of Basra"."""
    classes = load_place_rules().classes
    if root.dep_ in ("compound", "nmod") and root.head.lower_ in classes:
        return root.head
    if root.dep_ == "pobj" and root.head.lower_ == "of" and root.head.head.lower_ in classes:
        return root.head.head
    return root


def add_happening(doc: Doc, triggers: list[Token], parts: dict[int, dict[str, Any]]) -> None:
    """Give an event noun the time and places of a clause that says it happened; changes `parts`.

    "The *attack* on a convoy, which took place in Kestrel on 19 May".
    """
    for token in triggers:
        own = parts[token.i]
        verb = _happened(token) if token.pos_ in ("NOUN", "PROPN") else None
        if verb is None:
            continue
        first = doc[verb.left_edge.i].idx
        last = doc[verb.right_edge.i].idx + len(verb.right_edge)
        told = between(doc._.times, first, last + CLOSE + 1)
        own["time"] = own["time"] or event_time(list(told), [])
        _take_from_others(token, told, triggers, parts)
        if not own["places"]:
            inside = [
                m
                for m in between(doc._.places, first, last + 1)
                if not m.demonym and _is_set_in(doc, verb, m)
            ]
            own["places"] = tuple(event_place(m) for m in inside[:1])
        if own["time"] is not None or own["places"]:
            said = {"did.time.none": own["time"], "did.place.none": own["places"]}
            kept = [w for w in own["why"] if not said.get(w.rule)]
            own["why"] = (*kept, Why("did", "did.happened", f"by {verb.text!r}"))


def _take_from_others(
    token: Token,
    told: tuple[TimeMention, ...],
    triggers: list[Token],
    parts: dict[int, dict[str, Any]],
) -> None:
    """Leave the day of what happened to it alone; changes `parts`."""
    spans = {m.span for m in told}
    for other in triggers:
        time = parts[other.i]["time"]
        if other.i < token.i and time is not None and time.mention in spans:
            parts[other.i]["time"] = None
            why = Why("did", "did.time.none", f"the day is that of {token.text!r}")
            parts[other.i]["why"] = (*parts[other.i]["why"], why)


CLOSE: Final = 6
"""Characters from the last word of a clause to a date that closes it: ", on 19 May"."""


def _happened(noun: Token) -> Token | None:
    """Give the verb of the clause behind an event noun that says it happened."""
    near = [noun]
    near += [t for _, t in clause.prepositional(noun)]
    for word in near:
        for child in word.children:
            if child.dep_ not in ("relcl", "acl") or child.i < noun.i:
                continue
            taken = child.lemma_ == "take" and any(c.lower_ == "place" for c in child.children)
            if taken or child.lemma_ in HAPPENING:
                return child
    return None


HAPPENING: Final = word_list("did.happening")
LARGEST: Final = frozenset({"country", "continent", "region", "ocean", "sea"})
SET_IN: Final = frozenset("in at near around on outside inside of".split())


def _root(doc: Doc, mention: PlaceMention) -> Token | None:
    span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    return span.root if span is not None else None


def _is_struck(doc: Doc, trigger: Token, mention: PlaceMention) -> bool:
    """Tell whether a place is the object of a verb of attack, or what a noun of attack is on."""
    root = _root(doc, mention)
    if root is None or root.i < trigger.i:
        return False
    if root.dep_ == "compound" and root.head.lower_ in SETTLEMENTS:
        root = root.head
    root = clause.conj_root(root)
    if root.dep_ in clause.OBJECTS:
        return root.head.i == trigger.i
    if makes_rounds(trigger) and _is_within_object(root, trigger):
        return True
    return (
        root.dep_ == "pobj" and root.head.lower_ in ("on", "of") and root.head.head.i == trigger.i
    )


def makes_rounds(trigger: Token) -> bool:
    """Tell "*patrolled* the streets of Kestrel": what it is done to is where it is done."""
    return trigger.pos_ == "VERB" and trigger.lemma_ in ROUNDS


def _is_within_object(root: Token, trigger: Token) -> bool:
    """Climb from "Kestrel" in "the streets of the city of Kestrel" to the verb's object."""
    for _ in range(DEEPEST):
        if root.dep_ in clause.OBJECTS or root.dep_ == "nsubjpass":
            return root.head.i == trigger.i
        if root.dep_ == "prep" and root.lower_ not in SET_IN:
            return False
        if root.dep_ not in ("pobj", "prep", "poss", "compound", "conj"):
            return False
        root = root.head
    return False


DEEPEST: Final = 6
"""Steps from a place up to the object that it stands in."""


def is_subject_of(token: Token, trigger: Token) -> bool:
    """Tell "*Valdoria* captured the pass": who acts, and not where."""
    return token.dep_ == "nsubj" and token.head.i == trigger.i


ROUNDS: Final = word_list("did.patrolling")
SETTLEMENTS: Final = word_list("did.settlements")


def _is_set_in(doc: Doc, trigger: Token, mention: PlaceMention) -> bool:
    """Tell "killed *in Kestrel*", "the *Kestrel* massacre" and "the *city of* Kestrel"."""
    root = _root(doc, mention)
    if root is not None and root.dep_ == "compound" and root.head.i == trigger.i:
        return True
    for _ in range(3):
        if root is None:
            return False
        if root.dep_ == "pobj":
            return root.head.lower_ in SET_IN
        root = root.head
    return False


def _is_whose(doc: Doc, mention: PlaceMention) -> bool:
    """Tell "*Kestrel* troops kill two": whose they are, not where."""
    root = _root(doc, mention)
    if root is None or root.dep_ not in ("compound", "amod", "poss", "nmod"):
        return root is None
    return root.head.lower_ not in SETTLEMENTS


def _is_behind_dash(doc: Doc, trigger: Token, mention: PlaceMention) -> bool:
    """Tell who says it at a headline's end: "two killed - mayor of Kestrel"."""
    if mention.span.start < trigger.idx:
        return False
    between = whole_text(doc)[trigger.idx + len(trigger) : mention.span.start]
    return any(mark in between for mark in (" - ", " – ", " — ", ": "))


def attach_figures(
    doc: Doc, sentence: Span, triggers: list[Token], parts: dict[int, dict[str, Any]]
) -> None:
    """Give each figure of a sentence to the event whose part it counts; changes `parts`."""
    for figure in doc._.figures:
        if not sentence.start_char <= figure.mention.start < sentence.end_char:
            continue
        owner = _owner(doc, figure, triggers, parts)
        if owner is not None and not _is_anothers(doc, figure, doc[owner]):
            parts[owner]["figures"] = (*parts[owner].get("figures", ()), figure)


def _is_anothers(doc: Doc, figure: Figure, trigger: Token) -> bool:
    """Tell a count of somebody who does not tell the event: "nine died (*20, says Lind*)"."""
    return any(
        a.source
        and a.rule in COUNTS
        and any(c.covers(figure.number or figure.mention) for c in a.content)
        and not any(c.start <= trigger.idx < c.end for c in a.content)
        for a in doc._.attributions
    )


COUNTS: Final = frozenset({"said.according", "said.toll"})
"""Constructions whose content may be a bare number."""


def _owner(
    doc: Doc, figure: Figure, triggers: list[Token], parts: dict[int, dict[str, Any]]
) -> int | None:
    indexes = {t.i for t in triggers}
    for own in (figure.via, figure.head):
        if own in indexes:
            return own
    if figure.via >= 0 and doc[figure.via].pos_ == "ADJ" and doc[figure.via].head.i in indexes:
        return doc[figure.via].head.i
    if figure.head < 0:
        return None
    head = doc[figure.head]
    best: tuple[bool, int, int] | None = None
    owner: int | None = None
    for trigger in triggers:
        if not any(head == t for t in parts[trigger.i]["_targets"] + parts[trigger.i]["_agents"]):
            continue
        path = path_between(trigger, head)
        if path is None:
            continue
        steps = path.count("^") + path.count("_")
        rank = (path.startswith("^"), steps, abs(trigger.i - head.i))
        if best is None or rank < best:
            best, owner = rank, trigger.i
    return owner if owner is not None else _above(head, indexes, figure)


def _above(head: Token, indexes: set[int], figure: Figure) -> int | None:
    """Give the trigger that a counted noun hangs on, farther up only for what all texts count."""
    near = governing(head, indexes)
    if near is not None or figure.measure not in KNOWN_MEASURES:
        return near
    return _farther(head, indexes)


KNOWN_MEASURES: Final = frozenset(
    "killed injured missing detained abducted displaced evacuated forces money area".split()
)
UP: Final = 5
"""Steps from a counted noun to the event that it counts a part of, at most."""


def _farther(head: Token, indexes: set[int]) -> int | None:
    """Give the trigger above a counted noun inside its own clause: "supplies *worth 2 million*"."""
    current = head
    for _ in range(UP):
        if current.dep_ in ("relcl", "ccomp", "advcl", "ROOT") or current.head.i == current.i:
            return None
        current = current.head
        if current.i in indexes:
            return current.i
        if current.pos_ in clause.VERBAL:
            below = [c.i for c in current.children if c.i in indexes and c.dep_ == "dobj"]
            return below[0] if below else None
    return None


def governing(head: Token, indexes: set[int]) -> int | None:
    """Give the trigger that a counted noun hangs on directly: "gained 66 *seats*".

    Args:
        head: The counted noun.
        indexes: Token indexes of triggers.
    """
    top = clause.conj_root(head)
    above = top.head
    if top.dep_ == "pobj":
        above = above.head
    elif top.dep_ not in ("dobj", "nsubj", "nsubjpass", "attr", "nummod", "compound"):
        return None
    if above.i in indexes and above.i != head.i:
        return above.i
    for child in above.children:
        if child.i in indexes and child.dep_ in ("dobj", "xcomp", "nsubj", "nsubjpass"):
            return child.i
    return None
