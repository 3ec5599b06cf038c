"""Accounts side by side, and forecasts, as a person sees them in a terminal."""

import io
from dataclasses import replace

import pytest
from rich.console import Console

from rashomon.incidents.build import build_incident
from rashomon.incidents.forecasts import forecasts
from rashomon.model.document import Document
from rashomon.model.figure import Figure
from rashomon.model.span import Span
from rashomon.model.statement import Speaker
from rashomon.publish.comparison import comparison
from rashomon.publish.forecast_table import forecast_table

TEXT = "The army killed people, police said."


def figure(number):
    return Figure(mention=Span(0, 3, "The"), measure="killed", low=number, best=number,
                  high=number, modifier="exact", coverage="event", unit="persons")  # fmt: skip


@pytest.fixture
def accounts(make_statement):
    """The police with nine dead in two papers, the hospital with twelve, a denial by the army."""

    def make(key, name, stance="asserts", **more):
        document = Document(id=f"d{key}", key=f"{key}.txt", sha256="0", text=TEXT,
                            outlet=f"Paper {key}", published="2019-03-12")  # fmt: skip
        speaker = Speaker(name=name, mention=Span(24, 24 + len(name), name), stance=stance)
        statement = make_statement(text=TEXT, trigger="killed", evidence=TEXT, speakers=(speaker,))
        changes = {"id": f"s{key}", "document": document.id, "document_key": document.key}
        return document, replace(statement, **changes, **more)

    return [
        make("a", "police", figures=(figure(9.0),)),
        make("b", "police", figures=(figure(9.0),)),
        make("c", "Kestrel hospital", figures=(figure(12.0),)),
        make("d", "army", stance="denies", denial_of="occurrence", figures=()),
    ]


def shown(build, *, encoding="utf-8", width=140, colour=False):
    raw = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="replace")
    console = Console(file=raw, width=width, force_terminal=colour, legacy_windows=False)
    console.print(build(console))
    raw.seek(0)
    return raw.read()


def compared(accounts, **how):
    documents = {d.id: d for d, _ in accounts}
    statements = [s for _, s in accounts]
    incident = build_incident(statements, documents)
    return shown(lambda c: comparison(incident, statements, documents, c), **how)


def row(text, *words):
    return next(line for line in text.splitlines() if all(w in line for w in words))


def test_rows_are_grouped_by_origin_and_each_stands_once(accounts):
    text = compared(accounts)
    order = [text.index(w) for w in ("Paper a", "Paper b", "Paper c")]
    heads = [text.index(f"\n {w}") for w in ("police", "Kestrel hospital")]
    assert heads[0] < order[0] < order[1] < heads[1] < order[2]
    assert text.count("Paper a") == 1


def test_contradiction_and_agreement_carry_a_sign_without_colour(accounts):
    text = compared(accounts)
    assert "✗ 9 killed" in row(text, "Paper a")
    assert "✗ 12 killed" in row(text, "Paper c")
    assert "DENIES" in text


def test_two_papers_of_one_voice_do_agree(accounts):
    assert "✓ 9 killed" in row(compared(accounts[:2]), "Paper a")


def test_the_rule_and_the_independent_origins_are_told(accounts):
    text = compared(accounts[:3])
    assert "3 accounts in 3 documents, 2 independent of each other" in text
    assert "killed: 9 to 12" in text
    assert "by rule ucdp, 3 accounts" in text


def test_an_ascii_terminal_gets_ascii_signs(accounts):
    text = compared(accounts, encoding="ascii")
    assert "x 9 killed" in row(text, "Paper a")
    assert "?" not in row(text, "Paper a")


def test_colour_repeats_the_sign(accounts):
    assert "\x1b[1;31m✗ " in compared(accounts, colour=True)


def test_a_hostile_name_cannot_rewrite_the_terminal(accounts):
    document, statement = accounts[0]
    evil = Speaker(name="police\x1b[2J", mention=statement.speakers[0].mention)
    text = compared([(document, replace(statement, speakers=(evil,)))])
    assert "\x1b" not in text


def test_forecasts_are_counted_and_none_is_ranked(make_statement):
    document = Document(id="d1", key="a", sha256="0", published="2019-03-01",
                        text="There is a 70 percent chance that Kestrel falls.")  # fmt: skip
    made = make_statement(text=document.text, trigger="falls", evidence=document.text,
                          kind="forecast", status="predicted", speakers=())  # fmt: skip
    found = forecasts([made], {"d1": document})
    text = shown(lambda c: forecast_table(found, {made.id: made}, c))
    assert "○ open" in text
    assert "probability 0.70" in text
    assert "1 forecasts: 1 open, 0 borne out, 0 failed, 0 unresolvable" in text
