"""Questions about a dependency parse that several layers ask: subject, object, voice, negation.

Works on spaCy's English scheme (ClearNLP labels). Every function looks at a constant or
clause-bounded number of tokens.
"""

from typing import Final

from spacy.tokens import Token

from rashomon.layers.clause_orders import is_order, told
from rashomon.layers.clause_resumed import (
    done_by,
    headed,
    in_guise,
    named_behind,
    parted,
    parted_subject,
    resumed,
    told_before,
)
from rashomon.layers.clause_words import ARMED as ARMED
from rashomon.layers.clause_words import FIRED as FIRED
from rashomon.layers.clause_words import MAX_STEPS as MAX_STEPS
from rashomon.layers.clause_words import NOMINAL as NOMINAL
from rashomon.layers.clause_words import OBJECTS as OBJECTS
from rashomon.layers.clause_words import POSSIBLE as POSSIBLE
from rashomon.layers.clause_words import PREPARED as PREPARED
from rashomon.layers.clause_words import SUBJECTS as SUBJECTS
from rashomon.layers.clause_words import SUFFERED as SUFFERED
from rashomon.layers.clause_words import SURE as SURE
from rashomon.layers.clause_words import VERBAL as VERBAL
from rashomon.layers.clause_words import auxiliaries as auxiliaries
from rashomon.layers.clause_words import cleft, on_the_verge, split_cleft
from rashomon.layers.clause_words import conj_root as conj_root
from rashomon.layers.clause_words import conjuncts as conjuncts
from rashomon.layers.clause_words import foils as foils
from rashomon.layers.clause_words import has_to as has_to
from rashomon.layers.clause_words import is_anothers as is_anothers
from rashomon.layers.clause_words import is_bare_passive as is_bare_passive
from rashomon.layers.clause_words import is_day_before as is_day_before
from rashomon.layers.clause_words import is_modal_noun as is_modal_noun
from rashomon.layers.clause_words import is_passive as is_passive
from rashomon.layers.clause_words import is_prepared as is_prepared
from rashomon.layers.clause_words import is_ranked as is_ranked
from rashomon.layers.clause_words import is_rung_up as is_rung_up
from rashomon.layers.clause_words import lost_subject as lost_subject
from rashomon.layers.clause_words import names_violence as names_violence
from rashomon.layers.clause_words import own_objects as own_objects
from rashomon.layers.clause_words import prepositional as prepositional
from rashomon.layers.clause_words import semicolons as semicolons
from rashomon.lexicon.control import load_control
from rashomon.lexicon.words import word_list

WILLS: Final = word_list("clause.will")
"""Nouns of will: "the *decision* of X to leave" is X's."""
GOING_UP: Final = frozenset({"conj", "xcomp", "advcl", "pcomp", "ccomp"})
MOST_WORDS: Final = 40
"""Words between a verb and the participle behind it; beyond, the parse is a guess."""


def own_subjects(verb: Token) -> list[Token]:
    """Give subject heads that hang on this very token, coordination spread out.

    Of two that a semicolon parts ("Army says rebels fled; *Front* denies it") the nearer.
    """
    own = [c for c in verb.children if c.dep_ in SUBJECTS]
    lost = parted_subject(verb) if not own else in_guise(verb)
    if lost is not None:
        return conjuncts(lost)
    if len(own) > 1 and (two := parted(verb) or headed(verb)) is not None:
        return conjuncts(two[1])
    if len(own) > 1 and (marks := semicolons(verb.doc, own[0].i, own[-1].i)):
        own = [c for c in own if c.i > marks[-1]] if own[-1].i < verb.i else own[:1]
    found = [t for c in own for t in conjuncts(c)]
    return found + _together_with(verb, own) if own else found


def _together_with(verb: Token, subjects_of: list[Token]) -> list[Token]:
    """Give who else acts in "Valdoria, *along with Istria*, closed the port"."""
    first = subjects_of[0]
    if (fronted := _fronted_company(first)) is not None:
        return [t for c in fronted.children if c.dep_ == "pobj" for t in conjuncts(c)]
    if verb.i - first.i < 4 or verb.i - first.i > LONGEST_ASIDE:
        return []
    for token in verb.doc[first.i + 1 : verb.i - 1]:
        if token.lower_ in ("along", "together") and token.nbor(1).lower_ == "with":
            joined = token.nbor(1)
            return [t for c in joined.children if c.dep_ == "pobj" for t in conjuncts(c)]
    return []


