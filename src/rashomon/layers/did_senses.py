"""Choose the sense of a word that may name an event: "shell" a town, or a shell on a beach.

A sense of the lexicon fits when its other words stand around the head, nothing blocks it, and
its `Needs` hold of the arguments. Classes of arguments come from the noun lexicon, from the
actor and place layers where they ran, and from the statistical names.
"""

from collections.abc import Mapping
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.layers.table import ParseTable, table_of
from rashomon.lexicon.event_rows import CLASSES, EventSense, Needs, Pattern
from rashomon.lexicon.events import EventLexicon
from rashomon.lexicon.words import word_list

ENTITY_CLASSES: Final = {
    "PERSON": ("person", "actor"),
    "NORP": ("group", "person", "actor"),
    "ORG": ("group", "actor"),
    "GPE": ("place", "actor"),
    "LOC": ("place",),
    "FAC": ("building", "infrastructure", "place"),
    "EVENT": ("event",),
    "MONEY": ("money",),
    "DATE": ("time",),
    "TIME": ("time",),
    "CARDINAL": ("person",),
}
PRONOUN_CLASSES: Final = ("person", "group", "actor")
GAP_VERB: Final = 4
"""Words that may stand between the parts of a verbal expression: "laid a long siege to"."""
GAP_NOUN: Final = 1
"""Between the parts of a nominal one only a hyphen: "suicide - bombing"."""


def _counts_them(number: Token) -> bool:
    """Tell "shot *two* of them", "shot two": people, where nothing else is counted."""
    parts = [c for c in number.children if c.lower_ == "of"]
    whole = [t for c in parts for t in c.children if t.dep_ == "pobj"]
    return all(t.lower_ in ("them", "those", "us", "whom", "you") for t in whole)


def argument_classes(token: Token, lexicon: EventLexicon) -> frozenset[str]:
    """Give every class that the head of a noun phrase may belong to; empty when unknown."""
    if token.pos_ == "PRON":
        return frozenset(PRONOUN_CLASSES) if token.lower_ not in ("it", "this", "that") else _ANY
    if token.tag_ == "CD" and _counts_them(token):
        return frozenset(PRONOUN_CLASSES)
    if token.ent_type_ in ENTITY_CLASSES and (token.pos_ != "NOUN" or not token.lower_):
        return frozenset(ENTITY_CLASSES[token.ent_type_])
    known = lexicon.nouns.get(token.lemma_.lower())
    if known is not None:
        found = set(known.classes)
        if found & {"person", "group"}:
            found.add("actor")
        return frozenset(found)
    if token.ent_type_ in ENTITY_CLASSES:
        return frozenset(ENTITY_CLASSES[token.ent_type_])
    return _ANY if token.pos_ == "PROPN" else frozenset()


_ANY: Final = CLASSES
"""What an unknown name may be: anything."""


def choose_sense(token: Token, lexicon: EventLexicon) -> EventSense | None:
    """Give the first sense, in the lexicon's order, that holds of a token, or nothing."""
    senses = senses_of(token, lexicon)
    if not senses:
        return None
    allowed = _trigger_pos(token)
    for sense in senses:
        if sense.pos not in allowed:
            continue
        if len(sense.words) > 1 and not _has_words(token, sense):
            continue
        if (sense.blocks and _is_blocked(token, sense)) or _is_other_strike(token, sense):
            continue
        if sense.lemma == CALL and sense.needs.obj == PERSON and not _reaches_somebody(token):
            continue
        if not sense.needs or holds(sense.needs, token, lexicon):
            return sense
    return None


def lemma_of(token: Token, lexicon: EventLexicon) -> str:
    """Give the lemma that the lexicon knows, also where the lemmatizer slipped ("hoped")."""
    word = token.lower_
    if (known := lexicon.lemmas.get(word)) is not None:
        return known
    lemma = token.lemma_.lower()
    if lemma not in lexicon.senses and word.endswith("ed") and word[:-1] in lexicon.senses:
        return word[:-1]
    return lemma


def senses_of(token: Token, lexicon: EventLexicon) -> tuple[EventSense, ...]:
    """Give all senses of a word: under its lemma, or under the form itself ("contested")."""
    lemma = lemma_of(token, lexicon)
    found = lexicon.senses.get(lemma, ())
    if token.lower_ != lemma and (own := lexicon.senses.get(token.lower_)) is not None:
        return own + found
    if not found and token.lower_.endswith("s"):
        return lexicon.senses.get(token.lower_[:-1], ())
    return found


