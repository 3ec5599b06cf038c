"""From names and descriptions to actor mentions: which of them are actors where they stand.

A known group or person is an actor wherever it is named. A country or capital is one only where the
rules of ``metonymy.toml`` say so. What stands in front of a head ("Marennan" of "Marennan rebels")
is part of that description, and a title ("President") tells about the name behind it.
"""

from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from rashomon.knowledge.actors import ActorEntry
from rashomon.layers.who_code import code_of, code_of_members
from rashomon.layers.who_frame import (
    Description,
    Found,
    Frame,
    Reader,
    role_noun_at,
    span_of,
    standing_of,
)
from rashomon.lexicon.roles import RoleNoun
from rashomon.model.actor import ActorMention

PLACES = frozenset(("GPE", "LOC", "FAC"))
DOUBTFUL = frozenset(("who.entity.person", "who.entity.organization"))
"""Rules of the model's names; of one word alone they are as often a town."""
RESOLVED = "who.refer.role"
"""The rule of a role noun that stands for somebody known."""
TITLE_ZONE = 9
STATES = frozenset(("country", "capital", "seat", "adjective", "polity", "people"))


@dataclass(frozen=True, slots=True)
class Item:
    """A mention with what only the search for referents needs of it.

    Attributes:
        mention: The record.
        roles: Nouns that the text or the tables call this actor by.
        sex: ``f`` ``m`` or None.
        plural: It names several.
        description: Set for a description.
    """

    mention: ActorMention
    roles: frozenset[str] = frozenset()
    sex: str | None = None
    plural: bool = False
    description: Description | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """The mentions of a document by head token, and role nouns by the name beside them."""

    items: dict[int, Item] = field(default_factory=dict)
    beside: dict[int, int] = field(default_factory=dict)

    def in_text_order(self) -> tuple[ActorMention, ...]:
        """All mentions by their place in the text."""
        mentions = (item.mention for item in self.items.values())
        return tuple(sorted(mentions, key=lambda m: (m.span.start, m.span.end)))


def mentions_of(
    frame: Frame, names: list[Found], descriptions: list[Description], reader: Reader
) -> Book:
    """Decide which names and descriptions are actors where they stand."""
    book = Book()
    inside = {i for d in descriptions for i in range(d.start, d.root)}
    beside = _appositives(frame, names, descriptions)
    partners: dict[int, list[Description]] = {}
    for description, root in beside:
        partners.setdefault(root, []).append(description)
    by_start = {f.start: f for f in names}
    for found in _standing_alone(names, descriptions, inside):
        title = _title_zone(frame, found, reader, by_start)
        inside |= title.tokens
        item = _named(frame, found, title, partners.get(found.root, []), reader)
        if item is not None:
            book.items.setdefault(found.root, item)
    for found in names:
        if found.start in inside and found.end - 1 in inside:
            book.items.pop(found.root, None)
    _share(book)
    book.beside.update((d.root, root) for d, root in beside if root in book.items)
    for description in descriptions:
        at = description.root
        if at in book.beside or at in book.items or at in inside or not _acts(frame, description):
            continue
        book.items[at] = _described(frame, description)
    return book


def _standing_alone(
    names: list[Found], descriptions: list[Description], inside: set[int]
) -> list[Found]:
    """Names that are no part of a description; a group behind "of" is an actor all the same."""
    tails = {i for d in descriptions for i in range(d.root + 1, d.end)}
    return [
        f
        for f in names
        if not (f.start in inside and f.end - 1 in inside)
        and not (f.named in STATES and f.start in tails)
    ]


def _share(book: Book) -> None:
    """Let what one mention of a name tells (country, sector, sex, roles) hold for all."""
    known: dict[str, Item] = {}
    for item in book.items.values():
        mention, key = item.mention, item.mention.name
        best = known.get(key)
        if best is None:
            known[key] = item
            continue
        shared = replace(
            best.mention,
            country=best.mention.country or mention.country,
            sector=best.mention.sector or mention.sector,
            code=best.mention.code or mention.code,
        )
        known[key] = replace(
            best, mention=shared, roles=best.roles | item.roles, sex=best.sex or item.sex
        )
    for root, item in book.items.items():
        best = known[item.mention.name]
        mention = replace(
            item.mention,
            country=best.mention.country,
            sector=best.mention.sector,
            code=best.mention.code,
        )
        book.items[root] = replace(item, mention=mention, roles=best.roles, sex=best.sex)


# --- titles and appositions ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Title:
    """What stands in front of a personal name."""

    tokens: frozenset[int] = frozenset()
    nouns: tuple[RoleNoun, ...] = ()
    country: str | None = None
    sector: str | None = None
    sex: str | None = None
    org: ActorEntry | None = None


