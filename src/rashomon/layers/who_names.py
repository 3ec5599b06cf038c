"""Names: the tables of known actors first, then what the statistical model calls a name.

The tables win: the model calls armed groups persons and ministers towns. The longest known name
decides; a model's person or organisation that holds more words than a known country does
("Bank of Valdoria") stays whole.
"""

from dataclasses import replace

from spacy.tokens import Token

from rashomon.knowledge.actors import Actors
from rashomon.layers.who_frame import Found, Frame, role_noun_at
from rashomon.layers.who_known import HYPHENS, find_known
from rashomon.lexicon.roles import Roles

LOOSE = frozenset(("nsubj", "nsubjpass", "pobj", "dobj", "poss", "conj"))
NO_NAME = frozenset(
    ("DATE", "TIME", "EVENT", "LAW", "LANGUAGE", "WORK_OF_ART", "MONEY", "QUANTITY")
)
UNITS = {"PERSON": "person", "ORG": "organization", "NORP": "people", "GPE": "state"}
WEAK = frozenset(("country", "adjective", "capital", "people"))


def find_names(frame: Frame, actors: Actors, roles: Roles) -> list[Found]:
    """Find every name of a document, in text order, none overlapping another."""
    names = _with_entities(frame, find_known(frame, actors, roles), roles)
    names += _titled(frame, names, roles)
    names += _headed(frame, names, roles)
    names += _loose(frame, names, roles)
    return sorted(names, key=lambda f: f.start)


# --- the model's entities -----------------------------------------------------------------------


def _with_entities(frame: Frame, known: list[Found], roles: Roles) -> list[Found]:
    owner = {i: found for found in known for i in range(found.start, found.end)}
    dropped: set[int] = set()
    added: list[Found] = []
    for ent in frame.doc.ents:
        kind = UNITS.get(ent.label_)
        if kind is None:
            continue
        start, end = _trim(frame, ent.start, ent.end, roles)
        if start >= end or (kind == "person" and frame.lower[ent.start] in PLACING):
            continue
        inside = {owner[i].start: owner[i] for i in range(start, end) if i in owner}
        if inside and not _is_wider(frame, kind, start, end, list(inside.values()), roles):
            continue
        found = _unknown(frame, start, end, kind, roles)
        if found is not None:
            country = next((f.country for f in inside.values() if f.country), None)
            added.append(replace(found, country=country))
            dropped |= set(inside)
    return [f for f in known if f.start not in dropped] + added


def _trim(frame: Frame, start: int, end: int, roles: Roles) -> tuple[int, int]:
    doc, lower = frame.doc, frame.lower
    while end > start and (lower[end - 1] in ("'s", "’s", "'", "’") or doc[end - 1].is_space):
        end -= 1
    while start < end - 1 and (_is_title(frame, start, roles) or lower[start] in roles.quantifiers):
        start += 1
    if start < end and (doc[start].pos_ == "DET" or lower[start] == "the"):
        start += 1
    bracket = next((i for i in range(start, end) if doc[i].text in ("(", "[")), end)
    end = bracket if bracket > start else end
    while end > start + 1 and lower[end - 1] in HANGING:
        end -= 1
    return start, end


HANGING = frozenset(("of", "the", "and", "for", "in", "at", "to", "with", "-", ","))
"""What no name ends in, where the model's entity was cut short: "Ministers of"."""


PLACING = frozenset(("in", "near", "at", "around", "outside", "inside"))
"""What no person's name begins with: the model takes "*Near* Dovrin" for one."""


def _is_title(frame: Frame, at: int, roles: Roles) -> bool:
    word = frame.lower[at].rstrip(".")
    if word in roles.honorifics or frame.doc[at].is_space:
        return True
    return frame.doc[at].ent_type_ == "PERSON" and any(
        n.role.title for n in roles.nouns.get(word, ())
    )


def _is_wider(
    frame: Frame, kind: str, start: int, end: int, inside: list[Found], roles: Roles
) -> bool:
    """Tell whether the model's entity holds known names only as parts of a longer name."""
    first, last = min(f.start for f in inside), max(f.end for f in inside)
    if first < start or last > end or (first == start and last == end):
        return False
    if frame.lower[end - 1] in roles.nouns and kind != "person":
        return False
    weak = all(f.surname or f.named in WEAK or _lacks_first_name(frame, f) for f in inside)
    apart = any(t.is_punct and t.text not in HYPHENS for t in frame.doc[start:end])
    possessed = any(t.tag_ == "POS" for t in frame.doc[start:end])
    enough = kind in ("person", "organization") and len(inside) == 1
    if kind == "state":  # "New Valdoria" is not Valdoria
        enough = len(inside) == 1 and frame.doc[start].pos_ == "PROPN" and last == end
    return weak and enough and not apart and not possessed


def _lacks_first_name(frame: Frame, found: Found) -> bool:
    """As in "bin Adar" of Omar bin Adar: a brother's full name holds it as well."""
    if found.kind != "person" or found.entry is None:
        return False
    return frame.lower[found.start] != found.entry.name.split()[0].casefold()