def relaxed_sense(token: Token, lexicon: EventLexicon) -> EventSense | None:
    """Give the likeliest sense of a word whose arguments tell too little.

    For words that the learned score already took for a trigger: where no sense holds strictly
    (its object stands elsewhere, or is of no known class), the heaviest single-word sense that
    asks for kinds of things rather than for certain words.
    """
    wanted = _trigger_pos(token)
    best: EventSense | None = None
    for sense in _likely(token, lexicon):
        if len(sense.words) > 1 or sense.weight < RELAXED or _is_blocked(token, sense):
            continue
        if _is_other_strike(token, sense):
            continue
        if sense.type == "ASSAULT" and (sense.weight < VIOLENT or _hits_nothing(token, lexicon)):
            continue
        if sense.type == "CONTROL" and token.pos_ == "VERB" and not _patients(token):
            continue
        if _is_of_nothing(token, sense, lexicon) or _lacks_phrase(token, sense.needs.prep):
            continue
        quarrels = sense.mode == "contested" and token.pos_ == "VERB"
        if (sense.mode in CHANGING or quarrels) and not _of_a_name(token, sense):
            continue
        asked = (sense.needs.obj | sense.needs.subj | sense.needs.pobj) - CLASSES
        if asked and not (sense.needs.obj & CLASSES):
            continue
        rank = (sense.pos in wanted, not sense.needs, sense.weight)
        if best is None or rank > (best.pos in wanted, not best.needs, best.weight):
            best = sense
    return best


def _likely(token: Token, lexicon: EventLexicon) -> tuple[EventSense, ...]:
    """Give the senses of a word, but no verb's for people: "the dead were *rebels*"."""
    known = lexicon.nouns.get(token.lemma_.lower())
    found, wanted = senses_of(token, lexicon), _trigger_pos(token)
    people = token.pos_ == "NOUN" and known is not None and known.classes[0] in ("person", "group")
    return tuple(s for s in found if s.pos in wanted) if people else found


def _reaches_somebody(verb: Token) -> bool:
    """Tell "called *Anton Reik* on Friday" from "called him a clown" and "called witnesses"."""
    if any(c.dep_ == "oprd" for c in verb.children):
        return False
    return any(t.pos_ == "PROPN" for t in _patients(verb))


CALL: Final = "call"
PERSON: Final = frozenset({"person"})


def _is_other_strike(token: Token, sense: EventSense) -> bool:
    """Tell a sense of "strike" that its words rule out: "nurses on *strike*" hit nobody."""
    if sense.lemma != STRIKE or sense.type not in ("ASSAULT", "PROTEST"):
        return False
    if sense.type == "ASSAULT":
        return is_walkout(token)
    is_plain = len(sense.words) == 1 and not sense.needs.prep
    return token.pos_ == "NOUN" and is_plain and not is_walkout(token)


def is_walkout(token: Token) -> bool:
    """Tell the strike of those who stop work: "the *dockers'* strike", "nurses on strike"."""
    if is_striking(token):
        return True
    if token.pos_ == "VERB" and token.dep_ not in clause.SUBJECTS:
        return False
    head = token.head
    if token.dep_ == "pobj" and head.lower_ == "on":
        return not any(
            c.dep_ in ("det", "nummod", "poss") or c.lower_ in ("on", "against")
            for c in token.children
        )
    if token.dep_ == "compound" and head.lower_ in ("action", "ballot", "fund"):
        return True
    near = [c for c in token.children if c.dep_ in ("compound", "poss", "nmod")]
    near += [t for _, t in clause.prepositional(token, "by")]
    subjects = clause.own_subjects(head) if token.dep_ == "dobj" else []
    return any(t.lemma_.lower() in WORKING for t in (*near, *subjects))


def is_striking(token: Token) -> bool:
    """Tell who has stopped work: "police beat *striking* miners", who hit nobody."""
    if token.tag_ != "VBG" or token.lower_ != "striking" or token.i + 1 >= len(token.doc):
        return False
    return token.nbor().lemma_.lower() in WORKING


STRIKE: Final = "strike"
WORKING: Final = word_list("did.working")


def _is_of_nothing(token: Token, sense: EventSense, lexicon: EventLexicon) -> bool:
    """Tell "seized the *occasion*" and "threw *dirt*" from taking a ship and throwing grenades."""
    if sense.mode in TAKING:
        return _hits_nothing(token, lexicon)
    if sense.type != "ASSAULT" or "obj" not in sense.instrument:
        return False
    return any(t.pos_ == "NOUN" and not t.ent_type_ for t in _patients(token))


TAKING: Final = frozenset({"seize", "arrest"})
"""Modes of force that take somebody or something."""
CHANGING: Final = frozenset({"gain", "lose", "transfer"})
"""Modes of states that begin or end: what is gained or lost must be of the kind that they name."""


def _of_a_name(token: Token, sense: EventSense) -> bool:
    """Tell "lost *Kestrel*", which may well be a place, from "lost five seats"."""
    return sense.type == "CONTROL" and any(p.pos_ == "PROPN" for p in _patients(token))


