"""Who can't take part, whatever the scores say: guards against naming the wrong perpetrator.

"The Coast Guard foiled an *attack*" does not make the Coast Guard the attacker; "sanctions
over the *killings*" names no killer; in "Brandt denied that the army shelled Kestrel" the army
is no party of the denial.
"""

from typing import Final

from spacy.tokens import Token

from rashomon.layers import clause
from rashomon.layers.did_people import actor_at, part_of
from rashomon.layers.windows import covering
from rashomon.lexicon.event_rows import LightVerb
from rashomon.lexicon.events import EventLexicon, load_events
from rashomon.lexicon.words import word_list
from rashomon.model.place import PlaceMention

CLAUSES: Final = frozenset({"ccomp", "advcl", "relcl", "acl", "parataxis", "csubj"})
MAX_DEPTH: Final = 14


def light_of(
    noun: Token, kind: str | None, lexicon: EventLexicon
) -> tuple[Token, LightVerb] | None:
    """Give the light verb that carries an event noun, and its entry, if any.

    Args:
        noun: The event noun.
        kind: Its type, which an entry may ask for.
        lexicon: The event lexicon.
    """
    if noun.pos_ not in ("NOUN", "PROPN") and noun.tag_ != "VBG":
        return None
    top = clause.conj_root(noun)
    verb, place = _verb_above(top)
    if verb is None:
        return None
    for entry in lexicon.light.get(verb.lemma_.lower(), ()):
        if entry.only and not entry.only & {kind or "", noun.lemma_.lower()}:
            continue
        if entry.noun == place and entry.aspect != "prevent" and has_particle(verb, entry):
            return verb, entry
    return None


def _verb_above(noun: Token) -> tuple[Token | None, str]:
    above = noun.head
    if noun.dep_ == "pobj" and above.lower_ == "of" and _counts(above.head):
        return _verb_above(above.head)
    if noun.dep_ == "pobj":
        verb = above.head
        return (verb if verb.pos_ == "VERB" else None), above.lower_
    if above.pos_ != "VERB":
        return None, ""
    if noun.dep_ in ("oprd", "dobj", "attr") and is_so_called(above):
        return above.head, "obj"
    if noun.dep_ in ("dobj", "nsubjpass"):
        return above, "obj"
    return (above, "subj") if noun.dep_ == "nsubj" else (None, "")


def is_so_called(verb: Token) -> bool:
    """Tell "reached *what can be called* an agreement", which reaches an agreement."""
    if verb.dep_ not in ("ccomp", "dobj") or verb.head.pos_ != "VERB":
        return False
    return any(c.lower_ == "what" and c.dep_ in ("nsubjpass", "nsubj") for c in verb.children)


def _counts(noun: Token) -> bool:
    """Tell "a *round* of talks" and "three *hours* of talks", where the talks are what is held."""
    return noun.lemma_.lower() in ROUNDS or noun.lemma_.lower() in LENGTHS


ROUNDS: Final = word_list("did.rounds")
"""Nouns that count an event without being one: "held a *round* of talks"."""
LENGTHS: Final = word_list("did.lengths")


def has_particle(verb: Token, entry: LightVerb) -> bool:
    """Tell whether a verb stands with the rest of an entry's words: "carried *out*"."""
    if len(entry.words) == 1:
        return True
    near = {c.lower_ for c in verb.children} | {t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 3]}
    return all(word in near for word in entry.words[1:])


def ends_anothers(noun: Token, verb: Token, kind: str | None) -> bool:
    """Tell violence that somebody ends and need not have begun: "must *stop* the massacre".

    Only "its" or a name before the noun says that who ends it did it.
    """
    if kind not in ("ASSAULT", "COERCE") or verb.lemma_.lower() not in ENDING:
        return False
    if noun.dep_ in clause.SUBJECTS:
        return False
    return not any(c.dep_ == "poss" for c in clause.conj_root(noun).children)


ENDING: Final = word_list("did.ending")
SPARKING: Final = word_list("did.sparking")


def is_barred(trigger: Token, candidate: Token, *, framed: bool, carried: Token | None) -> bool:
    """Tell whether a noun phrase stands where it can take no part in a trigger's event.

    Args:
        trigger: The word that names the event.
        candidate: Head of the noun phrase.
        framed: True when the parse and the sense's frame give it a role: then it may.
        carried: The light verb that carries the trigger, or None.
    """
    if framed:
        return False
    if _is_called(trigger, candidate) or _is_subject_beyond(trigger, candidate):
        return True
    if tells_of_it(candidate.head, trigger) and candidate.dep_ == "poss":
        return True
    acts = candidate.dep_ == "nsubj" or candidate.head.dep_ == "agent"
    if acts and clause.semicolons(trigger.doc, trigger.i, candidate.i):
        return True
    if trigger.pos_ in clause.VERBAL and _is_object_of_joined(trigger, candidate):
        return True
    if trigger.pos_ not in clause.VERBAL and _is_of_joined_noun(trigger, candidate):
        return True
    if _governs(trigger, candidate):
        return _below_clause(trigger, candidate)
    if trigger.pos_ in clause.VERBAL:
        lost = trigger.dep_ == "advcl" and trigger.tag_ in ("VBD", "VBZ", "VBP")
        closed = lost or bool(clause.own_subjects(trigger))
        return closed and _above_clause(trigger, candidate)
    return _subject_of_other(trigger, candidate, carried) or _in_clause_before(trigger, candidate)


