"""Questions about a dependency parse that several layers ask: subject, object, voice, negation.

Works on spaCy's English scheme (ClearNLP labels). Every function looks at a constant or
clause-bounded number of tokens.
"""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.lexicon.control import load_control
from rashomon.lexicon.events import load_events
from rashomon.lexicon.words import word_list

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECTS: Final = frozenset({"dobj", "obj", "dative"})
VERBAL: Final = frozenset({"VERB", "AUX"})
NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON"})
WILLS: Final = word_list("clause.will")
"""Nouns of will: "the *decision* of X to leave" is X's."""
SURE: Final = 0.7
"""Weight in the lexicon from which a verb names violence by itself."""
POSSIBLE: Final = 0.3
"""Weight from which it may, as "fire" in "fired on"."""
MOST_WORDS: Final = 40
"""Words between a verb and the participle behind it; beyond, the parse is a guess."""
MAX_STEPS: Final = 12
"""Steps up a parse tree after which a walk gives up; deeper chains are parser errors."""


def conjuncts(token: Token) -> list[Token]:
    """Give the token and those coordinated with it to its right, in text order."""
    found = [token]
    queue = [token]
    while queue and len(found) < MAX_STEPS * 3:
        current = queue.pop()
        for child in current.children:
            if child.dep_ == "conj" or (child.dep_ == "appos" and _is_list_item(child, current)):
                found.append(child)
                queue.append(child)
    return sorted(found, key=lambda t: t.i)


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
    siblings = [c for c in head.children if c.dep_ == "appos" and c.i != child.i]
    own = [c for c in child.children if c.dep_ in ("conj", "appos")]
    chained = head.dep_ == "appos" and _is_counted(head.head)
    return chained or any(_is_counted(t) for t in (*siblings, *own))


