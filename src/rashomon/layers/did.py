"""Which events a text tells: triggers, types, participants, time, places and figures.

Example: "Marennan troops shelled Kestrel on Monday" is one ASSAULT, heavy-weapons, by Marennan
troops, in Kestrel. A learned score says whether a word carries a statement at all; the event
lexicon says what it is; the parse and a second learned score say who takes part. Everything
outside one sentence is left to the reading.
"""

from collections.abc import Callable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from rashomon.layers import clause, state
from rashomon.layers.did_aims import aims_of
from rashomon.layers.did_deaths import natural_deaths
from rashomon.layers.did_found import Found
from rashomon.layers.did_marks import with_modes
from rashomon.layers.did_parts import find_parts
from rashomon.layers.did_people import is_weapon
from rashomon.layers.did_status import victims_status
from rashomon.layers.did_triggers import (
    TRUSTED,
    figure_triggers,
    find_triggers,
    tolls_told,
    totals_told,
)
from rashomon.layers.linear import LinearModel, load_linear
from rashomon.lexicon.events import EventLexicon, load_events
from rashomon.model.event import EventMention
from rashomon.model.span import Span
from rashomon.model.why import Why

state.register()


@Language.factory("rashomon_did", default_config={"aims": False})
def create(nlp: Language, name: str, *, aims: bool = False) -> Callable[[Doc], Doc]:
    """Make the component.

    Args:
        nlp: Unused; the factory's signature is spaCy's.
        name: Unused.
        aims: Find also what else acts and is reached, for the view of the layers.
    """
    del nlp, name
    return EventFinder(load_events(), load_linear("did"), load_linear("did_parts"), aims=aims)


class EventFinder:
    """The component: sets ``doc._.events``."""

    def __init__(
        self, lexicon: EventLexicon, model: LinearModel, parts: LinearModel, *, aims: bool = False
    ) -> None:
        self.lexicon = lexicon
        self.model = model
        self.parts = parts
        self.aims = aims

    def __call__(self, doc: Doc) -> Doc:
        """Find the events of a parsed document."""
        if not len(doc) or not doc.has_annotation("DEP"):
            doc._.events = ()
            return doc
        found = find_triggers(doc, self.lexicon, self.model)
        found += figure_triggers(doc, found, self.lexicon)
        found.sort(key=lambda f: f.token.i)
        found = victims_status(natural_deaths(doc, totals_told(doc, tolls_told(doc, found))))
        parts = find_parts(doc, found, self.lexicon, self.parts)
        if self.aims:
            for item in found:
                parts[item.token.i] |= aims_of(doc, item, parts[item.token.i])
        events = tuple(
            _event(doc, item, number, parts[item.token.i]) for number, item in enumerate(found, 1)
        )
        doc._.events = with_modes(doc, events)
        return doc


def _event(doc: Doc, found: Found, number: int, parts: dict[str, Any]) -> EventMention:
    token, sense = found.token, found.sense
    first, last = clause.clause_span(token)
    if (own := parts.get("_stretch")) is not None:
        first, last = max(first, own.start), min(last, own.stop)
    start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
    why = [Why("did", found.rule, f"score {found.score:.2f}")]
    if sense is not None:
        why.append(Why("did", sense.rule, "type and frame"))
    fields = {k: v for k, v in parts.items() if not k.startswith("_")}
    is_told = sense is not None or found.rule != "did.trigger"
    is_guessed = found.type != "ASSAULT" or any(is_weapon(t) for t in clause.own_objects(token))
    is_told = is_told or (is_guessed and _has_parties(fields))
    kind = found.type if is_told else None
    is_sure = sense is not None and sense.weight >= TRUSTED and found.kind == "forecast"
    return EventMention(
        id=f"e{number}",
        trigger=Span(token.idx, token.idx + len(token), token.text),
        evidence=Span(start, end, doc[first:last].text),
        kind=found.kind,
        type=kind,
        foretold=sense.type if sense is not None and is_sure else None,
        mode=sense.mode if sense and sense.type == found.type else None,
        cameo=sense.cameo if sense and sense.type == found.type else None,
        contexts=sense.contexts if sense and sense.type == found.type else (),
        violations=sense.violations if sense and sense.type == found.type else (),
        score=round(found.score, 3),
        head=token.i,
        why=(*why, *fields.pop("why", ())),
        **fields,
    )


def _has_parties(fields: dict[str, Any]) -> bool:
    """Tell whether somebody acts on somebody: what a guessed type needs to be kept.

    Violence is guessed only of arms ("*used* mortars"): "I *hate* them all" is no attack on them.
    """
    return bool(fields["agents"] and fields["targets"])