def _fronted_company(subject: Token) -> Token | None:
    """Give the "with" of "*Together with* the Front, the army shelled it"."""
    before = subject.left_edge.i - 1
    if before < 3 or subject.doc[before].text != ",":
        return None
    opening = subject.sent[0]
    if opening.lower_ not in ("together", "along", "jointly") or opening.i + 1 >= before:
        return None
    way = opening.nbor(1)
    return way if way.lower_ == "with" else None


LONGEST_ASIDE: Final = 16
"""Tokens between a subject and its verb in which "along with" is looked for."""


def inverted_subject(verb: Token) -> Token | None:
    """Give who speaks in "The mill, says its *owner*, was looted", where the parse gives both."""
    if (two := parted(verb) or headed(verb)) is not None:
        return two[1]
    own = [c for c in verb.children if c.dep_ in SUBJECTS]
    if not own:
        return named_behind(verb)
    split = len(own) > 1 and own[0].i < verb.i < own[1].i and verb.nbor(-1).text == ","
    return own[1] if split else None


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
        if (lost := lost_subject(current)) is not None:
            return [lost]
        if is_order(current):
            return told(current)
        if current.dep_ in ("acl", "relcl"):
            return _modified_noun(current)
        if current.pos_ in ("ADJ", "VERB") and current.dep_ in ("acomp", "oprd", "attr"):
            current = current.head
            continue
        if current.pos_ == "ADJ" and current.dep_ == "amod" and current.head.i < current.i < verb.i:
            return [current.head]  # "the *soldiers* responsible for shelling it"
        if current.dep_ not in GOING_UP and not _comes_then(current):
            return []
        above = _lender(current)
        if isinstance(above, list):
            return above
        current = above
    return []


def _comes_then(verb: Token) -> bool:
    """Tell what the same people did next: "they shelled the town, *then burned* the mill"."""
    joined = verb.dep_ == "dep" and verb.head.pos_ in VERBAL and verb.tag_ == verb.head.tag_
    return joined and verb.i > 0 and verb.nbor(-1).lower_ == "then"


def _modified_noun(verb: Token) -> list[Token]:
    """Give whom a verb behind a noun is about: "*troops* firing", "*Iran's* plan to attack"."""
    noun = verb.head
    if is_ranked(verb):
        return own_subjects(noun.head)
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
    if (doers := done_by(verb)) is not None:
        return doers
    if (main := joined_to_main(verb) or interrupted_by(verb) or resumed(verb)) is not None:
        return main
    if (nearer := _nearer_deed(verb)) is not None:
        return nearer
    if verb.dep_ == "xcomp" and (objects := own_objects(above)) and not is_passive(above):
        return above if is_rung_up(above, objects) else objects
    if asked := _asked_to(verb):
        return asked
    if verb.dep_ == "pcomp":
        return _of_gerund(verb)
    return _of_clause(verb, above)


def _of_clause(verb: Token, above: Token) -> list[Token] | Token:
    """Give whose subject a verb of a lower clause, or of a noun, takes over."""
    if verb.dep_ in ("ccomp", "advcl") and verb.tag_ not in ("VBG", "VB", "VBN"):
        return []
    if above.pos_ not in VERBAL and above.pos_ != "ADJ":
        return [] if above.pos_ != "NOUN" else _noun_controller(above)
    return above


def _of_gerund(verb: Token) -> list[Token] | Token:
    """Give who does the act of a gerund behind a preposition, or the governor to ask next."""
    if (near := on_the_verge(verb.head)) is not None:
        return near
    if (charged := controlled_by_object(verb)) is not None:
        return charged
    return _of_clause(verb, verb.head.head)


def _asked_to(verb: Token) -> list[Token]:
    """Give who is asked to do it: "urged *the army* to leave", "called *on it* to leave"."""
    above = verb.head
    if verb.dep_ not in ("xcomp", "advcl") or verb.tag_ != "VB":
        return []
    if asked := _asked_party(above):
        return asked
    if verb.dep_ != "advcl" or not has_to(verb) or above.lemma_ not in ASKING or is_passive(above):
        return []
    return [t for t in own_objects(above) if t.i < verb.i]


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


def controlled_by_object(verb: Token) -> list[Token] | None:
    """Give who does the act of a gerund that hangs on another's verb, or None where that is none.

    "Accused *Varga* of hiding the report": whoever accuses must never come out as who hid it.
    The parser hangs the preposition on the verb or on its object.
    """
    preposition = verb.head
    above = preposition.head
    victim = above if above.pos_ in NOMINAL and above.dep_ in OBJECTS else None
    if above.dep_ == "pobj" and above.head.dep_ == "agent":
        above = above.head.head  # "accused by the Front *of* hiding it"
    governor = victim.head if victim is not None else above
    rule = load_control().get(governor.lemma_.lower()) if governor.pos_ in VERBAL else None
    if rule is None or preposition.lower_ not in rule.prepositions:
        return None
    if victim is not None:
        return conjuncts(victim)
    if is_passive(above):
        return subjects(above)
    if any(c.dep_ in OBJECTS and is_mutual(c) for c in above.children):
        return None  # "accused *each other* of bombing it": both subjects do
    heads = [c for c in above.children if c.dep_ in OBJECTS and c.i < preposition.i]
    if not heads and above.dep_ == "relcl":
        return [above.head]  # "a *farmer* they accused of helping rebels"
    return conjuncts(heads[-1]) if heads else None  # the last: "the commissioner *Brandt*"


