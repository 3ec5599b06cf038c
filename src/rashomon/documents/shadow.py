"""A repaired copy of a text for the parser, with every character mapped back.

News reaches us with curly and straight marks mixed, sentences glued together, wire line ends,
and whole texts in capitals. The parser reads the *shadow*; whatever it finds there is shown in
the text as it came:

>>> shadow = make_shadow("The army left the townThe rebels came.")
>>> shadow.text
'The army left the town. The rebels came.'
>>> shadow.to_original(24, 34)
(22, 32)
"""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from rashomon.documents.alignment import Draft, Repair, map_back
from rashomon.documents.recase import recase
from rashomon.documents.repair_characters import repair_characters
from rashomon.documents.repair_lines import repair_lines
from rashomon.documents.repair_quotes import repair_quotes
from rashomon.documents.repair_sentences import repair_sentences


@dataclass(frozen=True, slots=True)
class Shadow:
    """The repaired text, and the way back.

    Attributes:
        text: What the parser reads.
        size: Length of the original text in code points.
        repairs: Repairs that may change the reading: inserted marks, cut sentences, new case.
    """

    text: str
    size: int
    repairs: tuple[Repair, ...] = ()
    _starts: "array[int] | None" = field(default=None, repr=False)
    _ends: "array[int] | None" = field(default=None, repr=False)

    @property
    def offsets(self) -> Sequence[int]:
        """First original code point behind each character of the shadow."""
        return range(self.size) if self._starts is None else self._starts

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """Map a stretch of the shadow to the original text.

        Args:
            start: First code point in the shadow.
            end: First code point after the stretch.

        Returns:
            The same in the original; always inside it. Characters that the repair inserted
            have an empty stretch behind them.
        """
        return map_back(self._starts, self._ends, self.size, (start, end))


def make_shadow(text: str, *, is_name: Callable[[str], bool] | None = None) -> Shadow:
    """Repair a text for parsing; the text itself is not touched.

    Args:
        text: The document's text.
        is_name: Tells of a phrase ("port selm", in lower case, at most five words) that it is a
            known name; used only where capitals have to be guessed.

    Returns:
        The shadow; of a text with nothing to repair, the text itself.
    """
    draft = Draft(text=text, size=len(text))
    repair_characters(draft)
    repair_lines(draft)
    repair_quotes(draft)
    repair_sentences(draft)
    recase(draft, is_name)
    return Shadow(draft.text, draft.size, tuple(draft.repairs), draft.starts, draft.ends)
