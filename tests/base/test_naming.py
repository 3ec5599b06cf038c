"""Whom documents name stands beside them: made when they come in, and gone when they go."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import text
from synthetic import make_reading

from rashomon.base import open_base
from rashomon.base.naming import named_in
from rashomon.model.actor import ActorMention
from rashomon.model.place import PlaceMention
from rashomon.model.span import Span

SPAN = Span(0, 5, "Klara")


def _named(base):
    return {d.id: base.named_in([d.id])[d.id] for d in base.documents(current=False)}


def _plain(value):
    return json.loads(json.dumps(value))


@pytest.fixture
def reading():
    """A report with somebody who is only mentioned, and with places known and not."""
    mentioned = ActorMention(span=SPAN, name="Klara Brandt", kind="person")
    unnamed = ActorMention(span=SPAN, name="villagers", kind="people", named=False)
    places = (PlaceMention(span=SPAN, name="Kestrel", id="own:1"),
              PlaceMention(span=SPAN, name="Old Mill"))  # fmt: skip
    return replace(make_reading(7, statements=3), actors=(mentioned, unnamed), places=places)


def test_names_stand_beside_a_document(base, by_oslan, reading):
    base.add_reading(reading, by_oslan)
    published, named = base.named_in([reading.document.id])[reading.document.id]
    assert published == reading.document.published
    assert named == _plain(named_in(reading.statements, reading.actors, reading.places))
    assert ["p", "Klara Brandt", True, None] in named["people"]
    assert not any("villagers" in one for one in named["people"])
    assert named["known"] == ["Kestrel"]
    assert [id_ for id_, *_ in named["told"]] == [
        s.id for s in sorted(reading.statements, key=lambda s: (s.trigger.start, s.id))
    ]


def test_each_is_named_once_in_the_order_of_the_text(reading):
    named = named_in(reversed(reading.statements), reading.actors, ())
    assert len(set(named["people"])) == len(named["people"])
    assert named == named_in(reading.statements, reading.actors, ())
    assert len(set(named["texts"])) == len(named["texts"])


def test_together_or_one_by_one_gives_the_same_names(base, by_oslan):
    readings = [make_reading(n, statements=4) for n in range(5)]
    base.add_readings(readings[:4], by_oslan)
    base.add_reading(readings[4], by_oslan)
    assert sorted(_named(base)) == sorted(r.document.id for r in readings)
    assert base.verify() == []


def test_an_erased_document_leaves_no_names(base, by_oslan, reading):
    base.add_reading(reading, by_oslan)
    base.add_reading(make_reading(1), by_oslan)
    base.erase(document=reading.document.id, who="O", why="asked for")
    assert base.named_in([reading.document.id]) == {}
    with base.engine.connect() as conn:
        assert conn.execute(text("SELECT count(*) FROM names")).scalar() == 1


def test_an_erased_person_is_masked_there_too(base, by_oslan, reading):
    base.add_reading(reading, by_oslan)
    assert "Tomas Brandt" in json.dumps(_named(base))
    base.erase(person="Tomas Brandt", who="O", why="a court's order")
    held = json.dumps(_named(base))
    assert "Tomas Brandt" not in held
    assert "Klara Brandt" in held
    assert base.verify() == []


def test_a_base_of_the_first_schema_gets_its_names(where, by_oslan, reading):
    with open_base(where) as base:
        base.add_readings([make_reading(1, statements=6), reading], by_oslan)
        base.add_reading(make_reading(1, statements=2, edition=2), by_oslan)
        before = _named(base)
        with base.engine.begin() as conn:
            conn.execute(text("DROP TABLE names"))
            conn.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with open_base(where, create=False) as base:
        assert len(before) == 3
        assert _named(base) == before
        assert base.verify() == []
