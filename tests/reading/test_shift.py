"""Records move from the shadow to the original text with every span inside them."""

from rashomon.model.actor import Participant
from rashomon.model.span import Span
from rashomon.reading.shift import shift

TEXT = "--The army fled"


def by_two(start: int, end: int) -> tuple[int, int]:
    return start + 2, end + 2


def army() -> Participant:
    return Participant(name="army", mention=Span(4, 8, "army"), rule="who.x")


def test_a_span_takes_its_words_from_the_original() -> None:
    assert shift(Span(0, 3, "Thx"), by_two, TEXT) == Span(2, 5, "The")


def test_a_record_is_moved_and_keeps_all_else() -> None:
    moved = shift(army(), by_two, TEXT)
    assert moved.mention == Span(6, 10, "army")
    assert (moved.name, moved.rule) == ("army", "who.x")


def test_tuples_of_records_and_spans_are_moved() -> None:
    moved = shift((army(), Span(9, 13, "fled"), "word", 3, None), by_two, TEXT)
    assert moved == (shift(army(), by_two, TEXT), Span(11, 15, "fled"), "word", 3, None)


def test_the_given_record_stays_as_it_was() -> None:
    record = army()
    shift(record, by_two, TEXT)
    assert record.mention == Span(4, 8, "army")
