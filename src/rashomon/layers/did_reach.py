"""Reach for the party that a political act is aimed at, where it stands deeper in the sentence.

"Marenna restored full ties with *Valdoria*" aims at Valdoria, not at ties; "rejected a *Valdorian*
request" at Valdoria. Codebooks of political events ask for the party; the frame gives what the
verb takes. Runs after the learned score, and only where that found no party.

Citation: CAMEO codebook 1.1b3, ch. 1 (source, target); PLOVER manual 0.8, "targets".
"""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.layers.did_arguments import NAMED, is_prefixed
from rashomon.layers.did_people import actor_at, is_no_participant, part_of
from rashomon.lexicon.events import load_events
from rashomon.lexicon.reach import ReachRule, load_reach
from rashomon.lexicon.words import word_list

DEPTH: Final = 4
"""Nouns on the way down to a party at most: "part of a program of aid for the town"."""
MODIFIERS: Final = frozenset({"amod", "compound", "nmod"})
CLAUSES: Final = frozenset({"relcl", "acl"})
ABOUT: Final = frozenset({"into", "about", "over", "on"})
"""Prepositions of clauses: "an inquiry *into* whether Varga knew"."""
GROUPS: Final = frozenset({"person", "group"})
NEVER: Final = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "LANGUAGE", "EVENT"})
ATTITUDES: Final = word_list("did.attitudes")
MUTUAL: Final = frozenset({"AGREE", "CONSULT", "COOPERATE", "REJECT"})
"""Types of which several agents may be one another's targets."""
FEET: Final = frozenset({"xcomp", "advcl", "ccomp", "acl"})


def is_party(doc: Doc, token: Token) -> bool:
    """Tell whether a noun phrase is somebody who can act or be dealt with: a state, people."""
    is_part = part_of(token) is not None
    if token.ent_type_ in NEVER and not (is_part and token.ent_type_ == "CARDINAL"):
        return False
    if actor_at(doc, token) is not None:
        return True
    if (whole := part_of(token)) is not None:
        return is_party(doc, whole)
    if token.pos_ in ("PRON", "NUM", "VERB", "ADP"):
        return False
    if token.ent_type_ in ("GPE", "NORP", "ORG", "PERSON"):
        return True
    known = load_events().nouns.get(token.lemma_.lower())
    if known is not None:
        return bool(GROUPS & {known.classes[0]})
    return token.pos_ == "PROPN"


class Search:
    """Looks for the parties of one event; who acts is never its own target."""

    def __init__(self, doc: Doc, rule: ReachRule, agents: list[Token], kind: str = "") -> None:
        self.doc = doc
        self.rule = rule
        self.is_mutual = kind in MUTUAL and len(agents) > 1
        self.agents = {t.i for t in agents}
        self.ids = {a.id or a.name for t in agents if (a := actor_at(doc, t)) is not None}

    def targets(self, trigger: Token, carried: Token | None) -> list[Token]:
        """Give the heads of the parties that the event of a trigger is aimed at, or none."""
        if self.is_mutual and not self._with(trigger, carried):
            return []
        for verb in (trigger, carried):
            if verb is None:
                continue
            if verb.pos_ in clause.VERBAL:
                if found := self._of_verb(verb, 0):
                    return found
            elif found := self._of_noun(verb, 0):
                return found
        return []

    def _with(self, trigger: Token, carried: Token | None) -> bool:
        """Tell whether several who act together deal "with" somebody besides."""
        near = [trigger, *([carried] if carried is not None else [])]
        near += [o for v in near if v.pos_ in clause.VERBAL for o in clause.own_objects(v)]
        return any(p.lower_ == "with" for t in near for p, _ in _phrases(t))

    def usable(self, tokens: list[Token]) -> list[Token]:
        """Keep the parties among some heads."""
        return [t for t in tokens if self._is_usable(t)]

    def _is_usable(self, token: Token) -> bool:
        if (
            token.i in self.agents
            or is_prefixed(token)
            or not (is_party(self.doc, token) or self._is_asked(token))
            or is_moved(token)
        ):
            return False
        actor = actor_at(self.doc, token)
        return actor is None or (actor.id or actor.name) not in self.ids

    def _is_asked(self, token: Token) -> bool:
        """Tell who is to do what is asked: "told *hoteliers* to report guests"."""
        if "subject" not in self.rule.content or token.dep_ != "dobj" or token.tag_ != "NNS":
            return False
        wanted = (c for c in token.head.children if c.dep_ == "xcomp" and c.tag_ == "VB")
        return any(c.i > token.i and clause.has_to(c) for c in wanted)

    def _of_verb(self, verb: Token, depth: int) -> list[Token]:
        """Search a verb: its object, what stands behind its prepositions, its clauses."""
        objects = clause.subjects(verb) if clause.is_passive(verb) else clause.own_objects(verb)
        if found := self.usable(objects):
            return found
        if found := self._behind(verb, self.rule.verb, depth):
            return found
        for noun in objects:
            if noun.i not in self.agents and (found := self._of_noun(noun, depth + 1)):
                return found
        return self._of_clauses(verb, depth)

    def _of_clauses(self, verb: Token, depth: int) -> list[Token]:
        if depth >= DEPTH:
            return []
        for child in verb.children:
            if child.dep_ not in FEET or not _is_clause(child):
                continue
            if child.dep_ == "advcl" and child.tag_ != "VB":
                continue
            own = self.usable(clause.own_subjects(child))
            if "subject" in self.rule.content and child.dep_ == "ccomp" and own:
                return own
            if "object" in self.rule.content and (found := self._of_verb(child, depth + 1)):
                return found
        return []

    def _behind(self, token: Token, prepositions: tuple[str, ...], depth: int) -> list[Token]:
        """Search behind prepositions, best first: parties themselves, then inside nouns."""
        pairs = [(p.lower_, t) for p, t in _phrases(token)]
        for wanted in prepositions:
            if found := self.usable([t for p, t in pairs if p == wanted]):
                return found
        for wanted in prepositions:
            for noun in (t for p, t in pairs if p == wanted):
                if found := self._inner(noun, depth):
                    return found
        return []

    def _inner(self, token: Token, depth: int) -> list[Token]:
        if depth >= DEPTH or token.ent_type_ in ("DATE", "TIME"):
            return []
        if token.pos_ in clause.VERBAL:
            return self._of_verb(token, depth + 1)
        return self._of_noun(token, depth + 1)

    def _of_noun(self, noun: Token, depth: int) -> list[Token]:
        """Search below a noun, the best way first."""
        if depth > DEPTH or noun.pos_ == "PRON":
            return []
        if depth == 0 and "subject" in self.rule.content:
            asked = [c for c in noun.children if c.dep_ in ("acl", "ccomp") and _has_that(c)]
            if found := self.usable([t for c in asked for t in clause.own_subjects(c)]):
                return found
        prepositional = list(_phrases(noun))
        deeper: list[Token] = []
        for way in self.rule.inside:
            if way in OWNED and is_held(noun):
                continue
            tokens = list(_way(noun, way, prepositional))
            if found := self.usable(tokens):
                return found
            deeper += [t for t in tokens if way not in ("poss", "mod")]
        for token in deeper:
            if token.i not in self.agents and (found := self._inner(token, depth)):
                return found
        return []


