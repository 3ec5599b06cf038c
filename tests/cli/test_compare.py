"""``rashomon compare`` and ``rashomon forecasts`` over a small base."""

import json
from dataclasses import replace

import pytest

from rashomon.base import Collection, open_base
from rashomon.incidents.build import build_incident
from rashomon.model.document import Document
from rashomon.reading.reader import Reading

TEXT = "The army shelled Kestrel on Monday."


@pytest.fixture
def base(tmp_path, make_reading, make_statement):
    """Two papers with one shelling and a forecast; path of the base and id of the incident."""
    path = str(tmp_path / "marenna.rashomon")
    told = {}
    with open_base(path) as opened:
        for key in "ab":
            document = Document(id=f"d{key}", key=f"{key}.txt", sha256="0" * 64, text=TEXT,
                                outlet=f"Paper {key}", published="2019-03-12")  # fmt: skip
            made = make_statement(text=TEXT, evidence=TEXT, speakers=())
            about = {"document": document.id, "document_key": document.key}
            event = replace(made, id=f"s{key}event", **about)
            coming = replace(event, id=f"s{key}coming", kind="forecast", status="predicted")
            reading = make_reading(event, coming)
            reading = Reading(**{f: getattr(reading, f) for f in Reading.__dataclass_fields__}
                              | {"document": document})  # fmt: skip
            opened.add_reading(reading, Collection(by="test"))
            told[document.id] = (document, event)
        incident = build_incident(
            [s for _, s in told.values()], {key: d for key, (d, _) in told.items()}
        )
        opened.replace_incidents([], [incident])
    return path, incident.id


def test_accounts_stand_side_by_side(run, base):
    status, out, _ = run("compare", *base)
    assert status == 0
    assert "2 accounts in 2 documents, 2 independent of each other" in out
    assert all(f"Paper {key}" in out for key in "ab")


@pytest.mark.parametrize("given", ["beginning", "statement"])
def test_an_incident_is_found_by_the_beginning_of_its_id_or_a_statement(run, base, given):
    path, id = base
    status, out, _ = run("compare", path, id[:8] if given == "beginning" else "saevent")
    assert (status, id in out) == (0, True)


def test_an_unknown_incident_is_a_clear_error(run, base):
    status, _, err = run("compare", base[0], "i404404")
    assert status == 2
    assert err.startswith("RSH-310 i404404: the base holds no such id")


def test_agreement_as_lines(run, base):
    status, out, _ = run("compare", *base, "--format", "jsonl")
    fields = {line["field"]: line["verdict"] for line in map(json.loads, out.splitlines())}
    assert status == 0
    assert fields["occurrence"] == "agree"
    assert fields["killed"] == "silent"


def test_forecasts_in_a_table_and_as_lines(run, base):
    status, out, _ = run("forecasts", base[0])
    assert status == 0
    assert "2 forecasts: 2 open" in out
    status, out, _ = run("forecasts", base[0], "--format", "jsonl", "--state", "open")
    assert [json.loads(line)["statement"] for line in out.splitlines()] == ["sacoming", "sbcoming"]
    assert run("forecasts", base[0], "--format", "jsonl", "--state", "failed")[1] == ""
