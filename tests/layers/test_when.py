"""The time layer: stories, texts without a date, hostile texts, what every mention must hold."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language

from rashomon.layers.when import read_times
from rashomon.lexicon.time_rules import load_time_rules
from rashomon.model.document import Document
from rashomon.model.time import TimeMention

CASES = tomllib.loads((Path(__file__).parent / "narrative_cases.toml").read_text("utf-8"))["case"]
PRECISIONS = {"minute", "hour", "part-of-day", "day", "week", "month", "season", "year", "range"}
LONG = (
    "The army entered Kestrel on Wednesday, December 14th. Two days later, rebels had shelled "
    "Dovrin for three hours. On Friday the 16th talks began, and soon after they failed. "
)


def read(
    nlp: Language, text: str, published: str = "", precision: str | None = None
) -> tuple[TimeMention, ...]:
    doc = nlp(text) if text else nlp.make_doc(text)
    if published:
        doc._.document = Document(
            id="d", key="d", sha256="", text=text, published=published,
            published_precision=precision,
        )  # fmt: skip
    return read_times(doc, load_time_rules())


@pytest.mark.parametrize("case", [pytest.param(c, id=c["id"]) for c in CASES])
def test_story_is_dated(nlp: Language, case: dict[str, str]) -> None:
    times = read(nlp, case["text"], case["published"])
    found = [t for t in times if t.span.text == case["expression"]]
    assert found, [t.span.text for t in times]
    got = found[-1]
    expected = tuple(case[k] or None for k in ("start", "end", "precision"))
    assert (got.start, got.end, got.precision) == expected, got


@pytest.mark.parametrize("case", [pytest.param(c, id=c["id"]) for c in CASES])
def test_mention_holds_what_it_must(nlp: Language, case: dict[str, str]) -> None:
    text = case["text"]
    for t in read(nlp, text, case["published"]):
        assert text[t.span.start : t.span.end] == t.span.text
        assert t.value
        assert t.reason
        assert t.rule
        assert (t.start is None) == (t.end is None) == (t.precision is None)
        assert t.start is None or (t.start <= (t.end or "") and t.precision in PRECISIONS)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The rebels may attack again.", id="may"),
        pytest.param("Thousands joined the march to Dovrin.", id="march"),
        pytest.param("The second convoy was hit.", id="second"),
        pytest.param("There were 90 cases of measles in Kestrel.", id="cases"),
        pytest.param("Shells fell in 2,000 houses.", id="houses"),
        pytest.param("Some 1,990 people fled.", id="people"),
        pytest.param("They sat in the sun.", id="sun"),
        pytest.param("The fall of Dovrin shocked Port Selm.", id="fall"),
        pytest.param("Envoys came for the third day of talks.", id="third-day-of"),
        pytest.param("The council passed Resolution 1984.", id="resolution"),
        pytest.param("Flight 1984 was turned back.", id="flight"),
        pytest.param("A 24-year-old medic was killed.", id="age"),
        pytest.param("April Varga leads the clinic.", id="given-name"),
    ],
)
def test_trap_is_no_time(nlp: Language, text: str) -> None:
    assert read(nlp, text, "2016-12-16") == ()


def test_saying_is_marked(nlp: Language) -> None:
    text = "Brandt said on Tuesday that rebels shelled Kestrel on Monday."
    said, shelled = read(nlp, text, "2016-12-16")
    assert said.reason.endswith("dates what is said")
    assert "said" not in shelled.reason


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("PORT SELM, 25 SEP 89 (MNA) -- Rebels today shelled Dovrin.", id="upper"),
        pytest.param("Port Selm, September 25, 1989 (MNA) -- Rebels today hit Dovrin.", id="mixed"),
    ],
)
def test_dateline_dates_the_dispatch(nlp: Language, text: str) -> None:
    line, today = read(nlp, text)
    assert line.reason.endswith("dates the dispatch")
    assert (line.value, today.value) == ("1989-09-25", "1989-09-25")


def test_day_part_and_clock_are_one_expression(nlp: Language) -> None:
    (only,) = read(
        nlp, "Shells hit Dovrin yesterday morning at 7:30 a.m. local time.", "2016-12-16"
    )
    assert only.value == "2016-12-15T07:30"
    (only,) = read(nlp, "Shells hit Dovrin on Friday morning at 7:30 a.m.", "2016-12-19")
    assert only.start == "2016-12-16T07:30"


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        pytest.param("No aid has come since June.", "since", id="since"),
        pytest.param("The road is shut until around Friday.", "until", id="until"),
        pytest.param("The army must leave by Friday.", "by", id="by"),
        pytest.param("Buses leave from the morning of Friday, December 16.", "from", id="from"),
        pytest.param("The army left prior to Friday.", "before", id="before"),
        pytest.param("The army left on Friday.", None, id="within"),
    ],
)
def test_word_in_front_is_kept(nlp: Language, text: str, relation: str | None) -> None:
    assert read(nlp, text, "2016-12-14")[0].relation == relation


def test_weekday_beside_a_date_chooses_the_year(nlp: Language) -> None:
    (only,) = read(nlp, "The army entered Kestrel on Friday, March 20.", "2016-04-01")
    assert only.value == "2015-03-20"
    assert only.reason.endswith("the weekday fits")


def test_undated_day_keeps_its_part(nlp: Language) -> None:
    (only,) = read(nlp, "Shells fell on Kestrel on Tuesday morning.")
    assert (only.value, only.start) == ("XXXX-WXX-2TMO", None)


def test_vague_amount_is_a_range(nlp: Language) -> None:
    (only,) = read(nlp, "The bridge fell a few days ago.", "2016-12-16")
    assert (only.start, only.end, only.precision) == ("2016-12-10", "2016-12-14", "range")
    assert only.reason.startswith("vague-amount")


def test_as_soon_as_looks_ahead(nlp: Language) -> None:
    (only,) = read(nlp, "The envoy might fly to Kestrel as early as Tuesday.", "2016-12-16")
    assert only.value == "2016-12-20"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param(
            "The truce had been due to expire on Friday.", "2016-12-09", id="had-been-due"
        ),
        pytest.param("The truce is due to expire on Friday.", "2016-12-16", id="is-due"),
        pytest.param(
            "Varga flew to Kestrel to meet the rebels on Friday.",
            "2016-12-09",
            id="purpose-of-the-past",
        ),
        pytest.param("Varga plans to meet the rebels on Friday.", "2016-12-16", id="plan"),
        pytest.param(
            "The rebels spoke of a vote set for Port Selm in January.", "2017-01", id="set-for"
        ),
        pytest.param(
            "Brandt extended the curfew through January.", "2017-01", id="extended-through"
        ),
        pytest.param(
            "Valdoria was the first state to join the truce on Friday.",
            "2016-12-09",
            id="first-to-join",
        ),
        pytest.param(
            "Valdoria is a state to join the truce on Friday.", "2016-12-16", id="a-state-to-join"
        ),
    ],
)
def test_plan_gives_its_direction(nlp: Language, text: str, value: str) -> None:
    assert [t.value for t in read(nlp, text, "2016-12-14")] == [value]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('Brandt told the programme "This Week" that he would stay.', id="quoted"),
        pytest.param("The minister spoke to Selm Today about the strike.", id="name"),
        pytest.param("The truce was soon broken by the army.", id="soon-of-the-past"),
    ],
)
def test_name_or_turn_of_phrase_is_no_time(nlp: Language, text: str) -> None:
    assert read(nlp, text, "2016-12-14") == ()


def test_the_following_month_counts_from_the_month_told(nlp: Language) -> None:
    text = (
        "In March, the port received an offer from Valdoria. It was also planning a new quay. "
        "A group of traders urged it to wait. The following month, the port put itself up for sale."
    )
    assert [t.value for t in read(nlp, text, "2016-12-14")] == ["2016-03", "2016-04"]


def test_headline_in_capitals_keeps_its_times(nlp: Language) -> None:
    times = read(nlp, "Rebels Shell Kestrel Last Week, Army Says", "2016-12-14")
    assert [t.value for t in times] == ["2016-W49"]


def test_fiscal_year_counts_nothing(nlp: Language) -> None:
    times = read(nlp, "The dam company is above fiscal 1989 sales of oil.", "1990-02-01")
    assert [t.value for t in times] == ["1989"]


def test_two_parts_share_the_day_after_them(nlp: Language) -> None:
    text = "Raids went on from late morning to early evening on Thursday."
    first, last = read(nlp, text, "2016-12-16")
    assert (first.value, last.value) == ("2016-12-15TMO", "2016-12-15TEV")


def test_today_with_its_date_dates_an_undated_text(nlp: Language) -> None:
    text = "The envoy told Varga today (23 December 2016) that Kestrel fell. It fell yesterday."
    today, beside, yesterday = read(nlp, text)
    assert (today.value, beside.value, yesterday.value) == (
        "2016-12-23",
        "2016-12-23",
        "2016-12-22",
    )


def test_parts_of_one_date_are_nearest_the_year_told(nlp: Language) -> None:
    text = "The drive began in early November 2005. On 5 November troops took Kestrel."
    assert read(nlp, text)[1].value == "2005-11-05"


@pytest.mark.parametrize(
    ("published", "precision", "expected"),
    [
        pytest.param("2016", None, "2016-12-14", id="year"),
        pytest.param("2016-01-01", "year", "2016-12-14", id="year-by-precision"),
        pytest.param("2016-12", None, "2016-12-14", id="month"),
        pytest.param("2016-12-20T09:30:00+01:00", "minute", "2016-12-14", id="instant"),
    ],
)
def test_published_may_be_coarse(
    nlp: Language, published: str, precision: str | None, expected: str
) -> None:
    first, last = read(nlp, "On December 14 it fell. It stood last week.", published, precision)
    assert first.value == expected
    assert (last.start is None) == (len(published) < 10 or precision == "year")


@pytest.mark.parametrize(
    "published", ["", "soon", "2016-13-40", "20161214", "-5", "2016-00", "9999-12-31", "0001-01-01"]
)
def test_odd_dates_of_publication_do_no_harm(nlp: Language, published: str) -> None:
    text = "Tomorrow, yesterday, last century, 900 years ago, 9999 decades later, next Monday."
    assert len(read(nlp, text, published)) >= 5


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" \n\t ", id="blank"),
        pytest.param("İİİ on December 14, 2016 İ", id="lower-case-grows"),
        pytest.param("monday " * 300, id="all-weekdays"),
        pytest.param("the early late mid of " * 200, id="all-glue"),
        pytest.param("1990" * 500, id="digits"),
        pytest.param("on 31 February 2015, 2015-02-30, 99/99/9999, 00:99", id="impossible"),
        pytest.param("Dec.14th Dec 14 th 14thDec", id="glued"),
        pytest.param("\u202e41 rebmeceD no\u0000 two days\u200b later", id="odd-characters"),
    ],
)
def test_hostile_text_is_survived(nlp: Language, text: str) -> None:
    for published in ("", "2016-12-20"):
        for t in read(nlp, text, published):
            assert text[t.span.start : t.span.end] == t.span.text


def test_same_text_gives_same_times(nlp: Language) -> None:
    assert read(nlp, LONG * 3, "2016-12-20") == read(nlp, LONG * 3, "2016-12-20")


def test_swapping_the_sides_changes_nothing(nlp: Language) -> None:
    there = "On December 14 the army shelled Kestrel. Two days later rebels left."
    back = "On December 14 the rebels shelled Kestrel. Two days later army left."
    times = [[(t.value, t.start, t.end) for t in read(nlp, x, "2016-12-20")] for x in (there, back)]
    assert times[0] == times[1]


def test_cost_grows_with_length_not_faster(
    nlp: Language, growth: Callable[[Callable[[], object], Callable[[], object]], float]
) -> None:
    small, large = nlp(LONG * 20), nlp(LONG * 80)
    rules = load_time_rules()
    assert growth(lambda: read_times(small, rules), lambda: read_times(large, rules)) < 10


def test_component_sets_its_field(nlp: Language) -> None:
    from_factory = nlp.create_pipe("rashomon_when")
    doc = from_factory(nlp("Kestrel fell on December 14, 2016."))
    assert [t.value for t in doc._.times] == ["2016-12-14"]
