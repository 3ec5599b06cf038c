"""The words of a clause in a dependency parse: members of a list, voice, objects, prepositions.

What needs no other word's subject; `rashomon.layers.clause` has the rest, and gives these on.
Works on spaCy's English scheme (ClearNLP labels).
"""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.lexicon.cues import load_cues
from rashomon.lexicon.events import load_events
from rashomon.lexicon.words import word_list

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECTS: Final = frozenset({"dobj", "obj", "dative"})
VERBAL: Final = frozenset({"VERB", "AUX"})
NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON"})
SURE: Final = 0.7
"""Weight in the lexicon from which a verb names violence by itself."""
POSSIBLE: Final = 0.3
"""Weight from which it may, as "fire" in "fired on"."""
MAX_STEPS: Final = 12
"""Steps up a parse tree after which a walk gives up; deeper chains are parser errors."""
SUFFERED: Final = word_list("clause.suffered")
"""Verbs that name their object; without one, what stands in front of them suffers it."""
ARMED: Final = word_list("clause.armed")
"""Subjects that may fire without a word of what they fire at: "army *shelled* overnight"."""
FIRED: Final = word_list("clause.fired")


def conjuncts(token: Token) -> list[Token]:
    """Give the token and those coordinated with it to its right, in text order."""
    found = [token]
    if token.n_lefts + token.n_rights == 0 and token.dep_ != "dobj":
        return found  # most tokens: nothing hangs on them
    queue = [token]
    while queue and len(found) < MAX_STEPS * 3:
        current = queue.pop()
        for child in current.children:
            if is_lost_teller(child):
                continue
            if child.dep_ == "conj" or (child.dep_ == "appos" and _is_list_item(child, current)):
                found.append(child)
                queue.append(child)
    found.sort(key=lambda t: t.i)
    if token.dep_ == "dobj" and (astray := _astray(found[-1])) is not None:
        found += conjuncts(astray)
    return found


def _astray(last: Token) -> Token | None:
    """Give the object that the parser joined to a verb: "hit a car, *two depots*, and a bridge"."""
    doc, comma = last.doc, last.right_edge.i + 1
    if comma + 1 >= len(doc) or doc[comma].text != ",":
        return None
    noun = doc[comma + 1].head
    is_lost = noun.dep_ == "conj" and noun.head.pos_ in VERBAL and noun.pos_ in NOMINAL
    begins = noun.left_edge.i in (comma, comma + 1)
    return noun if is_lost and begins and _is_counted(noun) else None


def is_lost_teller(noun: Token) -> bool:
    """Tell who speaks from a list in front: "Soldiers shot a farmer, *residents* and police said".

    The parser makes a list of all three and leaves the verb without a subject.
    """
    start, end = noun.left_edge.i, noun.right_edge.i + 1
    if noun.dep_ not in ("conj", "appos") or start < 1 or end >= len(noun.doc):
        return False
    verb = noun.doc[end]
    if noun.doc[start - 1].text != "," or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return False
    return not any(c.dep_ in SUBJECTS for c in verb.children) and speaks(verb)


def speaks(verb: Token) -> bool:
    """Tell a verb of saying."""
    cues = load_cues().cues["verb"].get(verb.lemma_.lower(), ())
    return any(c.family.speech and len(c.words) == 1 for c in cues)


def _is_list_item(child: Token, head: Token) -> bool:
    """Tell a list that the parser took for an apposition: "Iran, Turkey, and Qatar".

    Names of one kind; or things that are each counted or introduced ("*a* depot, *two* tanks and
    *a* bridge"), at least three of them.
    """
    if child.ent_type_ != "" and child.ent_type_ == head.ent_type_:
        return any(c.dep_ == "conj" for c in child.children)
    if {child.ent_type_, head.ent_type_} == {"PERSON", "ORG"}:
        return any(c.dep_ == "conj" for c in child.children)
    if not (_is_counted(head) and _is_counted(child)) or child.lemma_ == head.lemma_:
        return False
    if child.doc[child.left_edge.i - 1].text != ",":
        return False
    siblings = [c for c in head.children if c.dep_ in ("appos", "conj") and c.i != child.i]
    own = [c for c in child.children if c.dep_ in ("conj", "appos")]
    chained = head.dep_ == "appos" and _is_counted(head.head)
    return chained or any(_is_counted(t) for t in (*siblings, *own))


def _is_counted(noun: Token) -> bool:
    """Tell "*a* bridge" and "*two* tanks" from "the bridge", "tanks" and names."""
    return noun.pos_ in ("NOUN", "PROPN") and any(
        c.dep_ == "nummod" or (c.dep_ == "det" and c.lower_ in ("a", "an", "another", "several"))
        for c in noun.children
    )


