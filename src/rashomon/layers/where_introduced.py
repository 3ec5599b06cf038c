"""Names that the text itself calls places: "the village of Upper Wend", "the Saltgate quarter".

No gazetteer has every hamlet and street quarter of a war. A class noun makes an unknown name
a place all the same, with the kind that the noun says and the places around it, but no point.
"""

from collections.abc import Iterator, Sequence

from rashomon.layers.where_sight import Words
from rashomon.lexicon.places import PlaceRules

SPLITTERS = frozenset(("and", "of", "on", "upon", "the", "und", "y", "en"))
LISTING = frozenset((",", "and", "or"))
LONGEST_LIST = 30
TIMES = frozenset(("DATE", "TIME"))


def find_introduced(
    words: Words, runs: Sequence[tuple[int, int]], rules: PlaceRules
) -> dict[tuple[int, int], str]:
    """Find the names that a class noun introduces.

    Args:
        words: The document.
        runs: Its stretches of capitalised words.
        rules: Word lists.

    Returns:
        (first token, end) of each name to the kind of place that the noun says.
    """
    segments = {one[0]: one for run in runs for one in cut_run(words, run)}
    ends = {one[1]: one for one in segments.values()}
    found: dict[tuple[int, int], str] = {}
    for k, word in enumerate(words.lower):
        if word not in rules.words["introduces"] or words.capital[k]:
            continue
        kind = rules.classes.get(word, "") or rules.classes.get(word.removesuffix("s"), "")
        if k + 2 < len(words.lower) and words.lower[k + 1] == "of":
            first = k + 3 if words.lower[k + 2] == "the" else k + 2
            plural = word.endswith("s") or word.endswith("ies")
            found.update((one, kind) for one in _listed(words, segments, first, plural))
        before = ends.get(k)
        if before is not None and _is_name(words, before, rules):
            found[before] = kind
    return found


def cut_run(words: Words, run: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Cut a run at "and" and "of", and dates off its end.

    Args:
        words: The document.
        run: First token and end of a stretch of capitalised words.
    """
    start = run[0]
    for k in range(run[0], run[1] + 1):
        if k == run[1] or words.lower[k] in SPLITTERS:
            end = k
            while end > start and _is_time(words, end - 1):
                end -= 1
            if end > start:
                yield start, end
            start = k + 1


def _is_time(words: Words, k: int) -> bool:
    return words.entity[k] >= 0 and words.spans[words.entity[k]][2] in TIMES


def _listed(
    words: Words, segments: dict[int, tuple[int, int]], first: int, plural: bool
) -> Iterator[tuple[int, int]]:
    """The name at a token, and after a plural noun those that the list goes on with."""
    for _ in range(LONGEST_LIST):
        one = segments.get(first)
        if one is None:
            return
        yield one
        if not plural:
            return
        first = one[1]
        if first < len(words.lower) and words.lower[first] not in LISTING:
            return
        while first < len(words.lower) and words.lower[first] in LISTING:
            first += 1


def _is_name(words: Words, one: tuple[int, int], rules: PlaceRules) -> bool:
    """A proper name alone, not "Police", "Security Council" or a word that begins a sentence."""
    start, end = one
    generic = rules.words["public_body"] | rules.words["direction"] | rules.words["named_body"]
    return (
        start > 0
        and words.lower[start - 1] in ("the", "in", "near", "from", "of", "'s")
        and words.pos[end - 1] in ("PROPN", "ADJ", "NOUN")
        and not any(words.lower[k] in generic for k in range(start, end))
        and (words.entity[start] < 0 or words.spans[words.entity[start]][2] not in ("ORG", "NORP"))
    )
