"""Review: the queue, every field with its reason, and decisions that can be taken back."""

import json
import re
import sys
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from rashomon.base import Collection
from rashomon.base.judging import as_judged
from rashomon.errors import FormError
from rashomon.model.actor import Participant
from rashomon.model.decode import field_decoder
from rashomon.model.span import Span
from rashomon.model.statement import Speaker, Statement
from rashomon.web.around import around
from rashomon.web.correction import EDITABLE, Filled, changes, corrections, filled_in

sys.path.insert(0, str(Path(__file__).parent))

from team import Person, changed, first_statement, make_base, make_reading


@pytest.fixture
def base(tmp_path):
    with make_base(tmp_path / "marenna.rashomon") as made:
        yield made


def keys_of(page):
    return re.findall(r'aria-keyshortcuts="([^"]+)"', page)


def test_the_queue_lists_what_waits_in_both_orders(base):
    cato = Person(base, "cato")
    for by, orders in (("doubt", "most doubtful first"), ("weight", "most important first")):
        page = cato.page(f"/review?by={by}")
        lines, total = base.queue_lines(by=by), base.queue_count()
        listed = re.findall(r'<a href="/review/(s[0-9a-f]{15})', page)
        assert listed == [line.statement for line in lines]
        assert f'id="total">{total}<' in page
        assert orders in page


def test_pages_and_odd_addresses_do_no_harm(base):
    cato = Person(base, "cato", page=5)
    assert "page 1 of 3" in cato.page("/review?by=odd&reason=odd&page=x")
    assert "page 3 of 3" in cato.page("/review?page=3")
    assert "Nothing waits" in cato.page("/review?page=9")
    assert cato.get("/review/s0000").status_code == 404


def test_a_statement_shows_its_clause_every_field_and_its_keys(base):
    statement = first_statement(base)
    page = Person(base, "edda").page(f"/review/{statement.id}")
    assert f">{statement.trigger.text}</mark>" in page
    for field in ("speakers", "type", "agents", "targets", "time", "places", "figures", "status"):
        assert f'<th scope="row">{field}' in page
    keys = keys_of(page)
    assert set("a r c e j 1 2 3 4 5 6 7 8 9".split()) <= set(keys)
    assert len(keys) == len(set(keys))


def test_accepting_goes_to_the_next_and_undo_comes_back(base):
    cato = Person(base, "cato")
    first, second = (line.statement for line in base.queue_lines(limit=2))
    answer = cato.post(f"/review/{first}/decide", action="accept")
    assert answer.status_code == 303
    where = answer.headers["location"]
    assert where.startswith(f"/review/{second}?")
    page = cato.page(where)
    assert "Accepted." in page
    assert "u" in keys_of(page)
    undo = re.search(r'action="(/judgements/[^"]+/undo)"', page)[1]
    back = unescape(re.search(r'name="back" value="([^"]+)"', page)[1])
    assert cato.post(undo, back=back).headers["location"] == f"/review/{first}"
    assert not base.queue_line(first).decided


def test_a_rejection_needs_a_reason_and_drops_the_statement(base):
    cato, id_ = Person(base, "cato"), first_statement(base).id
    answer = cato.post(f"/review/{id_}/decide", action="reject")
    assert answer.status_code == 422
    assert "reject: say why" in answer.text
    assert base.judgements() == []
    cato.post(f"/review/{id_}/decide", action="reject", why="a figure of speech")
    assert list(base.statements_as_judged([id_])) == []
    page = cato.page(f"/review/{id_}")
    assert "rejected by" in page
    assert "a figure of speech" in page


def test_a_comment_stays_on_the_statement(base):
    cato, id_ = Person(base, "cato"), first_statement(base).id
    answer = cato.post(f"/review/{id_}/decide", action="comment", why="ask the hospital")
    assert answer.headers["location"].startswith(f"/review/{id_}?")
    assert "ask the hospital" in cato.page(f"/review/{id_}")
    assert cato.post(f"/review/{id_}/decide", action="burn", why="x").status_code == 422


