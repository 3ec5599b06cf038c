"""Whom a pronoun or a bare role noun stands for: own rules over the parse.

Number, sex and kind must agree; then the nearer sentence, the subject and the same paragraph win. Where
two candidates come out alike there is no answer: a wrong one would put a deed on the wrong actor.

Citation: the preferences are those of Lappin and Leass 1994 (recency, subject) and Hobbs 1978 (the
pronoun's own clause is excluded), cut down to what can be told without weights.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from rashomon.knowledge.actors import ActorEntry
from rashomon.layers.who_code import code_of
from rashomon.layers.who_frame import Frame, Reader, span_of, standing_of
from rashomon.layers.who_mention import Book, Item, with_name_of
from rashomon.model.actor import ActorMention

REACH = 3
"""Sentences that a pronoun looks back."""
ROLE_REACH = 12
"""Sentences that "the minister" looks back."""
MEMORY = 24
"""Candidates kept at a time; older ones are forgotten, so that long texts stay linear."""

PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
    "they": "many", "them": "many", "their": "many", "theirs": "many", "themselves": "many",
    "it": "it", "its": "it", "itself": "it",
}  # fmt: skip
WE = frozenset(("we", "us", "our", "ours", "ourselves"))
STYLES = frozenset(("majesty", "excellency", "highness", "honour", "honor", "holiness", "eminence"))
OWN_CLAUSE = frozenset(("his", "her", "its", "their", "himself", "herself", "itself", "themselves"))
RELATIVE = frozenset(("who", "which", "that", "whom"))
HYPERNYMS = {
    "group": "group", "organization": "group", "organisation": "group", "movement": "group",
    "faction": "group", "militant group": "group", "rebel group": "group", "armed group": "group",
    "agency": "group", "party": "group", "terror group": "group", "terrorist group": "group",
    "network": "group", "alliance": "group", "coalition": "group", "union": "group",
    "company": "group", "firm": "group", "country": "state", "nation": "state",
    "man": "person", "woman": "person", "news agency": "group", "newspaper": "group",
    "council": "group", "committee": "group", "commission": "group", "militia": "group",
}  # fmt: skip
EMPTY_IT = frozenset(
    [
        "be",
        "seem",
        "appear",
        "happen",
        "rain",
        "snow",
        "become",
        "take",
        "remain",
        "look",
        "turn",
        "emerge",
        "sound",
        "follow",
    ]
)


@dataclass(slots=True)
class _Past:
    """One earlier mention."""

    item: Item
    head: int
    sentence: int
    paragraph: int
    subject: bool
    quoted: bool
    clause: int


@dataclass(slots=True)
class _Search:
    """What has been read so far."""

    frame: Frame
    past: list[_Past] = field(default_factory=list)
    by_role: dict[str, list[_Past]] = field(default_factory=dict)
    states: list[tuple[str, int]] = field(default_factory=list)
    last_subject: dict[int, tuple[int, bool]] = field(default_factory=dict)
    learnt: dict[str, str] = field(default_factory=dict)


def find_referents(frame: Frame, book: Book, reader: Reader) -> dict[int, ActorMention]:
    """Resolve pronouns, relative pronouns and bare role nouns, in reading order.

    Role nouns that get a name have it written into the book as well.

    Returns:
        Token index of the pronoun or head noun to the mention that it stands for.
    """
    search = _Search(frame)
    referents: dict[int, ActorMention] = _institution(frame, reader)
    for token in frame.doc:
        item = book.items.get(token.i)
        if item is not None:
            item = _read_item(token, item, search, book, referents, reader)
            _remember(search, token, item)
        elif token.i in book.beside:
            referents[token.i] = book.items[book.beside[token.i]].mention
        elif frame.lower[token.i] in PRONOUNS and token.pos_ == "PRON":
            found = _pronoun(token, search)
            if found is not None:
                referents[token.i] = found.item.mention
                _learn(search, token, found)
                _remember(search, token, found.item, pronoun=True)
        elif token.tag_ in ("WP", "WDT") and frame.lower[token.i] in RELATIVE:
            antecedent = _antecedent(token, book)
            if antecedent is not None:
                referents[token.i] = antecedent.mention
        if token.dep_ in ("nsubj", "nsubjpass") and token.tag_ not in ("WP", "WDT", "EX"):
            known = token.i in book.items or token.i in referents
            search.last_subject[frame.sentence[token.i]] = (token.i, known)
    return referents


def _remember(search: _Search, token: Token, item: Item, pronoun: bool = False) -> None:
    frame = search.frame
    standing = standing_of(token)
    past = _Past(
        item, token.i, frame.sentence[token.i], frame.paragraph[token.i],
        standing.relation in ("subject", "passive"), frame.quoted[token.i], standing.clause,
    )  # fmt: skip
    search.past.append(past)
    if len(search.past) > MEMORY:
        del search.past[0]
    if pronoun:
        return
    for role in item.roles:
        held = search.by_role.setdefault(role, [])
        held.append(past)
        if len(held) > MEMORY:
            del held[0]
    if item.mention.country:
        search.states.append((item.mention.country, frame.paragraph[token.i]))
        if len(search.states) > MEMORY:
            del search.states[0]


def _key(item: Item) -> str:
    return item.mention.id or item.mention.name.casefold()


def _learn(search: _Search, token: Token, found: _Past) -> None:
    sex = PRONOUNS[search.frame.lower[token.i]]
    if sex in ("m", "f") and found.item.sex is None:
        search.learnt[_key(found.item)] = sex


# --- the institution that publishes ---------------------------------------------------------------


def _institution(frame: Frame, reader: Reader) -> dict[int, ActorMention]:
    """ "we" outside quotation marks, where a known institution publishes: that institution.

    A government's press office speaks for its state; a newspaper's "we" is left alone.
    """
    document = frame.doc._.document
    outlet = document.outlet if document is not None else None
    if not outlet:
        return {}
    entry = _publisher(outlet, reader)
    if entry is None or entry.kind == "person" or entry.sector in ("JRN", "REB"):
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
        for i, word in enumerate(frame.lower)
        if word in WE and not frame.quoted[i]
    }  # fmt: skip


def _publisher(outlet: str, reader: Reader) -> ActorEntry | None:
    """The known actor in an outlet's name: "Valdorian Ministry of Trade", "Mission of the Union"."""
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