def conj_root(token: Token) -> Token:
    """Give the first member of the coordination that the token belongs to."""
    for _ in range(MAX_STEPS):
        if token.dep_ != "conj" or token.head.i == token.i:
            break
        token = token.head
    return token


PASSIVES: Final = "rashomon_passives"
"""Where a document keeps which of its verbs are passive: every layer asks, and the parse stands."""


def is_passive(verb: Token) -> bool:
    """Tell a passive: "was hit", "been hit", "got hit", or a reduced one: "hit by shells"."""
    known: dict[int, bool] = verb.doc.user_data.setdefault(PASSIVES, {})
    found = known.get(verb.i)
    if found is None:
        found = known[verb.i] = _is_passive(verb)
    return found


def _is_passive(verb: Token) -> bool:
    for child in verb.children:
        if child.dep_ in ("auxpass", "nsubjpass"):
            return True
        if child.dep_ == "agent" and (verb.tag_ == "VBN" or _is_set_off(verb)):
            return True
    if verb.tag_ == "VBN" and verb.dep_ == "ccomp" and verb.head.lemma_ in ("have", "get", "see"):
        return not any(c.dep_ == "aux" or c.dep_ in OBJECTS for c in verb.children)
    if is_bare_passive(verb):
        return True
    if verb.tag_ == "VBD" and verb.dep_ == "acl" and verb.lemma_.lower() in SUFFERED:
        return not any(c.dep_ in (*OBJECTS, *SUBJECTS) for c in verb.children)
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "relcl", "advcl", "amod", "ROOT", "oprd"):
        has_aux = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
        return not has_aux and not any(c.dep_ in OBJECTS for c in verb.children)
    if (
        verb.dep_ == "conj"
        and verb.tag_ == "VBN"
        and not any(c.dep_ in ("aux", "nsubj") for c in verb.children)
    ):
        return is_passive(conj_root(verb)) if verb.head.i != verb.i else False
    return False


def _is_set_off(verb: Token) -> bool:
    """Tell the passive of "The union, *praised* by the Front, declined", read as the past.

    The parser makes it the main verb; it stands behind a comma and has no object.
    """
    if verb.tag_ != "VBD" or verb.i == 0 or verb.nbor(-1).text != ",":
        return False
    return not any(c.dep_ in (*OBJECTS, "aux") for c in verb.children)


def is_bare_passive(verb: Token) -> bool:
    """Tell the passive of headlines and telegrams: "Market *shelled* in Kestrel"."""
    lemma = verb.lemma_.lower()
    alike = verb.tag_ == "VBP" and verb.lower_ == "hurt"
    if (verb.tag_ not in ("VBD", "VBN") and not alike) or lemma not in SUFFERED:
        return False
    beside = verb.dep_ in ("ccomp", "conj", "parataxis", "dep") and verb.head.dep_ == "ROOT"
    beside = beside and verb.head.lemma_.lower() in SUFFERED
    inside = verb.dep_ == "pcomp" and verb.head.lower_ == "of"  # "speaks of nine men *killed*"
    if verb.dep_ != "ROOT" and not (beside or inside or _is_entry(verb)):
        return False
    subject = None
    for child in verb.children:
        listed = child.tag_ == "CD" and child.i > 0 and child.nbor(-1).text == ":"
        if child.dep_ in ("aux", "auxpass", "ccomp", "xcomp", "neg"):
            return False
        if child.dep_ in OBJECTS and not listed:
            return False
        subject = child if child.dep_ == "nsubj" and child.i < verb.i else subject
    if subject is None or subject.pos_ not in ("NOUN", "PROPN", "NUM") or own_objects(verb):
        return False
    if any(c.dep_ in ("det", "poss") for c in subject.children):
        return False
    dead = any(c.dep_ == "oprd" and c.lower_ == "dead" for c in verb.children)
    return dead or lemma not in FIRED or subject.lemma_.lower() not in ARMED


def _is_entry(verb: Token) -> bool:
    """Tell "Kestrel: *300 people displaced*", which the parser hangs on the place."""
    first = verb.left_edge
    return verb.dep_ == "relcl" and first.i > 0 and first.nbor(-1).text == ":"


def own_objects(verb: Token) -> list[Token]:
    """Give direct and indirect object heads of this very token, coordination spread out."""
    own = [c for c in verb.children if c.dep_ in OBJECTS]
    if len(own) > 1:
        own = [c for c in own if c.lower_ != "that" or not opens_content(c)]
    if not own and (partner := _shares_object(verb)) is not None:
        return own_objects(partner)
    return [t for c in own for t in conjuncts(c)]


