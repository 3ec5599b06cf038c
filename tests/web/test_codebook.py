"""The codebook: its text, its versions, and who may change it."""

import sys
from pathlib import Path

import pytest

from rashomon.errors import CodingError, FormError
from rashomon.lexicon.event_rows import MODES
from rashomon.publish.words import SIGNS, STANCES
from rashomon.web.codes import SETTLES, CodebookTextError, default, difference, read_codebook
from rashomon.web.codes import read_values as values_of
from rashomon.web.settling import FORMS

sys.path.insert(0, str(Path(__file__).parent))

from team import Person, make_base

SMALL = """\
title = "Harbour"

[[field]]
name = "boat"
title = "Is it a boat?"
kind = "choice"
values = ["yes", "no"]

[[field]]
name = "crew"
title = "Crew"
kind = "number"
"""


@pytest.fixture
def base(tmp_path):
    with make_base(tmp_path / "marenna.rashomon", documents=1, statements=2) as made:
        yield made


def test_the_codebook_that_is_brought_names_every_type_status_and_stance():
    book = read_codebook(default().text)
    assert {one.name for one in book.types} == set(MODES)
    values = {one.name: set(one.values) for one in book.fields}
    assert values["status"] == set(SIGNS)
    assert values["stance"] == set(STANCES)
    assert values["type"] == set(MODES)


def test_everything_that_a_field_may_settle_is_known():
    assert set(SETTLES) == {"verdict", *FORMS}


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        pytest.param('title = "Crew"', 'title = "Crew', 11, "no TOML", id="open-quote"),
        pytest.param('kind = "number"', 'kind = "many"', 12, "unknown kind 'many'", id="kind"),
        pytest.param('kind = "number"', 'colour = "red"', 12, "unknown 'colour'", id="unknown-key"),
        pytest.param('name = "crew"', 'name = "boat"', 10, "'boat' stands twice", id="twice"),
        pytest.param('name = "crew"', 'name = "Crew!"', 10, "is no name", id="name"),
        pytest.param('name = "crew"\n', "", 9, "without name", id="no-name"),
        pytest.param('values = ["yes", "no"]', "values = []", 7, "needs values", id="no-values"),
        pytest.param(
            'values = ["yes", "no"]', 'values = ["yes", "yes"]', 7, "stands twice", id="value-twice"
        ),
        pytest.param(
            'kind = "number"', 'kind = "number"\nvalues = ["1"]', 13, "has no values", id="number"
        ),
        pytest.param('title = "Harbour"', "titel = 1", 1, "unknown 'titel'", id="unknown-head"),
        pytest.param('"Harbour"', '"Har\u202ebour"', 1, "invisible", id="direction"),
        pytest.param('title = "Crew"', "title = 7", 11, "title is no text", id="no-text"),
    ],
)
def test_a_mistake_is_told_with_its_line(old, new, line, words):
    with pytest.raises(CodebookTextError) as caught:
        read_codebook(SMALL.replace(old, new, 1))
    assert caught.value.line == line
    assert str(caught.value).startswith(f"line {line}: ")
    assert words in str(caught.value)


def test_a_codebook_without_fields_is_refused():
    with pytest.raises(CodebookTextError, match="there is no"):
        read_codebook('title = "Empty"')


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        pytest.param({"boat": "perhaps"}, "'perhaps' is no value", id="no-choice"),
        pytest.param({}, "nothing is chosen", id="nothing"),
        pytest.param({"boat": "yes", "crew": "some"}, "is no number", id="no-number"),
        pytest.param({"boat": "yes", "crew": "nan"}, "out of range", id="not-a-number"),
    ],
)
def test_a_value_that_the_field_may_not_have_is_refused(given, problem):
    with pytest.raises(FormError, match=problem):
        values_of(read_codebook(SMALL), given)


def test_values_take_one_form():
    given = {"boat": " yes ", "crew": "1,200.0"}
    assert values_of(read_codebook(SMALL), given) == {"boat": "yes", "crew": "1200"}


def test_a_difference_shows_what_changed_with_lines_around_it():
    lines = difference(SMALL, SMALL.replace('"Crew"', '"Sailors"'))
    assert [(one.sign, one.text) for one in lines if one.sign in "+-"] == [
        ("-", 'title = "Crew"'),
        ("+", 'title = "Sailors"'),
    ]
    assert lines[0].sign == "…"


def test_an_editor_saves_a_version_and_history_shows_the_difference(base):
    edda = Person(base, "edda")
    assert "version 0" in edda.page("/codebook")
    saved = edda.post("/codebook", text=SMALL, why="for <b>boats</b>", after="0", action="save")
    assert saved.status_code == 303
    page = edda.page("/codebook")
    assert "Is it a boat?" in page
    assert "for &lt;b&gt;boats&lt;/b&gt;" in page
    assert "added: " in edda.page("/codebook/difference?old=0&new=1")
    assert "ASSAULT" in edda.page("/codebook/versions/0")
    assert [v.version for v in base.codebooks()] == [1]


def test_a_mistake_keeps_the_text_and_shows_the_line(base):
    wrong = SMALL.replace('kind = "number"', 'kind = "many"')
    answer = Person(base, "edda").post("/codebook", text=wrong, why="boats", after="0")
    assert answer.status_code == 422
    assert "line 12: unknown kind" in answer.text
    assert "kind = &#34;many&#34;" in answer.text
    assert base.codebook() is None


def test_checking_saves_nothing(base):
    answer = Person(base, "edda").post("/codebook", text=SMALL, after="0", action="check")
    assert "It can be saved." in answer.text
    assert base.codebook() is None


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        pytest.param({"text": SMALL, "after": "0"}, "why: it is empty", id="no-reason"),
        pytest.param(
            {"text": default().text, "after": "0", "why": "x"}, "nothing was changed", id="same"
        ),
    ],
)
def test_saving_needs_a_reason_and_a_change(base, fields, problem):
    answer = Person(base, "edda").post("/codebook", **fields)
    assert answer.status_code == 422
    assert problem in answer.text


def test_two_editors_do_not_overwrite_each_other(base):
    base.put_codebook(SMALL, who="edda", why="boats", after=0)
    with pytest.raises(CodingError, match="version 1 was saved while you edited version 0"):
        base.put_codebook(SMALL + "\n", who="rada", why="mine", after=0)
    answer = Person(base, "edda").post("/codebook", text=SMALL + "# x", why="mine", after="0")
    assert answer.status_code == 422
    assert "was saved while you edited" in answer.text


@pytest.mark.parametrize("name", ["rada", "cato"])
def test_only_an_editor_edits(base, name):
    person = Person(base, name)
    assert person.get("/codebook").status_code == 200
    assert person.get("/codebook/edit").status_code == 403
    assert person.post("/codebook", text=SMALL, why="x", after="0").status_code == 403
    assert person.get("/codebook/versions/99").status_code == 404
