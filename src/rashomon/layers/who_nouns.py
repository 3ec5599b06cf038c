"""Descriptions as actors: "Syrian rebels", "foot soldiers of the Northmark Front", "the government".

The head noun is the lexicon's (``roles.toml``); the span runs from the first adjective or name that
belongs to it to the head, or to the name after "of": no article, no number, no relative clause.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from spacy.tokens import Token

from rashomon.knowledge.actors import Actors, ActorEntry
from rashomon.layers.who_frame import Description, Found, Frame, role_noun_at
from rashomon.lexicon.roles import Role, RoleNoun, Roles

WIDEST = 8
"""Words in front of a head that a description can hold."""
OF_WORDS = 7
MODIFYING = frozenset(("compound", "amod", "nmod", "nummod", "npadvmod"))
POINTING = frozenset(("the", "this", "these", "that", "those", "his", "her", "its", "their"))
FORCES = frozenset(("forces", "force", "troops", "army", "military", "proxies", "proxy", "fighters", "militia", "militias", "men", "soldiers", "loyalists", "gunmen", "militants", "guards", "units"))  # fmt: skip
ENTITY_SECTORS = {"organization": None, "group": "REB", "person": None}
GOVERNMENT = "government"


class _Owner(NamedTuple):
    """What the words around a head tell about whose it is."""

    country: str | None
    sector: str | None
    acts_for: str | None
    code_entry: ActorEntry | None
    adjective: str | None


NOBODY = _Owner(None, None, None, None, None)


def find_descriptions(
    frame: Frame, names: list[Found], roles: Roles, actors: Actors
) -> list[Description]:
    """Find the descriptions of a document, in text order.

    A noun in front of a name is its title and one inside a longer description belongs to that;
    neither is a description of its own.
    """
    owner = {i: f for f in names for i in range(f.start, f.end)}
    found: list[Description] = []
    covered = -1
    for token in frame.doc:
        if token.i <= covered or token.i in owner or frame.lower[token.i] not in roles.nouns:
            continue
        noun = role_noun_at(frame, token.i, roles)
        if noun is None or noun.role.partitive or not _is_head(frame, token, noun, owner):
            continue
        for description in _describe(frame, token, noun, owner, roles, actors):
            found.append(description)
            if _counts(noun) and description.end > token.i + 1:
                covered = max(covered, description.end - 1)
    return sorted(found, key=lambda d: (d.start, d.root))


# --- is it a head? ------------------------------------------------------------------------------


def _is_head(frame: Frame, token: Token, noun: RoleNoun, owner: dict[int, Found]) -> bool:
    if noun.role.adjectival:
        return _is_nominal_adjective(frame, token)
    if token.pos_ not in ("NOUN", "PROPN", "ADJ") or token.tag_ in ("JJR", "JJS", "RB"):
        return False
    after = token.i + 1
    if after < len(frame.doc) and token.dep_ in MODIFYING and token.head.i >= after:
        if after in owner and token.head.i < owner[after].end:
            return False
        if token.head.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "VERB"):
            return False
    if (
        after < len(frame.doc)
        and frame.doc[after].text == "-"
        and not frame.doc[token.i].whitespace_
    ):
        return False
    return not (noun.role.title and after in owner and owner[after].named == "person"
                and token.dep_ in ("compound", "nmod", "amod", "det", "poss"))  # fmt: skip


def _is_nominal_adjective(frame: Frame, token: Token) -> bool:
    articled = token.i > 0 and frame.lower[token.i - 1] in POINTING
    return articled and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "conj")


# --- what it says ---------------------------------------------------------------------------------


def _describe(
    frame: Frame,
    token: Token,
    noun: RoleNoun,
    owner: dict[int, Found],
    roles: Roles,
    actors: Actors,
) -> Iterator[Description]:
    start = _left_edge(frame, token, owner, roles)
    end, tail = _right_edge(frame, token, noun, owner, roles)
    owned = _owner_before(frame, start, token.i, owner, roles)
    if owned.country is None and owned.acts_for is None and end > token.i + 1:
        owned = _owner_after(frame, token.i + 1, end, owner, tail, roles, owned)
    base = _plain(frame, token, noun, start, end, roles)
    if base is None:
        return
    sector = _sector(noun.role, owned)
    if owned.acts_for is not None and owned.country is None and sector == "MIL":
        sector = owned.sector or "REB"
    description = replace(
        base, sector=sector, country=owned.country, acts_for=owned.acts_for,
    )  # fmt: skip
    description = _as_organ(description, owned, noun, actors)
    yield description
    yield from _coordinated(frame, description, noun, owner, actors)


def _plain(
    frame: Frame, token: Token, noun: RoleNoun, start: int, end: int, roles: Roles
) -> Description | None:
    doc, role = frame.doc, noun.role
    before = start - 1
    while before >= 0 and frame.lower[before] in roles.quantifiers and before > start - 4:
        before -= 1
    pointing = (
        before >= 0
        and frame.lower[before] in POINTING
        and frame.sentence[before] == frame.sentence[token.i]
    )
    text = " ".join(doc[start:end].text.split())
    if not text:
        return None
    return Description(
        start=start, end=end, root=_root(token, noun), lemma=noun.lemma, name=text,
        kind=_kind(role, noun.plural), rule=role.id, sex=role.sex, organ=role.organ,
        wording=token.text if role.loaded else None, plural=noun.plural, title=role.title,
        bare=start == token.i - len(noun.before) and end == token.i + 1, definite=pointing,
    )  # fmt: skip


def _root(token: Token, noun: RoleNoun) -> int:
    """The syntactic head: "secretary" of "secretary of state"."""
    return token.i - len(noun.before) if "of" in noun.before else token.i


def _kind(role: Role, plural: bool) -> str:
    return "group" if role.kind == "person" and plural else role.kind


def _counts(noun: RoleNoun) -> bool:
    """Tell whether what follows "of" makes one actor with the head: "members of parliament"."""
    return noun.role.neutral


def _sector(role: Role, owned: _Owner) -> str | None:
    if role.neutral and owned.sector:
        if role.sector == "MIL" and owned.sector == "GOV":
            return "MIL"
        return owned.sector
    return role.sector


def _as_organ(
    description: Description, owned: _Owner, noun: RoleNoun, actors: Actors
) -> Description:
    """Name the organ of a known state: "Varga regime" is the Marennan government."""
    state = actors.state(owned.country)
    if description.organ is None or state is None or state.adjective is None:
        return description
    if description.acts_for or (owned.code_entry is not None and owned.code_entry.kind == "group"):
        return description
    if description.organ == GOVERNMENT:
        word = GOVERNMENT if noun.role.loaded or noun.lemma != "cabinet" else noun.lemma
        return replace(
            description, name=f"{state.adjective} {word}", id=state.id, named=True, kind="state"
        )
    if owned.adjective is not None:
        return replace(description, named=True)
    if noun.role.neutral and noun.plural:
        return description
    return replace(description, name=f"{state.adjective} {noun.lemma}", named=True)


def _coordinated(
    frame: Frame,
    description: Description,
    noun: RoleNoun,
    owner: dict[int, Found],
    actors: Actors,
) -> Iterator[Description]:
    """The other half of "Valdorian and Marennan troops"."""
    at = description.start
    if at < 2 or frame.lower[at - 1] not in ("and", "or", ","):
        return
    other = owner.get(at - 2)
    first = owner.get(at)
    if other is None or first is None or {other.named, first.named} - {"adjective", "country"}:
        return
    if frame.doc[other.root].dep_ not in ("amod", "compound", "nmod", "conj"):
        return
    name = f"{frame.doc[other.start : other.end].text} {frame.doc[description.root].text}"
    half = replace(
        description, start=other.start, end=other.end, root=other.root, name=name,
        country=other.country, id=None, bare=False, definite=False,
    )  # fmt: skip
    owned = _Owner(other.country, None, None, other.entry, name)
    yield _as_organ(half, owned, noun, actors)


# --- its edges ------------------------------------------------------------------------------------


def _left_edge(frame: Frame, head: Token, owner: dict[int, Found], roles: Roles) -> int:
    doc, at = frame.doc, head.i
    low = max(0, head.i - WIDEST, doc[head.left_edge.i].i)
    noun = role_noun_at(frame, head.i, roles)
    least = head.i - (len(noun.before) if noun else 0)
    while at > low or at > least:
        before = doc[at - 1]
        if at > least:
            at -= 1
        elif before.tag_ == "POS":
            possessor = _possessor_start(frame, at - 2, owner, low)
            return possessor if possessor is not None else _tidy(frame, at, head.i)
        elif _belongs(frame, before, head, owner, roles):
            at -= 1
        else:
            break
    return _tidy(frame, at, head.i)


def _belongs(
    frame: Frame, before: Token, head: Token, owner: dict[int, Found], roles: Roles
) -> bool:
    word = frame.lower[before.i]
    if before.is_space or (word in roles.quantifiers and before.i not in owner):
        return False
    if before.text in ("-", "–", "‑"):
        return not before.whitespace_
    if before.pos_ in ("ADJ", "NOUN", "PROPN"):
        return (
            before.dep_ not in ("nsubj", "nsubjpass", "ROOT", "dobj", "pobj", "attr")
            or before.i in owner
        )
    if before.tag_ in ("VBN", "VBG", "VBD"):
        return before.dep_ == "amod" and before.head.i == head.i
    hyphenated = before.i + 1 < len(frame.doc) and frame.doc[before.i + 1].text == "-"
    return (
        before.dep_ == "advmod" and before.head.pos_ == "ADJ" and word.endswith("ly") or hyphenated
    )


def _possessor_start(frame: Frame, at: int, owner: dict[int, Found], low: int) -> int | None:
    """Where the possessor begins, if it is a name ("Valdoria's troops")."""
    found = owner.get(at)
    return found.start if found is not None and found.start >= low else None


def _tidy(frame: Frame, start: int, head: int) -> int:
    doc = frame.doc
    while start < head and (doc[start].is_punct or doc[start].is_space or doc[start].pos_ == "ADV"):
        start += 1
    return start


def _right_edge(
    frame: Frame, head: Token, noun: RoleNoun, owner: dict[int, Found], roles: Roles
) -> tuple[int, RoleNoun | None]:
    """Where the description ends, and the person noun after "of" that a counting word counts."""
    doc, at = frame.doc, head.i + 1
    if at >= len(doc) or frame.lower[at] != "of":
        return at, None
    last = min(len(doc), at + 1 + OF_WORDS)
    here = at + 1
    while (
        here < last
        and doc[here].pos_ in ("DET", "ADJ", "PROPN", "NOUN", "NUM")
        or (here < last and doc[here].text in ("-", "'s", "’s") and here + 1 < last)
    ):
        here += 1
        if here - 1 in owner and owner[here - 1].end == here and not _goes_on(frame, here):
            break
    if here == at + 1 or not _can_end(frame, here - 1, roles):
        return at, None
    tail = role_noun_at(frame, here - 1, roles)
    if tail is not None and tail.role.partitive:
        tail = None
    if frame.lower[head.i] in ("group", "groups", "crowd", "crowds"):
        return (here, tail) if tail is not None else (at, None)
    named = any(i in owner for i in range(at + 1, here)) or tail is not None
    proper = doc[here - 1].pos_ == "PROPN"
    place = noun.role.kind in ("people", "person", "organization", "state")
    return (here, tail) if named or proper or place else (at, None)


def _can_end(frame: Frame, last: int, roles: Roles) -> bool:
    return frame.doc[last].pos_ in ("NOUN", "PROPN") and frame.lower[last] not in roles.quantifiers


def _goes_on(frame: Frame, at: int) -> bool:
    doc = frame.doc
    return at < len(doc) and (
        doc[at].pos_ in ("NOUN", "PROPN") or doc[at].tag_ == "POS" or doc[at].text == "-"
    )


# --- whose it is -------------------------------------------------------------------------------------


def _owner_before(
    frame: Frame, start: int, head: int, owner: dict[int, Found], roles: Roles
) -> _Owner:
    """Read country, sector and principal from the words in front of a head."""
    owned = NOBODY
    for at in range(start, head):
        found = owner.get(at)
        if found is not None and found.end - 1 == at:
            owned = _from_name(frame, found, head, owned, roles)
        elif found is None:
            owned = _from_word(frame, at, head, owned, roles)
    return owned


def _from_name(frame: Frame, found: Found, head: int, owned: _Owner, roles: Roles) -> _Owner:
    doc = frame.doc
    relation = _hyphen_relation(frame, found, roles)
    principal = found.name
    if relation == "against":
        return owned
    if relation == "for":
        return owned._replace(acts_for=principal)
    possessed = found.end < len(doc) and doc[found.end].tag_ == "POS"
    if found.named in ("country", "adjective", "capital", "seat", "people") and found.country:
        proxy = any(w in ("proxy", "proxies") for w in frame.lower[found.end : head + 1])
        if proxy:
            return owned._replace(acts_for=principal)
        adjective = found.name if found.named == "adjective" else owned.adjective
        return owned._replace(country=found.country, code_entry=found.entry, adjective=adjective)
    if found.kind in ("group", "organization"):
        sector = found.sector
        forces = frame.lower[head] in FORCES
        acts_for = principal if forces else owned.acts_for
        return owned._replace(
            country=found.country, sector=sector, acts_for=acts_for, code_entry=found.entry
        )
    if found.kind == "person":
        forces = frame.lower[head] in FORCES and possessed
        state = found.entry is not None and found.sector in ("GOV", None) and found.country
        acts_for = principal if forces and not state else owned.acts_for
        country = found.country or owned.country
        return owned._replace(country=country, acts_for=acts_for, code_entry=found.entry)
    return owned


def _hyphen_relation(frame: Frame, found: Found, roles: Roles) -> str | None:
    """``for`` after "X-backed" or "pro-X", ``against`` after "anti-X", else None."""
    doc, lower = frame.doc, frame.lower
    at = found.end
    if at + 1 < len(doc) and doc[at].text in ("-", "–", "‑") and lower[at + 1] in roles.backers:
        return "for"
    if any(lower[found.end - 1].endswith("-" + word) for word in roles.backers):
        return "for"
    if at < len(doc) and lower[at] in roles.backers and not doc[at - 1].whitespace_:
        return "for"
    before = found.start - 1
    if before >= 1 and doc[before].text in ("-", "–", "‑"):
        before -= 1
    if before >= 0 and lower[before] in ("pro", "pro-"):
        return "for"
    whole = lower[found.start]
    if whole.startswith("pro-"):
        return "for"
    if (before >= 0 and lower[before] in ("anti", "anti-")) or whole.startswith("anti-"):
        return "against"
    return None


def _from_word(frame: Frame, at: int, head: int, owned: _Owner, roles: Roles) -> _Owner:
    word = frame.lower[at]
    noun = role_noun_at(frame, at, roles)
    if word.startswith("anti-") or (at > 1 and frame.lower[at - 2] == "anti"):
        return owned
    if word in ("pro-government", "pro-regime") or (
        at > 1 and frame.lower[at - 2] == "pro" and noun
    ):
        return owned._replace(acts_for=word.removeprefix("pro-"))
    if noun is not None and noun.role.sector is not None:
        return owned._replace(sector=noun.role.sector)
    return owned


def _owner_after(
    frame: Frame,
    start: int,
    end: int,
    owner: dict[int, Found],
    tail: RoleNoun | None,
    roles: Roles,
    owned: _Owner,
) -> _Owner:
    """Read the same from the name after "of"."""
    inside = list({owner[i].start: owner[i] for i in range(start, end) if i in owner}.values())
    if inside:
        first = inside[0]
        if first.kind in ("group", "organization"):
            return owned._replace(
                country=first.country, sector=first.sector, acts_for=first.name,
                code_entry=first.entry,
            )  # fmt: skip
        if first.country:
            owned = owned._replace(country=first.country, code_entry=first.entry)
    if tail is not None and tail.role.sector:
        owned = owned._replace(sector=tail.role.sector)
    return owned


def find_counted(frame: Frame, descriptions: list[Description], roles: Roles) -> dict[int, int]:
    """Counting words that stand for what they count: "hundreds of villagers".

    Returns:
        Token index of the counting word to that of the head noun that it counts.
    """
    heads = {d.root for d in descriptions}
    counted: dict[int, int] = {}
    for token in frame.doc:
        noun = role_noun_at(frame, token.i, roles) if frame.lower[token.i] in roles.nouns else None
        if noun is None or not noun.role.partitive:
            continue
        of = next((c for c in token.children if c.lower_ == "of"), None)
        target = next((c.i for c in of.children if c.dep_ == "pobj"), -1) if of else -1
        if target in heads:
            counted[token.i] = target
    return counted
