"""Who "we" is in an institution's own release."""

from spacy.tokens import Token

from rashomon.knowledge.actors import ActorEntry
from rashomon.layers.who_code import code_of
from rashomon.layers.who_frame import Frame, Reader, span_of
from rashomon.layers.who_mention import Book
from rashomon.lexicon.words import word_list
from rashomon.model.actor import ActorMention

WE = frozenset(("we", "us", "our", "ours", "ourselves"))
OUTLET_WORDS = 10
INSTITUTIONS = frozenset(("state", "organization", "group"))
DECLARES = word_list("who.declares")


def find_institution(frame: Frame, book: Book, reader: Reader) -> dict[int, ActorMention]:
    """As in "we" outside quotation marks, where an institution publishes: that institution.

    Its outlet says who that is, or it names itself where it declares something ("*Marenna*
    condemns … We ask …"). A government's press office speaks for its state; a newspaper's "we" is
    left alone.
    """
    document = frame.doc._.document
    outlet = document.outlet if document is not None else None
    entry = _publisher(outlet, reader) if outlet else None
    if entry is None:
        itself = _declaring(frame, book)
        return dict.fromkeys(_own_words(frame), itself) if itself is not None else {}
    if entry.kind == "person" or entry.sector in ("JRN", "REB"):
        return {}
    if entry.country and entry.sector in ("GOV", "MIL"):
        entry = reader.actors.state(entry.country) or entry
    return {
        i: ActorMention(
            span=span_of(frame, i, i + 1), name=entry.name, kind=entry.kind, id=entry.id,
            country=entry.country, sector=entry.sector,
            code=code_of(entry.country, entry.sector, entry), named=False, head=i,
            rule="who.refer.institution",
        )
        for i in _own_words(frame)
    }  # fmt: skip


def _own_words(frame: Frame) -> list[int]:
    return [i for i, word in enumerate(frame.lower) if word in WE and not frame.quoted[i]]


def _declaring(frame: Frame, book: Book) -> ActorMention | None:
    """Find the one institution that declares something; where two do, "we" may be either."""
    found: dict[str, ActorMention] = {}
    for verb in frame.doc:
        if verb.dep_ != "ROOT" or frame.quoted[verb.i] or not is_declared(verb):
            continue
        subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
        actor = _institution(frame, book, subject) if subject is not None else None
        if actor is not None:
            found.setdefault(actor.id or actor.name, actor)
    return next(iter(found.values())) if len(found) == 1 else None


def is_declared(verb: Token) -> bool:
    """Tell the verb of a declaration: the present tense of "condemn", "welcome", "urge"."""
    return verb.tag_ in ("VBZ", "VBP") and verb.lemma_.lower() in DECLARES


def _institution(frame: Frame, book: Book, subject: Token) -> ActorMention | None:
    """Give the institution that a subject names; a lone unknown name of a country or body too."""
    item = book.items.get(subject.i)
    if item is not None:
        actor = item.mention
        told = actor.named or actor.country or actor.code
        return actor if actor.kind in INSTITUTIONS and told else None
    if subject.pos_ != "PROPN" or subject.ent_type_ not in ("GPE", "ORG"):
        return None
    kind = "state" if subject.ent_type_ == "GPE" else "organization"
    span = span_of(frame, subject.i, subject.i + 1)
    return ActorMention(
        span=span, name=subject.text, kind=kind, head=subject.i, rule="who.refer.itself"
    )


def _publisher(outlet: str, reader: Reader) -> ActorEntry | None:
    """Find the known actor in an outlet's name: "Valdorian Ministry of Trade"."""
    words = outlet.split()[:OUTLET_WORDS]
    for size in range(len(words), 0, -1):
        for start in range(len(words) - size + 1):
            owners = {
                a.entry.id: a.entry
                for a in reader.actors.find(" ".join(words[start : start + size]))
                if a.sense in ("name", "adjective")
            }
            rest = words[:start] + words[start + size :]
            official = not rest or any(_is_organ(word, reader) for word in rest)
            if len(owners) == 1 and official:
                return next(iter(owners.values()))
    return None


def _is_organ(word: str, reader: Reader) -> bool:
    return any(n.role.organ for n in reader.roles.nouns.get(word.lower(), ())) or (
        word.lower() in ("delegation", "mission", "office")
    )
