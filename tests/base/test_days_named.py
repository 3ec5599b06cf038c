"""The days that linking knows of a statement before it reads it."""

from dataclasses import replace

from sqlalchemy import event
from synthetic import make_reading

from rashomon.model.time import EventTime


def timed(statement, start, end):
    time = EventTime(
        start=start, end=end, precision="day", mention=statement.trigger, reason="made"
    )
    return replace(statement, time=time)


def test_all_days_of_a_document_are_named_for_each_of_its_statements(base, by_oslan):
    reading = make_reading(1, statements=3)
    first, second, third = (replace(s, time=None) for s in reading.statements)
    second = timed(second, "2019-03-02", "2019-03-04")
    third = timed(third, "2019-03-09T10:00", "2019-03-09T11:00")
    document = replace(reading.document, published="2019-03-10")
    base.add_reading(
        replace(reading, document=document, statements=(first, second, third)), by_oslan
    )
    spans = frozenset({("2019-03-02", "2019-03-04"), ("2019-03-09", "2019-03-09")})
    named = base.days_named([first.id, third.id, "s-unknown"])
    assert named == {first.id: ("2019-03-10", spans), third.id: ("2019-03-10", spans)}


def test_without_times_only_the_publication_is_known(base, by_oslan):
    reading = make_reading(1, statements=2)
    bare = tuple(replace(s, time=None) for s in reading.statements)
    document = replace(reading.document, published=None)
    base.add_reading(replace(reading, document=document, statements=bare), by_oslan)
    assert base.days_named([bare[0].id]) == {bare[0].id: (None, frozenset())}


def test_what_is_replaced_is_not_named(base, by_oslan):
    old = make_reading(0, statements=2)
    base.add_reading(old, by_oslan)
    base.add_reading(make_reading(0, statements=2, edition=2), by_oslan)
    assert base.days_named([s.id for s in old.statements]) == {}


def test_what_waits_is_found_by_its_index(sqlite_base, by_oslan):
    """A walk through all statements for each page would make linking quadratic."""
    sqlite_base.add_readings([make_reading(n, statements=3) for n in range(3)], by_oslan)
    asked = []
    listen = lambda _c, _cursor, sql, *_: asked.append(sql)  # noqa: E731
    event.listen(sqlite_base.engine, "before_cursor_execute", listen)
    assert len(sqlite_base.take_pending(5)) == 5
    event.remove(sqlite_base.engine, "before_cursor_execute", listen)
    [question] = [sql for sql in asked if "FROM statements" in sql]
    with sqlite_base.engine.connect() as conn:
        plan = conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {question}", (5, 0)).all()
    assert any("statements_pending" in row[3] for row in plan)