def _title_zone(frame: Frame, found: Found, reader: Reader, by_start: dict[int, Found]) -> _Title:
    if found.kind != "person":
        return _Title()
    doc, roles = frame.doc, reader.roles
    first = max(0, found.start - TITLE_ZONE)
    at, nouns, sex = found.start, [], None
    while at > first:
        word = frame.lower[at - 1].rstrip(".")
        token = doc[at - 1]
        if word in roles.honorifics:
            sex = sex or {"m": "m", "f": "f"}.get(roles.honorifics[word])
        elif (noun := role_noun_at(frame, at - 1, roles)) is not None:
            nouns.append(noun)
            at -= len(noun.before)
        elif token.pos_ in ("NOUN", "PROPN", "ADJ") and token.head.i >= at - 1:
            if not nouns:
                break
        elif not (nouns and _joins(token)):
            break
        at -= 1
    if not nouns and sex is None:
        return _Title()
    tokens = frozenset(range(at, found.start))
    held = [by_start[i] for i in sorted(tokens) if i in by_start]
    country = next((f.country for f in held if f.named in STATES and f.country), None)
    orgs = [f.entry for f in held if f.kind in ("organization", "group")]
    org = next((entry for entry in orgs if entry is not None), None)
    sector = next((n.role.sector for n in reversed(nouns) if n.role.sector), None)
    if org is not None:
        country = country or org.country
        sector = org.sector if org.sector and all(n.role.neutral for n in nouns) else sector
    sex = sex or next((n.role.sex for n in nouns if n.role.sex), None)
    return _Title(tokens, tuple(nouns), country, sector, sex, org)


def _joins(token: Token) -> bool:
    return token.tag_ in ("POS", "HYPH") or token.text in ("-", "of")


def _appositives(
    frame: Frame, names: list[Found], descriptions: list[Description]
) -> list[tuple[Description, int]]:
    """Pair descriptions with the name that they stand beside: "X, the army spokesman"."""
    roots = {f.root: f for f in names if f.kind == "person" or f.named in ("organization", "group")}
    pairs = []
    for description in descriptions:
        token = frame.doc[description.root]
        if token.dep_ == "appos" and token.head.i in roots:
            partner = token.head.i
        else:
            partner = next((c.i for c in token.children if c.dep_ == "appos" and c.i in roots), -1)
        if partner < 0 or not _fits(description, roots[partner]):
            continue
        pairs.append((description, partner))
    pairs += _second_titles(frame, roots, descriptions)
    return pairs + _copulas(frame, roots, descriptions)


def _second_titles(
    frame: Frame, roots: dict[int, Found], descriptions: list[Description]
) -> list[tuple[Description, int]]:
    """The same for one with two titles: "*party leader and* Prime Minister X said".

    Without an article and before a title of the name itself: "the mayor and Minister X" are two.
    """
    pairs = []
    for description in descriptions:
        token = frame.doc[description.root]
        if description.plural or any(c.dep_ in ("det", "poss") for c in token.children):
            continue
        joined = next((c.i for c in token.children if c.dep_ == "conj" and c.i in roots), -1)
        if joined < 0 or not _fits(description, roots[joined]) or token.i + 2 > joined:
            continue
        titled = roots[joined].start - token.i > 2 and frame.lower[token.i + 1] in ("and", "&")
        if titled and roots[joined].kind == "person":
            pairs.append((description, joined))
    return pairs


def _fits(description: Description, found: Found) -> bool:
    if found.kind == "person":
        return description.kind == "person"
    return description.kind in ("group", "organization", "state") and not description.plural


def _copulas(
    frame: Frame, roots: dict[int, Found], descriptions: list[Description]
) -> list[tuple[Description, int]]:
    """The same for "X is the army's spokesman"."""
    pairs = []
    for description in descriptions:
        token = frame.doc[description.root]
        if token.dep_ != "attr" or description.plural:
            continue
        subject = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
        if subject is not None and subject.i in roots and _fits(description, roots[subject.i]):
            pairs.append((description, subject.i))
    return pairs


# --- names --------------------------------------------------------------------------------------


