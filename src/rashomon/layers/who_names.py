"""Names: the tables of known actors first, then what the statistical model calls a name.

The tables win: the model calls armed groups persons and ministers towns. The longest known name
decides; a model's person or organisation that holds more words than a known country does
("Bank of Valdoria") stays whole.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from spacy.tokens import Doc, Token

from rashomon.knowledge.actors import END, Actors, Alias
from rashomon.knowledge.names import Piece, name_pieces
from rashomon.layers.who_frame import Found, Frame, role_noun_at
from rashomon.lexicon.roles import Roles

LONGEST = 14
"""A known name has at most so many pieces; it bounds the walk on hostile text."""
SKIPPED = 2
WORD_ACRONYMS = frozenset(("us", "is", "it", "who", "aid", "no", "in", "pa", "un", "act"))
"""Acronyms that are words where everything stands in capitals."""
NO_SURNAME = frozenset(
    ("DATE", "TIME", "GPE", "LOC", "FAC", "CARDINAL", "MONEY", "EVENT", "LAW", "WORK_OF_ART")
)
BEFORE_OFFICE, AFTER_OFFICE = 6, 15
"""Years around an office in which news still calls the holder by the last name alone."""
STATE_SENSES = {"adjective": "adjective", "people": "people", "capital": "capital", "seat": "seat"}
LOOSE = frozenset(("nsubj", "nsubjpass", "pobj", "dobj", "poss", "conj"))
NO_NAME = frozenset(
    ("DATE", "TIME", "EVENT", "LAW", "LANGUAGE", "WORK_OF_ART", "MONEY", "QUANTITY")
)
UNITS = {"PERSON": "person", "ORG": "organization", "NORP": "people", "GPE": "state"}
HYPHENS = frozenset(("-", "‑", "–", "'", "’"))


class _Spot(NamedTuple):
    piece: Piece
    token: int


class _Hit(NamedTuple):
    start: int
    end: int
    aliases: tuple[Alias, ...]


def find_names(frame: Frame, actors: Actors, roles: Roles) -> list[Found]:
    """Find every name of a document, in text order, none overlapping another."""
    hits = [_untitled(hit, frame, roles) for hit in _known(frame, actors)]
    context = _context(frame, hits)
    known = [f for hit in hits if (f := _resolve(hit, frame.doc, context)) is not None]
    names = _with_entities(frame, known, roles)
    names += _titled(frame, names, roles)
    names += _headed(frame, names, roles)
    names += _loose(frame, names, roles)
    return sorted(names, key=lambda f: f.start)


# --- the tables -------------------------------------------------------------------------------


def _known(frame: Frame, actors: Actors) -> Iterator[_Hit]:
    doc = frame.doc
    spots = [_Spot(piece, t.i) for t in doc for piece in name_pieces(t.text)]
    shouting = _is_shouting(doc)
    at = 0
    while at < len(spots):
        hit = None
        if spots[at].piece.text in actors.trie:
            hit = _longest(spots, at, actors.trie, doc, shouting)
        if hit is None:
            at += 1
            continue
        yield hit
        while at < len(spots) and spots[at].token < hit.end:
            at += 1


def _longest(
    spots: list[_Spot], at: int, node: dict[str, Any], doc: Doc, shouting: bool
) -> _Hit | None:
    best, skipped, here = None, 0, at
    while here < len(spots) and here - at < LONGEST:
        spot = spots[here]
        if here > at and not _adjacent(doc, spots[here - 1].token, spot.token):
            break
        deeper = node.get(spot.piece.text)
        if deeper is None:
            if not spot.piece.article or here == at or skipped == SKIPPED:
                break
            skipped += 1
        else:
            node = deeper
            aliases = tuple(
                a for a in node.get(END, ()) if _case_fits(a, spots[at], spot, doc, shouting)
            )
            if aliases:
                best = _Hit(_with_article(spots, at), spot.token + 1, aliases)
        here += 1
    return best


def _adjacent(doc: Doc, left: int, right: int) -> bool:
    return right - left <= 1 or all(
        t.text in HYPHENS or (t.is_space and t.text.count("\n") < 2) for t in doc[left + 1 : right]
    )


def _case_fits(alias: Alias, first: _Spot, last: _Spot, doc: Doc, shouting: bool) -> bool:
    if alias.exact:
        written = doc[last.token].text
        if shouting and "." not in written and last.piece.text in WORD_ACRONYMS:
            return False
        return written.split("-")[0].replace(".", "").isupper()
    pieces = name_pieces(alias.text)
    return (first.piece.capital or not pieces[0].capital) and (
        last.piece.capital or not pieces[-1].capital
    )


def _with_article(spots: list[_Spot], at: int) -> int:
    start = spots[at].token
    if at and spots[at - 1].piece.article and spots[at - 1].piece.text in ("al", "el", "an", "as"):
        before = spots[at - 1].token
        if start - before == 2 or (
            start - before == 1 and spots[at - 1].piece.text in ("al", "el")
        ):
            return before
    return start


def _is_shouting(doc: Doc) -> bool:
    words = [t for t in doc[:200] if t.is_alpha and len(t) > 1]
    return bool(words) and sum(t.is_upper for t in words) > 0.6 * len(words)


class _Context(NamedTuple):
    """What a document tells about whom its short names can mean.

    Attributes:
        full: Ids of the actors that it names in full.
        countries: Countries that it names in any way.
        published: ISO date, or None.
        latest: The latest year that can be told from the text itself.
    """

    full: frozenset[str]
    countries: frozenset[str]
    published: str | None
    latest: str | None


def _context(frame: Frame, hits: list[_Hit]) -> _Context:
    full, countries, years = set(), set(), set()
    for hit in hits:
        named = {a.entry.id: a.entry for a in hit.aliases if a.sense == "name"}
        if len(named) == 1:
            entry = next(iter(named.values()))
            full.add(entry.id)
            if entry.kind == "person" and entry.start:
                years.add(entry.start[:4])
        places = {a.entry.country for a in hit.aliases if a.sense not in ("surname", "last")}
        countries |= {c for c in places if c and len(places) == 1}
    years |= {w for w in frame.lower if len(w) == 4 and w.isdigit() and "1900" <= w <= "2099"}
    latest = max(years, default=None)
    return _Context(frozenset(full), frozenset(countries), frame.published, latest)


def _untitled(hit: _Hit, frame: Frame, roles: Roles) -> _Hit:
    """The same without a title that the table writes as part of the name ("President Varga")."""
    start = hit.start
    if any(a.entry.kind != "person" for a in hit.aliases):
        return hit
    while start < hit.end - 1 and any(
        n.role.title for n in roles.nouns.get(frame.lower[start].rstrip("."), ())
    ):
        start += 1
    return hit._replace(start=start)


def _resolve(hit: _Hit, doc: Doc, context: _Context) -> Found | None:
    """Choose among the owners of a name; None where it is no name here at all."""
    aliases = [a for a in hit.aliases if a.sense not in ("surname", "last")]
    surname = not aliases
    if surname:
        if not _may_be_surname(doc, hit):
            return None
        aliases = [a for a in hit.aliases if a.entry.id in context.full] or [
            a for a in hit.aliases if _is_plausible(a, context)
        ]
        aliases = [a for a in aliases if a.sense == "surname"] or aliases
        if not aliases:
            return None
    owners = list({a.entry.id: a.entry for a in aliases}.values())
    if len(owners) > 1:
        mentioned = [o for o in owners if o.id in context.full]
        day = context.published or context.latest
        narrower = 0 < len(mentioned) < len(owners)
        owners = mentioned if narrower else [o for o in owners if o.holds_at(day)] or owners
    text = doc[hit.start : hit.end].text
    root = doc[hit.start : hit.end].root
    rule = "who.name.surname" if surname else "who.name.known"
    if len(owners) != 1:
        return _ambiguous(hit, text, root, surname)
    entry = owners[0]
    senses = {a.sense for a in hit.aliases if a.entry.id == entry.id}
    named = _sense_here(senses, root, doc, hit) if entry.kind == "state" else entry.kind
    return Found(
        start=hit.start, end=hit.end, root=root.i, named=named, name=entry.name, kind=entry.kind,
        rule=rule, entry=entry, sector=entry.sector_at(context.published or context.latest), country=entry.country, surname=surname,
    )  # fmt: skip


def _ambiguous(hit: _Hit, text: str, root: Token, surname: bool) -> Found | None:
    kinds = {a.entry.kind for a in hit.aliases}
    senses = {a.sense for a in hit.aliases}
    if "state" in kinds and "name" not in senses:
        return None
    kind = min(kinds) if len(kinds) == 1 else "organization"
    named = "country" if kind == "state" else kind
    countries = {a.entry.country for a in hit.aliases}
    country = countries.pop() if len(countries) == 1 else None
    return Found(
        start=hit.start, end=hit.end, root=root.i, named=named, name=text, kind=kind,
        rule="who.name.ambiguous", surname=surname, country=country,
    )  # fmt: skip


def _sense_here(senses: set[str], root: Token, doc: Doc, hit: _Hit) -> str:
    if "name" in senses:
        # "US", "United Kingdom" stand before a noun as adjectives do; "Valdoria talks" are on Valdoria
        abbreviated = doc[hit.start].text.replace(".", "").isupper() or hit.end - hit.start > 1
        modifies = root.dep_ in ("compound", "amod", "nmod")
        return "adjective" if abbreviated and modifies else "country"
    if "adjective" in senses or "people" in senses:
        alone = root.pos_ in ("NOUN", "PROPN") and root.dep_ not in ("amod", "compound", "nmod")
        many = root.tag_ in ("NNS", "NNPS") or (hit.start and doc[hit.start - 1].lower_ == "the")
        return "people" if "people" in senses and alone and many else "adjective"
    if root.ent_type_ == "GPE":
        return "capital"
    return STATE_SENSES[min(senses & STATE_SENSES.keys())] if senses else "country"


def _may_be_surname(doc: Doc, hit: _Hit) -> bool:
    token = doc[hit.end - 1]
    if token.ent_type_ in NO_SURNAME or token.pos_ not in ("PROPN", "X"):
        return False
    if token.is_sent_start and token.ent_type_ != "PERSON" and token.dep_ == "compound":
        return False
    before = doc[hit.start - 1] if hit.start else None
    name_goes_on = hit.end < len(doc) and doc[hit.end].pos_ == "PROPN" and token.dep_ == "compound"
    has_first_name = before is not None and before.pos_ == "PROPN" and before.ent_type_ == "PERSON"
    return not (name_goes_on and doc[hit.end].ent_type_ == "PERSON") and not has_first_name


def _is_plausible(alias: Alias, context: _Context) -> bool:
    """Tell whether a last name alone can mean a leader: by the years, and by a country named near.

    A date that is only read off the text bounds from below: who came later may still be meant.
    """
    entry = alias.entry
    if alias.sense == "last" and entry.country not in context.countries:
        return False
    day = context.published or context.latest
    if day is None:
        return True
    year = int(day[:4])
    begins = int(entry.start[:4]) if entry.start else year
    ends = int(entry.end[:4]) if entry.end else year
    too_early = context.published is not None and year < begins - BEFORE_OFFICE
    return not too_early and year <= ends + AFTER_OFFICE


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
        if start >= end:
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
    return start, end


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
    weak = all(
        f.surname or f.named in ("country", "adjective", "capital", "people") for f in inside
    )
    apart = any(t.is_punct and t.text not in HYPHENS for t in frame.doc[start:end])
    possessed = any(t.tag_ == "POS" for t in frame.doc[start:end])
    enough = kind in ("person", "organization") and len(inside) == 1
    if kind == "state":  # "New Valdoria" is not Valdoria
        enough = len(inside) == 1 and frame.doc[start].pos_ == "PROPN" and last == end
    return weak and enough and not apart and not possessed


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
    """Proper names that nothing else knows: an actor only where ``metonymy.toml`` lets a polity act."""
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
