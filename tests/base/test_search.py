"""Finding statements by words and by structure: the same on both engines."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from synthetic import TOWNS, make_reading

from rashomon.base import Query
from rashomon.base.search import distance_km, is_near, rectangle, shorten, word_terms
from rashomon.model.incident import Bounds, Incident


@pytest.fixture
def filled(base, by_oslan):
    with base.transaction():
        for n in range(12):
            base.add_reading(make_reading(n), by_oslan)
    return base


def _town(statement):
    return statement.places[0].name


def _never(_):
    return False


def _is_shelling_of_kestrel(s):
    return s.trigger.text == "shelled" and _town(s) == "Kestrel"


def _is_late_retreat(s):
    return s.type == "RETREAT" and s.time.end >= "2019-03-20"


def _is_varga_on_kestrel(s):
    return _town(s) == "Kestrel" and s.speakers[0].name == "Ilse Varga"


CASES = [
    pytest.param({"words": "shelling Kestrel"}, _is_shelling_of_kestrel, id="inflected-words"),
    pytest.param({"words": '"Ostry Ford"'}, lambda s: _town(s) == "Ostry Ford", id="phrase"),
    pytest.param({"words": '"Ford Ostry"'}, _never, id="phrase-the-other-way"),
    pytest.param({"words": "VARGA"}, lambda s: s.speakers[0].name == "Ilse Varga", id="capitals"),
    pytest.param(
        {"speaker": "brandt"}, lambda s: s.speakers[0].name == "Tomas Brandt", id="speaker"
    ),
    pytest.param({"speaker": "bran"}, _never, id="part-of-a-word"),
    pytest.param(
        {"actor": "northmark front"}, lambda s: "Northmark" in s.agents[0].name, id="actor"
    ),
    pytest.param(
        {"type": "RETREAT", "actor": "Kestrel"},
        lambda s: s.type == "RETREAT" and _town(s) == "Kestrel",
        id="type-and-target",
    ),
    pytest.param({"status": "planned"}, _never, id="status"),
    pytest.param({"since": "2019-03-20"}, lambda s: s.time.end >= "2019-03-20", id="since"),
    pytest.param({"until": "2019-03-03"}, lambda s: s.time.start <= "2019-03-03", id="until"),
    pytest.param(
        {"since": "2019-03-05", "until": "2019-03-05"},
        lambda s: s.time.start == "2019-03-05",
        id="day",
    ),
    pytest.param(
        {"near": (41.2, 7.9, 30.0)}, lambda s: _town(s) in ("Kestrel", "Lower Tamsin"), id="near"
    ),
    pytest.param(
        {"near": (41.2, 7.9, 5.0), "words": "killing"},
        lambda s: _town(s) == "Kestrel",
        id="near-and-words",
    ),
    pytest.param({"words": "* OR ) NEAR( \" '; DROP TABLE statements"}, _never, id="operators"),
]


@pytest.mark.parametrize(("query", "fits"), CASES)
def test_what_answers_is_found_and_nothing_else(filled, query, fits):
    wanted = {s.id for s in filled.statements() if fits(s)}
    found = filled.find(Query(**query), limit=1000)
    assert {f.statement.id for f in found} == wanted
    order = [(-f.score, f.statement.id) for f in found]
    assert order == sorted(order) or "words" in query


def test_accents_and_case_make_no_difference(base, by_oslan):
    reading = make_reading(1, statements=1)
    (one,) = reading.statements
    one = replace(one, speakers=(replace(one.speakers[0], name="Dr. Jérôme Müller"),))
    base.add_reading(replace(reading, statements=(one,)), by_oslan)
    for query in ({"words": "jerome muller"}, {"speaker": "MÜLLER"}, {"words": "Jérôme"}):
        assert [f.statement for f in base.find(Query(**query))] == [one]


def test_the_limit_holds_and_pages_behind_a_circle_are_read(filled):
    near = [s for s in filled.statements() if _town(s) == "Harrow Bay"]
    lat, lon = TOWNS["Harrow Bay"]
    assert len(filled.find(Query(near=(lat, lon, 1.0)), limit=3)) == 3
    assert len(filled.find(Query(near=(lat, lon, 1.0)), limit=500)) == len(near)


def _incident(number, statements):
    days, place = statements[0].time, statements[0].places
    return Incident(
        id=f"i{number:015x}",
        statements=tuple(sorted(s.id for s in statements)),
        document_keys=(),
        type=statements[0].type,
        mode=None,
        time=days,
        places=place,
        agents=(),
        targets=(),
        figures=(),
        origins=(),
        independent_origins=Bounds(min=1, max=1),
        agreement=(),
    )


def test_incidents_answer_queries_through_their_statements(filled):
    statements = sorted(filled.statements(), key=lambda s: s.trigger.text)
    made = [_incident(n, [s]) for n, s in enumerate(statements)]
    filled.replace_incidents([], made)
    by_id = {i.id: s for i, s in zip(made, statements, strict=True)}
    for query, fits in (
        (Query(words="kestrel shelled"), _is_shelling_of_kestrel),
        (Query(type="RETREAT", since="2019-03-20"), _is_late_retreat),
        (Query(speaker="Varga", near=(41.2, 7.9, 5.0)), _is_varga_on_kestrel),
    ):
        found = [i.id for i in filled.incidents(query)]
        assert found == sorted(id_ for id_, s in by_id.items() if fits(s))
        assert [i.id for i in filled.incidents(query, limit=2, offset=1)] == found[1:3]


def test_incidents_are_replaced_and_only_changes_are_told(base, by_oslan):
    base.add_reading(make_reading(1, statements=4), by_oslan)
    some = list(base.statements())
    one, two = _incident(1, some[:2]), _incident(2, some[2:])
    base.replace_incidents([], [one, two])
    last = max(c.seq for c in base.changes())
    base.replace_incidents([one.id], [one, two])
    assert list(base.changes(last)) == []
    joined = _incident(1, some)
    base.replace_incidents([two.id], [joined])
    told = [(c.kind, c.subject) for c in base.changes(last)]
    assert told == [("incident.removed", two.id), ("incident.changed", one.id)]
    assert base.incident_of(some[3].id) == joined
    assert base.incident(two.id) is None


@given(
    st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
    st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
    st.floats(0.1, 25000),
)
@example((90.0, 0.0), (90.0, 6.0), 1.0)
@example((89.95, 0.0), (89.969, 50.0), 4.5)
@settings(max_examples=300, deadline=None)
def test_the_rectangle_holds_the_whole_circle(centre, point, km):
    """`or_` is a column's; here two plain truths are joined."""

    class Columns:
        lat, lon = _Value(point[0]), _Value(point[1])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rashomon.base.search.or_", lambda one, other: one or other)
        if is_near(*point, (*centre, km)):
            assert all(rectangle(Columns, (*centre, km)))


class _Value:
    """A number that answers as a column would."""

    def __init__(self, value):
        self.value = value

    def between(self, low, high):
        return low - 1e-6 <= self.value <= high + 1e-6

    def __ge__(self, other):
        return self.value >= other - 1e-6

    def __le__(self, other):
        return self.value <= other + 1e-6


def test_distances_are_those_on_the_globe():
    assert distance_km((0, 0), (0, 1)) == pytest.approx(111.195, abs=0.01)
    assert distance_km((41, 179.9), (41, -179.9)) == pytest.approx(16.78, abs=0.05)


def test_words_and_phrases_are_told_apart():
    assert word_terms('Rebels "Harrow  Bay" …') == ["rebels", "harrow bay"]


def test_a_long_clause_is_cut_around_the_word():
    clause = "word " * 100 + "Kestrel " + "word " * 100
    cut = shorten(clause, ["kestrel"])
    assert "Kestrel" in cut
    assert len(cut) <= 242
