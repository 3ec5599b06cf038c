"""From the words that name a speaker to the party that stands behind them."""

import re
from typing import Final

from rashomon.documents.rules import is_outlet
from rashomon.incidents.offices import affiliation, expand, office_of
from rashomon.incidents.party import (
    Body,
    Party,
    body_of,
    named_body,
    person_in,
    plain,
    reason,
    words_of,
)  # fmt: skip
from rashomon.knowledge.agencies import load_agencies
from rashomon.lexicon.origins import load_origins
from rashomon.model.document import Document
from rashomon.model.statement import Speaker

INDEFINITE: Final = re.compile(
    r"^(?:an?|one|two|three|four|five|several|some|many|other|another|unnamed|unidentified)\s",
    re.IGNORECASE,
)
HEAD_END: Final = re.compile(
    r"\s(?:of|at|in|from|near|close|on|with|inside|outside|who|which|that|familiar)\s|,"
)
STAFF: Final = frozenset(("monitor", "observer", "inspector", "investigator", "expert"))
STAFF_OF: Final = re.compile(
    r"^(?:the\s+)?(?:\w+\s)?(?:monitors|observers|inspectors|investigators|experts)\s"
    r"(?:of|from|for|with)\s",
    re.IGNORECASE,
)
LONGEST: Final = 300
"""Characters of a phrase that are looked at: a name with its apposition is shorter."""
OUTLETS: Final = "reports"
"""The class of nameless media, which a proper name beside makes an outlet: "Port Selm radio"."""


def outlet_party(document: Document) -> Party:
    """Give the outlet of a document, its authors beside it; the document alone without one."""
    people = tuple(a for a in document.authors if not is_outlet(a))
    outlet = document.outlet or _host(document.url)
    if outlet:
        party = named_body(outlet, kind="outlet")
        return Party(kind="outlet", name=party.name, ids=party.ids, body=party.body, people=people)
    if people:
        return Party(kind="person", name=people[0], people=people)
    return Party(kind="document", name=None, document=document.id)


def _host(url: str | None) -> str | None:
    found = re.match(r"https?://(?:www\.)?([\w.-]+)", url or "")
    return found[1] if found else None


def speaker_party(speaker: Speaker, document: Document, text_of: dict[str, str]) -> Party:
    """Make out who a link of the chain of speakers is.

    Args:
        speaker: The link.
        document: Where it stands.
        text_of: Texts of the incident's documents by id, in which an office may be told.
    """
    mention = speaker.mention.text if speaker.mention else ""
    phrase = mention or speaker.name or ""
    return phrase_party(phrase, document, text_of, name=speaker.name, known=speaker.id)


def phrase_party(
    phrase: str, document: Document, text_of: dict[str, str], *,
    name: str | None = None, known: str | None = None,
) -> Party:  # fmt: skip
    """Make out who a phrase names; see `speaker_party`."""
    phrase = phrase[:LONGEST]
    ids = frozenset((known,)) if known else frozenset[str]()
    for rule in load_origins().of_kind("self"):
        if rule.find(phrase):
            return outlet_party(document).with_why(reason(rule.id, phrase))
    reporter = _reporter_of(phrase)
    if reporter is not None:
        return reporter
    person = None if known and not known.startswith("person:") else _person(phrase, name)
    body = office_of(phrase, document.text)
    if body is None and person:
        body = _office_elsewhere(person, document, text_of)
    if body is not None and (body_of(body).head or any(w[:1].isupper() for w in words_of(body))):
        return _for_body(body, person, ids)
    if person and not _is_organ(phrase, person):
        return Party(
            kind="person", name=person, ids=ids, people=(person,),
            body=body_of(person) if " " not in person else None,
            why=(reason("speaker.person", person),),
        )  # fmt: skip
    vague = None if known else _vague(phrase)
    if vague is not None:
        nobody = reason("speaker.nameless", phrase)
        return Party(kind="vague", name=None, vague=vague, why=(nobody,))
    return _organisation(phrase, name, document, ids)


def _organisation(phrase: str, name: str | None, document: Document, ids: frozenset[str]) -> Party:
    shown = expand(_telling(name or phrase, phrase), document.text)
    agency = load_agencies().find(shown) is not None
    kind = "outlet" if agency or is_outlet(shown.removeprefix("The ")) else "body"
    party = named_body(_short(shown), kind=kind, ids=ids)
    return party.with_why(reason("speaker.body" if kind == "body" else "speaker.outlet", phrase))


