"""``rashomon read`` as a person and as a program use it."""

import csv
import io
import json
import subprocess
import sys

import pytest

from rashomon.reading.reader import Reader

TEXT = (
    "The army shelled Kestrel on Monday, killing 12 people, Defence Minister Tomas Brandt said. "
    "Ilse Varga denied that her troops had attacked the hospital in Dovrin.\n"
)


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_the_default_is_a_table_without_colour_in_a_pipe(run, report):
    status, out, err = run("read", report, "--published", "2019-03-14")
    assert (status, err) == (0, "")
    assert "Tomas Brandt" in out
    assert "shelled" in out
    assert "DENIES" in out
    assert "\x1b" not in out


def test_a_line_of_jsonl_is_a_statement_whose_spans_are_in_the_text(run, report):
    status, out, _ = run("read", report, "--format", "jsonl")
    statements = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert len(statements) >= 2
    for statement in statements:
        span = statement["evidence"]
        assert TEXT[span["start"] : span["end"]] == span["text"]


def test_csv_has_one_row_a_statement(run, report):
    _, out, _ = run("read", report, "--format", "csv")
    _, lines, _ = run("read", report, "--format", "jsonl")
    ids = [row["id"] for row in csv.DictReader(io.StringIO(out))]
    assert ids == [json.loads(line)["id"] for line in lines.splitlines()]


def test_html_goes_whole_into_its_file(run, report, tmp_path):
    page = tmp_path / "page.html"
    status, out, _ = run("read", report, "--format", "html", "--out", str(page))
    assert (status, out) == (0, "")
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_muc_gives_templates_and_the_line_that_they_are_made_of(run, tmp_path):
    path = tmp_path / "wire.txt"
    path.write_text("Gunmen shot dead Judge Kalle Venn in Kestrel on Monday.\n")
    _, lines, _ = run("read", str(path), "--format", "muc-jsonl")
    status, out, _ = run("read", str(path), "--format", "muc")
    (row,) = [json.loads(line) for line in lines.splitlines()]
    assert status == 0
    assert out.count("MESSAGE: TEMPLATE") == len(row["incidents"]) == 1
    assert '"Kalle Venn"' in out


def test_explain_shows_why_each_field_is_what_it_is(run, report):
    _, lines, _ = run("read", report, "--format", "jsonl")
    chosen = json.loads(lines.splitlines()[0])
    status, out, _ = run("read", report, "--explain", chosen["id"][:9])
    assert status == 0
    assert f"⟦{chosen['trigger']['text']}⟧" in out
    assert chosen["why"][0]["rule"] in out
    assert "places" in out


