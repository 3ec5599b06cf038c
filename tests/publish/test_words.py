"""A statement in words: chain, negation, times, figures, and hostile characters."""

import pytest

from rashomon.model.figure import Figure
from rashomon.model.span import Span
from rashomon.model.statement import Speaker
from rashomon.model.time import EventTime
from rashomon.publish import words

NOWHERE = Span(0, 0, "")


def test_line_names_agent_trigger_and_target(make_statement):
    assert words.line_words(make_statement()) == "Marennan army · shelled → Kestrel"


def test_negation_is_a_word(make_statement):
    negated = make_statement(trigger="bomb", evidence="It did not bomb Port Selm", polarity="-")
    assert words.line_words(negated) == "Marennan army · NOT bomb → Kestrel"


@pytest.mark.parametrize(
    ("speakers", "chain"),
    [
        pytest.param((), "the author", id="empty-chain-is-the-author"),
        pytest.param((Speaker(name="Varga"),), "Varga", id="one-who-asserts"),
        pytest.param((Speaker(name="Varga", stance="denies"),), "Varga DENIES", id="denial"),
        pytest.param(
            (Speaker(name="MNA"), Speaker(name="Varga", stance="fears")),
            "MNA › Varga fears",
            id="one-relays-another",
        ),
        pytest.param((Speaker(name=None),), "nobody named", id="no-name"),
        pytest.param(
            (Speaker(name="Varga", also=("Brandt",)),), "Varga and Brandt", id="two-together"
        ),
    ],
)
def test_chain_keeps_order_and_stance(make_statement, speakers, chain):
    assert words.chain_words(make_statement(speakers=speakers)) == chain


@pytest.mark.parametrize(
    ("start", "end", "precision", "written"),
    [
        pytest.param("2019-03-11", "2019-03-11", "day", "2019-03-11", id="one-day"),
        pytest.param("2019-03-01", "2019-03-31", "month", "2019-03", id="month"),
        pytest.param("2019-01-01", "2019-12-31", "year", "2019", id="year"),
        pytest.param("2019-03-01", "2019-03-13", "range", "2019-03-01 … 2019-03-13", id="range"),
        pytest.param(
            "2019-03-11T18:00", "2019-03-11T23:59", "part-of-day", "2019-03-11 18:00 … 23:59",
            id="evening",
        ),
    ],
)  # fmt: skip
def test_time_is_as_wide_as_its_precision(start, end, precision, written):
    time = EventTime(start=start, end=end, precision=precision, mention=NOWHERE, reason="")
    assert words.time_words(time) == written


@pytest.mark.parametrize(
    ("figure", "written"),
    [
        pytest.param({"best": 31, "low": 31, "high": 31}, "31 killed", id="exact"),
        pytest.param({"low": 31, "modifier": "at least"}, "at least 31 killed", id="at-least"),
        pytest.param({"high": 20000}, "at most 20,000 killed", id="only-an-upper-bound"),
        pytest.param({"low": 40, "high": 60}, "40–60 killed", id="between"),
        pytest.param({"best": 2400, "modifier": "about"}, "about 2,400 killed", id="about"),
    ],
)
def test_figure_keeps_its_bounds(figure, written):
    assert words.figure_words(Figure(mention=NOWHERE, measure="killed", **figure)) == written


@pytest.mark.parametrize(
    ("hostile", "safe"),
    [
        pytest.param("Varga\x1b[31m", "Varga [31m", id="escape-sequence"),
        pytest.param("Varga\nBrandt", "Varga Brandt", id="line-end"),
        pytest.param("a\u202eb", "ab", id="right-to-left-override"),
        pytest.param("a\ud800b", "a\ufffdb", id="lone-surrogate"),
        pytest.param("Ošttry", "Ošttry", id="letters-stay"),
    ],
)
def test_clean_takes_out_what_rewrites_a_line(hostile, safe):
    assert words.clean(hostile) == safe


def test_short_ids_grow_until_no_other_id_begins_so(make_statement):
    statements = [make_statement(id=i) for i in ("sabcdef1", "sabcdef2", "sz00000")]
    assert words.short_ids(statements) == {
        "sabcdef1": "sabcdef1",
        "sabcdef2": "sabcdef2",
        "sz00000": "sz0000",
    }


def test_excerpt_keeps_the_trigger_of_a_long_clause(make_statement):
    text = "word " * 60 + "shelled " + "word " * 60
    cut = words.excerpt(make_statement(text=text, evidence=text.strip()), 60)
    assert "shelled" in cut
    assert len(cut) <= 62
    assert (cut[0], cut[-1]) == ("…", "…")