def _is_counted(noun: Token) -> bool:
    """Tell "*a* bridge" and "*two* tanks" from "the bridge", "tanks" and names."""
    return noun.pos_ == "NOUN" and any(
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


def is_passive(verb: Token) -> bool:
    """Tell a passive: "was hit", "been hit", "got hit", or a reduced one: "hit by shells"."""
    for child in verb.children:
        if child.dep_ in ("auxpass", "nsubjpass"):
            return True
        if child.dep_ == "agent" and verb.tag_ == "VBN":
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


SUFFERED: Final = word_list("clause.suffered")
"""Verbs that name their object; without one, what stands in front of them suffers it."""
ARMED: Final = word_list("clause.armed")
"""Subjects that may fire without a word of what they fire at: "army *shelled* overnight"."""
FIRED: Final = word_list("clause.fired")


def is_bare_passive(verb: Token) -> bool:
    """Tell the passive of headlines and telegrams: "Market *shelled* in Kestrel"."""
    lemma = verb.lemma_.lower()
    if verb.tag_ not in ("VBD", "VBN") or lemma not in SUFFERED:
        return False
    beside = verb.dep_ in ("ccomp", "conj", "parataxis", "dep") and verb.head.dep_ == "ROOT"
    if verb.dep_ != "ROOT" and not (beside and verb.head.lemma_.lower() in SUFFERED):
        return False
    subject = None
    for child in verb.children:
        if child.dep_ in OBJECTS or child.dep_ in ("aux", "auxpass", "ccomp", "xcomp", "neg"):
            return False
        subject = child if child.dep_ == "nsubj" and child.i < verb.i else subject
    if subject is None or subject.pos_ not in ("NOUN", "PROPN", "NUM"):
        return False
    if any(c.dep_ in ("det", "poss") for c in subject.children):
        return False
    dead = any(c.dep_ == "oprd" and c.lower_ == "dead" for c in verb.children)
    return dead or lemma not in FIRED or subject.lemma_.lower() not in ARMED


def own_subjects(verb: Token) -> list[Token]:
    """Give subject heads that hang on this very token, coordination spread out.

    Of two that a semicolon parts ("Army says rebels fled; *Front* denies it") the nearer.
    """
    own = [c for c in verb.children if c.dep_ in SUBJECTS]
    if len(own) > 1 and (marks := semicolons(verb.doc, own[0].i, own[-1].i)):
        own = [c for c in own if c.i > marks[-1]] if own[-1].i < verb.i else own[:1]
    found = [t for c in own for t in conjuncts(c)]
    return found + _together_with(verb, own) if own else found


def _together_with(verb: Token, subjects_of: list[Token]) -> list[Token]:
    """Give who else acts in "Valdoria, *along with Istria*, closed the port"."""
    first = subjects_of[0]
    if verb.i - first.i < 4 or verb.i - first.i > LONGEST_ASIDE:
        return []
    for token in verb.doc[first.i + 1 : verb.i - 1]:
        if token.lower_ in ("along", "together") and token.nbor(1).lower_ == "with":
            joined = token.nbor(1)
            return [t for c in joined.children if c.dep_ == "pobj" for t in conjuncts(c)]
    return []


LONGEST_ASIDE: Final = 16
"""Tokens between a subject and its verb in which "along with" is looked for."""


def inverted_subject(verb: Token) -> Token | None:
    """Give who speaks in "The mill, says its *owner*, was looted", where the parse gives both."""
    own = [c for c in verb.children if c.dep_ in SUBJECTS]
    parted = len(own) > 1 and own[0].i < verb.i < own[1].i and verb.nbor(-1).text == ","
    return own[1] if parted else None


def semicolons(doc: Doc, one: int, other: int) -> list[int]:
    """Give the token indexes of the semicolons between two tokens."""
    first, last = sorted((one, other))
    return [t.i for t in doc[first:last] if t.text == ";"]


def subjects(verb: Token) -> list[Token]:
    """Give the understood subject of a verb.

    Follows coordination ("hit and killed"), control ("tried to hit"), participles ("troops
    firing at") and relative clauses ("soldiers who fired": the relative pronoun's antecedent).
    """
    current = verb
    for _ in range(MAX_STEPS):
        own = own_subjects(current)
        if own:
            return [antecedent(t) for t in own]
        if (lost := _lost_subject(current)) is not None:
            return [lost]
        if current.dep_ in ("acl", "relcl"):
            return _modified_noun(current)
        if current.pos_ in ("ADJ", "VERB") and current.dep_ in ("acomp", "oprd", "attr"):
            current = current.head
            continue
        if current.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "ccomp"):
            return []
        above = _lender(current)
        if isinstance(above, list):
            return above
        current = above
    return []


def _lost_subject(verb: Token) -> Token | None:
    """Give the name before a verb that the parser made an apposition of something far before it.

    "Six soldiers were hurt in a clash in which a student, Ema *Lorn*, died": no "and" joins the
    two verbs, so the second has a subject of its own.
    """
    above = verb.head
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.i < 2:
        return None
    if any(c.dep_ == "cc" for c in above.children if above.i < c.i < verb.i):
        return None
    before = verb.nbor(-1)
    before = before.nbor(-1) if before.text == "," else before
    far = before.dep_ == "appos" and any(
        t.pos_ in VERBAL for t in verb.doc[before.head.i : before.i]
    )
    return before if far else None


def _modified_noun(verb: Token) -> list[Token]:
    """Give whom a verb behind a noun is about: "*troops* firing", "*Iran's* plan to attack"."""
    noun = verb.head
    if noun.pos_ not in ("NOUN", "PROPN", "PRON"):
        return []
    if verb.tag_ == "VB":
        return _noun_controller(noun)
    if noun.lower_ == "those" and noun.dep_ == "pobj" and noun.head.lower_ in ("among", "of"):
        return _one_of_those(noun.head) or [noun]
    slipped = verb.tag_ == "VBD" and verb.dep_ == "acl"  # "one serviceman *killed*"
    return [noun] if verb.tag_ in ("VBG", "VBN") or slipped else []