def _unknown(frame: Frame, start: int, end: int, kind: str, roles: Roles) -> Found | None:
    doc = frame.doc
    span = doc[start:end]
    root = span.root
    letters = sum(c.isalpha() for c in span.text)
    if (
        letters < 2
        or not any(t.text[:1].isupper() for t in span)
        or doc[end - 1].pos_ in ("VERB", "NUM")
    ):
        return None
    if kind == "people" and not _is_many(frame, start, end, root):
        return None
    last = frame.lower[end - 1]
    if kind in ("organization", "people") and _describes(frame, start, end - 1, roles):
        return None
    sector: str | None = None
    if kind == "organization" and last in roles.name_heads:
        kind, sector = roles.name_heads[last]
    return Found(
        start=start, end=end, root=root.i, name=" ".join(span.text.split()), kind=kind,
        named="polity" if kind == "state" else kind, rule=f"who.entity.{kind}", sector=sector,
    )  # fmt: skip


def _is_many(frame: Frame, start: int, end: int, root: Token) -> bool:
    """Tell whether a nationality or faith stands for those who have it, not for a quality."""
    if root.dep_ in ("amod", "compound", "nmod"):
        return False
    many = frame.doc[end - 1].tag_ in ("NNS", "NNPS") or frame.lower[end - 1].endswith("s")
    return many or (start > 0 and frame.lower[start - 1] == "the")


def _titled(frame: Frame, names: list[Found], roles: Roles) -> list[Found]:
    """Persons that only their title gives away: "Defence Minister Tomas Brandt"."""
    taken = {i for f in names for i in range(f.start, f.end)}
    doc, added = frame.doc, []
    for token in doc[:-1] if len(doc) else []:
        after = token.i + 1
        word = frame.lower[token.i].rstrip(".")
        title = word in roles.honorifics or any(n.role.title for n in roles.nouns.get(word, ()))
        if not title or after in taken or doc[after].pos_ != "PROPN":
            continue
        if token.dep_ not in ("compound", "nmod", "amod") and word not in roles.honorifics:
            continue
        end = after
        while end < len(doc) and doc[end].pos_ == "PROPN" and end not in taken and end - after < 5:
            end += 1
        if end == after or frame.lower[end - 1] in roles.nouns or not doc[after].text[0].isupper():
            continue
        taken |= set(range(after, end))
        span = doc[after:end]
        added.append(
            Found(start=after, end=end, root=span.root.i, named="person", name=span.text,
                  kind="person", rule="who.name.titled")
        )  # fmt: skip
    return added


def _headed(frame: Frame, names: list[Found], roles: Roles) -> list[Found]:
    """Organisations that only their last word gives away: "Northmark Front"."""
    taken = {i for f in names for i in range(f.start, f.end)}
    doc, added = frame.doc, []
    for token in doc:
        head = roles.name_heads.get(frame.lower[token.i])
        if head is None or token.i in taken or not token.text[0].isupper():
            continue
        start = token.i
        while (
            start and _names_on(doc[start - 1]) and start - 1 not in taken and token.i - start < 5
        ):
            start -= 1
        if start == token.i or _describes(frame, start, token.i, roles):
            continue
        taken |= set(range(start, token.i + 1))
        span = doc[start : token.i + 1]
        added.append(
            Found(start=start, end=token.i + 1, root=span.root.i, named=head[0], name=span.text,
                  kind=head[0], rule="who.name.headed", sector=head[1])
        )  # fmt: skip
    return added


def _loose(frame: Frame, names: list[Found], roles: Roles) -> list[Found]:
    """Proper names that nothing else knows: actors where ``metonymy.toml`` lets a polity act."""
    taken = {i for f in names for i in range(f.start, f.end)}
    doc, added = frame.doc, []
    for token in doc:
        if token.pos_ != "PROPN" or token.i in taken or token.dep_ not in LOOSE:
            continue
        if token.ent_type_ in NO_NAME or not token.text[0].isupper() or not token.is_alpha:
            continue
        start = token.i
        while (
            start and _names_on(doc[start - 1]) and start - 1 not in taken and token.i - start < 4
        ):
            start -= 1
        words = frame.lower[start : token.i + 1]
        if any(w in roles.nouns or w in roles.honorifics for w in words):
            continue
        taken |= set(range(start, token.i + 1))
        added.append(
            Found(start=start, end=token.i + 1, root=token.i, named="polity", kind="organization",
                  name=doc[start : token.i + 1].text, rule="who.name.loose")
        )  # fmt: skip
    return added


def _describes(frame: Frame, start: int, last: int, roles: Roles) -> bool:
    """Tell whether the words are the lexicon's own ("Foreign Ministry") and so describe."""
    noun = role_noun_at(frame, last, roles)
    if noun is None:
        return False
    return last - len(noun.before) <= start or frame.lower[last] not in roles.name_heads


def _names_on(token: Token) -> bool:
    return token.pos_ in ("PROPN", "ADJ", "NOUN") and token.text[0].isupper() and token.is_alpha
