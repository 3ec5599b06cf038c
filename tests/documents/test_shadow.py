"""The shadow: each repair by itself, and the way back for any text at all."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.documents import make_shadow

REPAIRS = [
    pytest.param("Brandt’s army\u00a0left.", "Brandt's army left.", id="odd-apostrophe-and-space"),
    pytest.param("The \u200barmy\u202e left\u200f.", "The army left.", id="invisible-controls"),
    pytest.param("the \ufb01rst o\ufb03cer", "the first officer", id="ligatures"),
    pytest.param("a cafÃ© in Selmâ€™s port", "a café in Selm's port", id="mojibake"),
    pytest.param("It fell.[1][22] They left.", "It fell. They left.", id="footnote-marks"),
    pytest.param("The road.\r\nIt is cut.\r\n", "The road.\nIt is cut.\n", id="windows-line-ends"),
    pytest.param("left Kestrel.In this town", "left Kestrel. In this town", id="glued-after-stop"),
    pytest.param("left the townThe army", "left the town. The army", id="glued-without-stop"),
    pytest.param(
        "on YouTube and McBride", "on YouTube and McBride", id="names-with-inner-capitals"
    ),
    pytest.param("see selm.Example.com or U.S.Army", "see selm.Example.com or U.S.Army", id="dots"),
    pytest.param('He said "no" twice.', "He said “no” twice.", id="straight-marks"),
    pytest.param("by dovrinAll of it", "by dovrinAll of it", id="name-in-small-letters"),
    pytest.param("He said ``no'' twice.", "He said “no” twice.", id="tex-marks"),
    pytest.param("He said «no» twice.", "He said “no” twice.", id="angle-marks"),
    pytest.param("He said ‘go home now’ twice.", "He said “go home now” twice.", id="single-marks"),
    pytest.param("“He said ‘no’ twice.”", "“He said 'no' twice.”", id="quotation-in-a-quotation"),
    pytest.param("“We will stay. “", "“We will stay. ”", id="mark-turned-the-wrong-way"),
    pytest.param("the rebels’ camp", "the rebels' camp", id="possessive-plural"),
    pytest.param('known as ""Iron Gate"" here', "known as “Iron Gate” here", id="table-marks"),
    pytest.param('"It was ""Iron Gate"" here."', "It was “Iron Gate” here.", id="table-cell"),
    pytest.param(
        "The town is ours,” Brandt said.", "“The town is ours,” Brandt said.", id="no-opening"
    ),
    pytest.param(
        "The army came. Brandt said we will stay.”",
        "The army came. Brandt said “we will stay.”",
        id="no-opening-after-cue",
    ),
    pytest.param(
        "“We will stay, Brandt said.", "“We will stay,” Brandt said.", id="no-closing-before-cue"
    ),
    pytest.param("He said: “We will stay.", "He said: “We will stay.”", id="no-closing"),
    pytest.param(
        "“One.\n“Two.\n“Three.” He left.",
        "“One.”\n“Two.”\n“Three.” He left.",
        id="paragraphs-that-continue",
    ),
    pytest.param("“One.\nTwo.” He left.", "“One.”\n“Two.” He left.", id="quotation-over-a-line"),
    pytest.param("“One.\nTwo.\nThree.” Out.", "“One.”\n“Two.”\n“Three.” Out.", id="quiet-middle"),
    pytest.param('a 6" gun and a 5" one', 'a 6" gun and a 5" one', id="inches"),
    pytest.param("held [WORDS INDISTINCT] Kestrel", "held Kestrel", id="editor-mark"),
    pytest.param("the NF [Northmark Front] left", "the NF (Northmark Front) left", id="gloss"),
]


@pytest.mark.parametrize(("text", "repaired"), REPAIRS)
def test_each_repair(text: str, repaired: str) -> None:
    assert make_shadow(text).text == repaired


WIRE = (
    "The army of Marenna denied on Wednesday that any of its troops had been\n"
    "near Kestrel when the shells fell, and said that it would look into the\n"
    "matter.\n"
    "\n"
    "   A spokesman for the Northmark Front said that forty shells had hit the\n"
    "town within the hour, and that the road to Harrow Bay was cut.\n"
)


def test_wrapped_lines_are_joined_and_paragraphs_stay() -> None:
    shadow = make_shadow(WIRE)
    first, second = shadow.text.strip().split("\n\n")
    assert "been near Kestrel when the shells fell, and said" in first
    assert "hit the town within the hour" in second
    assert "\n" not in second


def test_lines_that_are_paragraphs_stay_apart() -> None:
    text = "The road is cut.\nThe army left.\nNobody came.\n"
    assert make_shadow(text).text == text


def test_word_divided_at_a_line_end_is_joined() -> None:
    assert make_shadow("the govern-\nment fell").text == "the government fell"


def test_front_matter_is_blanked_out() -> None:
    text = "---\ntitle: A road\ndate: 1990-01-03\n---\nThe road is cut.\n"
    shadow = make_shadow(text)
    assert "title" not in shadow.text
    start = shadow.text.index("The road")
    assert text[slice(*shadow.to_original(start, start + 8))] == "The road"


def test_text_with_nothing_to_repair_is_its_own_shadow() -> None:
    shadow = make_shadow("The army left Kestrel. Nobody came.")
    assert shadow.text == "The army left Kestrel. Nobody came."
    assert list(shadow.offsets) == list(range(35))
    assert shadow.repairs == ()


def test_inserted_marks_are_noted() -> None:
    (repair,) = make_shadow("Ours it is,” Brandt said.").repairs
    assert (repair.rule, repair.start, repair.end) == ("shadow.quote.unopened", 0, 0)


def test_marks_of_a_quotation_over_a_line_are_noted_as_continued() -> None:
    rules = [repair.rule for repair in make_shadow("“One.\nTwo.” He left.").repairs]
    assert rules == ["shadow.quote.continued", "shadow.quote.continued"]


def test_words_of_the_shadow_are_found_in_the_original() -> None:
    text = "It\u200b fell.[1] ``No,'' he said of the townThe army\u00a0left o\ufb03ces."
    shadow = make_shadow(text)
    for word, original in (("No", "No"), ("The army left", "The army\u00a0left"), ("It", "It")):
        start = shadow.text.index(word)
        assert text[slice(*shadow.to_original(start, start + len(word)))] == original


WORDS = ["The", "army", "left", "NF", "said", "townThe ", "(NF)", "-\n", "[1]", "[TEXT]"]
LOUD = ["ARMY LEFT KESTREL AND THE TOWN OF DOVRIN "]
MARKS = [".", ",", '"', "“", "”", "‘", "’", "''", "``", '""', "«", "»"]
BLANKS = [" ", " ", "  ", "\n", "\n\n", "\r\n", "\u200b", "\u202e", "\ufeff", "\u00a0"]
ODD = ["\ufb01", "Ã©", "â€™", "İ", "ß", "٣", "\x00"]
PIECES = st.sampled_from([*WORDS, *LOUD, *MARKS, *BLANKS, *ODD])
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_shadow_maps_into_its_text_and_in_order(text: str) -> None:
    shadow = make_shadow(text)
    places = [shadow.to_original(i, i + 1) for i in range(len(shadow.text))]
    assert all(0 <= start <= end <= len(text) for start, end in places)
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(places))
    assert len(shadow.offsets) == len(shadow.text)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.integers(-5, 300), st.integers(-5, 300))
def test_any_stretch_maps_inside_the_text(text: str, start: int, end: int) -> None:
    shadow = make_shadow(text)
    first, last = shadow.to_original(start, end)
    assert 0 <= first <= last <= len(text)
    whole = shadow.to_original(0, len(shadow.text))
    assert not 0 <= start <= end <= len(shadow.text) or whole[0] <= first <= last


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_characters_that_stay_are_the_original_ones(text: str) -> None:
    shadow = make_shadow(text)
    for i, char in enumerate(shadow.text):
        start, end = shadow.to_original(i, i + 1)
        if char.isdigit() and end == start + 1 and char != "1":
            assert text[start:end] == char


HOSTILE = [
    pytest.param('"' * 25_000, id="marks-only"),
    pytest.param("“a " * 15_000, id="marks-that-never-close"),
    pytest.param("a” said " * 10_000, id="marks-that-never-open"),
    pytest.param("THE (ABC) ARMY " * 5_000, id="capitals-with-brackets"),
    pytest.param("[" * 50_000, id="brackets"),
    pytest.param("'A " * 20_000, id="single-marks"),
    pytest.param(" " * 100_000, id="spaces"),
    pytest.param("\n" * 100_000, id="line-ends"),
    pytest.param("Ã" * 50_000, id="mojibake"),
    pytest.param("ab" * 100_000, id="one-word"),
    pytest.param("a.b" * 50_000, id="dots"),
    pytest.param("---\n" + "a: b\n" * 15_000, id="front-matter-without-end"),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_takes_linear_time(
    text: str, growth: Callable[[Callable[[], object], Callable[[], object]], float]
) -> None:
    part = text[: len(text) // 4]
    for each in (part, text):
        shadow = make_shadow(each)
        assert shadow.to_original(0, len(shadow.text))[1] <= len(each)
    # Four times the text; the square would be sixteen times the work.
    assert growth(lambda: make_shadow(part), lambda: make_shadow(text)) < 10