def _one_of_those(preposition: Token) -> list[Token]:
    """Give who belongs to a group told by its deed: "*Valdoria* is among those calling"."""
    above = preposition.head
    if above.dep_ == "attr":
        above = above.head
    return own_subjects(above) if above.lemma_ == "be" else []


def _lender(verb: Token) -> list[Token] | Token:
    """Give the subject that a verb without one borrows, or the governor to ask for it next."""
    above = verb.head
    if (level := same_level(verb)) is not None:
        return _lender(level)
    if (main := joined_to_main(verb)) is not None:
        return main
    if (nearer := _nearer_deed(verb)) is not None:
        return nearer
    if verb.dep_ == "xcomp" and (objects := own_objects(above)) and not is_passive(above):
        return objects
    if verb.dep_ in ("xcomp", "advcl") and verb.tag_ == "VB" and (asked := _asked_party(above)):
        return asked
    if verb.dep_ == "advcl" and has_to(verb) and above.lemma_ in ASKING and not is_passive(above):
        if asked := [t for t in own_objects(above) if t.i < verb.i]:
            return asked
    if verb.dep_ == "pcomp":
        if (near := _on_the_verge(verb.head)) is not None:
            return near
        if (charged := controlled_by_object(verb)) is not None:
            return charged
        above = above.head
    if verb.dep_ in ("ccomp", "advcl") and verb.tag_ not in ("VBG", "VB", "VBN"):
        return []
    if above.pos_ not in VERBAL and above.pos_ != "ADJ":
        return [] if above.pos_ != "NOUN" else _noun_controller(above)
    return above


def _on_the_verge(preposition: Token) -> Token | None:
    """Give the verb whose subject does it in "*is* in the process of leaving"."""
    noun = preposition.head
    if preposition.lower_ != "of" or noun.lemma_.lower() not in STAGES or noun.dep_ != "pobj":
        return None
    verb = noun.head.head
    return verb if verb.pos_ in VERBAL else None


STAGES: Final = word_list("clause.stages")


def _nearer_deed(verb: Token) -> Token | None:
    """Give the violence in a relative clause that a participle of harm really tells the end of.

    "Hale commanded the garrison that *fired* on dockers, killing 31": the parser hangs "killing"
    on "commanded", but who commands, meets or praises kills nobody by it.
    """
    above, reach = verb.head, verb.i - verb.head.i
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or not 0 < reach < MOST_WORDS:
        return None
    if verb.nbor(-1).text != "," or not names_violence(verb) or names_violence(above):
        return None
    for token in reversed(verb.doc[above.i + 1 : verb.i]):
        if token.dep_ == "relcl" and token.head.i > above.i and names_violence(token, POSSIBLE):
            return token
    return None


def names_violence(word: Token, least: float = SURE) -> bool:
    """Tell a word that by itself names violence, by the weight that the lexicon gives it."""
    senses = load_events().senses.get(word.lemma_.lower(), ())
    return any(s.type == "ASSAULT" and len(s.words) == 1 and s.weight >= least for s in senses)


def controlled_by_object(verb: Token) -> list[Token] | None:
    """Give who does the act of a gerund that hangs on another's verb, or None where that is none.

    "Accused *Varga* of hiding the report": whoever accuses must never come out as who hid it.
    The parser hangs the preposition on the verb or on its object.
    """
    preposition = verb.head
    above = preposition.head
    victim = above if above.pos_ in NOMINAL and above.dep_ in OBJECTS else None
    governor = victim.head if victim is not None else above
    rule = load_control().get(governor.lemma_.lower()) if governor.pos_ in VERBAL else None
    if rule is None or preposition.lower_ not in rule.prepositions:
        return None
    if victim is not None:
        return conjuncts(victim)
    if is_passive(above):
        return own_subjects(above)
    if any(c.dep_ in OBJECTS and _is_mutual(c) for c in above.children):
        return None  # "accused *each other* of bombing it": both subjects do
    heads = [c for c in above.children if c.dep_ in OBJECTS and c.i < preposition.i]
    return conjuncts(heads[-1]) if heads else None  # the last: "the commissioner *Brandt*"


