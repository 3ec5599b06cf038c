"""A stretch of a document's text, by Unicode code points, end exclusive.

Everything that Rashomon says about a document points back here: for a span of
the finished output, ``document_text[span.start:span.end] == span.text`` always holds.
Inside the layers the same record counts in the repaired *shadow* text; `reading`
moves every span to the original before anything leaves the program.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of text.

    Attributes:
        start: First code point.
        end: First code point after the stretch.
        text: The characters themselves, so that a wrong offset shows itself.
    """

    start: int
    end: int
    text: str

    def covers(self, other: "Span") -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end