def _telling(name: str, phrase: str) -> str:
    """Take the phrase where the resolved name leaves out which one it is, or says another.

    As in "the hospital in Kestrel" for a hospital, and "the Northmark defence ministry" for the
    one of Marenna.
    """
    short, long = body_of(name), body_of(phrase)
    if short.head != long.head or long.is_bare or not long.head or "," in phrase:
        return name
    return name if short.words & long.words else phrase


def _short(name: str) -> str:
    """Leave out what follows a comma and the staff in front: "Monitors of the Council of …"."""
    staff = STAFF_OF.sub("", name)
    return re.sub(r"^[Tt]he\s+", "", staff.split(",")[0].strip())


def _reporter_of(phrase: str) -> Party | None:
    for rule in load_origins().of_kind("citing"):
        if rule.id == "citing.witness-of" and (found := rule.find(phrase)):
            return named_body(found["who"], kind="outlet").with_why(reason(rule.id, phrase))
    return None


def _for_body(body: str, person: str | None, ids: frozenset[str]) -> Party:
    party = named_body(body, ids=ids)
    note = f"{person} speaks for {party.name}" if person else f"speaks for {party.name}"
    return Party(
        kind=party.kind, name=party.name, ids=party.ids, body=party.body,
        people=(person,) if person else (), why=(reason("speaker.office", note),),
    )  # fmt: skip


def _person(phrase: str, name: str | None) -> str | None:
    """Find a person's name, the fuller of what is written and what it was resolved to."""
    found = [p for p in (person_in(phrase), person_in(name or "")) if p and not p.isupper()]
    if not found or is_outlet(phrase.removeprefix("the ").removeprefix("The ")):
        return None
    best = max(found, key=lambda p: len(p.split()))
    start = phrase.lstrip("“\"'").split(" ")[0]
    alone = best == start and " " not in best
    return None if alone and _vague(phrase) else best


def _is_organ(phrase: str, person: str) -> bool:
    """Tell whether what looks like a name belongs to a body: "Kestrel hospital"."""
    head = HEAD_END.split(phrase)[0]
    last = words_of(head)[-1:] or [""]
    lists = load_origins().lists
    low = plain(last[0])
    organ = load_origins().same.get(low, low) in lists["organs"] or low in lists["body_last"]
    return organ and last[0] not in person.split()


def _office_elsewhere(person: str, document: Document, text_of: dict[str, str]) -> str | None:
    here = affiliation(person, document.text)
    if here or " " not in person:
        return here
    for key in sorted(text_of):
        if key != document.id and (found := affiliation(person, text_of[key])):
            return found
    return None


def _vague(phrase: str) -> str | None:
    """Give the class of those who are not named, or None where the phrase names somebody."""
    lexicon = load_origins()
    bare = re.sub(r"^(?:the|their|his|her|its)\s+", "", phrase.strip(), flags=re.IGNORECASE)
    head = HEAD_END.split(bare)[0] if not bare.startswith("source close") else "source close"
    words = words_of(head)
    if not words or (words[-1][:1].isupper() and len(words) > 1):
        return None
    lows = [_singular(plain(w)) for w in words]
    indefinite = bool(INDEFINITE.match(phrase)) or lows[-1] != plain(words[-1])
    if lexicon.same.get(lows[-1], lows[-1]) in lexicon.lists["organs"] and not indefinite:
        return None
    if lows[-1] in STAFF and re.search(r"\s(?:of|from)\s+(?:the\s+)?[A-Z]", bare):
        return None
    for start in range(len(lows)):
        found = lexicon.vague_words.get(" ".join(lows[start:]))
        if found == OUTLETS and any(_is_telling(w) for w in words[:-1]):
            return None
        if found:
            return found
    named = any(w[:1].isupper() for w in words[1:]) or (words[0][:1].isupper() and len(words) > 1)
    return "unnamed" if indefinite and not named else None


def _is_telling(word: str) -> bool:
    lexicon = load_origins()
    low = plain(word)
    return word[:1].isupper() and low not in lexicon.lists["generic"] | set(lexicon.vague_words)


def _singular(word: str) -> str:
    irregular = {"people": "people", "media": "media", "witness": "witness", "police": "police"}
    if word in irregular:
        return irregular[word]
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) else word


def carrier(name: str) -> Body:
    """Make a comparable name of whoever passed a nameless voice on."""
    return named_body(name).body or body_of(name)