def _is_mutual(noun: Token) -> bool:
    """Tell "each other", "one another" and "themselves"."""
    pair = (noun.nbor(-1).lower_ if noun.i else "", noun.lower_)
    return pair in (("each", "other"), ("one", "another")) or noun.lower_.endswith(
        ("self", "selves")
    )


def same_level(verb: Token) -> Token | None:
    """Give the infinitive that another is really joined to, where the parser missed it.

    "Tried not *to have* the town taken but *to kill*"; "asked it *to watch* and *to ensure*".
    """
    above = verb.head
    if verb.dep_ != "conj" or verb.tag_ != "VB" or above.tag_ == "VB" or not has_to(verb):
        return None
    for child in above.children:
        if child.dep_ == "xcomp" and child.tag_ == "VB" and child.i < verb.i and has_to(child):
            return child
    for _ in range(2):
        if above.head.i == above.i:
            return None
        above = above.head
        if above.tag_ == "VB" and above.dep_ == "xcomp" and has_to(above):
            return above
    return None


def joined_to_main(verb: Token) -> Token | None:
    """Give the main verb that another is really joined to, where a relative clause is nearer.

    "He *vowed* to raze any town that shelters rebels and *threatened* to expel medics": verbs
    that are joined agree in tense, and the town threatens nobody.
    """
    below = conj_root(verb)
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or below.dep_ != "relcl":
        return None
    if below.tag_ not in ("VBZ", "VBP") or auxiliaries(verb) or auxiliaries(below):
        return None
    current = below
    for _ in range(MAX_STEPS):
        if current.head.i == current.i:
            return None
        current = current.head
        if current.tag_ == "VBD" and own_subjects(current):
            return current
    return None


