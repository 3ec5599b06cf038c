"""Ties the short names of a text to the full ones: "NF" to "Northmark Front"."""

from dataclasses import replace

from rashomon.knowledge.names import fold
from rashomon.layers.who_frame import Found, Frame

PERSON_WORDS = 6
BRACKETS = frozenset(("(", "["))


def unify(frame: Frame, names: list[Found]) -> list[Found]:
    """Give every short name the name of what it is short for here, and find more of them.

    A last name that two persons of the document share stays as it is.
    """
    full = _full_names(frame, names)
    bodies = _last_words(frame, names)
    acronyms = _short_forms(frame, names)
    short = _acronyms_at_large(frame, names, acronyms)
    tied = [_by_last_word(frame, _tie(frame, f, full, acronyms), bodies) for f in names]
    more = _bodies_at_large(frame, [*names, *short], bodies)
    return _as_spelled(frame, sorted(tied + short + more, key=lambda f: f.start))


def _last_words(frame: Frame, names: list[Found]) -> dict[str, Found]:
    """Last word to the one body of the document whose name ends in it: "the *Guard*"."""
    last: dict[str, Found | None] = {}
    for found in names:
        if found.named not in ("organization", "group") or found.end - found.start < 2:
            continue
        word = frame.doc[found.end - 1]
        if not word.is_alpha or not word.text[0].isupper() or _is_acronym(word.text):
            continue
        other = last.get(word.lower_, found)
        same = other is not None and other.name.casefold() == found.name.casefold()
        last[word.lower_] = other if same else None
    return {word: found for word, found in last.items() if found is not None}


def _bodies_at_large(frame: Frame, names: list[Found], bodies: dict[str, Found]) -> list[Found]:
    """Find "the Guard", with a capital of its own, where nothing took it for a name."""
    taken = {i for f in names for i in range(f.start, f.end)}
    doc = frame.doc
    return [
        replace(bodies[word], start=i, end=i + 1, root=i, rule="who.name.last-word")
        for i, word in enumerate(frame.lower)
        if word in bodies
        and i not in taken
        and i > bodies[word].end
        and frame.lower[i - 1] == "the"
        and doc[i].text[0].isupper()
        and not doc[i].is_upper
        and (doc[i].dep_ != "compound" or doc[i].head.i < i)
    ]


def _by_last_word(frame: Frame, found: Found, bodies: dict[str, Found]) -> Found:
    """Tie "the Guard" to the "Oskari Frontier Guard" that the text named before."""
    if found.entry is not None or found.end - found.start != 1 or not found.start:
        return found
    owner = bodies.get(frame.lower[found.start])
    if owner is None or owner.start > found.start or frame.lower[found.start - 1] != "the":
        return found
    return replace(
        found, name=owner.name, kind=owner.kind, named=owner.named, entry=owner.entry,
        sector=owner.sector, country=owner.country, rule="who.name.last-word",
    )  # fmt: skip


def _as_spelled(frame: Frame, names: list[Found]) -> list[Found]:
    """Call a known person what the text does where it spells the name otherwise than the tables.

    Names from other scripts have many spellings; the tables' own is no better than the text's.
    """
    spelled: dict[str, str] = {}
    for found in names:
        if found.kind != "person" or found.entry is None:
            continue
        words = [t for t in frame.doc[found.start : found.end] if t.is_alpha]
        known = set(fold(found.entry.name).split())
        other = {fold(t.text) for t in words} - known
        if other and all(any(w[:3] == k[:3] for k in known) for w in other):
            text = frame.doc[found.start : found.end].text
            best = spelled.get(found.entry.id, "")
            spelled[found.entry.id] = max(best, text, key=len)
    return [
        replace(f, name=spelled[f.entry.id])
        if f.kind == "person" and f.entry is not None and f.entry.id in spelled
        else f
        for f in names
    ]


