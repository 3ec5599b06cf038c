"""From drafts to records: spans, form, stance, nesting."""

from spacy.tokens import Doc

from rashomon.layers.said_drafts import Draft, Range
from rashomon.lexicon.cues import CueLexicon
from rashomon.model.attribution import Attribution
from rashomon.model.span import Span


def build(doc: Doc, drafts: list[Draft], lexicon: CueLexicon) -> tuple[Attribution, ...]:
    """Turn drafts into attributions with ids in text order."""
    return tuple(
        Attribution(
            id=f"a{number}",
            source=spans(doc, draft.source),
            cue=spans(doc, (draft.cue,)),
            content=spans(doc, draft.content),
            form="direct" if draft.direct else "indirect",
            stance=draft.entry.family.stance if draft.entry else "asserts",
            rule=draft.rule,
        )
        for number, draft in enumerate(drafts, 1)
    )


def spans(doc: Doc, ranges: tuple[Range, ...]) -> tuple[Span, ...]:
    """Cut the spans of token ranges out of the text."""
    found = []
    for start, end in ranges:
        piece = doc[start:end]
        found.append(Span(piece.start_char, piece.end_char, piece.text))
    return tuple(found)
