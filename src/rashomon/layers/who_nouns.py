"""Descriptions as actors: "Marennan rebels", "foot soldiers of the Front", "the government".

The head noun is the lexicon's (``roles.toml``); the span runs from the first adjective or name that
belongs to it to the head, or to the name after "of": no article, no number, no relative clause.
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from rashomon.layers.who_frame import Description, Found, Frame, Reader, role_noun_at
from rashomon.layers.who_owner import HYPHENS, Owner, Scene, country_of_place, owner_of
from rashomon.lexicon.roles import Role, RoleNoun, Roles
from rashomon.lexicon.words import word_list

WIDEST = 8
"""Words in front of a head that a description can hold."""
OF_WORDS = 7
MODIFYING = frozenset(("compound", "amod", "nmod", "nummod", "npadvmod"))
ARGUMENTS = frozenset(("nsubj", "nsubjpass", "ROOT", "dobj", "pobj", "attr"))
POINTING = frozenset(("the", "this", "these", "that", "those", "his", "her", "its", "their"))
CROWDS = word_list("who.crowds")
GOVERNMENT = "government"


def find_descriptions(frame: Frame, names: list[Found], reader: Reader) -> list[Description]:
    """Find the descriptions of a document, in text order.

    A noun in front of a name is its title and one inside a longer description belongs to that;
    neither is a description of its own.
    """
    scene = Scene(frame, {i: f for f in names for i in range(f.start, f.end)}, reader)
    found: list[Description] = []
    covered = -1
    nouns = reader.roles.nouns
    for at, word in enumerate(frame.lower):
        if word not in nouns or at <= covered or at in scene.owner:
            continue
        noun = role_noun_at(frame, at, reader.roles)
        if noun is None or noun.role.partitive or not _is_head(scene, frame.doc[at], noun):
            continue
        for description in _describe(scene, frame.doc[at], noun):
            found.append(description)
            if noun.role.neutral and description.end > at + 1:
                covered = max(covered, description.end - 1)
    return sorted(found, key=lambda d: (d.start, d.root))


# --- is it a head? ------------------------------------------------------------------------------


def _is_head(scene: Scene, token: Token, noun: RoleNoun) -> bool:
    frame, owner = scene.frame, scene.owner
    if noun.role.adjectival:
        articled = token.i > 0 and frame.lower[token.i - 1] in POINTING
        return articled and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "conj")
    if token.pos_ not in ("NOUN", "PROPN", "ADJ") or token.tag_ in ("JJR", "JJS", "RB"):
        return False
    if token.pos_ == "ADJ" and token.dep_ not in ARGUMENTS:
        return False
    after = token.i + 1
    if after >= len(frame.doc):
        return True
    if frame.doc[after].text == "-" and not token.whitespace_:
        return False
    if token.dep_ in MODIFYING and token.head.i >= after:
        return token.head.i not in owner and _does_deed(scene, token)
    return not (noun.role.title and after in owner and owner[after].named == "person"
                and token.dep_ in ("compound", "nmod", "amod", "det", "poss"))  # fmt: skip


def _does_deed(scene: Scene, token: Token) -> bool:
    """As in "rebel shelling", "army raid": who does it stands in front of the deed."""
    head = token.head
    return (
        token.dep_ in ("compound", "nmod")
        and token.pos_ in ("NOUN", "PROPN")
        and head.lemma_.lower() in scene.reader.senses.deeds
        and scene.frame.lower[head.i] not in scene.reader.roles.nouns
    )


# --- what it says -------------------------------------------------------------------------------


def _describe(scene: Scene, token: Token, noun: RoleNoun) -> Iterator[Description]:
    start = _left_edge(scene, token, noun)
    end, tail = _right_edge(scene, token, noun)
    if start >= end:
        return
    owned = owner_of(scene, start, token.i, end, tail)
    sector = _sector(noun.role, owned)
    if owned.country is None:
        owned = owned._replace(country=country_of_place(scene, end, sector))
    if owned.acts_for is not None and owned.country is None and sector == "MIL":
        sector = owned.sector or "REB"
    description = replace(
        _plain(scene, token, noun, start, end),
        sector=sector,
        country=owned.country,
        acts_for=owned.acts_for,
        owner=owned.entry,
    )
    description = _as_organ(scene, description, owned, noun)
    yield description
    yield from _coordinated(scene, description, noun)


def _plain(scene: Scene, token: Token, noun: RoleNoun, start: int, end: int) -> Description:
    frame, role = scene.frame, noun.role
    before = start - 1
    while (
        before >= 0 and frame.lower[before] in scene.reader.roles.quantifiers and before > start - 4
    ):
        before -= 1
    pointing = (
        before >= 0
        and frame.lower[before] in POINTING
        and frame.sentence[before] == frame.sentence[token.i]
    )
    return Description(
        start=start,
        end=end,
        root=token.i - len(noun.before) if "of" in noun.before else token.i,
        lemma=noun.lemma,
        name=" ".join(frame.doc[start:end].text.split()),
        kind="group" if role.kind == "person" and noun.plural else role.kind,
        rule=role.id,
        sex=role.sex,
        organ=role.organ,
        wording=token.text if role.loaded else None,
        plural=noun.plural,
        title=role.title,
        bare=start == token.i - len(noun.before) and end == token.i + 1,
        definite=pointing,
    )


def _sector(role: Role, owned: Owner) -> str | None:
    if role.neutral and owned.sector and not (role.sector == "MIL" and owned.sector == "GOV"):
        return owned.sector
    return role.sector


def _as_organ(scene: Scene, description: Description, owned: Owner, noun: RoleNoun) -> Description:
    """Name the organ of a known state: "Varga regime" is the Marennan government."""
    state = scene.reader.actors.state(owned.country)
    if description.organ is None or state is None or state.adjective is None:
        return description
    if description.acts_for or (owned.entry is not None and owned.entry.kind == "group"):
        return description
    if description.organ == "state":
        return replace(description, name=state.name, id=state.id, named=True)
    if description.organ == GOVERNMENT:
        word = noun.lemma if noun.lemma == "cabinet" else GOVERNMENT
        name = f"{state.adjective} {word}"
        return replace(description, name=name, id=state.id, named=True, kind="state")
    if noun.role.neutral and noun.plural:
        return replace(description, named=True)
    return replace(description, name=f"{state.adjective} {noun.lemma}", named=True)


def _coordinated(scene: Scene, description: Description, noun: RoleNoun) -> Iterator[Description]:
    """The other half of "Valdorian and Marennan troops"."""
    at, doc = description.start, scene.frame.doc
    if at < 2 or scene.frame.lower[at - 1] not in ("and", "or", ","):
        return
    other, first = scene.owner.get(at - 2), scene.owner.get(at)
    if other is None or first is None or {other.named, first.named} - {"adjective", "country"}:
        return
    if doc[other.root].dep_ not in ("amod", "compound", "nmod", "conj"):
        return
    name = f"{doc[other.start : other.end].text} {doc[description.root].text}"
    half = replace(
        description, start=other.start, end=other.end, root=other.root, name=name,
        country=other.country, id=None, bare=False, definite=False, owner=other.entry,
    )  # fmt: skip
    yield _as_organ(scene, half, Owner(other.country, None, None, other.entry), noun)


# --- its edges ----------------------------------------------------------------------------------


def _left_edge(scene: Scene, head: Token, noun: RoleNoun) -> int:
    frame, doc = scene.frame, scene.frame.doc
    least = head.i - len(noun.before)
    above = head.head if head.dep_ in MODIFYING else head
    low = max(0, head.i - WIDEST, min(head.left_edge.i, above.left_edge.i))
    at = least
    while at > low and frame.sentence[at] == frame.sentence[head.i]:
        before = doc[at - 1]
        if before.tag_ == "POS":
            found = scene.owner.get(at - 2)
            if found is not None and found.start >= low:
                return found.start
            break
        found = scene.owner.get(at - 1)
        if found is not None and found.end == at and found.end - found.start > 1:
            at = found.start
            continue
        if not _belongs(scene, before, head):
            break
        at -= 1
    while at < least and (doc[at].is_punct or doc[at].is_space or doc[at].pos_ == "ADV"):
        at += 1
    if at > least or frame.sentence[at] != frame.sentence[head.i]:
        return least
    return at


def _belongs(scene: Scene, before: Token, head: Token) -> bool:
    frame = scene.frame
    word = frame.lower[before.i]
    if before.is_space or (word in scene.reader.roles.quantifiers and before.i not in scene.owner):
        return False
    if before.text in HYPHENS:
        return not before.whitespace_
    if before.pos_ in ("ADJ", "NOUN", "PROPN"):
        return before.dep_ not in ARGUMENTS or before.i in scene.owner
    if before.tag_ in ("VBN", "VBG", "VBD"):
        return (before.dep_ == "amod" and before.head.i == head.i) or _hyphen_after(frame, before.i)
    describes = before.dep_ == "advmod" and before.head.pos_ == "ADJ" and word.endswith("ly")
    return describes or _hyphen_after(frame, before.i)


def _hyphen_after(frame: Frame, at: int) -> bool:
    doc = frame.doc
    return (at + 1 < len(doc) and doc[at + 1].text == "-" and not doc[at].whitespace_) or (
        at > 0 and doc[at - 1].text == "-" and not doc[at - 1].whitespace_
    )


def _right_edge(scene: Scene, head: Token, noun: RoleNoun) -> tuple[int, RoleNoun | None]:
    """Where the description ends, and the person noun after "of" if it ends with one."""
    frame, roles = scene.frame, scene.reader.roles
    at = head.i + 1
    if at >= len(frame.doc) or frame.lower[at] != "of":
        return at, None
    here = _noun_phrase_end(scene, at + 1)
    if here == at + 1 or not _can_end(frame, here - 1, roles):
        return at, None
    tail = role_noun_at(frame, here - 1, roles)
    if tail is not None and tail.role.partitive:
        return at, None
    if frame.lower[head.i] in CROWDS and tail is None:
        return at, None
    named = any(i in scene.owner for i in range(at + 1, here)) or tail is not None
    proper = frame.doc[here - 1].pos_ == "PROPN"
    wide = noun.role.kind in ("people", "person", "organization", "state")
    return (here, tail) if named or proper or wide else (at, None)


def _noun_phrase_end(scene: Scene, start: int) -> int:
    doc, owner = scene.frame.doc, scene.owner
    here, last = start, min(len(doc), start + OF_WORDS)
    while here < last and (
        doc[here].pos_ in ("DET", "ADJ", "PROPN", "NOUN", "NUM")
        or doc[here].text in HYPHENS
        or doc[here].tag_ == "POS"
    ):
        here += 1
        if here - 1 in owner and owner[here - 1].end == here and not _goes_on(scene.frame, here):
            break
    return here


def _can_end(frame: Frame, last: int, roles: Roles) -> bool:
    return frame.doc[last].pos_ in ("NOUN", "PROPN") and frame.lower[last] not in roles.quantifiers


def _goes_on(frame: Frame, at: int) -> bool:
    doc = frame.doc
    return at < len(doc) and (
        doc[at].pos_ in ("NOUN", "PROPN") or doc[at].tag_ == "POS" or doc[at].text in HYPHENS
    )


def find_counted(frame: Frame, descriptions: list[Description], roles: Roles) -> dict[int, int]:
    """Counting words that stand for what they count: "hundreds of villagers".

    Returns:
        Token index of the counting word to that of the head noun that it counts.
    """
    heads = {d.root for d in descriptions}
    counted: dict[int, int] = {}
    for at, word in enumerate(frame.lower):
        noun = role_noun_at(frame, at, roles) if word in roles.nouns else None
        if noun is None or not noun.role.partitive:
            continue
        target = _object_of(frame.doc[at])
        if target is not None and target.lower_ in roles.nouns and target.i not in heads:
            target = _object_of(target)  # "tens of thousands of villagers"
        if target is not None and target.i in heads:
            counted[at] = target.i
    return counted


def _object_of(token: Token) -> Token | None:
    of = next((c for c in token.children if c.lower_ == "of"), None)
    return next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
