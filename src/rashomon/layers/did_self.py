"""Who a pronoun is in somebody's own words: "I", "we", and "it" of an institution that speaks."""

from typing import Final

from spacy.tokens import Doc, Token

from rashomon.knowledge.actors import load_actors
from rashomon.layers import clause
from rashomon.layers.state import whole_text
from rashomon.lexicon.events import load_events
from rashomon.lexicon.words import word_list
from rashomon.model.actor import ActorMention, Participant
from rashomon.model.attribution import Attribution
from rashomon.model.span import Span

FIRST_PERSON: Final = frozenset("i me my mine we us our ours ourselves myself".split())
PLURAL: Final = frozenset("we us our ours ourselves".split())
INSTITUTIONS: Final = frozenset({"state", "organization", "group"})
SPOKESMEN: Final = word_list("did.spokesmen")
SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})


def first_person(doc: Doc, head: Token) -> Participant | None:
    """Give who "I" or "we" is inside somebody's words: the speaker, or what the speaker speaks for.

    "We" of a spokesman is whom he speaks for, of an official of a state the state; of anybody else
    it is the speaker.
    """
    inner = _innermost(doc, head)
    if inner is None or inner.speaker is None:
        return None
    speaker = inner.speaker
    mention = Span(head.idx, head.idx + len(head), head.text)
    known = next((a for a in doc._.actors if speaker.id and a.id == speaker.id), None)
    if known is None:
        known = next((a for a in doc._.actors if a.name == speaker.name), None)
    if head.lower_ in PLURAL and (own := _spoken_for(doc, speaker.name)) is not None:
        return Participant(
            name=own.name,
            mention=mention,
            kind=own.kind,
            id=own.id,
            named=own.named,
            country=own.country,
            sector=own.sector,
            code=own.code,
            rule="did.we-spoken-for",
            mentions=(own.span,),
        )
    if head.lower_ in PLURAL and known is not None and known.kind == "person" and known.country:
        state = load_actors().state(known.country)
        if state is not None:
            return Participant(
                name=state.name,
                mention=mention,
                kind="state",
                id=state.id,
                named=True,
                country=known.country,
                sector="GOV",
                code=f"{known.country}GOV",
                rule="did.we",
            )
    return Participant(
        name=speaker.name,
        mention=mention,
        kind=known.kind if known else "person",
        id=speaker.id,
        named=True,
        country=known.country if known else None,
        sector=known.sector if known else None,
        code=known.code if known else None,
        rule="did.first-person",
    )


def _spoken_for(doc: Doc, name: str) -> ActorMention | None:
    """Give whose spokesman somebody is: "said Ivo Hart, the *Coast Guard* spokesman"."""
    index: dict[str, ActorMention] | None = doc.user_data.get("rashomon_spoken_for")
    if index is None:
        index = doc.user_data["rashomon_spoken_for"] = _spokesmen(doc)
    return index.get(name)


def _spokesmen(doc: Doc) -> dict[str, ActorMention]:
    """Give the institution of every named spokesman of a document, by the person's name."""
    found: dict[str, ActorMention] = {}
    for token in doc:
        if token.lower_ not in SPOKESMEN:
            continue
        whose = _institution_of(doc, token)
        person = _named_beside(doc, token)
        if whose is not None and person is not None:
            found.setdefault(person.name, whose)
    return found


def _institution_of(doc: Doc, spokesman: Token) -> ActorMention | None:
    """Give "Coast Guard" of "the Coast Guard spokesman", "a spokesman for the Coast Guard"."""
    near = [c for c in spokesman.children if c.dep_ in ("compound", "poss", "nmod", "amod")]
    near += [t for _, t in clause.prepositional(spokesman, "for", "of")]
    actors: tuple[ActorMention, ...] = doc._.actors
    for token in near:
        actor = next((a for a in actors if a.span.start <= token.idx < a.span.end), None)
        if actor is not None and actor.kind in INSTITUTIONS:
            return actor
        if actor is None and token.pos_ == "PROPN" and token.ent_type_ != "PERSON":
            name = doc[token.left_edge.i : token.i + 1]
            first = next((t.i for t in name if t.pos_ == "PROPN"), token.i)
            words = doc[first : token.i + 1]
            return ActorMention(
                id=None,
                name=words.text,
                span=Span(words.start_char, words.end_char, words.text),
                kind="organization",
                named=True,
                rule="did.spoken-for",
            )
    return None


def _named_beside(doc: Doc, spokesman: Token) -> ActorMention | None:
    """Give the person whose name stands beside the word: in front, behind, or as its head."""
    near = [c for c in spokesman.children if c.dep_ == "appos"]
    if spokesman.dep_ in ("appos", "compound", "nmod"):
        near.append(spokesman.head)
    actors: tuple[ActorMention, ...] = doc._.actors
    for token in near:
        for actor in actors:
            is_here = actor.span.start <= token.idx < actor.span.end
            if is_here and actor.kind == "person" and actor.named:
                return actor
    return None


def _innermost(doc: Doc, head: Token) -> Attribution | None:
    """Give the smallest content that a pronoun stands in, of those that have a speaker."""
    inner = None
    for attribution in doc._.attributions:
        if attribution.speaker is None:
            continue
        if attribution.form == "indirect" and head.i in doc._.referents:
            continue
        if any(c.start <= head.idx < c.end for c in attribution.content):
            size = sum(c.end - c.start for c in attribution.content)
            if inner is None or size < inner[0]:
                inner = (size, attribution)
    return inner[1] if inner is not None else None


def speaker_itself(doc: Doc, head: Token) -> Participant | None:
    """Give the institution that opens its own reported words: "the command says that *it* hit".

    Only "it", only as the first word of what is reported, and only where the speaker is neither a
    person nor a document: anywhere else "it" may be what is spoken of.
    """
    if head.lower_ != "it" or head.dep_ not in SUBJECTS:
        return None
    inner = _innermost(doc, head)
    if inner is None or inner.speaker is None or inner.form != "indirect" or not inner.source:
        return None
    if not _opens(doc, head, inner):
        return None
    source = doc.char_span(inner.source[0].start, inner.source[0].end, alignment_mode="expand")
    if source is None or source.end > head.i or source.root.tag_ not in ("NN", "NNP"):
        return None
    if not _is_institution(doc, source.root):
        return None
    known = next((a for a in doc._.actors if a.name == inner.speaker.name), None)
    return Participant(
        name=inner.speaker.name,
        mention=Span(head.idx, head.idx + len(head), head.text),
        kind=known.kind if known else "organization",
        id=inner.speaker.id,
        named=known.named if known else False,
        country=known.country if known else None,
        sector=known.sector if known else None,
        code=known.code if known else None,
        rule="did.speaker-itself",
        mentions=(Span(source.start_char, source.end_char, source.text),),
    )


def _opens(doc: Doc, head: Token, inner: Attribution) -> bool:
    """Tell whether nothing but "that" stands between the content's start and the pronoun."""
    start = min(c.start for c in inner.content if c.start <= head.idx < c.end)
    return whole_text(doc)[start : head.idx].strip().lower() in ("", "that")


def _is_institution(doc: Doc, head: Token) -> bool:
    actor = next((a for a in doc._.actors if a.span.start <= head.idx < a.span.end), None)
    if actor is not None:
        return actor.kind in INSTITUTIONS
    if head.ent_type_ == "PERSON":
        return False
    known = load_events().nouns.get(head.lemma_.lower())
    return known is not None and known.classes[0] == "group"
