"""``rashomon add`` and ``rashomon incidents`` as a person and as a program use them."""

import json

import pytest

from rashomon.base import open_base

REPORTS = [
    {
        "id": "mna-1",
        "text": "Shells hit the market of Kestrel on Tuesday, killing nine people, police said.",
        "published": "2019-03-13",
        "outlet": "MNA",
    },
    {
        "id": "courier-1",
        "text": "Nine people were killed on Tuesday when shells hit a market in Kestrel.",
        "published": "2019-03-13",
        "outlet": "Selm Courier",
    },
    {
        "id": "courier-2",
        "text": "A car bomb wounded two soldiers in Dovrin on 2 March 2019.",
        "published": "2019-03-20",
        "outlet": "Selm Courier",
    },
]


BUILT = {}


@pytest.fixture
def base(tmp_path_factory, run):
    """A base with three reports, made once, and what adding them wrote."""
    if BUILT:
        return BUILT["base"]
    folder = tmp_path_factory.mktemp("base")
    lines = "".join(json.dumps(r) + "\n" for r in REPORTS)
    (folder / "reports.jsonl").write_text(lines, encoding="utf-8")
    where = str(folder / "marenna.rashomon")
    told = run("add", where, str(folder / "reports.jsonl"), "--by", "M. Oslan")
    BUILT["base"] = where, told
    return where, told


def test_adding_tells_what_it_did(base):
    _, (status, out, err) = base
    assert (status, out) == (0, "")
    assert "documents: 3 added; could not be read: 0" in err
    assert "incidents: 2 built, 2 in the base" in err


def test_adding_keeps_who_collected(base):
    where, _ = base
    with open_base(where, create=False) as opened:
        document = opened.document_by_key("mna-1")
        assert document is not None
        assert [e.by for e in opened.collection_log(document.id)] == ["M. Oslan"]


def test_a_line_of_jsonl_is_an_incident(base, run):
    where, _ = base
    status, out, err = run("incidents", where, "--format", "jsonl")
    assert (status, err) == (0, "")
    found = {tuple(i["document_keys"]): i for i in map(json.loads, out.splitlines())}
    assert set(found) == {("courier-1", "mna-1"), ("courier-2",)}
    joined = found["courier-1", "mna-1"]
    assert joined["type"] == "ASSAULT"
    assert (joined["time"]["start"], joined["time"]["end"]) == ("2019-03-12", "2019-03-12")
    killed = next(f for f in joined["figures"] if f["measure"] == "killed" and not f["of"])
    assert (killed["low"], killed["best"], killed["high"]) == (9, 9, 9)
    text = {r["id"]: r["text"] for r in REPORTS}
    span = joined["time"]["mention"]
    assert any(
        text[k][span["start"] : span["end"]] == span["text"] for k in joined["document_keys"]
    )


def test_the_default_is_a_table(base, run):
    where, _ = base
    status, out, err = run("incidents", where)
    assert (status, err) == (0, "")
    assert "killed: 9" in out
    assert "2 incidents, 1 told by more than one document" in out
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("--type", "assault"), 2),
        (("--type", "consult"), 0),
        (("--until", "2019-03-05"), 1),
        (("--since", "2019-03-05"), 1),
        (("--as-of", "2019-03-15"), 1),
        (("--unit", "acled"), 2),
        (("--rule", "airwars"), 2),
    ],
)
def test_incidents_are_chosen(base, run, options, count):
    where, _ = base
    status, out, _ = run("incidents", where, "--format", "jsonl", *options)
    assert (status, len(out.splitlines())) == (0, count)


def test_a_day_that_is_none_is_told(base, run):
    where, _ = base
    status, _, err = run("incidents", where, "--as-of", "soon")
    assert status == 2
    assert "give a day such as 2019-03-12" in err


def test_a_base_that_is_not_there_is_told(tmp_path, run):
    status, out, err = run("incidents", str(tmp_path / "none.rashomon"))
    assert (status, out) != (0, "")
    assert err.startswith("RSH-")


def test_what_cannot_be_read_is_a_row_and_status_four(tmp_path, run):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"%PDF-1.4 broken")
    (folder / "b.txt").write_text("Shells hit Kestrel on Monday.", encoding="utf-8")
    where = str(tmp_path / "b.rashomon")
    status, _, err = run("add", where, str(folder), "--failures", "jsonl")
    assert status == 4
    row = json.loads(err.splitlines()[0])
    assert (row["document_key"], row["stage"]) == ("a.pdf", "parse")
    assert "could not be read: 1" in err
