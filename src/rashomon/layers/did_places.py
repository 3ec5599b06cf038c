"""Where an event is, by the place that its own clause names in plain grammar.

The learned score weighs places as it does everything else and misses some that no reader would:
one in front of the clause ("*Near Kestrel*, strikes hit a convoy and destroyed it"), or one inside
what is hit ("attacked the police post *at Ostry Market*"). Runs where it found none.
"""

from typing import Any, Final

from spacy.tokens import Doc, Span, Token

from rashomon.layers import clause
from rashomon.layers.did_guards import names_party
from rashomon.layers.did_setting import event_place, head_of_name, take_place
from rashomon.layers.windows import between
from rashomon.lexicon.words import word_list
from rashomon.model.place import PlaceMention
from rashomon.model.span import Span as TextSpan

LOCATIVE: Final = frozenset("in at near around outside inside off throughout within".split())
PHYSICAL: Final = frozenset({"ASSAULT", "COERCE", "PROTEST", "RETREAT", "AID"})
"""Types whose object is where they happen, if it is said to be somewhere."""
OF_PLACE: Final = frozenset({"ASSAULT", "RETREAT", "COERCE"})
REACHING: Final = word_list("did.reaching")
FETCHING: Final = word_list("did.fetching")
"""What happens at the place that it takes somebody or something from."""
LARGE: Final = frozenset({"continent", "ocean"})


def add_in_clause(
    doc: Doc,
    sentence: Span,
    events: list[tuple[Token, str | None]],
    parts: dict[int, dict[str, Any]],
) -> None:
    """Give events without a place the one of their clause; changes `parts`.

    Args:
        doc: The document.
        sentence: The sentence of the events.
        events: Trigger and type of each.
        parts: By token index, the fields of each event.
    """
    placed = _heads(doc, sentence)
    if not placed:
        return
    opening = _opening(doc, sentence, placed)
    for token, kind in events:
        own = parts[token.i]
        named = [placed[t.i] for t in _named_by_clause(token) if t.i in placed]
        if named:
            take_place(own, named, "did.place.antecedent")
            continue
        if own["places"]:
            continue
        found = [placed[t.i] for t in _places_of(token, kind) if t.i in placed]
        if found:
            take_place(own, found[:1], "did.place.clause")
        elif opening is not None and is_main(token, sentence):
            take_place(own, [opening], "did.place.opening")


def _opening(doc: Doc, sentence: Span, placed: dict[int, PlaceMention]) -> PlaceMention | None:
    """Give the place that opens a sentence, however it is parsed: "*Near Ar Wendah*, strikes hit".

    The tagger takes the capital of "Near" for a part of the name.
    """
    first = next((t for t in sentence if t.is_alpha), None)
    if first is None or first.lower_ not in LOCATIVE:
        return None
    for head, mention in placed.items():
        begins = first.i < head and mention.span.start - (first.idx + len(first)) in (0, 1)
        name = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if begins and name is not None and name.end < len(doc) and doc[name.end].text == ",":
            return mention
    return None


def is_main(token: Token, sentence: Span) -> bool:
    """Tell the verb of the sentence, one joined to it, and an act that is its subject.

    "Rebels *fled*, Brandt said" is told first and hangs on the verb of saying behind it.

    Args:
        token: A trigger.
        sentence: Its sentence.
    """
    verb = token if token.pos_ in clause.VERBAL else token.head
    if token.i != verb.i and token.dep_ not in clause.SUBJECTS:
        return False
    first = clause.conj_root(verb)
    if verb.i != first.i and clause.own_subjects(verb):
        return False
    root = sentence.root
    is_told = first.dep_ == "ccomp" and first.head.i == root.i and first.i < root.i
    return first.i == root.i or is_told


def _heads(doc: Doc, sentence: Span) -> dict[int, PlaceMention]:
    """Give the places of a sentence by the token that stands for each in the parse."""
    found: dict[int, PlaceMention] = {}
    for mention in between(doc._.places, sentence.start_char, sentence.end_char):
        if mention.demonym or mention.dateline or mention.kind in LARGE:
            continue
        span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if span is None:
            continue
        head = head_of_name(span.root)
        if not names_party(head):
            found.setdefault(head.i, mention)
    return found


