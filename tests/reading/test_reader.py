"""The whole reading: what is joined, what never is, and the original text behind every span."""

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.errors import ModelError
from rashomon.layers.state import FIELDS
from rashomon.model.document import Document
from rashomon.model.encode import to_json_line
from rashomon.model.span import Span
from rashomon.model.statement import Statement
from rashomon.reading.reader import Reader, Reading, load_pipeline

Make = Callable[..., Document]

WIRE = (
    "Port Selm, March 4 (MNA) - Rebels attacked a police post in Dovrin on Sunday and killed four "
    "officers, the interior ministry said.\n\nThe Northmark Front denied the attack."
)
SNIPPETS = (
    "The army shelled Kestrel on Monday, killing 12 villagers.",
    "“We did not bomb the market,” Brandt told the Selm Courier.",
    "``It is a lie,'' she said.",
    'He said: "They burned our houses.',
    "Varga\u00a0said\u202fthe\u00a0Front had fled.Rebels took Dovrin.The army left.",
    "REBELS STORMED A PRISON IN DOVRIN AND KILLED NINE GUARDS, POLICE SAID.",
    "Talks be-\ntween Valdoria and Marenna\nbroke down .",
    "At least 10 to 15 (or 20?) people died; some say \u00bd a million fled.",
    "\u200b\u200b\ufeff\u2060soft\u00adhyphen",
    "e\u0301\u0301\u0301 \U0001f4a3\U0001f1f2\U0001f1f3 \u202eesrever\u202c",
    "\x00\x07\ufffd\ufffe",
    "(((((“““‘‘‘''''\"\"\"»«",
    "1,2,3,,,4 $ 5 -- 6 – 7 — 8 % / 9",
    "a" * 400,
    "-" * 90,
    "\r\n\r\n\t\x0b\x0c\x85\u2028\u2029",
    "Şırnak İzmir ǅ ﬁre ß ΑΣ",
    "said said said that that that said",
    "",
    " ",
)