# --- relative pronouns ----------------------------------------------------------------------------


def _antecedent(token: Token, book: Book) -> Item | None:
    verb = token.head
    for _ in range(3):
        if verb.dep_ == "relcl":
            return book.items.get(verb.head.i)
        verb = verb.head
    return None


# --- pronouns --------------------------------------------------------------------------------------


def _pronoun(token: Token, search: _Search) -> _Past | None:
    wanted = PRONOUNS[search.frame.lower[token.i]]
    if wanted == "it" and _is_empty(token, search):
        return None
    if _is_style(token, search):
        return None
    candidates = [p for p in reversed(search.past) if _agrees(p, wanted, search)]
    candidates = [p for p in candidates if not _excluded(p, token, search)]
    if wanted == "it":
        candidates = _after_other_subject(candidates, token, search)
    if wanted == "many" and _coordination_before(token, search):
        return None
    return _best(candidates, token, search)


def _agrees(past: _Past, wanted: str, search: _Search) -> bool:
    mention = past.item.mention
    if wanted in ("m", "f"):
        sex = past.item.sex or search.learnt.get(_key(past.item))
        return mention.kind == "person" and not past.item.plural and sex in (None, wanted)
    if wanted == "many":
        return past.item.plural or (past.subject and mention.kind != "person")
    return mention.kind in ("state", "organization", "group") and not past.item.plural


def _is_style(token: Token, search: _Search) -> bool:
    """Tell whether a possessive is part of a style: "Her Majesty", "His Excellency"."""
    lower, after = search.frame.lower, token.i + 1
    return after < len(lower) and lower[after] in STYLES and token.dep_ == "poss"


def _excluded(past: _Past, token: Token, search: _Search) -> bool:
    """The object of a verb is not its subject, and a quotation's "he" is not the one who speaks."""
    frame = search.frame
    if frame.sentence[token.i] - past.sentence > REACH:
        return True
    if frame.quoted[token.i] and not past.quoted and past.sentence == frame.sentence[token.i]:
        return True
    if frame.lower[token.i] in OWN_CLAUSE and token.dep_ != "dobj":
        return False
    standing = standing_of(token)
    return past.clause == standing.clause and past.clause >= 0 and past.head != token.i