def _full_names(frame: Frame, names: list[Found]) -> dict[str, Found]:
    """Last name to the one person of the document whose full name is given."""
    full: dict[str, Found | None] = {}
    for found in names:
        size = found.end - found.start
        if found.kind != "person" or found.surname or not 1 < size <= PERSON_WORDS:
            continue
        last = frame.lower[found.end - 1]
        other = full.get(last, found)
        full[last] = found if other is not None and _same(other, found) else None
    return {last: found for last, found in full.items() if found is not None}


def _same(one: Found, other: Found) -> bool:
    if one.entry is not None or other.entry is not None:
        return one.entry == other.entry
    return one.name.split()[0].casefold() == other.name.split()[0].casefold()


def _short_forms(frame: Frame, names: list[Found]) -> dict[str, Found]:
    """Acronym, folded, to the name beside it in brackets, or that has its initials."""
    starts = {found.start: found for found in names}
    acronyms: dict[str, Found] = {}
    for found in names:
        if found.named not in ("organization", "group", "country", "polity"):
            continue
        initials = _initials(frame, found)
        if initials is not None:
            acronyms.setdefault(initials, found)
    for found in names:
        if found.named == "adjective":
            continue
        behind = _acronym_behind(frame, found)
        if behind is not None:
            inner = starts.get(found.end + 1)
            known = inner is not None and inner.entry is not None and found.entry is None
            acronyms[behind] = inner if known and inner is not None else found
        before = _acronym_before(frame, found)
        if before is not None:
            acronyms[before] = found
    return acronyms


def _initials(frame: Frame, found: Found) -> str | None:
    words = [t.text for t in frame.doc[found.start : found.end] if t.text[0].isupper()]
    return "".join(w[0] for w in words).lower() if len(words) > 1 else None


def _acronym_behind(frame: Frame, found: Found) -> str | None:
    """As in "Northmark Front (NF)"."""
    doc, at = frame.doc, found.end
    if at + 2 >= len(doc) or doc[at].text not in BRACKETS or not _is_acronym(doc[at + 1].text):
        return None
    return frame.lower[at + 1] if doc[at + 2].text in (")", "]", ",", ";", "/") else None


def _acronym_before(frame: Frame, found: Found) -> str | None:
    """As in "NF (the Northmark Front)"."""
    doc, at = frame.doc, found.start - 1
    if at > 0 and frame.lower[at] == "the":
        at -= 1
    if at < 1 or doc[at].text not in BRACKETS or not _is_acronym(doc[at - 1].text):
        return None
    return frame.lower[at - 1] if found.end - found.start > 1 else None


def _is_acronym(text: str) -> bool:
    letters = text.replace(".", "").replace("-", "")
    return 2 <= len(letters) <= 8 and letters.isalpha() and sum(c.isupper() for c in letters) >= 2


def _acronyms_at_large(frame: Frame, names: list[Found], acronyms: dict[str, Found]) -> list[Found]:
    taken = {i for f in names for i in range(f.start, f.end)}
    return [
        replace(acronyms[word], start=i, end=i + 1, root=i, rule="who.name.acronym")
        for i, word in enumerate(frame.lower)
        if word in acronyms and i not in taken and _is_acronym(frame.doc[i].text)
    ]


def _tie(frame: Frame, found: Found, full: dict[str, Found], acronyms: dict[str, Found]) -> Found:
    single = found.end - found.start == 1
    acronym = single and _is_acronym(frame.doc[found.start].text)
    word = frame.lower[found.end - 1]
    owner = acronyms.get(word) if acronym and found.entry is None else None
    if (
        owner is None
        and (single or found.surname)
        and (found.kind == "person" or found.entry is None)
    ):
        owner = full.get(word)
        if (
            owner is not None
            and found.entry is not None
            and owner.entry not in (None, found.entry)
            and not found.surname
        ):
            owner = None
    if owner is None or owner.start == found.start:
        return found
    named = owner.named if owner.kind != "state" else found.named
    return replace(
        found, name=owner.name, kind=owner.kind, named=named, entry=owner.entry,
        sector=owner.sector, country=owner.country, rule="who.name.short",
    )  # fmt: skip