def _hits_nothing(token: Token, lexicon: EventLexicon) -> bool:
    """Tell whether what is hit can only be no thing at all: an audit, a sum, a year."""
    patients = _patients(token)
    below = [t for p in patients for _, t in clause.prepositional(p, "of")]
    return bool(patients) and all(
        (classes := argument_classes(p, lexicon)) and classes <= INTANGIBLE
        for p in [*patients, *below]
    )


VIOLENT: Final = 0.6
"""The same for violence: "took", "entered" and "pursued" are seldom that, so they ask for proof."""
INTANGIBLE: Final = frozenset({"abstract", "document", "money", "time", "agreement"})
RELAXED: Final = 0.5
"""Weight that a sense needs to be taken without its conditions."""


def _trigger_pos(token: Token) -> tuple[str, ...]:
    """Give the parts of speech to look a token up under: "Shelling resumed" is a noun."""
    if token.pos_ == "PROPN":
        return ("NOUN",)
    if token.pos_ == "AUX":
        return ("VERB",)
    if token.tag_ == "VBG" and token.dep_ in clause.SUBJECTS | {"dobj", "pobj", "pcomp"}:
        return ("VERB", "NOUN")
    if token.tag_ == "VBZ" and token.dep_ == "nsubj":  # "Air *strikes* on the port killed nine"
        return ("NOUN", "VERB")
    if token.pos_ == "ADJ" and "-" in token.text:
        return ("ADJ", "NOUN")
    return (token.pos_,)


def _has_words(token: Token, sense: EventSense) -> bool:
    gap = GAP_VERB if sense.pos == "VERB" else GAP_NOUN
    before = sense.words[: sense.head_index]
    after = sense.words[sense.head_index + 1 :]
    found = _walk(token, after, 1, gap)
    if found is None or _walk(token, tuple(reversed(before)), -1, GAP_NOUN) is None:
        return False
    return not (found and _dates(token.doc[found[-1]]))


def _dates(word: Token) -> bool:
    """Tell the "on" of "called the minister *on* Tuesday", which is no part of an expression."""
    return word.pos_ == "ADP" and any(c.ent_type_ in ("DATE", "TIME") for c in word.children)


def expression_of(token: Token, sense: EventSense) -> set[int]:
    """Give the tokens that together name an event: "*imposed* a *blockade*", "*cut* *aid*".

    The words of the sense's expression; objects that its conditions name word by word.
    """
    gap = GAP_VERB if sense.pos == "VERB" else GAP_NOUN
    before = _walk(token, tuple(reversed(sense.words[: sense.head_index])), -1, GAP_NOUN)
    after = _walk(token, sense.words[sense.head_index + 1 :], 1, gap)
    named = {t.i for t in _patients(token) if t.lemma_.lower() in sense.needs.obj - CLASSES}
    words = {token.i, *(before or ()), *(after or ()), *named}
    return words | {token.doc[i].head.i for i in words if token.doc[i].dep_ == "compound"}


def opens_noun(token: Token, sense: EventSense | None, chance: Mapping[int, float]) -> bool:
    """Tell the verb of an expression whose noun is told for certain: "*ended* the *strike*".

    Args:
        token: A candidate.
        sense: Its sense.
        chance: The learned scores, by token index.
    """
    if sense is None or token.pos_ != "VERB" or sense.weight < CERTAIN_WEIGHT:
        return False
    nouns = expression_of(token, sense) - {token.i}
    return any(chance.get(i, 0.0) >= CERTAIN_NOUN for i in nouns)


CERTAIN_WEIGHT: Final = 0.75
"""Weight of an expression that stands for its noun."""
CERTAIN_NOUN: Final = 0.6
"""Score from which the noun of an expression is told for certain."""


def _walk(token: Token, words: tuple[str, ...], step: int, gap: int) -> list[int] | None:
    """Give the tokens of some words that follow one another on a side, or None."""
    if not words:
        return []
    doc, at = token.doc, token.i
    table = table_of(doc)
    found: list[int] = []
    for word in words:
        for _ in range(gap + 1):
            at += step
            if not 0 <= at < len(doc) or (step > 0 and doc[at].sent_start == 1):
                return None
            if table.lemmas[at] == word or table.lowers[at] == word:
                found.append(at)
                break
        else:
            return None
    return found


def _is_blocked(token: Token, sense: EventSense) -> bool:
    doc = token.doc
    right = doc[token.i + 1 : min(token.i + 4, len(doc))]
    near = [t.lemma_.lower() for t in right] + [t.lower_ for t in right]
    objects = [t.lemma_.lower() for t in _patients(token)]
    text = " ".join(t.lower_ for t in right)
    return any(
        b in near[:1] + near[3:4] or b in objects or (" " in b and text.startswith(b))
        for b in sense.blocks
    )


