"""Names of known actors in a text: the longest name of the tables, and whom a short one means.

Spelling is tolerant ("al-Nusra", "Al Nusra"), case is not; where two actors own a name, years, full
names and countries in the text decide, or nobody.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from spacy.tokens import Doc, Token

from rashomon.knowledge.actors import END, Actors, Alias
from rashomon.knowledge.names import Piece, name_pieces
from rashomon.layers.who_frame import Found, Frame
from rashomon.lexicon.roles import Roles

LONGEST = 14
"""A known name has at most so many pieces; it bounds the walk on hostile text."""
SKIPPED = 2
WORD_ACRONYMS = frozenset(("us", "is", "it", "who", "aid", "no", "in", "pa", "un", "act"))
"""Acronyms that are words where everything stands in capitals."""
COUNTED = frozenset(("KIA", "WIA", "MIA"))
"""Acronyms that behind a number count victims: "one KIA"."""
NO_SURNAME = frozenset(
    ("DATE", "TIME", "GPE", "LOC", "FAC", "CARDINAL", "MONEY", "EVENT", "LAW", "WORK_OF_ART")
)
BEFORE_OFFICE, AFTER_OFFICE = 6, 15
"""Years around an office in which news still calls the holder by the last name alone."""
STATE_SENSES = {"adjective": "adjective", "people": "people", "capital": "capital", "seat": "seat"}
HYPHENS = frozenset(("-", "‑", "–", "'", "’"))


class _Spot(NamedTuple):
    piece: Piece
    token: int


class _Hit(NamedTuple):
    start: int
    end: int
    aliases: tuple[Alias, ...]


def find_known(frame: Frame, actors: Actors, roles: Roles) -> list[Found]:
    """Find the names that the tables know, in text order."""
    hits = [_untitled(hit, frame, roles) for hit in _known(frame, actors)]
    context = _context(frame, hits)
    return [f for hit in hits if (f := _resolve(hit, frame.doc, context)) is not None]


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
        if written in COUNTED and first.token and doc[first.token - 1].pos_ == "NUM":
            return False
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
            a for a in hit.aliases if _is_plausible(a, context, doc[max(0, hit.start - 1)].lower_)
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
        rule=rule, entry=entry, sector=entry.sector_at(context.published or context.latest),
        country=entry.country, surname=surname,
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
        # "US" and "United Kingdom" stand before a noun as adjectives do
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


def _is_plausible(alias: Alias, context: _Context, before: str) -> bool:
    """Tell whether a last name alone can mean a leader: by the years, by country or by title.

    A date that is only read off the text bounds from below: who came later may still be meant.
    """
    entry = alias.entry
    titled = any(before in term.office.casefold().split() for term in entry.terms)
    if alias.sense == "last" and entry.country not in context.countries and not titled:
        return False
    day = context.published or context.latest
    if day is None:
        return True
    year = int(day[:4])
    begins = int(entry.start[:4]) if entry.start else year
    ends = int(entry.end[:4]) if entry.end else year
    too_early = context.published is not None and year < begins - BEFORE_OFFICE
    return not too_early and year <= ends + AFTER_OFFICE