def test_a_correction_stands_beside_the_machines_value(base):
    edda, statement = Person(base, "edda"), first_statement(base)
    answer = edda.post(f"/review/{statement.id}/correct", field="places", row=["0", ""],
                       name=["Ostry Ford", ""], precision=["near", "city"], lat=["41.9", ""],
                       lon=["8.8", ""], country=["mrn", ""], why="the map shows it")  # fmt: skip
    assert answer.status_code == 303, answer.text
    (judged,) = base.statements_as_judged([statement.id])
    (place,) = judged.places
    assert (place.name, place.lat, place.lon, place.country) == ("Ostry Ford", 41.9, 8.8, "MRN")
    page = edda.page(f"/review/{statement.id}")
    assert "a person" in page
    assert "Ostry Ford: near" in page
    assert f"{statement.places[0].name}: city" in page or statement.places[0].name == "Ostry Ford"
    assert base.statement(statement.id) == statement


def test_a_wrong_value_is_told_beside_the_form_with_what_was_given(base):
    edda, id_ = Person(base, "edda"), first_statement(base).id
    answer = edda.post(f"/review/{id_}/correct", field="time", start="Monday", end="",
                       precision="day", why="it says so")  # fmt: skip
    assert answer.status_code == 422
    assert "is no day or instant" in unescape(answer.text)
    assert 'value="Monday"' in answer.text
    assert 'value="it says so"' in answer.text
    assert base.judgements() == []
    answer = edda.post(f"/review/{id_}/correct", field="time", start="2019-01-01")
    assert "why: it is empty" in answer.text


def test_the_form_of_one_field_is_given_alone_to_htmx(base):
    edda, id_ = Person(base, "edda"), first_statement(base).id
    for one in EDITABLE:
        part = edda.get(f"/review/{id_}?edit={one.name}", **{"HX-Request": "true"}).text
        assert "<html" not in part
        assert f'name="field" value="{one.name}"' in part
        assert part.count("data-focus") == 1


def test_a_reader_sees_and_decides_nothing(base):
    rada, id_ = Person(base, "rada"), first_statement(base).id
    page = rada.page(f"/review/{id_}?edit=type")
    assert "<form" not in page.partition("<main")[2].replace('action="/logout"', "")
    assert rada.post(f"/review/{id_}/decide", action="accept").status_code == 403
    assert rada.post(f"/review/{id_}/correct", field="status", status="planned").status_code == 403


def test_a_form_of_another_page_is_refused(base):
    cato, id_ = Person(base, "cato"), first_statement(base).id
    answer = cato.web.post(f"/review/{id_}/decide", data={"action": "accept", "csrf": "wrong"})
    assert answer.status_code == 403
    assert base.judgements() == []


def test_names_of_another_world_stay_inert(base):
    bad = '<script>alert(1)</script>\u202e"onfocus="x'
    odd = Participant(name=bad, mention=Span(0, 0, ""), kind="organization")
    reading = changed(make_reading(77, statements=1), agents=(odd,), score=0.1)
    base.add_reading(reading, _by())
    id_ = reading.statements[0].id
    edda = Person(base, "edda")
    base.judge("comment", [id_], who="edda", why=bad)
    for path in ("/review", f"/review/{id_}?edit=agents"):
        page = edda.page(path)
        assert "<script>alert" not in page
        assert "\u202e" not in page
        assert '"onfocus=' not in page