def _patients(token: Token) -> list[Token]:
    """Give what the word is done to: object, passive subject, or a noun's "of"."""
    if token.pos_ in ("VERB", "AUX"):
        if clause.is_passive(token):
            return clause.subjects(token)
        return clause.own_objects(token)
    found = [t for _, t in clause.prepositional(token, "of")]
    return found or [c for c in token.children if c.dep_ == "compound"]


def _doers(token: Token) -> list[Token]:
    by = [t for _, t in clause.prepositional(token, "by")]
    if token.pos_ in ("VERB", "AUX"):
        return by if clause.is_passive(token) else clause.subjects(token)
    return by + [c for c in token.children if c.dep_ in ("poss", "compound", "amod")]


def holds(needs: Needs, token: Token, lexicon: EventLexicon) -> bool:
    """Tell whether the arguments around a token are what a sense needs."""
    if needs.no_obj and _patients(token):
        return False
    if needs.obj and not _any_fits(_patients(token), needs.obj, lexicon):
        return False
    if needs.subj and (doers := _doers(token)) and not _any_fits(doers, needs.subj, lexicon):
        return False
    if needs.prep:
        pairs = _phrases_of(token, needs.prep)
        if not pairs and not _has_particle(token, needs.prep):
            return False
        if needs.pobj and not _any_fits([t for _, t in pairs], needs.pobj, lexicon):
            return False
    return True


def _lacks_phrase(token: Token, prepositions: frozenset[str]) -> bool:
    """Tell a word without the phrase that its sense asks for: "*cried out* against the plan"."""
    if not prepositions:
        return False
    return not (_phrases_of(token, prepositions) or _has_particle(token, prepositions))


def _phrases_of(token: Token, prepositions: frozenset[str]) -> list[tuple[Token, Token]]:
    """Give the phrases with some prepositions on a word, its objects and its particle."""
    near = [token, *(c for c in token.children if c.dep_ in ("prt", "advmod"))]
    if token.pos_ in ("VERB", "AUX"):
        near += clause.own_objects(token)
    return [pair for word in near for pair in clause.prepositional(word, *prepositions)]


def _has_particle(token: Token, words: frozenset[str]) -> bool:
    return any(c.dep_ == "prt" and c.lower_ in words for c in token.children)


def _any_fits(tokens: list[Token], wanted: frozenset[str], lexicon: EventLexicon) -> bool:
    counted = [t for p in tokens if p.lemma_.lower() in PARTITIVE | LOADS for t in _counted_by(p)]
    return any(
        t.lemma_.lower() in wanted or wanted & argument_classes(t, lexicon)
        for t in (*tokens, *counted)
    )


def _counted_by(amount: Token) -> list[Token]:
    """Give what an amount is of: "*thousands* of *protesters*", "two *trainloads* of *maize*"."""
    return [t for _, t in clause.prepositional(amount, "of")]


PARTITIVE: Final = word_list("did.partitive")
LOADS: Final = word_list("did.loads")


def find_patterns(
    doc: Doc, index: dict[str, tuple[Pattern, ...]]
) -> list[tuple[int, int, Pattern]]:
    """Find every pattern of a table in a document.

    Returns:
        ``(first token, one past last token, pattern)``, in text order.
    """
    found = []
    table = table_of(doc)
    for at, (lemma, word) in enumerate(zip(table.lemmas, table.lowers, strict=True)):
        for pattern in index.get(lemma) or index.get(word) or ():
            if (hit := _match_pattern(table, at, pattern)) is not None:
                found.append((*hit, pattern))
                break
    return found


def _match_pattern(table: ParseTable, at: int, pattern: Pattern) -> tuple[int, int] | None:
    anchor = pattern.words.index(frozenset({pattern.anchor}))
    left = _extend(table, at, pattern.words[:anchor][::-1], -1)
    if left is None:
        return None
    right = _extend(table, at, pattern.words[anchor + 1 :], 1)
    return None if right is None else (left, right + 1)


def _extend(table: ParseTable, at: int, words: tuple[frozenset[str], ...], step: int) -> int | None:
    lemmas, lowers, loose = table.lemmas, table.lowers, PATTERN_GAP
    for word in words:
        if "*" in word:
            loose = 3
            continue
        for _ in range(loose + 1):
            at += step
            if not 0 <= at < len(lemmas):
                return None
            if lemmas[at] in word or lowers[at] in word:
                break
        else:
            return None
        loose = PATTERN_GAP
    return at


PATTERN_GAP: Final = 2
"""Words that may stand between two words of a pattern: "bombarded *him* with questions"."""