def _is_clause(word: Token) -> bool:
    """Tell a clause, also where its verb is tagged as a noun: "that the cabinet *resign*"."""
    return word.pos_ in clause.VERBAL or _has_that(word)


def _has_that(word: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in word.children)


def is_held(noun: Token) -> bool:
    """Tell what its owner holds for another: "Dovrin's *support* for the treaty"."""
    behind = {p.lower_ for p, _ in _phrases(noun)}
    return noun.lemma_.lower() in ATTITUDES and bool(behind & {"for", "to"})


OWNED: Final = frozenset({"poss", "mod"})


def _phrases(token: Token) -> Iterator[tuple[Token, Token]]:
    """Yield preposition and object of the phrases on a token or on its particle.

    Of a clause behind a preposition its subject: "an inquiry into whether *Varga* knew".
    """
    yield from clause.prepositional(token)
    for child in token.children:
        told = [c for c in child.children if c.dep_ == "pcomp" and child.lower_ in ABOUT]
        yield from ((child, t) for verb in told for t in clause.own_subjects(verb))
        if child.dep_ in ("prt", "advmod", "acomp"):
            yield from clause.prepositional(child)


def _way(noun: Token, way: str, prepositional: list[tuple[Token, Token]]) -> Iterator[Token]:
    """Yield what stands at the end of one way down from a noun."""
    if way == "poss":
        yield from (t for c in noun.children if c.dep_ == "poss" for t in clause.conjuncts(c))
    elif way == "mod":
        yield from (c for c in noun.children if c.dep_ in MODIFIERS and _is_name(c))
    elif way == "clause":
        for child in noun.children:
            if child.dep_ in CLAUSES and child.pos_ in clause.VERBAL and child.tag_ != "VB":
                yield from _of_relative(child)
    elif way == "to-inf":
        yield from (c for c in noun.children if c.dep_ in CLAUSES and c.tag_ == "VB")
    else:
        yield from (t for p, t in prepositional if p.lower_ == way)


def _is_name(token: Token) -> bool:
    return token.ent_type_ in NAMED or token.pos_ == "PROPN"


def _of_relative(verb: Token) -> Iterator[Token]:
    """Yield who acts in a clause behind a noun: "aid sent by *X*", "aid that *X* sent"."""
    yield from (t for _, t in clause.prepositional(verb, "by", "from"))
    if not clause.is_passive(verb):
        yield from (t for t in clause.own_subjects(verb) if t.pos_ != "PRON")


def is_moved(token: Token) -> bool:
    """Tell whom a verb takes along: "sent *troops* to Valdoria" is not aimed at the troops."""
    reach = load_reach()
    top = clause.conj_root(token)
    return (
        token.lemma_.lower() in reach.moved
        and top.dep_ in ("dobj", "nsubjpass")
        and top.head.lemma_.lower() in reach.movers
    )


def is_abstract(doc: Doc, token: Token) -> bool:
    """Tell a target that is nobody and no thing to be hit: an offer, ties, a resumption."""
    if is_party(doc, token):
        return False
    known = load_events().nouns.get(token.lemma_.lower())
    if known is None:
        return token.pos_ == "NOUN"
    return known.classes[0] in ABSTRACT or is_no_participant(token)


ABSTRACT: Final = frozenset({"abstract", "agreement", "document", "event", "money", "time", "aid"})