def test_a_coder_keeps_hidden_names_without_seeing_them(base):
    hidden = Participant(name="Oren Dask", mention=Span(0, 0, ""), kind="person", named=True)
    reading = changed(make_reading(78, statements=1), targets=(hidden,), score=0.1)
    base.add_reading(reading, _by())
    id_ = reading.statements[0].id
    cato = Person(base, "cato")
    page = cato.page(f"/review/{id_}?edit=targets")
    assert "Oren Dask" not in page
    shown = re.findall(r'name="name" value="([^"]*)"', page)
    cato.post(f"/review/{id_}/correct", field="targets", row=["0", ""], why="the text says so",
              name=[unescape(shown[0]), ""], kind=["person", ""],
              status=["civilian", ""])  # fmt: skip
    (judged,) = base.statements_as_judged([id_])
    assert [(t.name, t.status) for t in judged.targets] == [("Oren Dask", "civilian")]


def _by():
    return Collection(by="M. Oslan")


# --- values ---------------------------------------------------------------------------------


@pytest.fixture
def reading():
    return make_reading(5, statements=1)


def filled(reading, *rows, **fields):
    statement = replace(reading.statements[0], **fields)
    text = reading.document.text
    return Filled(rows=rows, statement=statement, shown=statement, text=text)


@pytest.mark.parametrize("group", [one.name for one in EDITABLE])
def test_a_form_that_is_sent_back_as_it_was_changes_nothing(reading, group):
    statement = replace(reading.statements[0], type="ASSAULT", mode="aerial")
    given = replace(filled(reading, *filled_in(group, statement)), statement=statement,
                    shown=statement)  # fmt: skip
    assert changes(group, given) == []
    with pytest.raises(FormError, match="nothing was changed"):
        corrections(group, given)


@pytest.mark.parametrize(
    ("group", "row", "field", "part"),
    [
        pytest.param("type", {"type": "COERCE", "mode": "arrest"}, "mode", '"arrest"', id="mode"),
        pytest.param("type", {"type": "", "mode": ""}, "type", "null", id="no-type"),
        pytest.param("status", {"status": "planned"}, "status", '"planned"', id="status"),
        pytest.param("polarity", {"polarity": "-"}, "polarity", '"-"', id="polarity"),
        pytest.param("time", {"start": ""}, "time", "null", id="no-time"),
        pytest.param(
            "time", {"start": "2019-03-01", "end": "2019-03-31", "precision": "month"},
            "time", '"end": "2019-03-31"', id="month",
        ),
        pytest.param(
            "time", {"start": "2019-03-01T14:30", "precision": "minute"},
            "time", '"start": "2019-03-01T14:30"', id="minute",
        ),
        pytest.param("stance", {"name": "Mira", "stance": "denies"}, "speakers", '"denies"',
                     id="stance"),
        pytest.param("figures", {"measure": "injured", "low": "1,200", "high": ""}, "figures",
                     '"low": 1200', id="open-bound"),
        pytest.param("agents", {"name": "Coast Guard"}, "agents", '"Coast Guard"', id="agent"),
    ],
)  # fmt: skip
def test_a_value_becomes_what_the_field_holds(reading, group, row, field, part):
    made = dict(corrections(group, filled(reading, row)))
    assert part in made[field]
    value = json.loads(made[field])
    field_decoder(Statement, field)(value)


