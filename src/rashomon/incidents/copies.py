"""Which documents copy each other: whole, nearly whole, or a paragraph in common.

Three kinds. ``exact``: the same words in the same order. ``near``: most runs of three words are
shared, as between a wire report and its edited reprint. ``partial``: stretches of the one stand
word for word in the other, as a wire paragraph inside a longer article. What stands in quotation
marks is left out of ``partial``: two reporters may quote one speech.

Translations are an extension point: a `Translator` gives a document in the language in which
documents are compared; none is shipped.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Final, Protocol

from rensa import RMinHash

from rashomon.incidents.words import fold
from rashomon.model.document import Document
from rashomon.model.judgement import Judgement
from rashomon.model.span import Span
from rashomon.model.why import Why

SHINGLE: Final = 3
NEAR: Final = 0.7
"""Least share of common shingles (Jaccard) of near copies."""
LEAST_WORDS: Final = 8
"""Two headlines of fewer words may be alike by chance."""
RUN: Final = 8
"""Words that must follow each other in both texts to count as a shared stretch."""
WINDOW: Final = 16
"""Of so many runs that follow each other one is kept as a key, so that every shared stretch of
`RUN` + `WINDOW` - 1 words gives a common key (Schleimer, Wilkerson & Aiken 2003, winnowing)."""
LEAST_SHARED: Final = 24
"""Least words in shared stretches of partial copies."""
LEAST_SHARE: Final = 0.1
"""Least share of the shorter text that they make up."""
PERMUTATIONS: Final = 64
BANDS: Final = 16
SEED: Final = 7
WORD: Final = re.compile(r"\w+")
QUOTED: Final = re.compile(
    r"[\"\u201c\u201e\u00ab][^\"\u201c\u201d\u00ab\u00bb\n]{0,2000}[\"\u201d\u00bb]"
)


class Translator(Protocol):
    """Gives documents in the language in which copies are looked for."""

    def translate(self, document: Document) -> Document | None:
        """Give the document with `text` translated, or None where that can't be done."""
        ...


@dataclass(frozen=True, slots=True)
class Signature:
    """What copies are looked for by.

    Attributes:
        words: How many words the text has.
        keys: Texts that copy each other share at least one, sorted.
    """

    words: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Two documents of which one copies the other, or both a third.

    Attributes:
        a: Id of the one document; the smaller.
        b: Id of the other.
        kind: ``exact`` ``near`` ``partial``.
        share: Share of common shingles; for ``partial`` the share of the shorter text, 0..1.
        why: How that was found.
        spans: Shared stretches of ``partial`` copies: of `a`, and of `b`, in pairs.
    """

    a: str
    b: str
    kind: str
    share: float
    why: Why
    spans: tuple[tuple[Span, Span], ...] = ()


def signature(text: str) -> Signature:
    """Give a text's signature: the same for the same words, whatever their case and spacing."""
    return _prepared(text).signature


@dataclass(frozen=True, slots=True)
class _Text:
    """A text made ready for comparison."""

    words: tuple[str, ...]
    offsets: tuple[tuple[int, int], ...]
    shingles: frozenset[int]
    runs: Mapping[int, int]
    signature: Signature


@lru_cache(maxsize=2048)
def _prepared(text: str) -> _Text:
    found = [(fold(m.group()), m.span()) for m in WORD.finditer(text)]
    words = tuple(w for w, _ in found)
    offsets = tuple(span for _, span in found)
    shingles = frozenset(_hashes(words, SHINGLE)) if len(words) >= SHINGLE else frozenset()
    runs: dict[int, int] = {}
    for position, value in _unquoted_runs(text, words, offsets):
        runs.setdefault(value, position)
    return _Text(words, offsets, shingles, runs, Signature(len(words), _keys(words, runs)))


def _hashes(words: Sequence[str], size: int) -> Iterator[int]:
    for start in range(len(words) - size + 1):
        run = " ".join(words[start : start + size])
        yield int.from_bytes(hashlib.blake2b(run.encode(), digest_size=6).digest())


