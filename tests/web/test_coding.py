"""Double coding: blind, complete, compared, and settled by an editor."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from rashomon.errors import CodingError
from rashomon.model.statement import Speaker
from rashomon.web.codes import Field, read_codebook
from rashomon.web.reliability import by_subject, disagreements, reliability
from rashomon.web.settling import decisions

sys.path.insert(0, str(Path(__file__).parent))

from team import Person, make_base

GIVEN = {"said": "yes", "type": "ASSAULT", "status": "occurred", "polarity": "+",
         "stance": "asserts", "day": "2019-03-04", "place": "Kestrel", "killed": "7",
         "injured": ""}  # fmt: skip


@pytest.fixture
def base(tmp_path):
    with make_base(tmp_path / "marenna.rashomon") as made:
        yield made


@pytest.fixture
def sample(base):
    return base.draw_sample(3, start="s8", who="edda")


def test_a_sample_is_drawn_by_an_editor_alone(base):
    assert Person(base, "cato").post("/coding/sample", size="5").status_code == 403
    assert Person(base, "edda").post("/coding/sample", size="5").status_code == 303
    assert len(base.sample().ids) == 5
    assert Person(base, "edda").post("/coding/sample", size="0").status_code == 422


def test_a_sample_wraps_round_and_holds_each_statement_once(base):
    drawn = base.draw_sample(1000, start="sf", who="edda")
    every = {s.id for s in base.statements()}
    assert set(drawn.ids) == every
    assert len(drawn.ids) == len(every)
    assert drawn.ids[0] >= "sf" or all(i < "sf" for i in every)


def test_a_coder_sees_neither_the_machine_nor_another_coder(base, sample):
    statement = base.statement(sample.ids[0])
    odd = GIVEN | {"type": "CONCEDE", "place": "Quillhaven"}
    Person(base, "cato").post(f"/coding/units/{statement.id}", **odd)
    page = Person(base, "cleo").page(f"/coding/units/{statement.id}")
    assert statement.trigger.text in page
    assert "Quillhaven" not in page
    assert "selected" not in page
    assert "st-" not in page.partition("<main")[2].replace("st-h", "")
    assert "checked" not in page


def test_coding_goes_on_to_the_next_until_all_is_coded(base, sample):
    cato = Person(base, "cato")
    seen = []
    where = cato.get("/coding/next").headers["location"]
    while where != "/coding":
        seen.append(where.rpartition("/")[2])
        where = cato.post(where, **GIVEN).headers["location"]
    assert seen == list(sample.ids)
    assert "You have coded all of it." in cato.page("/coding")


def test_a_wrong_value_is_told_and_what_was_given_stays(base, sample):
    answer = Person(base, "cato").post(
        f"/coding/units/{sample.ids[0]}", **(GIVEN | {"killed": "many"})
    )
    assert answer.status_code == 422
    assert "is no number" in answer.text
    assert 'value="Kestrel"' in answer.text
    assert base.codings() == []


def test_values_of_others_stay_hidden_until_a_coder_has_finished(base, sample):
    cato, cleo = Person(base, "cato"), Person(base, "cleo")
    for id_ in sample.ids:
        cato.post(f"/coding/units/{id_}", **(GIVEN | {"place": "Quillhaven"}))
    first, *rest = sample.ids
    cleo.post(f"/coding/units/{first}", **GIVEN)
    page = cleo.page("/coding/agreement")
    assert "still to code" in page
    assert "Quillhaven" not in page
    assert "Quillhaven" in cato.page("/coding/agreement")
    for id_ in rest:
        cleo.post(f"/coding/units/{id_}", **GIVEN)
    assert "Quillhaven" in cleo.page("/coding/agreement")


def test_an_editor_who_codes_is_blind_as_well(base, sample):
    for name in ("cato", "cleo"):
        other = GIVEN | {"place": f"{name}ville"}
        Person(base, name).post(f"/coding/units/{sample.ids[0]}", **other)
    edda = Person(base, "edda")
    assert "catoville" in edda.page("/coding/agreement")
    edda.post(f"/coding/units/{sample.ids[1]}", **GIVEN)
    assert "catoville" not in edda.page("/coding/agreement")


def test_a_coding_is_closed_once_two_have_made_it(base, sample):
    id_ = sample.ids[0]
    base.put_coding(id_, coder="cato", codebook=0, values=GIVEN)
    base.put_coding(id_, coder="cato", codebook=0, values=GIVEN | {"killed": "8"})
    base.put_coding(id_, coder="cleo", codebook=0, values=GIVEN)
    with pytest.raises(CodingError, match="their values are open"):
        base.put_coding(id_, coder="cato", codebook=0, values=GIVEN)
    assert Person(base, "cato").post(f"/coding/units/{id_}", **GIVEN).status_code == 422
    base.put_coding(id_, coder="edda", codebook=0, values=GIVEN)
    assert len(base.codings()) == 3


def test_alpha_of_a_field_is_over_the_units_that_two_have_coded(base):
    book = read_codebook(
        '[[field]]\nname="a"\ntitle="A"\nkind="text"\nempty="none"\n'
        '[[field]]\nname="n"\ntitle="N"\nkind="number"\nempty="none"\n'
    )
    table = [("Kestrel", "kestrel", "1", "1"), ("Dovrin", "Kestrel", "1", "3"), ("", "", "", "2")]
    ids = [s.id for s in base.statements()][:4]
    for id_, (a, b, m, n) in zip(ids, table, strict=False):
        base.put_coding(id_, coder="cato", codebook=0, values={"a": a, "n": m})
        base.put_coding(id_, coder="cleo", codebook=0, values={"a": b, "n": n})
    base.put_coding(ids[3], coder="cato", codebook=0, values={"a": "x", "n": ""})
    text, number = reliability(book, by_subject(base.codings()))
    assert (text.metric, text.alpha.units, text.differing) == ("nominal", 3, 1)
    assert (number.metric, number.alpha.units, number.differing) == ("interval", 2, 2)
    # texts by pairs: kk dk 00, 2 of 6 differ; by chance 36 - (9 + 1 + 4) = 22: 1 - 5 * 2 / 22
    assert text.alpha.value == pytest.approx(1 - 10 / 22)
    assert number.alpha.value == pytest.approx(0)
    assert [d.field.name for d in disagreements(book, by_subject(base.codings()))].count("n") == 2


def code_twice(base, id_, field, one, two):
    for name, value in (("cato", one), ("cleo", two)):
        base.put_coding(id_, coder=name, codebook=0, values=GIVEN | {field: value})


def test_settling_corrects_the_statement_and_can_be_undone(base, sample):
    id_ = sample.ids[0]
    code_twice(base, id_, "killed", "100", "101")
    edda = Person(base, "edda")
    form = {"subject": id_, "field": "killed", "value": "=101", "why": "the clause says so"}
    assert edda.post("/coding/resolve", **form).status_code == 303
    (judged,) = base.statements_as_judged([id_])
    assert [f.best for f in judged.figures if f.measure == "killed"] == [101]
    ((key, made),) = base.resolutions().items()
    assert key == (id_, "killed")
    assert "Settled by" in edda.page("/coding/agreement")
    assert edda.post(f"/judgements/{made}/undo", back="/coding/agreement").status_code == 303
    assert base.resolutions() == {}


def test_settling_needs_a_reason_a_value_and_an_editor(base, sample):
    id_ = sample.ids[0]
    code_twice(base, id_, "status", "occurred", "planned")
    form = {"subject": id_, "field": "status", "value": "=planned"}
    assert Person(base, "cato").post("/coding/resolve", **form, why="x").status_code == 403
    edda = Person(base, "edda")
    assert "Say why this value is right" in edda.post("/coding/resolve", **form).text
    odd = form | {"value": "other", "other": "real", "why": "x"}
    assert "is no value" in edda.post("/coding/resolve", **odd).text
    none = form | {"field": "type", "why": "x"}
    assert edda.post("/coding/resolve", **none).status_code == 404
    assert base.judgements() == []


FIELDS = {
    "type": ("RETREAT", ["type"]),
    "mode": ("", []),
    "status": ("planned", ["status"]),
    "polarity": ("-", ["polarity"]),
    "stance": ("denies", ["speakers"]),
    "day": ("2019-03-30", ["time"]),
    "place": ("Ostry Ford", ["places"]),
    "killed": ("500", ["figures"]),
    "injured": ("3", ["figures"]),
}


@pytest.mark.parametrize("settles", FIELDS)
def test_every_field_that_can_be_settled_makes_its_correction(base, settles):
    statement = next(base.statements())
    statement = replace(
        statement, type="ASSAULT", speakers=(Speaker(name="Ilse Varga"),),
        places=tuple(p for p in statement.places if p.name != "Ostry Ford"),
    )  # fmt: skip
    value, fields = FIELDS[settles]
    field = Field(name="x", title="X", kind="text", settles=settles)
    made = decisions(field, value, statement, base.document(statement.document).text)
    assert [name for action, name, _ in made if action == "correct"] == fields
    if not fields:
        assert made == [("comment", None, json.dumps({"x": ""}))]
    for action, name, plain in made:
        base.judge(action, [statement.id], who="edda", why="x", field=name, value=plain)


def test_a_place_that_is_known_comes_first_with_all_that_is_known(base):
    statement = next(base.statements())
    (first,) = statement.places
    second = replace(first, name="Quillhaven", lat=41.5, lon=8.5)
    statement = replace(statement, places=(first, second))
    field = Field(name="x", title="X", kind="text", settles="place")
    ((_, name, plain),) = decisions(field, "quillhaven", statement, "")
    assert name == "places"
    assert [(p["name"], p["lat"]) for p in json.loads(plain)] == [
        ("Quillhaven", 41.5),
        (first.name, first.lat),
    ]
    assert decisions(field, first.name, statement, "")[0][0] == "comment"


def test_a_verdict_and_a_field_of_the_teams_own(base):
    statement = next(base.statements())
    verdict = Field(name="said", title="?", kind="text", settles="verdict")
    assert decisions(verdict, "no", statement, "") == [("reject", None, None)]
    assert decisions(verdict, "yes", statement, "") == [("accept", None, None)]
    own = Field(name="weather", title="?", kind="text")
    assert decisions(own, "fog", statement, "") == [("comment", None, '{"weather": "fog"}')]


def test_a_value_that_the_statement_has_already_is_kept_as_a_comment(base):
    statement = next(base.statements())
    field = Field(name="status", title="?", kind="text", settles="status")
    made = decisions(field, statement.status, statement, "")
    assert made == [("comment", None, json.dumps({"status": statement.status}))]


def test_taking_a_document_out_takes_its_codings_out(base, sample):
    id_ = sample.ids[0]
    code_twice(base, id_, "place", "Kestrel", "Dovrin")
    base.put_resolution(id_, "place", "j0")
    base.erase(document=base.statement(id_).document, who="edda", why="asked to")
    assert base.codings(subjects=[id_]) == []
    assert id_ not in base.sample().ids
    assert base.queue_line(id_) is None


def test_a_reader_sees_but_does_not_code(base, sample):
    rada = Person(base, "rada")
    assert rada.get("/coding").status_code == 200
    assert rada.get("/coding/agreement").status_code == 200
    assert rada.get(f"/coding/units/{sample.ids[0]}").status_code == 403
    assert rada.post(f"/coding/units/{sample.ids[0]}", **GIVEN).status_code == 403
    assert Person(base, "cato").get("/coding/units/s0123").status_code == 404