def _places_of(token: Token, kind: str | None) -> list[Token]:
    """Give the nouns that stand where a trigger's place stands, the surest first."""
    found = _located(token)
    if token.pos_ in clause.VERBAL:
        found += _fronted(token)
        found += [t for c in token.children if c.dep_ == "attr" for t in _located(c)]
        if token.lemma_ in REACHING:
            passive = clause.is_passive(token)
            found += clause.own_subjects(token) if passive else clause.own_objects(token)
        things = clause.own_objects(token)
        if kind == "CONTROL":
            found += [t for o in (token, *things) for _, t in clause.prepositional(o, "of")]
        if token.lemma_ in FETCHING:
            found += [t for _, t in clause.prepositional(token, "from")]
        if kind in PHYSICAL:
            things = clause.own_objects(token)
            if clause.is_passive(token):
                things = clause.own_subjects(token)
            found += [t for thing in things for t in _located(thing)]
    elif token.pos_ == "ADJ" and token.dep_ == "acomp":
        found += [t for s in clause.own_subjects(token.head) for t in _located(s)]
    elif kind in OF_PLACE:
        found += [t for _, t in clause.prepositional(token, "of")]
    return found


def _named_by_clause(token: Token) -> list[Token]:
    """Give the places that the grammar of a clause ties to its event, whatever stands nearer.

    "*Kestrel*, where nine were killed"; "*Dovrin* has a population of two million".
    """
    if token.pos_ in clause.VERBAL:
        first = clause.conj_root(token)
        is_where = any(c.lower_ == "where" and c.dep_ == "advmod" for c in first.children)
        if not is_where or first.dep_ != "relcl":
            return []
        return [head_of_name(t) for t in clause.conjuncts(clause.conj_root(first.head))]
    if token.dep_ == "dobj" and token.head.lemma_ == "have" and token.lemma_ in SIZES:
        return clause.own_subjects(token.head)
    return []


SIZES: Final = word_list("did.sizes")


def _located(token: Token) -> list[Token]:
    """Give the nouns behind a word's prepositions of place, also past a day: "on 5 May in X"."""
    found: list[Token] = []
    for preposition, noun in clause.prepositional(token):
        if preposition.lower_ in LOCATIVE:
            found.append(noun)
        if noun.ent_type_ in ("DATE", "TIME"):
            found += [t for p, t in clause.prepositional(noun) if p.lower_ in LOCATIVE]
    return found


def _fronted(verb: Token) -> list[Token]:
    """Give the place in front of the verb that another is joined to: "*In X*, A hit and *hit*"."""
    first = clause.conj_root(verb)
    if first.i == verb.i or clause.own_subjects(verb):
        return []
    subjects = clause.own_subjects(first)
    limit = subjects[0].i if subjects else first.i
    return [t for t in _located(first) if t.i < limit]


def add_joined(doc: Doc, sentence: Span, parts: list[dict[str, Any]]) -> None:
    """Give events all places that "and" joins: "raids in *Kestrel and Dovrin*"; changes `parts`.

    Args:
        doc: The document.
        sentence: The sentence of the events.
        parts: The fields of each event of it.
    """
    placed = _heads(doc, sentence)
    heads = {mention.span: head for head, mention in placed.items()}
    for own in parts if len(placed) > 1 else ():
        told = [place.mention for place in own["places"]]
        more: dict[TextSpan, PlaceMention] = {}
        for span in told:
            for other in clause.conjuncts(doc[heads[span]]) if span in heads else ():
                mention = placed.get(other.i)
                if mention is not None and mention.span not in told:
                    more[mention.span] = mention
        own["places"] = (*own["places"], *(event_place(m) for m in more.values()))


def add_reached(
    doc: Doc, sentence: Span, triggers: list[Token], parts: dict[int, dict[str, Any]]
) -> None:
    """Give a leaving or an access without a place the one behind it; changes `parts`.

    "They were given *access* to Kestrel", "the *withdrawal* from Dovrin", "access across Marenna".
    """
    placed = _heads(doc, sentence)
    for token in triggers if placed else ():
        own = parts[token.i]
        if own["places"]:
            continue
        near = [token, *clause.own_objects(token)] if token.pos_ in clause.VERBAL else [token]
        heads = {t.i for n in near for p, t in _behind(n) if p.lower_ in REACHED}
        reached = [m for i, m in sorted(placed.items()) if i in heads]
        if reached:
            take_place(own, reached, "did.place.reached")


def _behind(token: Token) -> list[tuple[Token, Token]]:
    """Give the phrases on a word, and those that the parser hung on the last of these."""
    found = list(clause.prepositional(token))
    return found + [pair for _, t in found for pair in clause.prepositional(t)]


REACHED: Final = frozenset("to from across into throughout within".split())
