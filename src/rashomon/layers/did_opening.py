"""Words that name an event in a headline, though the parser takes them for something else.

"Shelling of Kestrel", "army shells the suburbs", "rockets target Dovrin": without articles and
auxiliaries a parser often reads verbs as nouns and gerunds as verbs, and the learned score, which
looks at the parse, stays low. The lexicon's own certainty counts for more there.

Citation: Mårdh 1980, Headlinese: On the Grammar of English Front Page Headlines.
"""

from typing import Final

from spacy.tokens import Token

from rashomon.layers.did_headline import is_headline
from rashomon.lexicon.event_rows import EventSense
from rashomon.lexicon.events import EventLexicon
from rashomon.lexicon.words import word_list

VIOLENT: Final = frozenset({"ASSAULT", "PROTEST"})
SURE: Final = 0.7
"""Weight in the lexicon from which a word in a headline needs little more."""
LEAST: Final = 0.2
"""Learned score from which it is taken."""
OPENING: Final = 0.1
"""The same for a noun that a headline without verb begins with."""
OPENERS: Final = frozenset({"and", ",", ";", ":", "as", "while", "amid"})
HITTING: Final = frozenset({"weapon", "ammunition", "vehicle", "event"})
LOSSES: Final = word_list("did.losses")
AMONG: Final = frozenset({"in", "among", "amongst", "within"})
ARMED: Final = frozenset({"MIL", "REB", "COP"})


def opened(
    token: Token, sense: EventSense | None, lexicon: EventLexicon
) -> tuple[EventSense, float] | None:
    """Give the sense of a word that names violence in a headline, and the score that it needs.

    Args:
        token: A candidate.
        sense: The sense that its arguments allow, or None.
        lexicon: The event lexicon.

    Returns:
        None where the headline gives no reason to ask for less than elsewhere.
    """
    if sense is not None and sense.type in VIOLENT and sense.weight >= SURE:
        if token.dep_ == "ROOT" and token.i - token.sent.start <= 1 and token.pos_ != "VERB":
            return sense, OPENING
        return (sense, LEAST) if is_headline(token.doc, token.sent) else None
    if not is_headline(token.doc, token.sent):
        return None
    return _misread(token, sense, lexicon)


def _misread(
    token: Token, sense: EventSense | None, lexicon: EventLexicon
) -> tuple[EventSense, float] | None:
    """Find a noun read as a verb, a verb read as a noun, or losses that an army has."""
    if token.lemma_.lower() in LOSSES and _opens(token) and _is_of_fighters(token):
        found = _sense_of("casualty", "NOUN", lexicon)
        return (found, LEAST) if found is not None else None
    if sense is None and token.tag_ == "VBG" and _opens(token):
        found = _sense_of(token.lower_, "NOUN", lexicon)
        return (found, LEAST) if found is not None else None
    if token.tag_ in ("NN", "NNS") and _is_between(token, lexicon):
        lemma = token.lower_ if token.tag_ == "NN" else token.lower_.removesuffix("s")
        found = _sense_of(lemma, "VERB", lexicon)
        return (found, 0.0) if found is not None else None
    return None


def _sense_of(lemma: str, pos: str, lexicon: EventLexicon) -> EventSense | None:
    for sense in lexicon.senses.get(lemma, ()):
        if sense.pos == pos and sense.type in VIOLENT and len(sense.words) == 1:
            return sense
    return None


def _opens(token: Token) -> bool:
    """Tell the first word of a headline or of what follows a conjunction in it."""
    before = token.i - 1
    while before >= token.sent.start and token.doc[before].pos_ in ("ADJ", "NUM"):
        before -= 1
    return before < token.sent.start or token.doc[before].lower_ in OPENERS


def _is_of_fighters(token: Token) -> bool:
    """Tell "losses in *the army*" from "losses in the market"."""
    doc = token.doc
    if token.i + 1 >= len(doc) or doc[token.i + 1].lower_ not in AMONG:
        return False
    start = doc[token.i + 1].idx
    near = [a for a in doc._.actors if start < a.span.start <= start + REACH]
    return any(a.sector in ARMED for a in near) or token.lemma_.lower() == "martyr"


REACH: Final = 20
"""Characters from "in" to the fighters: "in the ranks of the"."""


def _is_between(token: Token, lexicon: EventLexicon) -> bool:
    """Tell "barrels *target* Kestrel": a weapon or an army before it, a place or things behind."""
    doc = token.doc
    if token.i == token.sent.start or token.i + 1 >= token.sent.end:
        return False
    before, after = doc[token.i - 1], doc[token.i + 1]
    while before.text in QUOTES and before.i > token.sent.start:
        before = before.nbor(-1)
    known = lexicon.nouns.get(before.lemma_.lower())
    struck = known is not None and known.classes[0] in HITTING
    struck = struck or any(c.lower_ == "explosive" for c in before.children)
    armed = any(a.sector in ARMED and a.span.end == before.idx + len(before) for a in doc._.actors)
    placed = any(p.span.start == after.idx and not p.demonym for p in doc._.places)
    things = armed and after.pos_ in ("DET", "NOUN", "ADJ", "PROPN", "NUM")
    return (struck or armed) and (placed or things)


QUOTES: Final = frozenset("\"'“”‘’`")
