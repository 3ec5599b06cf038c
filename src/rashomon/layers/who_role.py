"""Whom a bare role noun stands for: "the minister", "the group", "the army".

One earlier actor that the text calls so, or the one named actor of that kind nearby, or the organ
of the one country that the text speaks of; else nobody.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from spacy.tokens import Token

from rashomon.layers.who_code import code_of
from rashomon.layers.who_frame import Reader, standing_of
from rashomon.layers.who_mention import RESOLVED, Book, Item, with_name_of
from rashomon.layers.who_past import Past, Search, key_of
from rashomon.model.actor import ActorMention

ROLE_REACH = 12
"""Sentences that "the minister" looks back."""
HYPERNYMS = {
    "group": "group", "organization": "group", "organisation": "group", "movement": "group",
    "faction": "group", "militant group": "group", "rebel group": "group", "armed group": "group",
    "agency": "group", "party": "group", "terror group": "group", "terrorist group": "group",
    "network": "group", "alliance": "group", "coalition": "group", "union": "group",
    "company": "group", "firm": "group", "country": "state", "nation": "state",
    "man": "person", "woman": "person", "news agency": "group", "newspaper": "group",
    "council": "group", "committee": "group", "commission": "group", "militia": "group",
}  # fmt: skip
DOMINANT = 0.6
"""Share of a text's mentions of countries that the one meant by "the government" must have."""
REACH = 3
"""Sentences that "the group" looks back."""


def read_role(
    token: Token,
    item: Item,
    search: Search,
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
    """As in "its proxy forces", "his supporters": the possessor is known by now."""
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
    itself = known and description.organ == "state"
    government = known and description.organ == "government"
    word = "government" if government else description.lemma
    known_name = state.name if itself else f"{adjective} {word}"
    mention = replace(
        mention,
        country=country,
        code=code_of(country, mention.sector),
        name=known_name if known else mention.name,
        named=known or mention.named,
        id=state.id if government or itself else mention.id,
    )
    return replace(item, mention=mention)


def _same_role(token: Token, item: Item, search: Search) -> Past | None:
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


def _tells_more(past: Past, plural: bool) -> bool:
    description = past.item.description
    if description is not None and description.title and not plural:
        return past.item.mention.id is not None
    if description is not None:
        return past.item.plural == plural and (past.item.mention.named or not description.bare)
    return not plural or past.item.mention.kind != "person"


def _near(held: list[Past], token: Token, search: Search) -> list[Past]:
    sentence = search.frame.sentence[token.i]
    return [p for p in held if sentence - p.sentence <= ROLE_REACH and p.head < token.i]


def _only(held: list[Past], token: Token, search: Search) -> Past | None:
    """The one actor among the candidates; of two, the only one of this paragraph."""
    if len({key_of(p.item) for p in held}) > 1:
        here = search.frame.paragraph[token.i]
        held = [p for p in held if p.paragraph == here]
    return held[-1] if len({key_of(p.item) for p in held}) == 1 else None


def _hypernym(token: Token, item: Item, search: Search) -> Past | None:
    """As in "the group", "the country": the one named actor of that kind nearby.

    Not one that shares its verb, for the object of a verb is not its subject ("Sand armed the
    militia"); nor where a relative clause tells which one is meant ("the militia that raided"),
    or the same word stood for nobody known shortly before.
    """
    description = item.description
    if description is None or description.plural or _is_told_apart(token):
        return None
    wanted = HYPERNYMS.get(description.lemma)
    if wanted is None:
        return None
    fits: dict[str, Callable[[Past], bool]] = {
        "group": lambda p: p.item.mention.kind in ("group", "organization"),
        "state": lambda p: p.item.mention.kind == "state",
        "person": lambda p: (
            p.item.mention.kind == "person" and p.item.sex in (None, description.sex)
        ),
    }
    sentence = search.frame.sentence[token.i]
    if any(_is_unknown(p, description.lemma, sentence) for p in search.past):
        return None
    clause = standing_of(token).clause
    held = [
        p
        for p in search.past
        if p.item.mention.named
        and p.item.description is None
        and (p.clause != clause or clause < 0)
        and sentence - p.sentence <= REACH
        and fits[wanted](p)
    ]
    return _only(held, token, search)


def _is_unknown(past: Past, lemma: str, sentence: int) -> bool:
    """Tell an earlier mention by the same word that stands for nobody with a name."""
    told, mention = past.item.description, past.item.mention
    if told is None or told.lemma != lemma or mention.named or mention.rule == RESOLVED:
        return False
    return sentence - past.sentence <= REACH


def _is_told_apart(noun: Token) -> bool:
    """Tell whether a relative clause without a comma says which one a noun means."""
    return any(c.dep_ == "relcl" and noun.nbor(1).text != "," for c in noun.children)


def _organ_of_the_state(token: Token, item: Item, search: Search, reader: Reader) -> Item:
    """As in "the government", "the army" where the text speaks of one country alone."""
    counts = Counter(country for country, _ in search.states)
    here = search.frame.paragraph[token.i]
    nearby = {country for country, paragraph in search.states if paragraph == here} or set(counts)
    if not counts or not item.description or item.description.plural:
        return item
    country, mentions = counts.most_common(1)[0]
    if nearby != {country} or mentions < DOMINANT * counts.total():
        return item
    state = reader.actors.state(country)
    if state is None or state.adjective is None:
        return item
    found = _with_country(item, country, state.adjective, reader)
    return replace(found, mention=replace(found.mention, rule="who.refer.organ"))
