"""What the parts of the layer `who` hand to one another, and how a token stands in its clause."""

from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Doc, Token

from rashomon.knowledge.actors import ActorEntry, Actors
from rashomon.layers.state import whole_text
from rashomon.lexicon.roles import RoleNoun, Roles
from rashomon.lexicon.senses import Senses
from rashomon.model.span import Span

CLIMB = 4
"""How many links of a coordination or apposition are followed up to the word that governs it."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What the layer knows before it reads."""

    actors: Actors
    roles: Roles
    senses: Senses


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A name in the text, before it is decided whether it is an actor there.

    Attributes:
        start: First token.
        end: Token after the last.
        root: The token that carries the syntax.
        named: ``country`` ``capital`` ``seat`` ``adjective`` ``people`` ``polity`` for states and
            places; ``person`` ``organization`` ``group`` for everybody else.
        name: The name that output carries.
        entry: The known actor, or None.
        kind: Kind of the actor.
        sector: Sector where the name itself tells it.
        country: Country where the name itself tells it.
        surname: Only the last part of a person's name.
        rule: Id of the rule that found it.
    """

    start: int
    end: int
    root: int
    named: str
    name: str
    kind: str
    rule: str
    entry: ActorEntry | None = None
    sector: str | None = None
    country: str | None = None
    surname: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A noun phrase that describes an actor.

    Attributes:
        start: First token of what a reader would cut out.
        end: Token after the last.
        root: The head noun.
        lemma: The noun as the lexicon has it.
        name: The resolved name, or the words themselves.
        organ: What of a state the noun stands for (``roles.toml``).
        owner: The known actor that the words around the noun name.
        plural: It names several.
        bare: Nothing but an article or pointing word stands with the noun.
        definite: "the", "this", "these", "that", "those", or a possessive pronoun stands before it.
    """

    start: int
    end: int
    root: int
    lemma: str
    name: str
    kind: str
    rule: str
    sector: str | None = None
    country: str | None = None
    id: str | None = None
    named: bool = False
    acts_for: str | None = None
    sex: str | None = None
    wording: str | None = None
    organ: str | None = None
    owner: ActorEntry | None = None
    plural: bool = False
    bare: bool = False
    definite: bool = False
    title: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """One document with what every part of the layer needs of it.

    Attributes:
        doc: The parsed text.
        sentence: Number of the sentence of each token.
        paragraph: Number of the paragraph of each token.
        quoted: Whether a token stands between quotation marks.
        published: ISO date of the document, or None.
        lower: Each token in lower case.
        text: ``doc.text``, which spaCy builds anew each time that it is asked.
    """

    doc: Doc
    sentence: list[int]
    paragraph: list[int]
    quoted: list[bool]
    published: str | None
    lower: list[str]
    text: str


OPENING = frozenset("“„«")
CLOSING = frozenset("”»")


def make_frame(doc: Doc) -> Frame:
    """Number sentences and paragraphs and mark quotations, in one pass."""
    sentence = [0] * len(doc)
    if doc.has_annotation("SENT_START"):
        for number, sent in enumerate(doc.sents):
            sentence[sent.start : sent.end] = [number] * (sent.end - sent.start)
    paragraph, quoted, lower = [], [], []
    number, inside = 0, False
    for token in doc:
        text = token.text
        if "\n" in text and (text.count("\n") > 1 or token.is_space):
            number += 1
            inside = False
        if text in OPENING:
            inside = True
        elif text in CLOSING:
            inside = False
        elif text == '"':
            inside = not inside
        paragraph.append(number)
        quoted.append(inside)
        lower.append(token.lower_)
    document = doc._.document
    published = document.published[:10] if document is not None and document.published else None
    return Frame(doc, sentence, paragraph, quoted, published, lower, whole_text(doc))


class Standing(NamedTuple):
    """How a token stands in its clause; see ``metonymy.toml`` for the relations."""

    relation: str
    preposition: str
    governor: str
    clause: int


OBJECTS = frozenset(("dobj", "dative", "oprd", "obj", "iobj"))
MODIFIERS = frozenset(("compound", "amod", "nmod", "npadvmod"))
NOWHERE = Standing("other", "", "", -1)


def standing_of(token: Token) -> Standing:
    """Tell relation, preposition and governor of a token, past coordination and apposition."""
    steps = 0
    while token.dep_ in ("conj", "appos") and steps < CLIMB and token.head.i != token.i:
        token = token.head
        steps += 1
    dep, head = token.dep_, token.head
    if dep == "nsubj":
        return Standing("subject", "", _deed_of(head), head.i)
    if dep == "attr":
        return Standing("attribute", "", head.lemma_.lower(), head.i)
    if dep == "nsubjpass":
        return Standing("passive", "", head.lemma_.lower(), head.i)
    if dep in OBJECTS:
        return Standing("object", "", head.lemma_.lower(), head.i)
    if dep == "poss":
        return Standing("possessor", "", head.lemma_.lower(), head.i)
    if dep in MODIFIERS:
        return Standing("modifier", "", head.lemma_.lower(), head.i)
    if dep == "pobj":
        return _under_preposition(head)
    return NOWHERE


def _deed_of(verb: Token) -> str:
    """The lemma of a verb; of "is about to sign", "is ready to sign" what is about to be done."""
    if verb.lemma_ == "be":
        for child in verb.children:
            if child.dep_ in ("acomp", "advmod", "prep", "xcomp"):
                for verb_below in child.children:
                    if verb_below.dep_ in ("xcomp", "pcomp"):
                        return verb_below.lemma_.lower()
    return verb.lemma_.lower()


def _under_preposition(preposition: Token) -> Standing:
    word = preposition.lower_
    steps = 0
    while preposition.dep_ in ("prep", "conj") and preposition.head.pos_ == "ADP" and steps < CLIMB:
        preposition = preposition.head
        steps += 1
    above = preposition.head
    if preposition.dep_ == "agent" or (word == "by" and above.tag_ == "VBN"):
        return Standing("by", word, above.lemma_.lower(), above.i)
    return Standing("prep", word, above.lemma_.lower(), above.i)


def span_of(frame: Frame, start: int, end: int) -> Span:
    """The characters of a stretch of tokens."""
    first, last = frame.doc[start], frame.doc[end - 1]
    begin, finish = first.idx, last.idx + len(last.text)
    return Span(begin, finish, frame.text[begin:finish])


def role_noun_at(frame: Frame, at: int, roles: Roles) -> RoleNoun | None:
    """Find the lexicon's noun whose last word stands at a token; the longest reading wins."""
    for noun in roles.nouns.get(frame.lower[at], ()):
        size = len(noun.before)
        if size <= at and tuple(frame.lower[at - size : at]) == noun.before:
            return noun
    return None
