"""Decisions in words."""

import json

import pytest

from rashomon.model.judgement import Judgement
from rashomon.web.deciding import decided


def _judgement(value):
    return Judgement(
        id="j", at="2019-03-12T08:00:00Z", who="edda", action="correct", subjects=("s",),
        field="x", value=value, why="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "words"),
    [
        pytest.param(None, "", id="none"),
        pytest.param("planned", "planned", id="word"),
        pytest.param([], "nothing", id="emptied"),
        pytest.param([{"name": "Coast Guard"}, {"name": "Ann"}], "Coast Guard, Ann", id="who"),
        pytest.param({"start": "2019-03-11", "end": "2019-03-12"}, "2019-03-11 to 2019-03-12",
                     id="days"),
        pytest.param([{"measure": "killed", "low": 4, "best": 4, "high": None}], "killed 4",
                     id="figure"),
        pytest.param({"statements": ["s1", "s2"]}, "of 2 statements", id="merge"),
        pytest.param("x" * 500, "x" * 119 + "…", id="endless"),
    ],
)  # fmt: skip
def test_a_value_becomes_words(value, words):
    assert decided(_judgement(None if value is None else json.dumps(value))) == words


def test_a_value_that_is_no_json_is_shown_as_it_is():
    assert decided(_judgement("not json")) == "not json"