@pytest.mark.parametrize(
    ("group", "row", "problem"),
    [
        pytest.param("type", {"type": "WAR"}, "'WAR' is none", id="type"),
        pytest.param("type", {"type": "AID", "mode": "aerial"}, "none of AID", id="mode-of-other"),
        pytest.param("status", {"status": ""}, "nothing is chosen", id="no-status"),
        pytest.param("time", {"start": "2019-02-30"}, "no day or instant", id="no-such-day"),
        pytest.param(
            "time", {"start": "2019-03-02", "end": "2019-03-01"}, "before the start", id="backwards"
        ),
        pytest.param("time", {"end": "2019-03-01"}, "it is missing", id="end-alone"),
        pytest.param(
            "places", {"name": "Kestrel", "lat": "91", "lon": "0"}, "out of range", id="pole"
        ),
        pytest.param("places", {"name": "Kestrel", "lat": "9"}, "needs latitude", id="half-point"),
        pytest.param("places", {"name": "Kestrel", "country": "M"}, "is no code", id="country"),
        pytest.param("figures", {"measure": "killed"}, "no number is given", id="no-number"),
        pytest.param("figures", {"low": "3", "high": "2"}, "not in order", id="bounds"),
        pytest.param("figures", {"best": "inf"}, "out of range", id="infinite"),
        pytest.param("figures", {"best": "-1"}, "out of range", id="negative"),
        pytest.param("agents", {"name": "x" * 301}, "too long", id="long-name"),
        pytest.param("agents", {"name": "x", "kind": "ghost"}, "'ghost' is none", id="kind"),
        pytest.param("nothing", {}, "can't be corrected", id="unknown-group"),
    ],
)
def test_a_value_that_the_field_may_not_have_is_refused(reading, group, row, problem):
    with pytest.raises(FormError, match=re.escape(problem)):
        corrections(group, filled(reading, row))


def test_a_new_name_points_at_its_words_and_an_old_one_keeps_what_is_known(reading):
    statement = reading.statements[0]
    town = statement.places[0].name
    made = corrections("agents", filled(reading, {"row": "", "name": town}))
    (agent,) = json.loads(dict(made)["agents"])
    at = agent["mention"]
    assert reading.document.text[at["start"] : at["end"]] == town
    kept = corrections("agents", filled(reading, {"row": "0", "name": statement.agents[0].name,
                                                  "kind": "group"}))  # fmt: skip
    (agent,) = json.loads(dict(kept)["agents"])
    assert agent["mention"]["text"] == statement.agents[0].mention.text


def test_an_author_has_no_stance_but_a_speaker_may_be_named(reading):
    with pytest.raises(FormError, match="the author says it"):
        corrections("stance", filled(reading, {"name": "", "stance": "denies"}, speakers=()))
    made = corrections("stance", filled(reading, {"name": "Mira", "stance": "denies"}, speakers=()))
    assert json.loads(dict(made)["speakers"])[0]["name"] == "Mira"


def test_only_the_innermost_speaker_changes(reading):
    chain = (Speaker(name="Anders Kolb"), Speaker(name="Ilse Varga"))
    given = filled(reading, {"name": "Ilse Varga", "stance": "doubts"}, speakers=chain)
    speakers = json.loads(dict(corrections("stance", given))["speakers"])
    assert [(s["name"], s["stance"]) for s in speakers] == [
        ("Anders Kolb", "asserts"),
        ("Ilse Varga", "doubts"),
    ]


def test_corrections_apply_one_upon_the_other(base):
    edda, id_ = Person(base, "edda"), first_statement(base).id
    edda.post(f"/review/{id_}/correct", field="status", status="planned", why="x")
    edda.post(f"/review/{id_}/correct", field="polarity", polarity="-", why="x")
    judged = as_judged(base.statement(id_), base.judgements(id_, standing=True))
    assert (judged.status, judged.polarity) == ("planned", "-")


def test_the_clause_is_shown_in_its_text_and_no_more(reading):
    statement, document = reading.statements[0], reading.document
    long = replace(document, text="x " * 5000 + document.text + " y" * 5000)
    moved = replace(
        statement,
        evidence=replace(statement.evidence, start=statement.evidence.start + 10_000,
                         end=statement.evidence.end + 10_000),
        trigger=replace(statement.trigger, start=statement.trigger.start + 10_000,
                        end=statement.trigger.end + 10_000),
    )  # fmt: skip
    shown = around(long, moved)
    clause = "".join(p.text for p in shown.pieces if p.statements)
    assert clause == statement.evidence.text
    assert [p.text for p in shown.pieces if p.status] == [statement.trigger.text]
    assert sum(len(p.text) for p in shown.pieces) < 1200
    assert (shown.before, shown.after) == (True, True)
