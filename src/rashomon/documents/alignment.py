"""A text under repair, and where each of its characters came from.

Every repair is an `Edit` of the current text; the original offsets travel with it, so that
after any number of repairs a stretch of the shadow can be shown in the original.
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

OFFSET = "l"


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``text[start:end]`` by `new`; ``start == end`` inserts.

    Attributes:
        start: First code point replaced, in the text as it stands before the edit.
        end: First code point kept again.
        new: What stands there afterwards; may be empty.
        rule: Id of the repair, e.g. ``shadow.quote.unclosed``; empty for plain clean-up.
    """

    start: int
    end: int
    new: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Repair:
    """One repair that may change how a text is read.

    Attributes:
        rule: Id of the repair.
        start: First code point of the place in the original text.
        end: First code point after it; equal to `start` for an insertion.
    """

    rule: str
    start: int
    end: int


@dataclass(slots=True)
class Draft:
    """A text, its original offsets, and the repairs made so far.

    ``starts[i]`` and ``ends[i]`` bound the original characters behind character ``i``; both are
    None as long as every character stands where it stood.
    """

    text: str
    size: int
    starts: "array[int] | None" = None
    ends: "array[int] | None" = None
    repairs: list[Repair] = field(default_factory=list)

    def recast(self, text: str) -> None:
        """Set a text of the same length, character for character.

        Raises:
            ValueError: The lengths differ; the offsets would lie.
        """
        if len(text) != len(self.text):
            raise ValueError(f"{len(text)} characters for {len(self.text)}")
        self.text = text

    def apply(self, edits: Iterable[Edit]) -> None:
        """Carry out edits that are in order and do not overlap; linear in the text."""
        todo = [e for e in edits if self.text[e.start : e.end] != e.new]
        if not todo:
            return
        if all(len(e.new) == e.end - e.start for e in todo):
            self._note(todo)
            self._replace_in_place(todo)
            return
        if self.starts is None or self.ends is None:
            self.starts = array(OFFSET, range(len(self.text)))
            self.ends = array(OFFSET, range(1, len(self.text) + 1))
        self._note(todo)
        self._rebuild(todo, self.starts, self.ends)

    def _note(self, todo: list[Edit]) -> None:
        for edit in todo:
            if edit.rule:
                start, end = self.to_original(edit.start, edit.end)
                self.repairs.append(Repair(edit.rule, start, end))

    def _replace_in_place(self, todo: list[Edit]) -> None:
        pieces, at = [], 0
        for edit in todo:
            pieces += [self.text[at : edit.start], edit.new]
            at = edit.end
        self.text = "".join([*pieces, self.text[at:]])

    def _rebuild(self, todo: list[Edit], starts: "array[int]", ends: "array[int]") -> None:
        pieces: list[str] = []
        new_starts, new_ends = array(OFFSET), array(OFFSET)
        at = 0
        for edit in todo:
            pieces += [self.text[at : edit.start], edit.new]
            new_starts.extend(starts[at : edit.start])
            new_ends.extend(ends[at : edit.start])
            if len(edit.new) == edit.end - edit.start:
                new_starts.extend(starts[edit.start : edit.end])
                new_ends.extend(ends[edit.start : edit.end])
            elif edit.new:
                start, end = self._behind(edit)
                new_starts.extend(array(OFFSET, [start]) * len(edit.new))
                new_ends.extend(array(OFFSET, [end]) * len(edit.new))
            at = edit.end
        new_starts.extend(starts[at:])
        new_ends.extend(ends[at:])
        self.text = "".join([*pieces, self.text[at:]])
        self.starts, self.ends = new_starts, new_ends

    def _behind(self, edit: Edit) -> tuple[int, int]:
        if edit.start < edit.end:
            return self.to_original(edit.start, edit.end)
        place = self.to_original(edit.start, edit.start)[0]
        before = self.ends[edit.start - 1] if self.ends is not None and edit.start else 0
        return place, max(place, before)

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """Give the original stretch behind ``text[start:end]``."""
        return map_back(self.starts, self.ends, self.size, (start, end))


def map_back(
    starts: "array[int] | None", ends: "array[int] | None", size: int, place: tuple[int, int]
) -> tuple[int, int]:
    """Map a stretch back through offset arrays.

    Args:
        starts: First original character behind each character, or None for identity.
        ends: First original character after each character, or None for identity.
        size: Length of the original.
        place: First and first-after character; clipped to the text.

    Returns:
        First and first-after character in the original; a stretch of inserted characters
        gives an empty stretch.
    """
    start, end = place
    if starts is None or ends is None:
        start = min(max(start, 0), size)
        return start, min(max(end, start), size)
    start = min(max(start, 0), len(starts))
    end = min(max(end, start), len(starts))
    first = starts[start] if start < len(starts) else size
    if end == start:
        return first, first
    return first, max(first, ends[end - 1])
