"""When each of several clauses is that commas splice, every one with its own day in front.

"*In 2013* Valdoria seized the bridge, *in 2015* it bought the tribe, *last spring* it landed
men": the parser hangs the days on whatever verb it likes; the commas tell.
"""

from typing import Any, Final

from spacy.tokens import Doc, Span, Token

from rashomon.layers import clause
from rashomon.layers.did_lost_times import take_time
from rashomon.layers.windows import between
from rashomon.model.time import TimeMention

LEADING: Final = frozenset("in on at by since during early late and but then".split())
"""Words that may stand between a comma and the day that opens a clause."""


def add_fronted(
    doc: Doc, sentence: Span, triggers: list[Token], parts: dict[int, dict[str, Any]]
) -> None:
    """Give verbs the day that opens their own clause, whatever they had; changes `parts`.

    Only in sentences in which two clauses or more open with a day.

    Args:
        doc: The document.
        sentence: The sentence of the events.
        triggers: Their triggers.
        parts: By token index, the fields of each event.
    """
    told = [m for m in between(doc._.times, sentence.start_char, sentence.end_char) if m.start]
    if len(told) < 2:
        return
    fronts = [(at, m) for m in told if (at := _front(doc, sentence, m)) >= 0]
    if len(fronts) < 2:
        return
    for number, (at, mention) in enumerate(fronts):
        end = fronts[number + 1][0] if number + 1 < len(fronts) else sentence.end
        for token in triggers:
            if at < token.i < end and token.pos_ == "VERB" and _opens(token, at):
                take_time(parts[token.i], mention, "did.time.fronted")


def _front(doc: Doc, sentence: Span, mention: TimeMention) -> int:
    """Give the token that a day opens a clause at, behind a comma or the sentence's start; -1."""
    span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    if span is None:
        return -1
    at = span.start
    while at > sentence.start and doc[at - 1].lower_ in LEADING:
        at -= 1
    opens = at == sentence.start or doc[at - 1].text in (",", ";")
    behind = doc[span.end] if span.end < sentence.end else None
    if not opens or behind is None or behind.text in (",", ";", ".", ")"):
        return -1
    return at


def _opens(verb: Token, start: int) -> bool:
    """Tell the verb of the clause that a token opens: its subject stands between the two."""
    subjects = clause.own_subjects(verb)
    return bool(subjects) and start <= subjects[0].i < verb.i