def is_mutual(noun: Token) -> bool:
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


def interrupted_by(verb: Token) -> Token | None:
    """Give the main verb that another goes on with behind a cue: "They *came*, she says, and shot".

    The parser joins the last verb to "says": the witness would come out as who shot.
    """
    cue = verb.head
    if verb.dep_ != "conj" or verb.tag_ not in FINITE or cue.tag_ not in FINITE:
        return None
    if not names_violence(verb, POSSIBLE) or names_violence(cue, POSSIBLE):
        return None
    own = [c for c in cue.children if c.dep_ in SUBJECTS]
    if len(own) != 1 or not cue.i > own[0].i or own_objects(cue):
        return None
    doc, start = verb.doc, own[0].left_edge.i
    if start < 2 or doc[start - 1].text != "," or doc[cue.i + 1].text != ",":
        return None
    if any(t.pos_ in VERBAL for t in doc[cue.i + 1 : verb.i]) or own_subjects(verb):
        return None
    main = told_before(cue)
    return main if main is not None and own_subjects(main) else None


FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
ASKING: Final = word_list("clause.asking")


def _asked_party(verb: Token) -> list[Token]:
    """Give who is asked in "called *on Valdoria* to end the siege"."""
    if verb.lemma_ not in ASKING:
        return []
    asked = prepositional(verb, "on", "upon", "to", "with")
    return [t for _, t in asked if t.ent_type_ not in ("DATE", "TIME")]


def _noun_controller(noun: Token) -> list[Token]:
    """Give who has the plan in "Iran's plan to attack" or "they made a decision to leave"."""
    poss = [t for c in noun.children if c.dep_ == "poss" for t in conjuncts(c)]
    if poss:
        return poss
    if noun.lemma_.lower() in WILLS and (makers := [t for _, t in prepositional(noun, "of", "by")]):
        return makers
    if noun.dep_ in OBJECTS and noun.head.pos_ in VERBAL:
        return [] if is_anothers(noun) else own_subjects(noun.head)
    if (
        noun.dep_ == "pobj"
        and noun.lemma_.lower() in PURSUED
        and noun.head.lower_ in ("in", "with")
    ):
        verb = noun.head.head
        return subjects(verb) if verb.pos_ in VERBAL and not is_passive(verb) else []
    return []


PURSUED: Final = word_list("clause.pursued")


def _is_asked_who(who: Token, noun: Token) -> bool:
    """Tell "asked by the Courier *who* shelled it": a question, and not the Courier's deed."""
    agent = noun.head
    return who.lower_ == "who" and agent.dep_ == "agent" and agent.head.lemma_ in ASKED_OF


ASKED_OF: Final = frozenset({"ask", "question", "press", "quiz"})


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
    if token.dep_ in ("csubj", "csubjpass") and token.lemma_ == "do":
        return next((c for c in token.children if c.dep_ == "nsubj"), token)  # "what *he* did was"
    if token.tag_ not in ("WDT", "WP", "WP$") and token.lower_ != "that":
        return token
    noun = modified(token) or token
    if _is_asked_who(token, noun):
        return token
    noun = split_cleft(noun, token) or cleft(token) or noun
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


_UNPEOPLED: Final = frozenset({"DATE", "TIME", "GPE"})


def _person_before(who: Token) -> Token:
    """Give whom a late "who" stands for: "met *envoys* in Selm last year, who agreed"."""
    for token in reversed(who.doc[who.sent.start : who.i]):
        if token.tag_ in ("NNS", "NNP", "NNPS") and token.ent_type_ not in _UNPEOPLED:
            return token
    return who


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
    """Tell the "not" of "a leak, *not* an attack" and "whether or *not*", which negate no verb."""
    above = word.head
    if word.i > 1 and word.nbor(-1).lower_ == "or" and word.nbor(-2).lower_ == "whether":
        return True
    if word.i < above.i:
        return False
    joined = (c for c in above.children if c.dep_ in ("appos", "conj"))
    return any(c.left_edge.i == word.i + 1 for c in joined)


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