def _in_clause_before(noun: Token, candidate: Token) -> bool:
    """Tell who stands in a clause of the subject: "the decision to arm *rebels* drew protests".

    Behind a verb of causing, anybody in the subject: "the killing by *police* sparked riots".
    """
    verb = clause.conj_root(noun).head
    if clause.conj_root(noun).dep_ != "dobj":
        return False
    current, clausal = candidate, verb.lemma_.lower() in SPARKING
    for _ in range(MAX_DEPTH):
        if current.head.i == verb.i:
            return clausal and current.dep_ in clause.SUBJECTS
        clausal = clausal or current.dep_ in ("acl", "relcl")
        current = current.head
    return False


def _is_subject_beyond(trigger: Token, candidate: Token) -> bool:
    """Tell the subject of a verb that another one, with its own subject, parts from the event.

    In "The army says nine rebels were killed; the *Front* denies losses" the Front kills nobody.
    """
    top = clause.conj_root(candidate)
    if top.dep_ != "nsubj":
        return False
    current = trigger
    for _ in range(MAX_DEPTH):
        if current.i == top.head.i:
            return False
        above = current.head
        if above.i == current.i:
            return True
        if above.i != top.head.i and above.pos_ in clause.VERBAL and clause.own_subjects(above):
            return True
        current = above
    return False


def _is_called(trigger: Token, candidate: Token) -> bool:
    """Tell what is said to be the event: "*Steel Rain* was an operation"."""
    above = trigger.head
    if trigger.dep_ != "attr" or above.lemma_ != "be":
        return False
    return any(t.i == candidate.i for t in clause.own_subjects(above))


def tells_of_it(noun: Token, trigger: Token) -> bool:
    """Tell "the army's *account* of the raid": whose account it is need not have done it."""
    if noun.lemma_.lower() not in ACCOUNTS or trigger.dep_ != "pobj":
        return False
    return trigger.head.head.i == noun.i


ACCOUNTS: Final = word_list("did.accounts")


def _is_object_of_joined(verb: Token, candidate: Token) -> bool:
    """Tell the object of a joined verb: in "took two towns and *killed* nine", the towns.

    A verb without an object of its own may share one: "bombed and shelled the port".
    """
    if not clause.own_objects(verb):
        return False
    current = candidate
    for _ in range(MAX_DEPTH):
        above = current.head
        if above.i == verb.i or above.i == current.i:
            return False
        if above.pos_ in clause.VERBAL:
            joined = clause.conj_root(above).i == clause.conj_root(verb).i
            return joined and current.dep_ in (*clause.OBJECTS, "prep")
        current = above
    return False


def _is_of_joined_noun(noun: Token, candidate: Token) -> bool:
    """Tell whom another noun is about: in "*support* for A and its hatred of B", B.

    A noun with no phrase of its own may share the other's: "attacks and raids on the port".
    """
    if not any(c.dep_ in ("prep", "agent") for c in noun.children):
        return False
    current = candidate
    for _ in range(MAX_DEPTH):
        above = current.head
        if above.i == noun.i:
            return current.dep_ == "conj" and current.i != candidate.i
        if above.i == current.i:
            return False
        current = above
    return False


def is_of_number(token: Token, role: str, roles: dict[int, str]) -> bool:
    """Tell who has another part as a number of them: "*dozens* of *people* burned it".

    Args:
        token: Head of a noun phrase.
        role: The part that the learned score gives it.
        roles: What parse and frame say, by token index.
    """
    if role == "place" or token.dep_ != "pobj" or token.head.lower_ != "of":
        return False
    number = token.head.head
    is_number = part_of(number) is not None or number.ent_type_ == "CARDINAL"
    return is_number and roles.get(number.i, role) != role


def is_included(candidate: Token) -> bool:
    """Tell a part of a group told before: "30 people, including eleven *children*"."""
    current = candidate
    for _ in range(4):
        if current.dep_ == "pobj" and current.head.lower_ in ("including", "include"):
            return True
        if current.dep_ not in ("conj", "pobj", "compound"):
            return False
        current = current.head
    return False


