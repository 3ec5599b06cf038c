"""What of a sentence may take part in an event: noun phrases, times and places, with features."""

from dataclasses import dataclass
from typing import Any, Final

from spacy.tokens import Doc, Span, Token

from rashomon.layers.did_arguments import Trigger, argument_heads, pair_features
from rashomon.layers.did_relation import setting_relation, side_of
from rashomon.layers.did_setting import head_of_name
from rashomon.layers.state import whole_text
from rashomon.layers.windows import between
from rashomon.lexicon.events import EventLexicon
from rashomon.model.place import PlaceMention
from rashomon.model.time import TimeMention


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Something of the sentence that may be a part of an event."""

    token: Token
    what: str
    mention: TimeMention | PlaceMention | None = None


def sentence_candidates(doc: Doc, sentence: Span) -> list[Candidate]:
    """Give the noun phrases, times and places of a sentence, in text order."""
    timed = _mention_roots(doc, sentence, doc._.times)
    placed = _mention_roots(
        doc, sentence, tuple(p for p in doc._.places if not p.demonym and not p.dateline)
    )
    inside_time = {i for t, m in timed for i in _indexes(doc, m)}
    found = [
        Candidate(token=t, what="actor") for t in argument_heads(sentence) if t.i not in inside_time
    ]
    found += [
        Candidate(token=t, what="time", mention=m) for t, m in timed if not _is_heading(doc, m)
    ]
    found += [Candidate(token=t, what="place", mention=m) for t, m in placed]
    return sorted(found, key=lambda c: (c.token.i, c.what))


def _is_heading(doc: Doc, mention: TimeMention) -> bool:
    """Tell a date that stands on a line of its own: the day of the paper, not of an event."""
    text = whole_text(doc)
    start = text.rfind("\n", 0, mention.span.start) + 1
    end = text.find("\n", mention.span.end)
    line = text[start : end if end >= 0 else len(text)].strip(" .,:;-–—()")
    return len(line) <= len(mention.span.text) + HEADING_SLACK


HEADING_SLACK: Final = 12
"""Characters besides the date on a line that is still only a date: a weekday."""


def _indexes(doc: Doc, mention: TimeMention | PlaceMention) -> range:
    span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    return range(span.start, span.end) if span is not None else range(0)


def _mention_roots(doc: Doc, sentence: Span, mentions: tuple[Any, ...]) -> list[tuple[Token, Any]]:
    found = []
    for mention in between(mentions, sentence.start_char, sentence.end_char):
        span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if span is not None and len(span):
            found.append((head_of_name(span.root), mention))
    return found


def candidate_pair_features(
    trigger: Trigger, candidate: Candidate, roles: dict[int, str], lexicon: EventLexicon
) -> list[str]:
    """Give the features of a trigger and a candidate, as in training."""
    features = pair_features(trigger, candidate.token, roles, lexicon)
    what = candidate.what
    if what == "actor":
        return features
    mention = candidate.mention
    relation, word = setting_relation(trigger.token, candidate.token)
    extra = [
        f"what={what}",
        f"what={what}|{trigger.token.pos_}",
        f"set={relation}|{what}",
        f"set={relation}|{word}|{what}",
        f"set={relation}|{trigger.token.pos_}|{what}",
        f"set={relation}|{trigger.type}|{what}",
        f"setrole={roles.get(candidate.token.i, '-')}|{what}",
        f"set={relation}|{side_of(trigger.token, candidate.token)}|{what}",
    ]
    if isinstance(mention, TimeMention):
        extra.append(f"time={mention.type}|{mention.start is not None}")
    elif isinstance(mention, PlaceMention):
        extra.append(f"place={mention.kind}")
    return [f"{what}:{f}" for f in features] + extra
