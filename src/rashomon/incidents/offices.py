"""For whom somebody speaks: "Karel Imhof, a spokesman for the defence ministry" is the ministry.

An office is read where it stands beside the name, anywhere in the document. Who *was* in office
speaks for himself.
"""

import re
from functools import cache
from typing import Final

from rashomon.incidents.party import Body, body_of, plain, words_of
from rashomon.lexicon.origins import load_origins

AROUND: Final = 90
MOST_MENTIONS: Final = 12
BEFORE_CUT: Final = re.compile(
    r".*(?:[.;:,\n“”\"]|\b(?:said|and|but|that|when|after|told)\b)\s*", re.DOTALL
)
APPOSITION: Final = re.compile(r"\s*,\s+(?P<phrase>[^,.;\n“”\"]{3,80})")
PRONOUN: Final = frozenset(("its", "their", "the", "his", "her", ""))
PLACE_OF: Final = re.compile(
    r"^(?:of|for|in)\s+(?:the\s+)?(?P<place>[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,3})"
)


@cache
def _office() -> "re.Pattern[str]":
    return re.compile(rf"\b(?P<office>{_alternation('offices')})\b", re.IGNORECASE)


@cache
def _seat() -> "re.Pattern[str]":
    return re.compile(rf"\b(?P<office>{_alternation('seats')})\b", re.IGNORECASE)


@cache
def _former() -> "re.Pattern[str]":
    return re.compile(rf"\b(?:{_alternation('former')})\b[\s-]", re.IGNORECASE)


@cache
def _organ_phrase() -> "re.Pattern[str]":
    lists = load_origins().lists
    organs = "|".join(sorted(lists["organs"]))
    return re.compile(
        rf"\b(?:[A-Z][\w'’-]{{1,40}}\s|[a-z]{{1,40}}\s){{0,2}}(?:{organs})\b(?:\sof\s(?:the\s)?\w+)?",
        re.IGNORECASE,
    )


def _alternation(key: str) -> str:
    words = sorted(load_origins().lists[key], key=lambda w: (-len(w), w))
    return "|".join(re.escape(word) for word in words)


def office_of(phrase: str, text: str = "") -> str | None:
    """Read for which body somebody speaks, from a phrase that names or describes him.

    Args:
        phrase: "Ada Quill, a spokeswoman for the Northmark Front".
        text: The document, in which "its spokesman" and "the network's head" are made out.

    Returns:
        The body in words, or None where the phrase names no office that speaks for one.
    """
    if _former().search(phrase):
        return None
    for segment in re.split(r",\s+", phrase):
        found = _seat_in(segment, phrase) or _office_in(segment)
        if found:
            return expand(found, text, phrase)
    return None


def _office_in(segment: str) -> str | None:
    """As in "spokesman for the ministry" and "ministry spokesman Karel Imhof"."""
    found = _office().search(segment)
    if found is None:
        return None
    behind = re.match(
        r"\s+(?:of|for|at|with|from)\s+(?P<body>[^,;(]{2,80})", segment[found.end() :]
    )
    if behind:
        return _trim(behind["body"])
    before = segment[: found.start()].strip()
    bare = re.sub(r"^(?:an?|the)\s+", "", before, flags=re.IGNORECASE)
    if before.lower() in ("its", "their") or bare:
        return before if before.lower() in ("its", "their") else bare
    return None


def _seat_in(segment: str, phrase: str) -> str | None:
    """As in "Defence Minister Tomas Brandt" and "the mayor of Dovrin"."""
    found = _seat().search(segment)
    if found is None:
        return None
    seat = plain(found["office"])
    before = re.sub(
        r"^(?:an?|the)(?:\s+|$)", "", segment[: found.start()].strip(), flags=re.IGNORECASE
    )
    behind = segment[found.end() :].strip()
    if _office().search(re.sub(r"^['’]s\s+", "", behind)):
        return None
    if re.match(r"(?:of|for)\s", behind) and seat == "president":
        body = re.sub(r"^(?:of|for)\s+(?:the\s+)?", "", behind)
        if body_of(body).head or _is_organisation(body):
            return _trim(body)
    if seat == "minister":
        domain = re.match(r"(?:of|for)\s+(?P<domain>[\w\s-]{3,30})", behind)
        told = f"{before} {domain['domain'] if domain else ''}".strip()
        noun = "Ministry" if told[:1].isupper() else "ministry"
        return f"{told} {noun}" if body_of(f"{told} {noun}").domain else None
    place = PLACE_OF.match(behind)
    where = f"of {place['place']}" if place else ""
    indefinite = re.match(r"an?\s", segment, re.IGNORECASE) and not where and "," not in phrase
    return None if indefinite else f"{before} {seat} {where}".strip()


def _is_organisation(name: str) -> bool:
    last = [w for w in words_of(name) if w[:1].isupper()]
    return bool(last) and plain(last[-1]) in load_origins().lists["body_last"]


def _trim(body: str) -> str:
    cut = re.split(r"\s(?:who|which|that|said|told|has|had)\b", body)[0]
    return re.sub(r"^(?:the|a|an)\s+", "", cut.strip(), flags=re.IGNORECASE)


def expand(body: str, text: str, phrase: str = "") -> str:
    """Make out "its", "the ministry" or "the network" by what the document calls by that noun.

    Returns:
        The fuller name; the words unchanged where the document has none.
    """
    words = words_of(body)
    known = body_of(body)
    upto = max(text.find(phrase), 0) if phrase else len(text)
    if body.lower() in ("its", "their"):
        before = list(_organ_phrase().finditer(text, 0, upto))
        return before[-1][0] if before else body
    if known.head == "ministry" and not known.domain:
        for found in _organ_phrase().finditer(text):
            if body_of(found[0]).domain and body_of(found[0]).head == "ministry":
                return found[0]
    if len(words) == 1 and words[0].islower() and not known.head:
        named = re.search(
            rf"\b(?:[A-Z][\w'’-]{{1,40}}\s){{1,5}}{re.escape(words[0].capitalize())}\b", text
        )
        return named[0] if named else body
    return body


def affiliation(name: str, text: str) -> str | None:
    """Find for whom a named person speaks, by what stands beside the name in a document.

    Args:
        name: Full name or last name.
        text: The document's text.
    """
    start = 0
    for _ in range(MOST_MENTIONS):
        at = text.find(name, start)
        if at < 0:
            return None
        end = at + len(name)
        behind = APPOSITION.match(text, end, end + AROUND)
        before = BEFORE_CUT.sub("", text[max(0, at - AROUND) : at])
        front = text[max(0, at - AROUND) : at]
        comma = re.search(
            r"(?:^|[.;\n“”\"]\s*|,\s)(?P<phrase>[^,.;\n“”\"]{3,80}),\s*(?:[A-Z]\w*\s)?$", front
        )
        for phrase in (behind and behind["phrase"], before.strip(), comma and comma["phrase"]):
            found = office_of(phrase, text) if phrase else None
            if found:
                return found
        start = end
    return None


def is_indefinite_body(body: Body) -> bool:
    """Tell whether nothing in a body says which one it is, not even its kind."""
    return not body.head and not body.words