def _named(
    frame: Frame, found: Found, title: _Title, nouns: list[Description], reader: Reader
) -> Item | None:
    rule = _acting_rule(frame, found, title, reader)
    if rule is None:
        return None
    entry = found.entry
    country = found.country or title.country or next((d.country for d in nouns if d.country), None)
    sector = found.sector or title.sector or next((d.sector for d in nouns if d.sector), None)
    if found.kind == "state":
        sector = "GOV" if entry is not None else None
    kind, name = _as_people(frame, found) if found.named == "people" else (found.kind, found.name)
    if found.named == "people":
        sector, entry = "CVL", None
    mention = ActorMention(
        span=span_of(frame, found.start, found.end),
        name=name,
        id=entry.id if entry is not None else None,
        kind=kind,
        country=country,
        sector=sector,
        code=code_of(country, sector, entry)
        if title.org is None or entry is not None
        else code_of_members(country, sector, title.org),
        named=True,
        head=found.root,
        rule=rule,
        wording=_loaded(frame, found),
    )
    roles = {n.lemma for n in title.nouns} | {d.lemma for d in nouns}
    if entry is not None:
        roles |= {term.office.casefold() for term in entry.terms}
    sexes = [d.sex for d in nouns if d.sex]
    first_name = reader.roles.first_names.get(name.split()[0].casefold()) if name else None
    sex = (entry.sex if entry is not None else None) or title.sex or next(iter(sexes), first_name)
    return Item(mention, frozenset(roles), sex, plural=kind == "people")


def _acting_rule(frame: Frame, found: Found, title: _Title, reader: Reader) -> str | None:
    """The rule that makes a name an actor here, or None."""
    senses = reader.senses
    doubtful = not title.tokens and _is_doubtful(frame, found, reader)
    if found.named not in STATES - {"people"} and not doubtful:
        return found.rule
    token = frame.doc[found.root]
    standing = standing_of(token)
    if doubtful:
        rule = senses.decide("unknown", standing.relation, standing.preposition, standing.governor)
        return found.rule if rule is None else None
    rule = senses.decide(found.named, standing.relation, standing.preposition, standing.governor)
    if rule is None or rule.result != "actor" or _in_place_chain(frame, found):
        return None
    if standing.relation == "possessor" and frame.doc[standing.clause].ent_type_ in PLACES:
        return None
    return rule.id


def _is_doubtful(frame: Frame, found: Found, reader: Reader) -> bool:
    """A name of the model's that may be a town's: one word, or no first name behind "in"."""
    if found.rule not in DOUBTFUL:
        return False
    if found.end - found.start == 1:
        return True
    before = frame.lower[found.start - 1] if found.start else ""
    named = frame.lower[found.start] in reader.roles.first_names
    return found.rule == "who.entity.person" and before in PLACING and not named


PLACING = frozenset(("in", "near", "outside", "around", "at"))


def _in_place_chain(frame: Frame, found: Found) -> bool:
    """As in "Dovrin, Marenna": a country behind a comma behind a place name locates it."""
    doc, at = frame.doc, found.start
    token = doc[found.root]
    return (
        at >= 2
        and doc[at - 1].text == ","
        and doc[at - 2].ent_type_ in PLACES
        and token.dep_ in ("appos", "npadvmod", "conj")
        and token.dep_ != "conj"
    )


def _as_people(frame: Frame, found: Found) -> tuple[str, str]:
    return "people", " ".join(frame.doc[found.start : found.end].text.split())


def _loaded(frame: Frame, found: Found) -> str | None:
    if found.entry is None:
        return None
    text = frame.doc[found.start : found.end].text
    return text if text.casefold() in {w.casefold() for w in found.entry.loaded} else None


# --- descriptions -------------------------------------------------------------------------------


def _acts(frame: Frame, description: Description) -> bool:
    """Leave out nouns that name no one: predicates, "as a soldier", "by force", "in power"."""
    token = frame.doc[description.root]
    if token.dep_ == "attr" and not description.plural:
        return any(c.dep_ == "expl" for c in token.head.children)
    if token.dep_ == "pobj" and frame.lower[token.head.i] == "as" and not description.plural:
        return False
    if description.kind == "person" or description.plural or description.definite:
        return True
    counted = any(c.dep_ in ("det", "poss", "nummod") for c in token.children)
    uncounted = description.bare and not counted and token.tag_ == "NN" and not token.is_title
    return not uncounted or description.organ is not None or token.dep_ == "compound"


def _described(frame: Frame, description: Description) -> Item:
    mention = ActorMention(
        span=span_of(frame, description.start, description.end),
        name=description.name,
        id=description.id,
        kind=description.kind,
        country=description.country,
        sector=description.sector,
        code=code_of_members(description.country, description.sector, description.owner),
        named=description.named,
        acts_for=description.acts_for,
        head=description.root,
        rule=description.rule,
        wording=description.wording,
    )
    return Item(
        mention, frozenset((description.lemma,)), description.sex, description.plural, description
    )


def with_name_of(item: Item, owner: Item) -> Item:
    """The same mention, known to be the owner: "the minister" is Tomas Brandt."""
    known = owner.mention
    mention = replace(
        item.mention, name=known.name, id=known.id, country=known.country,
        sector=known.sector or item.mention.sector, code=known.code or item.mention.code,
        acts_for=known.acts_for, kind=known.kind, rule=RESOLVED,
    )  # fmt: skip
    return replace(item, mention=mention)
