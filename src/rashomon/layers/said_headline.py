"""Colons that attribute: headlines ("Two shot dead: police") and transcripts ("BRANDT: No.")."""

from typing import Final

import numpy as np
from spacy.tokens import Token

from rashomon.layers.breaks import find_handle, find_tail, is_break
from rashomon.layers.said_drafts import Draft, Page, Range, trimmed
from rashomon.layers.windows import covering

_MAX_TITLE: Final = 30
_MAX_SPEAKER: Final = 6
_HUMAN: Final = frozenset({"PERSON", "ORG", "NORP", "GPE"})


def headline_draft(page: Page) -> Draft | None:
    """Read a first line such as "Two shot dead: police", "Police: two shot dead", "… - police"."""
    doc = page.doc
    end = next((t.i for t in doc if is_break(t)), len(doc))
    start = next((t.i for t in doc[:end] if any(c.isalnum() for c in t.text)), 0)
    if end > _MAX_TITLE:
        return None
    tail = find_tail(doc)
    colons = [t.i for t in doc[:end] if t.text == ":"]
    if tail is None and len(colons) != 1:
        return None
    colon = colons[0] if tail is None else tail
    left, right = trimmed(doc, [(start, colon)]), trimmed(doc, [(colon + 1, end)])
    if not left or not right:
        return None
    if tail is not None and left[0][1] - left[0][0] > 2:
        source, content = right[0], left[0]
    elif is_town(page, left[0]):
        return None
    elif is_speaker(page, left[0]) and right[0][1] - right[0][0] > 1:
        source, content = left[0], right[0]
    elif is_speaker(page, right[0]) and left[0][1] - left[0][0] > 2:
        source, content = right[0], left[0]
    else:
        return None
    head = doc[source[0] : source[1]].root
    return Draft(
        head=colon,
        cue=(colon, colon + 1),
        entry=None,
        rule="said.headline",
        content=(content,),
        source=(source,),
        source_head=head.i,
    )


def line_drafts(page: Page) -> list[Draft]:
    """Read the lines of a list of headlines, and posts that open with whose words they are.

    "Army: rebels shelled Kestrel", line by line, each its own speaker; "RT @watch: …" and
    "@watch: …" are @watch's, whoever relays them.
    """
    lines = [(a, b) for a, b in _lines(page) if b - a > 2]
    posts = [d for a, b in lines if (d := _post(page, a, b)) is not None]
    spoken = [d for a, b in lines if (d := _colon(page, a, b)) is not None]
    return posts + (spoken if len(spoken) > 1 else [d for d in spoken if _is_post(page, d)])


def _lines(page: Page) -> list[Range]:
    """Give the lines of a text that a colon or a handle may open, as ranges of tokens."""
    doc = page.doc
    found, start = [], 0
    for index in np.flatnonzero(doc.to_array("IS_SPACE")).tolist():
        if is_break(doc[index]):
            found.append((start, index))
            start = index + 1
    return [*found, (start, len(doc))]


def _post(page: Page, start: int, end: int) -> Draft | None:
    handle = find_handle(page.doc, start)
    if handle is None or handle + 1 >= end:
        return None
    name = next(i for i in range(start, end) if page.doc[i].text.startswith("@"))
    content = trimmed(page.doc, [(handle + 1, end)])
    return _line_draft(handle, (name, name + 1), name, content) if content else None


def _colon(page: Page, start: int, end: int) -> Draft | None:
    """Read one line "Army: rebels shelled Kestrel"."""
    doc = page.doc
    colons = [i for i in range(start, min(end, start + _MAX_SPEAKER + 4)) if doc[i].text in COLONS]
    if len(colons) != 1 or page.inside[start] >= 0:
        return None
    opening = next((i for i in range(start, colons[0]) if doc[i].text == "("), colons[0])
    left, right = trimmed(doc, [(start, opening)]), trimmed(doc, [(colons[0] + 1, end)])
    if not left or not right or right[0][1] - right[0][0] < _LEAST:
        return None
    if not is_speaker(page, left[0]) or is_town(page, left[0]):
        return None
    head = doc[left[0][0] : left[0][1]].root
    return _line_draft(colons[0], left[0], head.i, right)


