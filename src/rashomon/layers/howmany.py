"""How many: numbers of a text with what they count, their bounds and their measure.

Example: "at least 12 people, including three children, were killed" gives killed, low 12; and
killed 3 of children, ``including`` (a part, never added).
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from rashomon.layers import state
from rashomon.layers.howmany_governors import Measured, is_person
from rashomon.layers.howmany_measures import currency_of, measure_of
from rashomon.layers.howmany_numbers import NumberExpression, find_numbers
from rashomon.layers.howmany_parts import is_listed, is_part
from rashomon.layers.howmany_refused import without_refused
from rashomon.layers.howmany_totals import coverage_of, settle
from rashomon.layers.howmany_victims import singular_victims
from rashomon.lexicon.events import load_events
from rashomon.lexicon.figures import Quantities, load_figures
from rashomon.lexicon.words import word_list
from rashomon.model.figure import Figure
from rashomon.model.span import Span

CIVILIAN: Final = word_list("howmany.civilian")
COMBATANT: Final = word_list("howmany.combatant")
FEMALE: Final = word_list("howmany.female")
MALE: Final = word_list("howmany.male")
CHILD: Final = word_list("howmany.child")

state.register()


@Language.factory("rashomon_howmany")
def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component."""
    del nlp, name  # the factory's signature is spaCy's
    return FigureFinder(load_figures())


class FigureFinder:
    """The component: sets ``doc._.figures``."""

    def __init__(self, quantities: Quantities) -> None:
        self.quantities = quantities

    def __call__(self, doc: Doc) -> Doc:
        """Find the figures of a parsed document."""
        if not len(doc) or not doc.has_annotation("DEP"):
            doc._.figures = ()
            return doc
        numbers = find_numbers(doc, self.quantities, _taken(doc))
        numbers = [n for n in numbers if not (_is_pair(doc, n) or _is_ratio(doc, n))]
        found = [self._figure(doc, n) for n in without_refused(doc, numbers)]
        figures = settle(doc, [f for f in found if f is not None], self.quantities)
        counted = {f.head for f in figures}
        for token, measured in singular_victims(doc, self.quantities, counted):
            figures.append(_one(doc, token, measured))
        figures = [replace(f, modifier="including") if is_listed(doc, f) else f for f in figures]
        doc._.figures = tuple(sorted(figures, key=lambda f: (f.mention.start, f.mention.end)))
        return doc

    def _figure(self, doc: Doc, number: NumberExpression) -> Figure | None:
        counted, measured, share = measure_of(doc, number, self.quantities)
        measure, via = measured if measured is not None else (None, None)
        first, last = number.first, number.last
        of = None
        if counted is not None and counted.i >= number.last:
            last = counted.i + 1
            of = _of(doc, number, counted)
        low, best, high = _bounds(number, share)
        unit = "fraction" if share else _unit(doc, number, measure, counted)
        words = _describing(counted)
        return Figure(
            mention=_span(doc, first, last),
            number=_span(doc, number.number_first, number.last),
            measure=measure,
            low=low,
            best=best,
            high=high,
            unit=unit,
            of=of,
            modifier="including" if is_part(doc, number, counted) else number.modifier,
            coverage="share" if share else coverage_of(doc, number.anchor.sent, via),
            of_status=_one_of(words, CIVILIAN, COMBATANT, "civilian", "combatant"),
            of_sex=_one_of(words, FEMALE, MALE, "female", "male"),
            of_age="child" if words & CHILD else None,
            of_side=_side(counted),
            head=counted.i if counted is not None else number.anchor.i,
            via=via.i if via is not None else -1,
            rule=number.rule,
        )


def _is_pair(doc: Doc, number: NumberExpression) -> bool:
    """Tell "the two sides": no count, but both of them."""
    first = number.number_first
    return (
        first > 0
        and doc[first - 1].lower_ in ("the", "these", "those", "both")
        and number.best is not None
        and number.best <= PAIR
        and number.last < len(doc)
        and doc[number.last].lower_ in ("sides", "states", "leaders", "countries", "men", "parties")
    )


PAIR: Final = 5


def _is_ratio(doc: Doc, number: NumberExpression) -> bool:
    """Tell "one *in ten* of those killed": a share, and ten of nobody."""
    first = number.number_first
    return first > 1 and doc[first - 1].lower_ == "in" and doc[first - 2].lower_ in ONE_IN


ONE_IN: Final = frozenset({"one", "two", "three", "four", "1", "2", "3", "4"})