def test_a_bad_input_is_a_json_row_and_the_others_are_read(run, report, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    status, out, err = run("read", str(empty), report, "--format", "jsonl")
    failure = json.loads(err)
    assert status == 4
    assert out.count("\n") >= 2
    assert failure["document_key"] == "empty.txt"
    assert failure["code"] == "RSH-103"


def test_a_bad_input_is_a_readable_block_beside_a_table(run, tmp_path):
    status, out, err = run("read", str(tmp_path / "nothing.txt"))
    assert (status, out) == (4, "")
    assert "1 document could not be read" in err
    assert "nothing.txt  RSH-101 at open" in err


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        pytest.param(("read",), 2, "give a file, a folder", id="no-input"),
        pytest.param(("read", "FILE", "--example"), 2, "not both", id="input-and-example"),
        pytest.param(("read", "FILE", "--format", "xml"), 2, "xml", id="unknown-format"),
        pytest.param(("read", "FILE", "--column", "text"), 2, "FIELD=COLUMN", id="half-a-column"),
        pytest.param(("read", "FILE", "--column", "x=y"), 2, "unknown fields", id="no-such-field"),
        pytest.param(("read", "FILE", "--input-format", "x"), 2, "is none of", id="input-format"),
        pytest.param(("read", "FILE", "--encoding", "x"), 2, "no such codec", id="no-such-codec"),
        pytest.param(("read", "FILE", "--published", "x"), 2, "not understood", id="no-date"),
        pytest.param(("read", "FILE", "--delimiter", ";;"), 2, "one character", id="delimiter"),
        pytest.param(("read", "FILE", "--processes", "0"), 2, "processes", id="no-process"),
        pytest.param(("read", "FILE", "--explain", "s"), 2, "3 characters", id="short-prefix"),
        pytest.param(("read", "FILE", "--explain", "zzz"), 2, "no statement", id="no-statement"),
        pytest.param(
            ("read", "FILE", "--out", "/no/such/x"), 2, "can't be written", id="no-folder"
        ),
        pytest.param(
            ("read", "FILE", "--actors", "FILE"), 2, "no actor table", id="no-actor-table"
        ),
        pytest.param(("read", "FILE", "--gazetteer", "FILE"), 2, "columns", id="no-gazetteer"),
        pytest.param(
            ("read", "FILE", "--format", "html", "--outline", "FILE"), 2, "GeoJSON", id="no-outline"
        ),
        pytest.param(("frobnicate",), 2, "No such command", id="no-such-command"),
    ],
)
def test_a_wrong_call_ends_in_one_clear_message(run, report, arguments, status, message):
    ended, out, err = run(*(report if a == "FILE" else a for a in arguments))
    assert ended == status
    assert out == ""
    assert message in " ".join(err.replace("│", " ").split())
    assert "Traceback" not in err


def test_a_missing_model_is_a_broken_install(run, report, monkeypatch):
    monkeypatch.setattr("rashomon.cli.run.read_many", _without_model)
    status, _, err = run("read", report)
    assert status == 3
    assert err.startswith("RSH-120 model no_such_model: not installed")


def _without_model(items, **_):
    next(iter(items))
    yield Reader("no_such_model")


def test_version(run):
    assert run("--version") == (0, "rashomon 0.1.0\n", "")


def test_own_actors_and_places_are_used(run, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    _, out, _ = run("read", "--example", "--format", "jsonl")
    statements = [json.loads(line) for line in out.splitlines()]
    actors = {a["id"] for s in statements for a in s["agents"] + s["targets"]}
    places = {p["id"] for s in statements for p in s["places"]}
    assert "group:northmark-front" in actors
    assert "user:mrn-dovrin" in places


def test_example_prints_a_table_and_names_its_page(run, tmp_path):
    page = tmp_path / "marenna.html"
    status, out, _ = run("example", "--out", str(page))
    assert status == 0
    assert "Invented example" in out
    assert str(page) in out.replace("\n", "")
    shown = page.read_text(encoding="utf-8")
    assert "Invented example: no such country" in shown
    assert 'class="outline" d="M' in shown


def _rashomon(*arguments, stdin=b""):
    command = [sys.executable, "-c", "from rashomon.cli.main import main; main()", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=300)


def test_standard_input_is_read_byte_for_byte(tmp_path):
    content = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode() * 2
    path = tmp_path / "stdin.txt"
    path.write_bytes(content)
    ended = _rashomon("read", "-", str(path), "--format", "jsonl", stdin=content)
    assert ended.returncode == 0, ended.stderr
    statements = [json.loads(line) for line in ended.stdout.splitlines()]
    keys = {s["document_key"] for s in statements}
    assert keys == {"stdin#1", "stdin.txt"}
    piped, filed = (
        [s["evidence"] for s in statements if s["document_key"] == k] for k in sorted(keys)
    )
    assert piped == filed


def test_two_processes_give_the_same_bytes_as_one(run, tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.txt").write_text(TEXT.replace("12", str(number + 3)), encoding="utf-8")
    (folder / "2b.txt").write_bytes(b"")
    one = run("read", str(folder), "--format", "jsonl")
    two = _rashomon("read", str(folder), "--format", "jsonl", "--processes", "2")
    assert one[0] == two.returncode == 4
    assert one[1].encode() == two.stdout
    assert one[2].encode() == two.stderr