def _line_draft(at: int, source: Range, head: int, content: tuple[Range, ...]) -> Draft:
    return Draft(
        head=at,
        cue=(at, at + 1),
        entry=None,
        rule="said.headline",
        content=content,
        source=(source,),
        source_head=head,
    )


def _is_post(page: Page, draft: Draft) -> bool:
    """Tell the words of a channel, where it posts them: "Marennan army (Telegram): …"."""
    return page.doc[draft.head].text == "):"


def is_town(page: Page, found: Range) -> bool:
    """Tell where it is, in a bulletin by places, from who says it: "*Kestrel*: two killed"."""
    root = page.doc[found[0] : found[1]].root
    place = covering(page.doc._.places, root.idx)
    if place is None:
        return root.ent_type_ in ("GPE", "LOC") and not _is_state(page, root)
    return not place.demonym and place.kind != "country"


def _is_state(page: Page, token: Token) -> bool:
    return any(
        a.kind == "state" and a.span.start <= token.idx < a.span.end for a in page.doc._.actors
    )


COLONS: Final = frozenset({":", "):"})
_LEAST: Final = 3
"""Words of what a line of a list says, at least."""


def is_speaker(page: Page, found: Range) -> bool:
    """Tell a short noun phrase of people or institutions, without a verb."""
    words = page.doc[found[0] : found[1]]
    if len(words) > _MAX_SPEAKER or any(t.text == "," for t in words):
        return False
    if any(t.pos_ in ("VERB", "AUX") or page.inside[t.i] >= 0 for t in words):
        return False
    if words[0].is_digit or words.root.pos_ not in ("PROPN", "NOUN"):
        return False
    if words[0].pos_ == "PRON":
        return False
    human = any(t.ent_type_ in _HUMAN for t in words)
    return human or words.root.lemma_.lower() in page.lexicon.speakers["headline"].words


def transcript_drafts(page: Page) -> list[Draft]:
    """Read a transcript: paragraphs that open with a speaker's name and a colon.

    One such paragraph may be a caption; two make a transcript. The name stands in capitals, or is a
    person's.
    """
    found = []
    opened = True
    for token in page.doc:
        if opened and not token.is_space:
            draft = _turn(page, token.i)
            if draft is not None:
                found.append(draft)
        opened = is_break(token) or (opened and token.is_space)
    return found if len(found) > 1 else []


def _turn(page: Page, start: int) -> Draft | None:
    doc = page.doc
    colon = start
    while colon < min(len(doc), start + _MAX_SPEAKER) and doc[colon].text != ":":
        if is_break(doc[colon]) or doc[colon].is_digit:
            return None
        colon += 1
    end = colon + 1
    if end >= len(doc) or doc[colon].text != ":" or colon == start or doc[end].is_space:
        return None
    words = [t for t in doc[start:colon] if t.is_alpha]
    if len(words) == 1 and words[0].lower_ in page.lexicon.speakers["label"].words:
        return None
    shouted = bool(words) and all(t.is_upper and len(t) > 1 for t in words)
    if not shouted and not (words and all(t.ent_type_ == "PERSON" for t in words)):
        return None
    while end < len(doc) and not is_break(doc[end]):
        end += 1
    content = trimmed(doc, [(colon + 1, end)])
    if not content or page.inside[content[0][0]] >= 0:
        return None
    return turn(page, colon, ((start, colon),), content, "said.transcript")


def turn(
    page: Page, colon: int, source: tuple[Range, ...], content: tuple[Range, ...], rule: str
) -> Draft:
    """Make the draft of who speaks in front of a colon."""
    return Draft(
        head=colon,
        cue=(colon, colon + 1),
        entry=None,
        rule=rule,
        content=content,
        source=source,
        source_head=page.doc[source[0][0] : source[0][1]].root.i,
    )
