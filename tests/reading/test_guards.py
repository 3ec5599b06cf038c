"""Guards: dates from subjects, no perpetrator from who prevents, no vouching for others' words."""

from collections.abc import Callable

from rashomon.model.document import Document
from rashomon.model.statement import Statement
from rashomon.reading.reader import Reader


def statement(reader: Reader, document: Document, trigger: str) -> Statement:
    return next(s for s in reader.read(document).statements if s.trigger.text == trigger)


def test_a_verb_happens_when_the_event_that_is_its_subject_does(
    reader: Reader, document: Callable[..., Document]
) -> None:
    text = "The attack on the market on 5 May 2019, the worst in years, wounded thirty."
    wounded = statement(reader, document(text), "wounded")
    assert wounded.time is not None
    assert wounded.time.start == "2019-05-05"


def test_who_foils_an_attack_is_not_its_perpetrator(
    reader: Reader, document: Callable[..., Document]
) -> None:
    text = "A bomb attack on the harbour was foiled by the Coast Guard."
    attack = statement(reader, document(text), "attack")
    assert attack.agents == ()
    assert attack.status == "prevented"


def test_who_is_sentenced_to_death_is_not_counted_as_killed(
    reader: Reader, document: Callable[..., Document]
) -> None:
    read = reader.read(document("A court in Dovrin sentenced nine rebels to death."))
    assert not any(f.measure == "killed" for s in read.statements for f in s.figures)


def test_the_author_vouches_for_nothing_that_others_say(
    reader: Reader, document: Callable[..., Document]
) -> None:
    own = statement(reader, document("The army shelled Dovrin on Monday."), "shelled")
    text = "The Northmark Front said the army shelled Dovrin on Monday."
    reported = statement(reader, document(text), "shelled")
    assert (own.factuality, reported.factuality) == (3, 0)