def _shares_object(verb: Token) -> Token | None:
    """Give the verb behind "and" whose object this one has too: "*captured* and held the port"."""
    if verb.n_rights == 0 or verb.pos_ != "VERB" or verb.dep_ in ("amod", "acl"):
        return None
    for child in verb.rights:
        if child.dep_ != "conj" or child.tag_ != verb.tag_ or child.i - verb.i > CLOSE:
            continue
        between = {t.lower_ for t in verb.doc[verb.i + 1 : child.i]}
        alone = all(
            c.dep_ in ("cc", "conj", "prt", "aux", "neg") for c in verb.rights if c.i < child.i
        )
        own = any(c.dep_ in SUBJECTS or c.dep_ in ("auxpass", "aux") for c in child.children)
        if between & JOINING and alone and not own and _takes_object(verb):
            return child
    return None


def _takes_object(verb: Token) -> bool:
    """Tell a verb that may act on somebody by itself: "captured", and not "came"."""
    events = load_events()
    lemma = events.lemmas.get(verb.lower_) or verb.lemma_.lower()
    senses = [s for s in events.senses.get(lemma, ()) if s.pos == "VERB"]
    return bool(senses) and all(
        "obj" in s.target or s.needs.obj for s in senses if not s.needs.no_obj
    )


CLOSE: Final = 3
"""Words from a verb to the one that it shares an object with: "took *in and* hid"."""
JOINING: Final = frozenset({"and", "or", "then"})


def prepositional(token: Token, *prepositions: str) -> Iterator[tuple[Token, Token]]:
    """Yield ``(preposition, object)`` of the phrases that hang on a token.

    Args:
        token: A verb or noun.
        prepositions: Lower-case words to look for; all of them when left out.
    """
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative") and (
            not prepositions or child.lower_ in prepositions
        ):
            yield from _objects_of(child, child)


def _objects_of(preposition: Token, outer: Token) -> Iterator[tuple[Token, Token]]:
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp"):
            for item in conjuncts(child):
                yield outer, item
        elif child.dep_ == "prep":
            yield from _objects_of(child, child)


def auxiliaries(verb: Token) -> list[str]:
    """Give the lower-case auxiliaries of a verb, left to right."""
    return [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]


def has_to(verb: Token) -> bool:
    """Tell an infinitive with "to"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def names_violence(word: Token, least: float = SURE) -> bool:
    """Tell a word that by itself names violence, by the weight that the lexicon gives it."""
    events = load_events()
    lemma = events.lemmas.get(word.lower_) or word.lemma_.lower()
    senses = events.senses.get(lemma, ())
    return any(s.type == "ASSAULT" and len(s.words) == 1 and s.weight >= least for s in senses)


def semicolons(doc: Doc, one: int, other: int) -> list[int]:
    """Give the token indexes of the semicolons between two tokens."""
    first, last = sorted((one, other))
    return [t.i for t in doc[first:last] if t.text == ";"]


def is_modal_noun(token: Token) -> bool:
    """Tell the noun of "has the *capability* to strike", "had no *right* to do it"."""
    if token.dep_ != "dobj" or token.head.lemma_ != "have" or token.lemma_.lower() not in MODAL:
        return False
    return any(c.dep_ in ("acl", "relcl") and has_to(c) for c in token.children)


MODAL: Final = word_list("clause.modal-nouns")


def is_ranked(verb: Token) -> bool:
    """Tell "is the *first* party to suffer": the subject of "is" suffers."""
    noun = verb.head
    if verb.dep_ not in ("relcl", "acl") or verb.tag_ != "VB" or noun.dep_ != "attr":
        return False
    ranks = (noun, *noun.children)
    return any(c.lower_ in ("first", "last") or c.ent_type_ == "ORDINAL" for c in ranks)


def is_prepared(verb: Token) -> bool:
    """Tell what something is made ready for: "*preparations* were made to begin leaving"."""
    current = verb
    for _ in range(PREPARING):
        if current.dep_ not in ("xcomp", "advcl", "acl") or current.pos_ != "VERB":
            return False
        above = current.head
        subjects = [c for c in above.children if c.dep_ == "nsubjpass"]
        if is_passive(above) and any(c.lemma_.lower() in PREPARED for c in subjects):
            return has_to(current)
        current = above
    return False


PREPARING: Final = 3
"""Steps from a deed up to the verb that prepares it: "made to begin leaving"."""
PREPARED: Final = word_list("clause.preparations")


def opens_content(that: Token) -> bool:
    """Tell a "that" that opens a clause, also where the parser takes it for its object.

    "Confessed to a guard *that* he shot the judge": the verb has an object of its own.
    """
    if that.dep_ == "mark":
        return True
    if that.dep_ == "advmod" and that.head.dep_ == "relcl":  # "admitted for the first *time* that"
        return that.head.head.lower_ == "time" and that.head.head.head.lower_ == "for"
    others = [c for c in that.head.children if c.dep_ in ("dobj", "nsubj") and c.i != that.i]
    return that.dep_ == "dobj" and {c.dep_ for c in others} == {"dobj", "nsubj"}


def cue_of_misread(verb: Token) -> Token | None:
    """Give the verb of saying whose content the parser took for a relative clause."""
    if verb.dep_ != "relcl":
        return None
    if not any(c.lower_ == "that" and opens_content(c) for c in verb.children):
        return None
    above = verb.head
    for _ in range(MAX_STEPS):
        if above.pos_ == "VERB" or above.head.i == above.i:
            break
        above = above.head
    return above if above.pos_ == "VERB" else None


def is_anothers(plan: Token) -> bool:
    """Tell the plan of somebody else: "police *foiled* a plan to bomb it"."""
    return plan.lemma_.lower() in PLANS and plan.head.lemma_.lower() in MET


def foils(somebody: Token, deed: Token) -> bool:
    """Tell who meets somebody else's plan to do the deed: "*police* thwarted a plot to *kill*"."""
    plan = deed.head
    return deed.dep_ == "acl" and is_anothers(plan) and somebody.head.i == plan.head.i


