"""What linking keeps: what waits, pairs, keys, signatures, copies; and what an exit undoes."""

from synthetic import make_reading

from rashomon.model.incident import Bounds, Incident


def _fill(base, by_oslan, documents=2):
    for n in range(documents):
        base.add_reading(make_reading(n, statements=3), by_oslan)
    return [s.id for s in base.statements()]


def _incident(statements):
    empty = dict.fromkeys(
        ("document_keys", "places", "agents", "targets", "figures", "origins", "agreement"), ()
    )
    return Incident(
        id="i" + statements[0][1:],
        statements=tuple(sorted(statements)),
        type=None,
        mode=None,
        time=None,
        independent_origins=Bounds(min=1, max=1),
        **empty,
    )


def test_statements_wait_until_they_are_linked(base, by_oslan):
    ids = _fill(base, by_oslan)
    assert sorted(base.take_pending(100)) == ids
    assert base.take_pending(2) == base.take_pending(100)[:2]
    base.mark_linked(ids[:4])
    assert sorted(base.take_pending(100)) == ids[4:]
    base.mark_pending(ids[:1])
    assert base.counts()["pending"] == 3


def test_pairs_are_kept_once_and_dropped_by_either_end(base):
    base.put_edges([("s2", "s1", 0.8, "same town"), ("s2", "s3", 0.5, "same day")])
    base.put_edges([("s1", "s2", 0.9, "same town and day")])
    assert base.edges_of(["s1"]) == [("s1", "s2", 0.9, "same town and day")]
    assert len(base.edges_of(["s2", "s3"])) == 2
    base.drop_edges(["s3"])
    assert base.edges_of(["s2"]) == [("s1", "s2", 0.9, "same town and day")]


def test_keys_find_current_statements_only(base, by_oslan):
    ids = _fill(base, by_oslan)
    base.put_all_keys({one: ["town:kestrel", f"own:{one}"] for one in ids})
    base.put_keys(ids[0], ["town:dovrin"])
    assert base.with_keys(["town:kestrel"]) == ids[1:]
    assert base.with_keys(["town:kestrel"], limit=2) == ids[1:3]
    assert base.keys_of(ids[:2]) == {
        ids[0]: ("town:dovrin",),
        ids[1]: (f"own:{ids[1]}", "town:kestrel"),
    }
    gone = {s.id for s in base.statements(documents=[make_reading(0, statements=3).document.id])}
    base.add_reading(make_reading(0, statements=3, edition=2), by_oslan)
    assert set(base.with_keys(["town:kestrel"])) == set(ids[1:]) - gone


def test_signatures_and_copies(base):
    base.put_signature("d1", ["a", "b"])
    base.put_signature("d2", ["b", "c"])
    assert base.documents_with_signature(["b"]) == ["d1", "d2"]
    base.put_signature("d1", ["c"])
    assert base.documents_with_signature(["a", "b"]) == ["d2"]
    base.put_copy("d2", "d1", "near", "0.9 of the words")
    base.put_copy("d1", "d2", "exact", "all of the words")
    assert base.copies_of(["d2"]) == [("d1", "d2", "exact", "all of the words")]


def test_a_new_version_takes_its_incidents_apart(base, by_oslan):
    ids = _fill(base, by_oslan)
    first = {s.id for s in base.statements(documents=[make_reading(0, statements=3).document.id])}
    second = sorted(set(ids) - first)
    joined = _incident([min(first), second[0]])
    base.replace_incidents([], [joined, _incident([second[1]])])
    base.put_edges([(min(first), second[0], 1.0, "same")])
    base.mark_linked(ids)
    base.add_reading(make_reading(0, statements=3, edition=2), by_oslan)
    assert base.incident(joined.id) is None
    assert base.edges_of([second[0]]) == []
    waiting = set(base.take_pending(100))
    assert second[0] in waiting
    assert second[1] not in waiting
    assert not waiting & first


def test_a_judgement_wakes_the_statements_that_stand_together(base, by_oslan):
    ids = _fill(base, by_oslan)
    base.replace_incidents([], [_incident(ids[:3])])
    base.mark_linked(ids)
    base.judge("reject", [ids[0]], who="Oslan", why="")
    assert sorted(base.take_pending(100)) == ids[:3]
