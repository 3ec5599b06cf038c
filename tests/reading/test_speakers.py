"""The chain of speakers: who says a thing, outermost first."""

from dataclasses import replace

import pytest

from rashomon.model.attribution import Attribution, SpeakerName
from rashomon.model.span import Span
from rashomon.reading.speakers import same_speaker, speaker_chain, to_speaker

TEXT = "Varga said Brandt told reporters that the Front shelled Kestrel."
TRIGGER = Span(48, 55, "shelled")


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def attribution(source: str, content: str, **changes: object) -> Attribution:
    base = Attribution(
        id="a1",
        source=(span(source),) if source else (),
        cue=(span("said"),),
        content=(span(content),),
        form="indirect",
        stance="asserts",
        speaker=SpeakerName(name=source) if source else None,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


OUTER = attribution("Varga", "Brandt told reporters that the Front shelled Kestrel")
INNER = attribution("Brandt", "the Front shelled Kestrel", id="a2", cue=(span("told"),))


def names(*attributions: Attribution) -> list[str | None]:
    return [to_speaker(a).name for a in speaker_chain(TRIGGER, attributions)]


def test_the_trigger_is_where_the_test_says() -> None:
    assert TEXT[TRIGGER.start : TRIGGER.end] == TRIGGER.text


def test_the_wider_content_is_the_outer_speaker_in_any_order() -> None:
    assert names(OUTER, INNER) == names(INNER, OUTER) == ["Varga", "Brandt"]


def test_content_that_does_not_hold_the_trigger_gives_no_speaker() -> None:
    assert names(attribution("Varga", "Brandt told reporters")) == []


def test_a_content_in_two_pieces_holds_the_trigger_in_either() -> None:
    pieces = (span("Brandt told"), span("Front shelled Kestrel"))
    assert names(replace(OUTER, content=pieces)) == ["Varga"]


def test_a_source_that_nobody_names_is_no_speaker() -> None:
    assert names(attribution("", "the Front shelled Kestrel")) == []


def test_who_performs_the_content_is_no_witness_to_it() -> None:
    assert names(OUTER, replace(INNER, tells=False)) == ["Varga"]


def test_the_same_speaker_twice_in_a_row_is_one() -> None:
    assert names(OUTER, replace(INNER, speaker=SpeakerName(name="varga"))) == ["Varga"]


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        pytest.param(SpeakerName(name="A"), SpeakerName(name="a"), True, id="name"),
        pytest.param(SpeakerName(name="A", id="x"), SpeakerName(name="B", id="x"), True, id="id"),
        pytest.param(SpeakerName(name="A", id="x"), SpeakerName(name="B", id="y"), False, id="two"),
        pytest.param(SpeakerName(name="A"), None, False, id="unresolved"),
        pytest.param(SpeakerName(name="A"), SpeakerName(name="B"), False, id="names"),
    ],
)
def test_speakers_are_the_same_by_id_or_name(
    one: SpeakerName, other: SpeakerName | None, wanted: bool
) -> None:
    pair = replace(OUTER, speaker=one), replace(INNER, speaker=other)
    assert same_speaker(*pair) is wanted


def test_i_inside_is_the_speaker_outside() -> None:
    own = replace(INNER, source=(Span(0, 1, "I"),), speaker=None)
    assert same_speaker(OUTER, own)


def test_a_link_keeps_what_the_attribution_says() -> None:
    told = replace(
        INNER, stance="denies", form="direct", also=("Reik",), identity="named", basis="video"
    )
    link = to_speaker(told)
    assert (link.stance, link.form, link.also) == ("denies", "direct", ("Reik",))
    assert (link.identity, link.basis) == ("named", "video")
    assert (link.mention, link.cue) == (span("Brandt"), span("told"))


def test_an_unresolved_source_is_named_by_its_own_words() -> None:
    assert to_speaker(replace(INNER, speaker=None)).name == "Brandt"