def spans(value: Any) -> Iterator[Span]:
    """Give every span anywhere inside a record."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from spans(getattr(value, field.name))


def parts(reading: Reading) -> list[Any]:
    return [*(getattr(reading, f) for f in FIELDS), reading.statements]


def statement(reading: Reading, trigger: str) -> Statement:
    found = [s for s in reading.statements if s.trigger.text == trigger]
    assert found, f"no {trigger!r} in {[s.trigger.text for s in reading.statements]}"
    return found[0]


def speakers(found: Statement) -> list[str | None]:
    return [s.name for s in found.speakers]


@pytest.mark.parametrize(
    ("text", "trigger", "said_by"),
    [
        pytest.param(
            "Sand said the army had bombed the clinic in Dovrin. Nine patients were killed, the "
            "United Nations said.",
            "killed",
            "United Nations",
            id="toll-of-another-body",
        ),
        pytest.param(
            "Sand accused the army of bombing the clinic. Nine patients were killed, Lang said.",
            "killed",
            "Lang",
            id="accusation-before-a-toll",
        ),
        pytest.param(
            "Brandt said the Front shelled Kestrel. Monitors said two schools were destroyed.",
            "destroyed",
            "Monitors",
            id="damage-told-by-others",
        ),
        pytest.param(
            "Two guards were shot dead, police said. Sand said the army attacked the palace.",
            "shot",
            "police",
            id="perpetrator-named-later",
        ),
    ],
)
def test_no_perpetrator_crosses_from_one_speaker_to_another(
    reader: Reader, document: Make, text: str, trigger: str, said_by: str
) -> None:
    found = statement(reader.read(document(text)), trigger)
    assert speakers(found) == [said_by]
    assert found.agents == ()


def test_no_figure_crosses_from_one_speaker_to_another(reader: Reader, document: Make) -> None:
    text = "Nine people were killed in Dovrin, police said. Sand said the army attacked Dovrin."
    reading = reader.read(document(text))
    assert [f.best for f in statement(reading, "killed").figures] == [9]
    assert statement(reading, "attacked").figures == ()


def test_a_denial_is_the_stance_of_its_speaker(reader: Reader, document: Make) -> None:
    reading = reader.read(document("Tomas Brandt denied that the army bombed the market."))
    found = statement(reading, "bombed")
    assert [(s.name, s.stance) for s in found.speakers] == [("Tomas Brandt", "denies")]
    assert (found.polarity, found.status) == ("+", "occurred")
    assert found.denial_of is not None


def test_a_negation_inside_is_the_polarity_of_the_content(reader: Reader, document: Make) -> None:
    reading = reader.read(document("Tomas Brandt said that the army did not bomb the market."))
    found = statement(reading, "bomb")
    assert [(s.name, s.stance) for s in found.speakers] == [("Tomas Brandt", "asserts")]
    assert (found.polarity, found.denial_of) == ("-", None)


def test_the_author_speaks_where_nobody_else_does(reader: Reader, document: Make) -> None:
    reading = reader.read(document("The army shelled Kestrel on Monday."))
    assert statement(reading, "shelled").speakers == ()


def test_speakers_within_speakers_stand_outermost_first(reader: Reader, document: Make) -> None:
    text = "Brandt said Sand told reporters that the Front had executed two prisoners."
    assert speakers(statement(reader.read(document(text)), "executed")) == ["Brandt", "Sand"]


def test_the_same_document_gives_the_same_bytes(reader: Reader, document: Make) -> None:
    once, again = (reader.read(document(WIRE)) for _ in range(2))
    assert to_json_line(once) == to_json_line(again)
    assert len({s.id for s in once.statements}) == len(once.statements) > 2


def test_ids_differ_between_documents(reader: Reader, document: Make) -> None:
    one, other = (reader.read(document(WIRE, key=k)) for k in ("wire", "copy"))
    assert not {s.id for s in one.statements} & {s.id for s in other.statements}


def test_neither_order_nor_company_changes_a_reading(reader: Reader, document: Make) -> None:
    documents = [document(t, key=f"d{n}") for n, t in enumerate((*SNIPPETS, WIRE))]
    forward = {r.document.key: to_json_line(r) for r in reader.read_all(documents)}
    backward = {r.document.key: to_json_line(r) for r in reader.read_all(reversed(documents))}
    assert forward == backward


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        pytest.param("Varga\u00a0said\u00a0rebels\u00a0attacked Dovrin.", "attacked", id="nbsp"),
        pytest.param("``Rebels attacked Dovrin,'' Varga said.", "attacked", id="odd-quotes"),
        pytest.param("Rebels fled.The army attacked Dovrin.", "attacked", id="glued-sentences"),
        pytest.param(
            "REBELS ATTACKED THE TOWN OF DOVRIN ON MONDAY AND KILLED TWO POLICEMEN, THE INTERIOR "
            "MINISTRY SAID. THE ARMY SENT MORE TROOPS TO THE TOWN ON TUESDAY.",
            "ATTACKED",
            id="upper-case",
        ),
        pytest.param("Rebels attacked\u200b Dovrin.", "attacked", id="zero-width"),
        pytest.param("💣 Rebels attacked Dovrin.", "attacked", id="beyond-the-basic-plane"),
    ],
)
def test_repaired_texts_are_shown_as_they_came(
    reader: Reader, document: Make, text: str, trigger: str
) -> None:
    reading = reader.read(document(text))
    assert trigger in {s.trigger.text for s in reading.statements}
    assert all(text[s.start : s.end] == s.text for part in parts(reading) for s in spans(part))


@settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    pieces=st.lists(
        st.tuples(st.sampled_from(SNIPPETS), st.sampled_from(("", " ", "\n", "\n\n", ". "))),
        max_size=7,
    ),
    noise=st.text(max_size=12),
)
def test_any_text_is_read_and_every_span_is_its_own_text(
    reader: Reader, document: Make, pieces: list[tuple[str, str]], noise: str
) -> None:
    text = "".join(words + gap for words, gap in pieces) + noise
    reading = reader.read(document(text))
    for span in (s for part in parts(reading) for s in spans(part)):
        assert 0 <= span.start <= span.end <= len(text)
        assert text[span.start : span.end] == span.text
    assert len({s.id for s in reading.statements}) == len(reading.statements)


def test_evidence_holds_the_trigger(reader: Reader, document: Make) -> None:
    reading = reader.read(document(WIRE))
    assert all(s.evidence.covers(s.trigger) for s in reading.statements)


def test_an_empty_document_says_nothing(reader: Reader, document: Make) -> None:
    assert all(part == () for part in parts(reader.read(document(""))))


def test_a_missing_model_is_told() -> None:
    with pytest.raises(ModelError, match="no_such_pipeline"):
        load_pipeline("no_such_pipeline")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        pytest.param("Has the army shelled the market? Nobody knows.", "possible", id="whether"),
        pytest.param("Did the Front seize the dam and hold it?", "possible", id="did"),
        pytest.param("Why has the army shelled the market?", "occurred", id="why"),
        pytest.param("Hasn't the army shelled the market?", "occurred", id="expects-a-yes"),
    ],
)
def test_what_a_question_asks_is_not_told_as_done(
    reader: Reader, document: Make, text: str, status: str
) -> None:
    reading = reader.read(document(text))
    trigger = "seize" if "seize" in text else "shelled"
    assert statement(reading, trigger).status == status