PLANS: Final = word_list("clause.plans")
MET: Final = word_list("clause.met")
"""Verbs of what one does about the plan of somebody else."""


def lost_subject(verb: Token) -> Token | None:
    """Give the name before a verb that the parser made an apposition of something far before it.

    "Six soldiers were hurt in a clash in which a student, Ema *Lorn*, died": no "and" joins the
    two verbs, so the second has a subject of its own.
    """
    above = verb.head
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.i < 2:
        return None
    if verb.dep_ == "ROOT":
        return _behind_day(verb)
    if verb.dep_ != "conj":
        return None
    if any(c.dep_ == "cc" for c in above.children if above.i < c.i < verb.i):
        return None
    before = verb.nbor(-1)
    before = before.nbor(-1) if before.text == "," else before
    far = before.dep_ == "appos" and any(
        t.pos_ in VERBAL for t in verb.doc[before.head.i : before.i]
    )
    return before if far else None


def _behind_day(verb: Token) -> Token | None:
    """Give the name that the parser joined to the day: "On Monday *Valdoria* armed them"."""
    name = verb.nbor(-1)
    if name.dep_ != "pobj" or name.pos_ != "PROPN" or name.head.i >= name.i or is_passive(verb):
        return None
    day = name.nbor(-1)
    is_day = day.dep_ == "compound" and day.ent_type_ == "DATE" and name.ent_type_ != "DATE"
    return name if is_day and day.nbor(-1).i == name.head.i else None


def is_day_before(word: Token, name: Token) -> bool:
    """Tell a day that the parser joined to the name behind it: "On *Monday* Valdoria"."""
    return word.ent_type_ == "DATE" != name.ent_type_ and name.pos_ == "PROPN"


def is_rung_up(verb: Token, objects: list[Token]) -> bool:
    """Tell "*called* Anton Reik to say", which the caller does, from "called troops to help".

    So does whoever "*spent* the night burning" it.
    """
    if verb.lemma_ in SPENDING:
        return True
    return verb.lemma_ in RINGING and objects[0].ent_type_ == "PERSON"


RINGING: Final = word_list("clause.ringing")
SPENDING: Final = frozenset({"spend", "waste"})


def on_the_verge(preposition: Token) -> Token | None:
    """Give the verb whose subject does it in "*is* in the process of leaving"."""
    noun = preposition.head
    if preposition.lower_ != "of" or noun.lemma_.lower() not in STAGES or noun.dep_ != "pobj":
        return None
    verb = noun.head.head
    return verb if verb.pos_ in VERBAL else None


STAGES: Final = word_list("clause.stages")


def split_cleft(noun: Token, pronoun: Token) -> Token | None:
    """Give who did it in "it was *the army*, said Sand, that broke it": not him who says so."""
    saying = noun.head
    if noun.dep_ != "nsubj" or noun.i < saying.i or pronoun.nbor(-1).text != ",":
        return None
    copula = next((c for c in saying.children if c.dep_ == "ccomp" and c.lemma_ == "be"), None)
    if copula is None or not any(c.lower_ == "it" for c in copula.children):
        return None
    return next((c for c in copula.children if c.dep_ == "attr"), None)


def cleft(pronoun: Token) -> Token | None:
    """Give who did it in "it was *Valdoria* that did", where the clause hangs on "was"."""
    verb = pronoun.head
    copula = verb.head
    if pronoun.dep_ != "nsubj" or verb.dep_ != "ccomp" or copula.lemma_ != "be":
        return None
    if not any(c.lower_ == "it" and c.dep_ in SUBJECTS for c in copula.children):
        return None
    return next((c for c in copula.children if c.dep_ == "attr" and c.i == pronoun.i - 1), None)
