"""Text pieces, speaker tree, timeline and map: the geometry behind the page."""

import pytest

from rashomon.errors import InputError
from rashomon.model.place import EventPlace
from rashomon.model.span import Span
from rashomon.model.statement import Speaker
from rashomon.model.time import EventTime
from rashomon.publish.borders import clip, load_borders, read_outline
from rashomon.publish.html_map import HEIGHT, WIDTH, draw_map
from rashomon.publish.html_text import cut_text
from rashomon.publish.html_time import MARGIN, draw_timeline
from rashomon.publish.html_tree import grow_tree

NOWHERE = Span(0, 0, "")


def _time(start, end=None):
    return EventTime(start=start, end=end or start, precision="day", mention=NOWHERE, reason="")


def _place(name, lat, lon, precision="city"):
    return EventPlace(name=name, mention=NOWHERE, precision=precision, lat=lat, lon=lon, id=name)


def test_text_is_cut_at_evidence_and_trigger(make_statement):
    statement = make_statement(text="So the army shelled Kestrel.", evidence="army shelled Kestrel")
    pieces = cut_text("So the army shelled Kestrel.", [statement])
    assert [(p.text, p.covered, p.statement) for p in pieces] == [
        ("So the ", False, None),
        ("army ", True, None),
        ("shelled", True, 0),
        (" Kestrel", True, None),
        (".", False, None),
    ]


def test_of_two_statements_with_one_trigger_the_first_owns_it(make_statement):
    pieces = cut_text("army shelled it", [
        make_statement(text="army shelled it", evidence="army shelled it"),
        make_statement(text="army shelled it", evidence="shelled it"),
    ])  # fmt: skip
    assert [p.statement for p in pieces if p.statement is not None] == [0]
    assert "".join(p.text for p in pieces) == "army shelled it"


def test_tree_hangs_each_statement_on_its_innermost_speaker(make_statement):
    chain = (Speaker(name="Kolb"), Speaker(name="Monitors", stance="denies"))
    statements = [make_statement(speakers=chain[:n]) for n in range(3)]
    root, keys = grow_tree(statements, "Oduya")
    assert keys == ["0", "0.0", "0.0.0"]
    assert root.relayed["Kolb"].relayed["Monitors"].denies == 1
    assert root.total == 3


def test_timeline_sets_far_dates_in_a_margin(make_reading, make_statement):
    days = ["2017-06-01", *(f"2019-03-{n:02}" for n in range(1, 9))]
    reading = make_reading(*(make_statement(time=_time(day)) for day in days))
    timeline = draw_timeline(reading)
    assert timeline is not None
    assert timeline.earlier
    assert not timeline.later
    by_number = {bar.number: bar for bar in timeline.bars}
    assert by_number[0].x < MARGIN <= by_number[1].x
    assert by_number[0].label == "shelled 2017-06"
    assert timeline.published == pytest.approx(100, abs=12)


def test_bars_of_one_lane_do_not_overlap(make_reading, make_statement):
    reading = make_reading(*(make_statement(time=_time("2019-03-05")) for _ in range(5)))
    timeline = draw_timeline(reading)
    assert timeline is not None
    assert len({bar.y for bar in timeline.bars}) == 5


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_first_and_last_day_of_the_calendar_can_be_drawn(make_reading, make_statement, day):
    timeline = draw_timeline(make_reading(make_statement(time=_time(day)), published=None))
    assert timeline is not None
    assert all(0 <= bar.x <= 100 for bar in timeline.bars)


def test_no_dates_no_timeline(make_reading, make_statement):
    assert draw_timeline(make_reading(make_statement())) is None


def test_marks_lie_on_the_map_and_less_exact_places_are_wider(make_reading, make_statement):
    places = (_place("Kestrel", 39.0, -43.2), _place("Northmark", 39.1, -43.3, "admin1"))
    drawn = draw_map(make_reading(make_statement(places=places)))
    assert all(0 < m.x < WIDTH and 0 < m.y < HEIGHT for m in drawn.marks)
    radius = {m.name: m.radius for m in drawn.marks}
    assert radius["Northmark"] > radius["Kestrel"]


def test_a_place_without_a_point_is_listed_with_its_reason(make_reading, make_statement):
    open_place = EventPlace(name="Old Mill", mention=NOWHERE, precision="city", reason="unknown")
    drawn = draw_map(make_reading(make_statement(places=(open_place,))))
    assert drawn.marks == ()
    assert [(u.name, u.reason, u.statements) for u in drawn.unplaced] == [
        ("Old Mill", "unknown", (0,))
    ]


def test_borders_hold_every_continent():
    boxes = [box for box, _ in load_borders()]
    assert len(boxes) > 1000
    assert min(b[1] for b in boxes) < -70
    assert max(b[3] for b in boxes) > 80


def test_a_ring_is_cut_to_the_view():
    square = ((-2.0, -2.0), (2.0, -2.0), (2.0, 2.0), (-2.0, 2.0))
    cut = clip(square, (0.0, 0.0, 5.0, 5.0))
    assert set(cut) == {(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)}
    assert clip(square, (3.0, 3.0, 5.0, 5.0)) == ()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("no json", id="no-json"),
        pytest.param("[]", id="a-list"),
        pytest.param('{"type": "FeatureCollection", "features": []}', id="no-polygon"),
        pytest.param(
            '{"type": "Polygon", "coordinates": [[[999, 0], [1, 1], [2, 2]]]}', id="off-earth"
        ),
    ],
)
def test_an_outline_that_is_none_is_refused(tmp_path, content):
    path = tmp_path / "outline.geojson"
    path.write_text(content)
    with pytest.raises(InputError):
        read_outline(path)