def _best(candidates: list[_Past], token: Token, search: _Search) -> _Past | None:
    """The candidate with the most in its favour, or none if the next one comes too near."""
    frame = search.frame
    many = PRONOUNS[frame.lower[token.i]] == "many"
    scores: dict[str, tuple[float, _Past]] = {}
    for past in candidates:
        distance = frame.sentence[token.i] - past.sentence
        score = 3.0 * (REACH - distance)
        score += 2.5 if past.subject else 0.0
        score += 1.0 if past.paragraph == frame.paragraph[token.i] else -1.5
        score += 1.0 if past.item.mention.named else 0.0
        score += 2.0 if many and past.item.plural else 0.0
        score += 0.5 if past.clause == standing_of(token).clause else 0.0
        score -= 0.02 * min(50, token.i - past.head)
        key = _key(past.item)
        if key not in scores or score > scores[key][0]:
            scores[key] = (score, past)
    ranked = sorted(scores.values(), key=lambda pair: -pair[0])
    if not ranked:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN:
        return None
    return ranked[0][1]


OUTLET_WORDS = 10
DOMINANT = 0.6
"""Share of a text's mentions of countries that the one meant by "the government" must have."""
MARGIN = 0.6
"""How much better the best candidate must be than the next, in the points of `_best`."""


def _is_empty(token: Token, search: _Search) -> bool:
    """Tell whether "it" stands for no one: "it is clear that", "it was reported", "it rained"."""
    if token.dep_ == "expl":
        return True
    frame, verb = search.frame, token.head
    if frame.lower[token.i] == "its":
        return False
    if token.dep_ not in ("nsubj", "nsubjpass"):
        return frame.lower[token.i] != "itself"
    clausal = any(c.dep_ in ("ccomp", "xcomp", "csubj", "advcl", "acl") for c in verb.children)
    if clausal and (verb.lemma_.lower() in EMPTY_IT or token.dep_ == "nsubjpass"):
        return True
    return not _subject_before_is_actor(token, search)


def _subject_before_is_actor(token: Token, search: _Search) -> bool:
    """ "The agreement collapsed. It …": what the sentence before is about must be an actor."""
    sentence = search.frame.sentence[token.i]
    for number in (sentence, sentence - 1):
        subject = search.last_subject.get(number)
        if subject is not None:
            return subject[1]
    return True


def _after_other_subject(candidates: list[_Past], token: Token, search: _Search) -> list[_Past]:
    """ "Its" after a subject that is no actor is that subject's, save where an actor stands between."""
    if token.dep_ != "poss":
        return [p for p in candidates if p.subject]
    subject = search.last_subject.get(search.frame.sentence[token.i])
    if subject is not None and not subject[1]:
        return [p for p in candidates if p.head > subject[0]]
    return candidates


def _coordination_before(token: Token, search: _Search) -> bool:
    """Tell whether "they" may be two who were named together: then there is no single answer."""
    sentence = search.frame.sentence[token.i]
    for number in (sentence, sentence - 1):
        subject = search.last_subject.get(number)
        if subject is not None and subject[0] != token.i:
            head = search.frame.doc[subject[0]]
            return any(c.dep_ == "conj" for c in head.children)
    return False


# --- role nouns ---------------------------------------------------------------------------------------


def _read_item(
    token: Token,
    item: Item,
    search: _Search,
    book: Book,
    referents: dict[int, ActorMention],
    reader: Reader,
) -> Item:
    """Find whom a bare "the minister" stands for, and write the name into the book."""
    description = item.description
    if description is None:
        return item
    item = _owned(token, item, referents, reader)
    if description.bare and description.definite and not item.mention.named:
        owner = _same_role(token, item, search) or _hypernym(token, item, search)
        if owner is not None:
            item = with_name_of(item, owner.item)
            referents[token.i] = owner.item.mention
        elif description.organ is not None:
            item = _organ_of_the_state(token, item, search, reader)
            if item.mention.named:
                referents[token.i] = item.mention
    book.items[token.i] = item
    return item