def _unquoted_runs(
    text: str, words: Sequence[str], offsets: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Give position and hash of each run of words that no quotation touches."""
    quoted = [m.span() for m in QUOTED.finditer(text)]
    inside = [False] * len(words)
    at = 0
    for number, (start, end) in enumerate(offsets):
        while at < len(quoted) and quoted[at][1] <= start:
            at += 1
        inside[number] = at < len(quoted) and quoted[at][0] < end
    last = -1
    for number, value in enumerate(_hashes(words, RUN)):
        if inside[number + RUN - 1]:
            last = number + RUN - 1
        if number == 0:
            last = max((n for n in range(min(RUN, len(words))) if inside[n]), default=-1)
        if last < number:
            yield number, value


def _keys(words: Sequence[str], runs: Mapping[int, int]) -> tuple[str, ...]:
    if len(words) < LEAST_WORDS:
        return ()
    whole = hashlib.blake2b(" ".join(words).encode(), digest_size=8).hexdigest()
    keys = {f"e{whole}"}
    shingles = [" ".join(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1)]
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update(shingles)
    values = sketch.digest()
    rows = PERMUTATIONS // BANDS
    for band in range(BANDS):
        part = repr(values[band * rows : (band + 1) * rows]).encode()
        keys.add(f"m{band}:{hashlib.blake2b(part, digest_size=6).hexdigest()}")
    ordered = sorted(runs, key=lambda value: runs[value])
    for start in range(max(1, len(ordered) - WINDOW + 1)):
        window = ordered[start : start + WINDOW]
        if window:
            keys.add(f"p{min(window):x}")
    return tuple(sorted(keys))


def copy_kind(a: Document, b: Document) -> Copy | None:
    """Tell whether and how two documents copy each other.

    Returns:
        The strongest kind that holds, or None. Symmetric.
    """
    one, other = sorted((a, b), key=lambda d: d.id)
    mine, theirs = _prepared(one.text), _prepared(other.text)
    if min(len(mine.words), len(theirs.words)) < LEAST_WORDS:
        return None
    if mine.words == theirs.words:
        return _copy(one, other, "exact", 1.0, f"all {len(mine.words)} words are the same")
    common = len(mine.shingles & theirs.shingles)
    union = len(mine.shingles | theirs.shingles)
    share = common / union if union else 0.0
    if share >= NEAR:
        note = f"{common} of {union} runs of {SHINGLE} words are in both"
        return _copy(one, other, "near", share, note)
    return _partial(one, other, mine, theirs)


def _partial(one: Document, other: Document, mine: _Text, theirs: _Text) -> Copy | None:
    stretches = _stretches(mine, theirs)
    shared = sum(length for _, _, length in stretches)
    shorter = min(len(mine.words), len(theirs.words))
    if shared < LEAST_SHARED or shared / shorter < LEAST_SHARE:
        return None
    spans = tuple(
        (_span(one.text, mine, i, length), _span(other.text, theirs, j, length))
        for i, j, length in stretches
    )
    note = f"{shared} words in {len(stretches)} stretches stand in both, quotations left out"
    return _copy(one, other, "partial", shared / shorter, note, spans)


def _stretches(mine: _Text, theirs: _Text) -> list[tuple[int, int, int]]:
    """Give shared stretches: position in each text, and length in words."""
    found: list[tuple[int, int, int]] = []
    pairs = sorted((p, theirs.runs[v]) for v, p in mine.runs.items() if v in theirs.runs)
    for i, j in pairs:
        if found:
            at, to, length = found[-1]
            if i - at == j - to and i <= at + length:
                found[-1] = (at, to, i - at + RUN)
                continue
            if i < at + length:
                continue
        found.append((i, j, RUN))
    return found


def _span(text: str, prepared: _Text, start: int, length: int) -> Span:
    low, high = prepared.offsets[start][0], prepared.offsets[start + length - 1][1]
    return Span(low, high, text[low:high])


def _copy(
    one: Document,
    other: Document,
    kind: str,
    share: float,
    note: str,
    spans: tuple[tuple[Span, Span], ...] = (),
) -> Copy:
    why = Why("copies", f"copy.{kind}", note)
    return Copy(a=one.id, b=other.id, kind=kind, share=round(share, 3), why=why, spans=spans)


def find_copies(
    documents: Iterable[Document],
    *,
    judgements: Sequence[Judgement] = (),
    translator: Translator | None = None,
) -> list[Copy]:
    """Find all copies among documents.

    Args:
        documents: In any order; the result is the same.
        judgements: ``same_copy`` and ``other_copy`` of a person are heeded.
        translator: Gives texts of other languages in one language first.

    Returns:
        Sorted by the two ids.
    """
    compared = {d.id: (translator.translate(d) if translator else None) or d for d in documents}
    if len(compared) < PAIR:
        return []
    holders: dict[str, list[str]] = {}
    for id_ in sorted(compared):
        for key in signature(compared[id_].text).keys:
            holders.setdefault(key, []).append(id_)
    pairs: set[tuple[str, str]] = set()
    for ids in holders.values():
        pairs |= set(combinations(ids, 2)) if len(ids) <= MANY else set(pairwise(ids))
    found = {}
    for a, b in sorted(pairs):
        copy = copy_kind(compared[a], compared[b])
        if copy is not None:
            found[a, b] = copy
    _heed(found, compared, judgements)
    return [found[pair] for pair in sorted(found)]


PAIR: Final = 2
MANY: Final = 60
"""Documents with one key from which on only neighbours by id are compared: a boilerplate line."""


def _heed(
    found: dict[tuple[str, str], Copy],
    documents: Mapping[str, Document],
    judgements: Sequence[Judgement],
) -> None:
    """Put a person's decisions in the place of what was found; changes `found`."""
    for judgement in judgements:
        if judgement.undone_by or judgement.action not in ("same_copy", "other_copy"):
            continue
        held = sorted(s for s in judgement.subjects if s in documents)
        for pair in combinations(held, 2):
            found.pop(pair, None)
            if judgement.action == "same_copy":
                why = Why("person", "judgement.same_copy", f"{judgement.who}: {judgement.why}")
                found[pair] = Copy(a=pair[0], b=pair[1], kind="near", share=1.0, why=why)
