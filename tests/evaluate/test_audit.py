import json

import pytest
from typer.testing import CliRunner

from rashomon.cli.audit import parse_answer
from rashomon.cli.main import app
from rashomon.errors import InputError
from rashomon.evaluate.audit import (
    FIELDS,
    Mark,
    append_marks,
    draw,
    load_marks,
    report,
    wilson,
)

STRATA = {
    "ASSAULT": [f"a{n}" for n in range(80)],
    "AID": [f"b{n}" for n in range(19)],
    "RARE": ["c"],
}


def mark(subject: str, field: str, verdict: str, **more: str) -> Mark:
    about = {"by": "ilse", "at": "2019-03-20T10:00:00+00:00", "stratum": "ASSAULT"} | more
    return Mark(subject=subject, field=field, mark=verdict, **about)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),
    ],
)
def test_intervals_are_those_of_the_literature(part, whole, low, high) -> None:
    found = wilson(part, whole)
    assert (found.low, found.high) == pytest.approx((low, high), abs=6e-4)


def test_nothing_marked_leaves_everything_open() -> None:
    assert wilson(0, 0).value is None
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0.0, 1.0)


@pytest.mark.parametrize("size", [1, 2, 3, 10, 99, 100, 500])
def test_a_sample_has_its_size_and_every_stratum_while_there_is_room(size: int) -> None:
    drawn = draw(STRATA, size)
    assert len(set(drawn)) == len(drawn) == min(size, 100)
    if size >= 3:
        assert {name for name, _ in drawn} == set(STRATA)


def test_the_same_seed_draws_the_same_whatever_the_order() -> None:
    backwards = {name: list(reversed(ids)) for name, ids in reversed(STRATA.items())}
    assert draw(STRATA, 20, 7) == draw(backwards, 20, 7)
    assert draw(STRATA, 20, 7) != draw(STRATA, 20, 8)


def test_a_record_is_right_only_when_every_field_is() -> None:
    marks = [mark("s1", f, "right") for f in FIELDS] + [mark("s2", f, "right") for f in FIELDS]
    marks.append(mark("s2", "agents", "wrong"))
    found = report(marks, {"ASSAULT": 80})
    assert (found.whole.part, found.whole.whole) == (1, 2)
    assert found.fields["agents"].value == 0.5
    assert found.weighted == 0.5


def test_unsure_counts_neither_way() -> None:
    found = report([mark("s1", "time", "unsure"), mark("s1", "type", "right")])
    assert found.fields["time"].whole == 0
    assert found.unsure == 1
    assert found.whole.value == 1.0


def test_a_stratum_without_marks_leaves_the_weighted_share_open() -> None:
    assert report([mark("s1", "type", "right")], {"ASSAULT": 3, "AID": 2}).weighted is None


def test_what_is_lacking_counts_against_what_was_found() -> None:
    marks = [mark("d1", "missed", "2", stratum=""), mark("d2", "missed", "0", stratum="")]
    found = report(marks, found={"d1": 6, "d2": 2})
    assert found.found is not None
    assert (found.found.part, found.found.whole) == (8, 10)


def test_marks_come_back_from_their_file(tmp_path) -> None:
    file = tmp_path / "marks.jsonl"
    append_marks(file, [mark("s1", "type", "right")])
    append_marks(file, [mark("s1", "time", "wrong")])
    assert [m.field for m in load_marks(file)] == ["type", "time"]


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "{}",
        '{"subject": "s"}',
        json.dumps({"subject": "s", "field": "type", "mark": "perhaps", "by": "i", "at": "x"}),
    ],
    ids=["no-json", "empty", "short", "unknown"],
)
def test_a_broken_file_of_marks_is_named_with_its_line(tmp_path, line: str) -> None:
    file = tmp_path / "marks.jsonl"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        load_marks(file)


@pytest.mark.parametrize(
    ("answer", "wrong", "unsure"),
    [("", set(), set()), ("2 5", {"type", "targets"}, set()), ("4 ? 6", {"agents"}, {"time"})],
)
def test_an_answer_names_the_wrong_and_the_unsure(answer, wrong, unsure) -> None:
    found = parse_answer(answer)
    assert {f for f, m in found.items() if m == "wrong"} == wrong
    assert {f for f, m in found.items() if m == "unsure"} == unsure


@pytest.mark.parametrize("answer", ["0", "11", "x", "2 ? ?", "²"])
def test_an_answer_out_of_range_is_asked_again(answer: str) -> None:
    assert parse_answer(answer) is None


def test_the_command_asks_marks_and_reports(small_base) -> None:
    run = CliRunner().invoke(
        app,
        ["audit", str(small_base), "--sample", "2", "--missed", "1", "--by", "ilse"],
        input="\n4\n3\n",
    )
    assert run.exit_code == 0, run.output
    kept = load_marks(small_base.with_name(small_base.name + ".marks.jsonl"))
    assert sum(m.field == "agents" and m.mark == "wrong" for m in kept) == 1
    assert [m.mark for m in kept if m.field == "missed"] == ["3"]
    assert "whole record" in run.output
    again = CliRunner().invoke(app, ["audit", str(small_base), "--report"])
    assert "2 statements and 1 documents" in " ".join(again.output.split())