def _taken(doc: Doc) -> frozenset[int]:
    """Give the tokens of times, which count nothing."""
    taken: set[int] = set()
    for mention in doc._.times:
        span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if span is not None:
            taken |= set(range(span.start, span.end))
            if mention.type == "TIME":
                taken |= _hour_before(doc, span.start)
    if not doc._.times:
        dated = [e for e in doc.ents if e.label_ in ("DATE", "TIME") and not _is_bare(e)]
        taken |= {i for e in dated for i in range(e.start, e.end)}
    return frozenset(taken)


def _is_bare(entity: DocSpan) -> bool:
    """Tell the 34 of "the toll was 34", which the pipeline takes for an age, from a year."""
    return len(entity) == 1 and entity[0].is_digit and len(entity[0]) < YEAR


YEAR: Final = 4
"""Digits of a year."""


def _hour_before(doc: Doc, start: int) -> set[int]:
    """Find the hour of "at *9* this morning", "at *9* on Monday morning"."""
    at = start - 1
    if at > 0 and doc[at].lower_ == "on":
        at -= 1
    if at < 1 or not doc[at].like_num or doc[at - 1].lower_ not in AT_HOUR:
        return set()
    return {at}


AT_HOUR: Final = frozenset(
    {"at", "around", "about", "by", "until", "till", "from", "before", "after"}
)


def _span(doc: Doc, first: int, last: int) -> Span:
    span = doc[first:last]
    return Span(span.start_char, span.end_char, span.text)


def _one(doc: Doc, token: Token, measured: Measured) -> Figure:
    measure, via = measured
    words = _describing(token)
    return Figure(
        mention=_span(doc, token.i, token.i + 1),
        measure=measure,
        low=1,
        best=1,
        high=1,
        unit="persons",
        of=token.text,
        modifier="exact",
        coverage="event",
        of_status=_one_of(words, CIVILIAN, COMBATANT, "civilian", "combatant"),
        of_sex=_one_of(words, FEMALE, MALE, "female", "male"),
        of_age="child" if words & CHILD else None,
        of_side=_side(token),
        head=token.i,
        via=via.i,
        rule="figure.one-victim",
    )


def _of(doc: Doc, number: NumberExpression, counted: Token) -> str | None:
    left = number.last
    if left <= counted.i and doc[left].lower_ == "of":
        left += 1
    while left < counted.i and doc[left].pos_ in ("DET", "PRON", "PUNCT"):
        left += 1
    return doc[left : counted.i + 1].text or None


def _describing(counted: Token | None) -> frozenset[str]:
    if counted is None:
        return frozenset()
    near = [c.lemma_.lower() for c in counted.children if c.dep_ in ("amod", "compound", "conj")]
    return frozenset([counted.lemma_.lower(), *near])


def _one_of(
    words: frozenset[str], one: frozenset[str], two: frozenset[str], first: str, second: str
) -> str | None:
    if words & one and words & two:
        return "mixed" if first == "civilian" else None
    return first if words & one else (second if words & two else None)


def _side(counted: Token | None) -> str | None:
    if counted is None:
        return None
    named = [c.text for c in counted.lefts if c.ent_type_ in ("NORP", "ORG", "GPE")]
    return named[0] if named else None


def _bounds(
    number: NumberExpression, share: bool
) -> tuple[float | None, float | None, float | None]:
    bounds = number.low, number.best, number.high
    if not share:
        return bounds
    low, best, high = (None if v is None else v / 100 if v > 1 else v for v in bounds)
    return low, best, high


def _unit(
    doc: Doc, number: NumberExpression, measure: str | None, counted: Token | None
) -> str | None:
    """Give in what a number counts: persons, a currency, else the measure or the noun itself."""
    if number.currency:
        before = doc[number.number_first - 1].text if number.number_first else ""
        return {"€": "EUR", "£": "GBP"}.get(before, "USD")
    if measure == "money":
        return (counted is not None and currency_of(counted, load_figures())) or None
    if measure in ("vehicles", "weapons", "buildings", "area"):
        return {"area": "km2"}.get(measure, measure)
    if measure in OF_PERSONS or counted is None or is_person(counted) or counted.ent_type_:
        return "persons"
    return counted.lower_


OF_PERSONS: Final = frozenset(
    "killed injured casualties missing detained abducted displaced evacuated forces "
    "population".split()
)
"""Measures of persons, whatever noun stands with the number."""


def known_unit(lemma: str) -> str | None:
    """Give the measure that counting a thing has by itself: tanks are vehicles."""
    known = load_events().nouns.get(lemma)
    return known.unit_measure if known else None