def _governs(trigger: Token, candidate: Token) -> bool:
    current = candidate
    for _ in range(MAX_DEPTH):
        if current.i == trigger.i:
            return True
        if current.head.i == current.i:
            return False
        current = current.head
    return False


def _below_clause(trigger: Token, candidate: Token) -> bool:
    """Tell whether a finite clause of its own stands between the trigger and the phrase."""
    current = candidate
    for _ in range(MAX_DEPTH):
        if current.i == trigger.i:
            return False
        if current.dep_ in CLAUSES and current.pos_ in clause.VERBAL:
            return not (current.dep_ in ("acl", "relcl") and trigger.pos_ == "NOUN")
        current = current.head
    return False


def _above_clause(trigger: Token, candidate: Token) -> bool:
    """Tell whether the trigger's own clause, which has its subject, ends below the phrase."""
    current = trigger
    for _ in range(MAX_DEPTH):
        if current.dep_ in ("ccomp", "advcl", "parataxis"):
            return True
        if current.head.i == current.i or _governs(current.head, candidate):
            return current.dep_ in ("relcl", "acl") and current.head.i != candidate.i
        current = current.head
    return False


def _subject_of_other(trigger: Token, candidate: Token, carried: Token | None) -> bool:
    """Tell the subject of a verb that acts on the event noun without carrying it."""
    current = clause.conj_root(trigger)
    for _ in range(4):
        above = current.head
        if above.i == current.i:
            return False
        if above.pos_ == "VERB":
            if carried is not None and above.i == carried.i:
                return False
            parties = [t for _, t in clause.prepositional(above, "by")]
            if current.dep_ not in clause.SUBJECTS:
                parties += clause.subjects(above)
            return any(t.i == candidate.i for t in parties) or _asks_it(above, candidate)
        current = above
    return False


def _asks_it(verb: Token, candidate: Token) -> bool:
    """Tell who asks, or is asked, that somebody do something about an event.

    In "Brandt urged *Rill* to press the regime to stop the strikes" the strikes are not Rill's.
    """
    current = verb
    for _ in range(4):
        if current.dep_ not in ("xcomp", "ccomp", "advcl") or not clause.has_to(current):
            return False
        current = current.head
        near = (*clause.own_subjects(current), *clause.own_objects(current))
        if any(t.i == candidate.i for t in near):
            return True
    return False


def stands_apart(token: Token, role: str) -> bool:
    """Tell from its preposition whom or what no frame makes a party of the event.

    "On Dovrin", "against rebels" tell nobody who acts; "near Dovrin", "from Ostry Airfield" are
    where it happens.
    """
    top = clause.conj_root(token)
    if top.dep_ in ("compound", "nmod", "amod", "poss"):
        top = clause.conj_root(top.head)
    if top.dep_ != "pobj":
        return False
    word = top.head.lower_
    if role == "agent":
        return word in NOT_BY
    return word in WHERE and _is_in_place(token)


NOT_BY: Final = frozenset("on against at near in into for over toward towards onto".split())


def names_party(token: Token) -> bool:
    """Tell a state that takes part from one where it happens: "between *Marenna* and …".

    Also "ministers of *Valdoria*": whose they are.
    """
    top = clause.conj_root(token)
    if top.dep_ != "pobj":
        return False
    if top.head.lower_ in ("between", "with", "by", "among", "against"):
        return True
    above = top.head.head
    known = load_events().nouns.get(above.lemma_.lower())
    is_person = known is not None and known.classes[0] == "person"
    return top.head.lower_ == "of" and is_person and above.tag_ in ("NN", "NNP", "NNPS")


def is_setting(token: Token, mention: object) -> bool:
    """Tell the town of "the *Kestrel* talks": where they are, and no party of them."""
    if not isinstance(mention, PlaceMention) or mention.kind == "country":
        return False
    return token.dep_ in ("compound", "nmod") or token.head.lower_ in ("in", "at")


WHERE: Final = frozenset("in at near inside outside from around across through".split())


def _is_in_place(token: Token) -> bool:
    mention = covering(token.doc._.places, token.idx)
    return mention is not None and not mention.demonym


def is_what_is_hit(token: Token) -> bool:
    """Tell the place behind an act that acts: "the blockade *of Kestrel* starves them"."""
    if token.dep_ != "pobj" or token.head.lower_ != "of" or not _is_in_place(token):
        return False
    known = load_events().nouns.get(token.head.head.lemma_.lower())
    return known is not None and known.classes[0] == "event"


def is_mere_word(token: Token) -> bool:
    """Tell a common noun before another that the parser took for a name: "*precision* raid"."""
    return (
        token.dep_ in ("compound", "amod", "nmod")
        and token.text.islower()
        and actor_at(token.doc, token) is None
    )
