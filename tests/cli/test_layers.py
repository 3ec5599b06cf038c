"""``rashomon layers``: each layer by itself, one line a document."""

import json

FIELDS = ("attributions", "times", "places", "actors", "events", "figures")


def test_a_line_holds_every_layer_of_one_document(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("The army shelled Kestrel on Monday, killing 12, Ilse Varga said.")
    status, out, _ = run("layers", str(path), "--published", "2019-03-14")
    row = json.loads(out)
    assert status == 0
    assert list(row) == ["document_key", "document", "sha256", "published", *FIELDS]
    assert row["published"] == "2019-03-14"
    assert row["attributions"][0]["source"][0]["text"] == "Ilse Varga"
    assert all(isinstance(row[field], list) for field in FIELDS)


def test_an_event_shows_things_that_act_and_are_reached(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("A car bomb killed nine dockers in Dovrin.")
    row = json.loads(run("layers", str(path))[1])
    event = next(e for e in row["events"] if e["trigger"]["text"] == "killed")
    assert [(a["name"], a["kind"]) for a in event["agents"]] == [("car bomb", "weapon")]
    assert "acting" not in event
    assert "reached" not in event
    told = run("read", str(path), "--format", "jsonl")[1].splitlines()
    assert all(json.loads(line)["agents"] == [] for line in told)


def test_a_bad_input_is_a_json_row(run, tmp_path):
    status, out, err = run("layers", str(tmp_path / "nothing"))
    assert (status, out) == (4, "")
    assert json.loads(err)["code"] == "RSH-101"
