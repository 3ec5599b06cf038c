"""Unknown names that must be places by where they stand: "a clinic in *Tal Wend*", "at *Zelm*".

No gazetteer has every hamlet, and the recogniser calls one that it doesn't know a person. Behind
"in" or "near" such a name is a place all the same: it keeps no point, but a reason. Names of
bodies, papers and persons that the text tells of are left alone.
"""

from collections.abc import Sequence

from rashomon.layers.where_cue import word_after
from rashomon.layers.where_guard import Guard
from rashomon.layers.where_introduced import cut_run
from rashomon.layers.where_sight import OPENING, POSSESSIVE, Words, has_word_before

LONGEST_NAME = 4
SHORTEST_NAME = 3
MEANT = frozenset(("", "PERSON", "GPE", "LOC", "FAC"))
BESIDE = frozenset(("near", "outside", "around"))
"""Behind these even a name of several words that looks like a body's is where something is."""
CUT = frozenset(("ORG", "PERSON", "PRODUCT"))
"""Labels of entities that the recogniser drew too far: "Wadi Hem the Reform Battalions"."""


def find_in_slots(
    guard: Guard, runs: Sequence[tuple[int, int]], taken: set[int]
) -> list[tuple[int, int]]:
    """Find the unknown names of a document that stand where only a place can.

    Args:
        guard: The document and what is known of its names.
        runs: Its stretches of capitalised words.
        taken: Tokens of the places found so far.

    Returns:
        (first token, end) of each, in text order.
    """
    people = _people_elsewhere(guard)
    found: list[tuple[int, int]] = []
    for run in runs:
        for start, end in cut_run(guard.words, run):
            start = _behind_preposition(guard.words, start, end)
            while end > start and guard.words.lower[end - 1] in POSSESSIVE:
                end -= 1
            free = not any(k in taken for k in range(start, end))
            known = any(guard.words.lower[k] in people for k in range(start, end))
            if not free or known or end <= start or not _is_name(guard, start, end):
                continue
            if _is_slot(guard, start, end):
                found.append((start, end))
    return found


def _people_elsewhere(guard: Guard) -> frozenset[str]:
    """The words of full names of persons, but for those that stand where a place must."""
    words = guard.words
    return frozenset(
        words.lower[k]
        for start, end, label in words.spans
        if label == "PERSON" and end - start > 1 and not guard.asks_for_place(start, end)
        for k in range(start, end)
    )


def _behind_preposition(words: Words, start: int, end: int) -> int:
    """Step over the preposition that opens a sentence: "*Near* Kestrel"."""
    opens = words.lower[start] in OPENING and start + 1 < end
    return start + 1 if opens else start


def _is_slot(guard: Guard, start: int, end: int) -> bool:
    words = guard.words
    if (start and words.lower[start - 1] == "the") or not guard.asks_for_place(start, end):
        return False
    if word_after(words, end) in guard.rules.words["scene_after"]:
        return has_word_before(words, start, OPENING, ())
    trusted = guard.rules.words["trusted"]
    return start < 2 or words.lower[start - 1] != "in" or words.lower[start - 2] not in trusted


def _is_name(guard: Guard, start: int, end: int) -> bool:
    """A proper name that nothing else claims: no body, no paper, no person of the text."""
    words, rules = guard.words, guard.rules.words
    size = end - start
    if size > LONGEST_NAME or not all(words.capital[k] for k in range(start, end)):
        return False
    if size == 1 and (words.text[start].isupper() or len(words.text[start]) < SHORTEST_NAME):
        return False
    if not any(words.pos[k] == "PROPN" for k in range(start, end)):
        return False
    if not all(_is_word(words.text[k]) or k > start for k in range(start, end)):
        return False
    if any(k in guard.owners for k in range(start, end)) or guard.is_generic(start, end):
        return False
    no_place = rules["named_body"] | rules["title"] | rules["common_word"]
    if any(words.lower[k] in no_place for k in range(start, end)):
        return False
    if words.lower[end - 1] in rules["public_body"]:
        return False
    return _is_label_open(guard, start, end) and not _goes_on(words, end)


def _is_word(text: str) -> bool:
    return text.replace("-", "").isalpha()


def _is_label_open(guard: Guard, start: int, end: int) -> bool:
    """The recogniser has no word on it, calls it a person, or drew the name too far."""
    words = guard.words
    number = words.entity[start]
    if number < 0:
        return True
    first, last, label = words.spans[number]
    if label in MEANT and last <= end:
        return True
    if label == "ORG" and (first, last) == (start, end) and end - start > 1:
        site = words.lower[end - 1] in guard.rules.words["site_end"]
        return site or has_word_before(words, start, BESIDE, ())
    far = any(words.text[k].islower() for k in range(end, last))
    return label in CUT and far and first >= start - 1


def _goes_on(words: Words, end: int) -> bool:
    """What follows makes it an owner or a part of a longer name."""
    if end >= len(words.text):
        return False
    return words.lower[end] in POSSESSIVE or words.capital[end] or words.text[end] == "-"
