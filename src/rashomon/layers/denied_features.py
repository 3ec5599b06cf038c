"""What the model of denials looks at: an act, somebody who speaks near it, and the words between.

A question is asked of each pair: does *this* speaker say no to *this* act? The words around are
told apart by where they stand: over the act in the parse, below it, elsewhere in what the speaker
says, in the sentence before or behind. Used by the layer and by the script that trains it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from rashomon.layers.breaks import is_break
from rashomon.layers.table import ParseTable, table_of
from rashomon.lexicon.words import word_list
from rashomon.model.attribution import Attribution
from rashomon.model.event import EventMention
from rashomon.model.span import Span

Range = tuple[int, int]
NEGATIONS: Final = word_list("denied.negations")
REACH: Final = 4
"""Sentences between an act and the words of whoever may answer it, at most."""
STEPS: Final = 3
"""Words over the act whose height is told apart."""
NAMES: Final = frozenset({"NNP", "NNPS", "_SP"})
"""Tags of words that are not looked at, as words of actors are not: the same no weighs the same in
whosever mouth, and of whatever side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One attribution by the tokens that it covers.

    Attributes:
        attribution: The attribution.
        source: Ranges of tokens of whoever speaks.
        cue: The same of the cue.
        content: The same of what is said.
        place: Number of the sentence of the cue; -1 without one.
    """

    attribution: Attribution
    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    place: int

    def covers(self, index: int) -> bool:
        """Tell whether a token stands in what is said."""
        return _within(index, self.content)


@dataclass(slots=True, kw_only=True)
class Scene:
    """One document as the model sees it: its parse, its sentences, who tells what.

    Attributes:
        doc: The document.
        table: Its parse.
        words: Lemmas, empty for names and for words of actors.
        sentences: Index of the first token of each sentence.
        told: The attributions that have a source and tell something.
        unsaid: Attributions and denials that nobody is named for.
        firsts: Where sentences begin.
    """

    doc: Doc
    table: ParseTable
    words: list[str]
    sentences: list[int]
    told: list[Told]
    unsaid: list[Attribution]
    firsts: frozenset[int]

    def sentence(self, index: int) -> int:
        """Give the number of the sentence of a token."""
        return bisect_right(self.sentences, index) - 1

    def bounds(self, number: int) -> Range:
        """Give the first token of a sentence, and the one behind its last."""
        following = number + 1
        last = self.sentences[following] if following < len(self.sentences) else len(self.doc)
        return self.sentences[number], last

    def opens_line(self, number: int) -> bool:
        """Tell whether a sentence stands first in its line, or is none: what is before is apart."""
        if not 0 < number < len(self.sentences):
            return True
        before = self.doc[self.sentences[number] - 1]
        return before.is_space and "\n" in before.text

    def own(self, index: int) -> Told | None:
        """Give the innermost attribution in whose content a token stands."""
        over = [t for t in self.told if t.covers(index)]
        return min(over, key=lambda t: sum(e - s for s, e in t.content), default=None)

    def is_claimed(self, event: EventMention) -> bool:
        """Tell whether an act stands in a claim or a denial that nobody is named for."""
        return any(c.covers(event.trigger) for a in self.unsaid for c in a.content)

    def _is_apart(self, start: int, end: int) -> bool:
        """Tell whether a paragraph ends in between: nobody answers what is told after it."""
        return any(is_break(t) for t in self.doc[start:end])

    def others(self, index: int) -> Iterator[Told]:
        """Yield who speaks near a token without telling it."""
        here = self.sentence(index)
        for told in self.told:
            near = told.cue and abs(told.place - here) < REACH
            if near and told.place < here and self._is_apart(told.cue[-1][1], index):
                continue
            if near and not told.covers(index) and not _within(index, told.cue):
                yield told


def scene_of(doc: Doc) -> Scene:
    """Read a document with its attributions."""
    offsets = doc.to_array("IDX").tolist()
    sentences = [s.start for s in doc.sents]
    told = []
    for attribution in doc._.attributions:
        if attribution.source and attribution.tells:
            cue = _ranges(offsets, attribution.cue)
            told.append(
                Told(
                    attribution=attribution,
                    source=_ranges(offsets, attribution.source),
                    cue=cue,
                    content=_ranges(offsets, attribution.content),
                    place=bisect_right(sentences, cue[0][0]) - 1 if cue else -1,
                )
            )
    table = table_of(doc)
    return Scene(
        doc=doc,
        table=table,
        words=_without_actors(table, _ranges(offsets, [a.span for a in doc._.actors])),
        sentences=sentences,
        firsts=frozenset(sentences),
        told=told,
        unsaid=[a for a in (*doc._.attributions, *doc._.denials) if not a.source],
    )


def _without_actors(table: ParseTable, actors: Sequence[Range]) -> list[str]:
    words = ["" if g in NAMES else w for w, g in zip(table.lemmas, table.tags, strict=True)]
    for start, end in actors:
        words[start:end] = [""] * (end - start)
    return words


def denied_features(scene: Scene, act: int, asked: Told | None, event: EventMention) -> list[str]:
    """Give the symbolic features of an act and of somebody who may say no to it.

    Args:
        scene: The document.
        act: Token of the act.
        asked: Who may say no; None for the author.
        event: The act as the event layer and the rules of reality read it.

    Returns:
        Names of features; the same name may come twice.
    """
    own = scene.own(act)
    found = [*_act(scene, act), *_stand(asked, own, event), *_unsaid(scene, event)]
    over = _over(scene.table, act)
    for step, index in enumerate(over):
        height = min(step, STEPS - 1)
        found.append(f"up{height}={scene.words[index]}")
        found.append(f"ud{height}={scene.table.deps[index]}")
        found += [f"us{height}={word}" for word in scene.table.stateful[index]]
    zones = _zones(scene, act, asked, over)
    found += _words(scene, act, zones)
    return found


def _act(scene: Scene, act: int) -> Iterator[str]:
    yield f"l={scene.words[act]}"
    yield f"d={scene.table.deps[act]}"
    yield f"t={scene.table.tags[act]}"


def _stand(asked: Told | None, own: Told | None, event: EventMention) -> Iterator[str]:
    """Say who is asked, what he has said, and what the rules made of the act."""
    if asked is None:
        yield "who=author"
    else:
        attribution = asked.attribution
        yield "who=own" if asked is own else "who=other"
        yield f"stance={attribution.stance}"
        yield f"class={attribution.cue_class}"
        yield f"form={attribution.form}"
        if is_doer(attribution, event):
            yield "doer"
    if own is not None:
        yield f"told={own.attribution.stance}"
    yield f"polarity={event.polarity}"
    yield f"status={event.status}"
    yield f"type={event.type}"


def _unsaid(scene: Scene, event: EventMention) -> Iterator[str]:
    """Name the claims and the denials without a speaker in whose words an act stands."""
    for attribution in scene.unsaid:
        if any(c.covers(event.trigger) for c in attribution.content):
            cue = attribution.cue[-1].text.casefold() if attribution.cue else ""
            yield f"unsaid={cue}"
            yield f"unsaid={attribution.stance}"


def is_doer(attribution: Attribution, event: EventMention) -> bool:
    """Tell whether who speaks is among those who act."""
    speaker = attribution.speaker
    if speaker is None:
        return False
    name = speaker.name.casefold()
    return any(
        (a.id is not None and a.id == speaker.id) or (a.name or "").casefold() == name
        for a in event.agents
    )


def _over(table: ParseTable, act: int) -> list[int]:
    over: list[int] = []
    while table.heads[act] != act:
        act = table.heads[act]
        over.append(act)
    return over


SAID: Final = {
    "before": "beforesaid",
    "behind": "behindsaid",
    "beside<": "said<",
    "beside>": "said>",
}
"""Zones of words in what the one who is asked says."""


def _zones(scene: Scene, act: int, asked: Told | None, over: Sequence[int]) -> dict[int, str]:
    """Name the zone of every word near an act, in text order."""
    here = scene.sentence(act)
    last = len(scene.sentences) - 1
    first, final = here - (not scene.opens_line(here)), here + (not scene.opens_line(here + 1))
    if asked is not None and asked.cue:
        first, final = min(first, asked.place), max(final, min(asked.place + 1, last))
    start, end = scene.sentences[first], scene.bounds(final)[1]
    middle, behind = scene.bounds(here)
    zones = dict.fromkeys(range(start, middle), "before")
    zones |= dict.fromkeys(range(middle, act), "beside<")
    zones |= dict.fromkeys(range(act + 1, behind), "beside>")
    zones |= dict.fromkeys(range(behind, end), "behind")
    content = () if asked is None else asked.content
    for index in (i for low, high in content for i in range(max(low, start), min(high, end))):
        zones[index] = SAID.get(zones.get(index, ""), "said<")
    for index in _below(scene.table, act, middle, behind):
        zones[index] = "below"
    for index in over:
        zones[index] = "over"
    if asked is not None:
        for name, ranges in (("cue", asked.cue), ("source", asked.source)):
            for low, high in ranges:
                zones |= dict.fromkeys(range(max(low, start), min(high, end)), name)
    zones.pop(act, None)
    return zones


def _below(table: ParseTable, act: int, start: int, end: int) -> set[int]:
    """Give the words that hang on an act in its sentence."""
    heads = table.heads
    below = {act}
    waiting = [n for n in range(start, end) if n != act]
    while True:
        found = [n for n in waiting if heads[n] in below]
        if not found:
            return below - {act}
        below.update(found)
        waiting = [n for n in waiting if n not in below]


def _words(scene: Scene, act: int, zones: dict[int, str]) -> Iterator[str]:
    words, lowers, heads = scene.words, scene.table.lowers, scene.table.heads
    before, was = -1, ""
    for index, zone in zones.items():
        word = words[index]
        if word and zone != "source":
            yield f"{zone}:{word}"
            if before >= 0 and was == zone:
                yield f"{zone}:{lowers[before]}_{word}"
            if index in scene.firsts and index > act:
                yield f"^{zone}:{word}"
        before = -1
        if lowers[index] in NEGATIONS:
            before, was = index, zone
            yield f"no@{zone}"
            yield f"no@{zone}:{words[heads[index]]}"
            yield f"no{'-' if index < act else '+'}{min(abs(index - act) // 3, 4)}"


def _ranges(offsets: Sequence[int], spans: Sequence[Span]) -> tuple[Range, ...]:
    return tuple((bisect_left(offsets, s.start), bisect_left(offsets, s.end)) for s in spans)


def _within(index: int, ranges: Sequence[Range]) -> bool:
    return any(start <= index < end for start, end in ranges)
