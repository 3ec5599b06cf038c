"""Whose somebody is: what the words around a head noun tell of country, sector and principal.

"Marennan rebels" are of a country, "Valdoria-backed fighters" act for a state, "foot soldiers of
the Northmark Front" for a group; "anti-government" tells nothing of either.
"""

from typing import NamedTuple

from rashomon.knowledge.actors import ActorEntry
from rashomon.layers.who_frame import Found, Frame, Reader, role_noun_at
from rashomon.lexicon.roles import RoleNoun, Roles
from rashomon.lexicon.words import word_list

HYPHENS = frozenset(("-", "–", "‑"))
FORCES = word_list("who.forces")
PROXIES = word_list("who.proxies")
OWNERS = frozenset(("country", "adjective", "capital", "seat", "people"))
LOCAL_SECTORS = frozenset(("REB", "COP", "CVL", "OPP", "GOV", "LEG", "JUD", "REL", "EDU", "CRM"))
"""Sectors of those who, named in a country, are that country's; soldiers often are another's."""


class Owner(NamedTuple):
    """What the words around a head tell.

    Attributes:
        country: ISO 3166 alpha-3, or None.
        sector: PLOVER sector of the owner, or None.
        acts_for: Name of the principal, or None.
        entry: The known actor that is named, or None.
    """

    country: str | None = None
    sector: str | None = None
    acts_for: str | None = None
    entry: ActorEntry | None = None


NOBODY = Owner()


class Scene(NamedTuple):
    """A document with its names by token and what the layer knows."""

    frame: Frame
    owner: dict[int, Found]
    reader: Reader


def owner_of(scene: Scene, start: int, head: int, end: int, tail: RoleNoun | None) -> Owner:
    """Read a description's owner: from the words before the head, else from those after it.

    Args:
        scene: The document.
        start: First token of the description.
        head: Its head noun.
        end: Token after its last.
        tail: The person noun that ends it after "of", if there is one.
    """
    owned = _before(scene, start, head)
    if owned.country is None and owned.acts_for is None and end > head + 1:
        owned = _after(scene, head + 1, end, tail, owned)
    return owned


def country_of_place(scene: Scene, end: int, sector: str | None) -> str | None:
    """The country of rebels "in Valdoria": of sectors that are at home where they are named."""
    frame = scene.frame
    if sector not in LOCAL_SECTORS or end + 1 >= len(frame.doc) or frame.lower[end] != "in":
        return None
    at = end + 2 if frame.lower[end + 1] == "the" else end + 1
    found = scene.owner.get(at)
    return found.country if found is not None and found.named in ("country", "capital") else None


def _before(scene: Scene, start: int, head: int) -> Owner:
    owned = NOBODY
    for at in range(start, head):
        found = scene.owner.get(at)
        if found is None:
            owned = _from_word(scene.frame, at, owned, scene.reader.roles)
        elif found.end - 1 == at:
            owned = _from_name(scene, found, head, owned)
    return owned


def _from_name(scene: Scene, found: Found, head: int, owned: Owner) -> Owner:
    frame = scene.frame
    relation = _relation(frame, found, scene.reader.roles)
    if relation == "against":
        return owned
    if relation is not None:
        led = found.country if relation == "led" else owned.country
        return owned._replace(acts_for=found.name, country=led)
    if found.named in OWNERS and found.country:
        if any(word in PROXIES for word in frame.lower[found.end : head + 1]):
            return owned._replace(acts_for=found.name)
        return owned._replace(country=found.country, entry=found.entry)
    if found.kind in ("group", "organization"):
        acts_for = found.name if frame.lower[head] in FORCES else owned.acts_for
        return Owner(found.country, found.sector, acts_for, found.entry)
    if found.kind == "person":
        return _from_person(frame, found, head, owned)
    return owned


def _from_person(frame: Frame, found: Found, head: int, owned: Owner) -> Owner:
    possessed = found.end < len(frame.doc) and frame.doc[found.end].tag_ == "POS"
    rules = found.sector in ("GOV", None) and found.country is not None
    follows = possessed and not rules and frame.lower[head] in FORCES
    return owned._replace(
        country=found.country or owned.country,
        acts_for=found.name if follows else owned.acts_for,
        entry=found.entry,
    )


def _relation(frame: Frame, found: Found, roles: Roles) -> str | None:
    """``for`` or ``led`` after "X-backed", "X-led" or "pro-X", ``against`` after "anti-X"."""
    doc, lower = frame.doc, frame.lower
    at = found.end
    word = lower[found.end - 1].rpartition("-")[2] if "-" in lower[found.end - 1] else ""
    if at + 1 < len(doc) and doc[at].text in HYPHENS:
        word = lower[at + 1]
    if word in roles.backers:
        return "led" if word == "led" else "for"
    before = found.start - 1
    if before >= 1 and doc[before].text in HYPHENS:
        before -= 1
    prefix = lower[before].rstrip("-") if before >= 0 else ""
    first = lower[found.start]
    if prefix == "pro" or first.startswith("pro-"):
        return "for"
    return "against" if prefix == "anti" or first.startswith("anti-") else None


def _from_word(frame: Frame, at: int, owned: Owner, roles: Roles) -> Owner:
    word = frame.lower[at]
    prefix = frame.lower[at - 2] if at > 1 and frame.doc[at - 1].text in HYPHENS else ""
    if word.startswith("anti-") or prefix == "anti":
        return owned
    noun = role_noun_at(frame, at, roles)
    if word in ("pro-government", "pro-regime") or (prefix == "pro" and noun is not None):
        return owned._replace(acts_for=word.removeprefix("pro-"))
    if noun is not None and noun.role.sector is not None:
        return owned._replace(sector=noun.role.sector)
    return owned


def _after(scene: Scene, start: int, end: int, tail: RoleNoun | None, owned: Owner) -> Owner:
    inside = [scene.owner[i] for i in range(start, end) if i in scene.owner]
    if inside:
        first = inside[0]
        if first.kind in ("group", "organization"):
            return Owner(first.country, first.sector, first.name, first.entry)
        if first.country:
            owned = owned._replace(country=first.country, entry=first.entry)
    if tail is not None and tail.role.sector:
        owned = owned._replace(sector=tail.role.sector)
    return owned