def _owned(token: Token, item: Item, referents: dict[int, ActorMention], reader: Reader) -> Item:
    """ "its proxy forces", "his supporters": the possessor is known by now."""
    possessor = next((c for c in token.children if c.dep_ == "poss" and c.i in referents), None)
    description = item.description
    if possessor is None or description is None:
        return item
    owner = referents[possessor.i]
    rules = owner.kind == "state" or (owner.kind == "person" and owner.sector == "GOV")
    state = reader.actors.state(owner.country) if rules else None
    if description.acts_for is None and "proxy" in description.name:
        return replace(item, mention=replace(item.mention, acts_for=owner.name))
    if state is not None and description.country is None:
        return _with_country(item, owner.country, state.adjective, reader)
    return item


def _with_country(item: Item, country: str | None, adjective: str | None, reader: Reader) -> Item:
    description, mention = item.description, item.mention
    state = reader.actors.state(country)
    if description is None or state is None:
        return item
    known = description.organ is not None and description.bare and adjective is not None
    government = known and description.organ == "government"
    word = "government" if government else description.lemma
    mention = replace(
        mention,
        country=country,
        code=code_of(country, mention.sector),
        name=f"{adjective} {word}" if known else mention.name,
        named=known or mention.named,
        id=state.id if government else mention.id,
    )
    return replace(item, mention=mention)


def _same_role(token: Token, item: Item, search: _Search) -> _Past | None:
    """The one earlier actor that the text calls so: a minister, "Syrian rebels"."""
    description = item.description
    if description is None:
        return None
    held = _near(search.by_role.get(description.lemma, []), token, search)
    if not held and " " not in description.lemma:
        ending = " " + description.lemma
        wider = [p for role, ps in search.by_role.items() if role.endswith(ending) for p in ps]
        held = _near(sorted(wider, key=lambda p: p.head), token, search)
    held = [p for p in held if _tells_more(p, description.plural)]
    return _only(held, token, search)


def _tells_more(past: _Past, plural: bool) -> bool:
    description = past.item.description
    if description is not None and description.title and not plural:
        return past.item.mention.id is not None
    if description is not None:
        return past.item.plural == plural and (past.item.mention.named or not description.bare)
    return not plural or past.item.mention.kind != "person"


def _near(held: list[_Past], token: Token, search: _Search) -> list[_Past]:
    sentence = search.frame.sentence[token.i]
    return [p for p in held if sentence - p.sentence <= ROLE_REACH and p.head < token.i]


def _only(held: list[_Past], token: Token, search: _Search) -> _Past | None:
    """The one actor among the candidates; of two, the only one of this paragraph."""
    if len({_key(p.item) for p in held}) > 1:
        here = search.frame.paragraph[token.i]
        held = [p for p in held if p.paragraph == here]
    return held[-1] if len({_key(p.item) for p in held}) == 1 else None


def _hypernym(token: Token, item: Item, search: _Search) -> _Past | None:
    """ "the group", "the country": the one named actor of that kind nearby."""
    description = item.description
    if description is None or description.plural:
        return None
    wanted = HYPERNYMS.get(description.lemma)
    if wanted is None:
        return None
    fits: dict[str, Callable[[_Past], bool]] = {
        "group": lambda p: p.item.mention.kind in ("group", "organization"),
        "state": lambda p: p.item.mention.kind == "state",
        "person": lambda p: (
            p.item.mention.kind == "person" and p.item.sex in (None, description.sex)
        ),
    }
    sentence = search.frame.sentence[token.i]
    held = [
        p
        for p in search.past
        if p.item.mention.named
        and p.item.description is None
        and sentence - p.sentence <= REACH
        and fits[wanted](p)
    ]
    return _only(held, token, search)


def _organ_of_the_state(token: Token, item: Item, search: _Search, reader: Reader) -> Item:
    """ "the government", "the army" where the text speaks of one country alone."""
    counts = Counter(country for country, _ in search.states)
    here = search.frame.paragraph[token.i]
    nearby = {country for country, paragraph in search.states if paragraph == here} or set(counts)
    if len(nearby) != 1 or not item.description or item.description.plural:
        return item
    country = next(iter(nearby))
    if counts[country] < DOMINANT * counts.total():
        return item
    state = reader.actors.state(country)
    if state is None or state.adjective is None:
        return item
    found = _with_country(item, country, state.adjective, reader)
    return replace(found, mention=replace(found.mention, rule="who.refer.organ"))