def has_to(verb: Token) -> bool:
    """Tell an infinitive with "to"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


ASKING: Final = word_list("clause.asking")


def _asked_party(verb: Token) -> list[Token]:
    """Give who is asked in "called *on Valdoria* to end the siege"."""
    if verb.lemma_ not in ASKING:
        return []
    return [t for _, t in prepositional(verb, "on", "upon", "to", "with")]


def _noun_controller(noun: Token) -> list[Token]:
    """Give who has the plan in "Iran's plan to attack" or "they made a decision to leave"."""
    poss = [t for c in noun.children if c.dep_ == "poss" for t in conjuncts(c)]
    if poss:
        return poss
    if noun.lemma_.lower() in WILLS and (makers := [t for _, t in prepositional(noun, "of", "by")]):
        return makers
    if noun.dep_ in OBJECTS and noun.head.pos_ in VERBAL:
        return own_subjects(noun.head)
    if noun.dep_ == "pobj" and noun.lemma_.lower() in PURSUED and noun.head.lower_ in ("in", "with"):
        verb = noun.head.head
        return subjects(verb) if verb.pos_ in VERBAL and not is_passive(verb) else []
    return []


PURSUED: Final = word_list("clause.pursued")


def modified(token: Token) -> Token | None:
    """Give the noun of the clause behind a noun that a token stands in: "*troops* who fled"."""
    up = token
    for _ in range(MAX_STEPS):
        if up.dep_ in ("relcl", "acl"):
            return up.head if up.head.i < token.i else None
        if up.head.i == up.i:
            return None
        up = up.head
    return None


def antecedent(token: Token) -> Token:
    """Give the noun that a relative pronoun stands for; the token where it is none."""
    if token.tag_ not in ("WDT", "WP", "WP$") and token.lower_ != "that":
        return token
    noun = modified(token) or token
    noun = _split_cleft(noun, token) or noun
    noun = _not_the_place(noun, token)
    is_somebody = noun.pos_ in ("NOUN", "PROPN", "PRON") and noun.ent_type_ not in _UNPEOPLED
    if token.lower_ != "who" or (is_somebody and noun.i != token.i):
        return noun
    before = token.nbor(-1).text if token.i > token.sent.start else ""
    return _person_before(token) if before == "," else noun


def _not_the_place(noun: Token, pronoun: Token) -> Token:
    """Give what is in a place that hurts nobody: "*attacks* in Kestrel, which killed nine"."""
    if pronoun.lower_ not in ("which", "that") or pronoun.dep_ != "nsubj":
        return noun
    if not any(names_violence(v) for v in conjuncts(pronoun.head)):
        return noun
    up = noun
    for _ in range(MAX_STEPS):
        above = up.head
        if up.dep_ != "pobj" or above.dep_ != "prep" or above.lower_ not in INSIDE:
            return noun
        up = above.head
        if up.pos_ != "NOUN":
            return noun if up.pos_ != "PROPN" else _not_the_place(up, pronoun)
        if names_violence(up):
            return up
    return noun


INSIDE: Final = frozenset("in at near of on outside inside".split())


def _split_cleft(noun: Token, pronoun: Token) -> Token | None:
    """Give who did it in "it was *the army*, said Sand, that broke it": not him who says so."""
    saying = noun.head
    if noun.dep_ != "nsubj" or noun.i < saying.i or pronoun.nbor(-1).text != ",":
        return None
    copula = next((c for c in saying.children if c.dep_ == "ccomp" and c.lemma_ == "be"), None)
    if copula is None or not any(c.lower_ == "it" for c in copula.children):
        return None
    return next((c for c in copula.children if c.dep_ == "attr"), None)


_UNPEOPLED: Final = frozenset({"DATE", "TIME", "GPE"})


def _person_before(who: Token) -> Token:
    """Give whom a late "who" stands for: "met *envoys* in Selm last year, who agreed"."""
    for token in reversed(who.doc[who.sent.start : who.i]):
        if token.tag_ in ("NNS", "NNP", "NNPS") and token.ent_type_ not in _UNPEOPLED:
            return token
    return who


def own_objects(verb: Token) -> list[Token]:
    """Give direct and indirect object heads of this very token, coordination spread out."""
    return [t for c in verb.children if c.dep_ in OBJECTS for t in conjuncts(c)]


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


def is_negated(token: Token) -> bool:
    """Tell whether this very predicate is negated: "did not", "never", "no strike"."""
    for child in token.children:
        if child.dep_ == "neg" and _negates_next(child):
            continue
        if child.dep_ == "neg" or child.lower_ in ("never", "n't", "neither", "nor"):
            return True
        if child.dep_ == "det" and child.lower_ == "no":
            return True
        if child.lower_ in ("longer", "more") and child.i and child.nbor(-1).lower_ == "no":
            return bool(child.dep_ == "advmod")
    first = token.left_edge
    before = token.doc[first.i - 1] if first.i else first
    return before.dep_ == "neg" and before.head.i != token.i and _negates_next(before)


def _negates_next(word: Token) -> bool:
    """Tell the "not" of "a leak, *not* an attack", which is about the word behind it."""
    above = word.head
    if word.i < above.i:
        return False
    joined = (c for c in above.children if c.dep_ in ("appos", "conj"))
    return any(c.left_edge.i == word.i + 1 for c in joined)


def auxiliaries(verb: Token) -> list[str]:
    """Give the lower-case auxiliaries of a verb, left to right."""
    return [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]


def clause_span(token: Token) -> tuple[int, int]:
    """Give first and one-past-last token index of the clause that the token heads or stands in.

    A subtree, cut where it is longer than 60 tokens, never past the sentence.
    """
    top = token
    for _ in range(MAX_STEPS):
        if top.pos_ in VERBAL or top.head.i == top.i or top.dep_ in ("ROOT", "relcl", "advcl"):
            break
        top = top.head
    left, right = top.left_edge.i, top.right_edge.i + 1
    if right - left > 60:
        left, right = max(left, token.i - 30), min(right, token.i + 30)
    return min(left, token.i), max(right, token.i + 1)
