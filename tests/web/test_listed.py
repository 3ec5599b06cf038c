"""Lists, points and counts that are mended after a change are those that are made anew."""

import json

import pytest

from rashomon.base.browse import ORDERS, Sieve
from rashomon.incidents import service
from rashomon.web import listed
from rashomon.web.listed import Listings

SIEVES = [
    pytest.param(Sieve(), id="every"),
    pytest.param(Sieve(type="ASSAULT"), id="type"),
    pytest.param(Sieve(place="kestrel"), id="place"),
    pytest.param(Sieve(actor="army"), id="actor"),
    pytest.param(Sieve(status="attempted"), id="status"),
    pytest.param(Sieve(since="2019-03-12"), id="days"),
    pytest.param(Sieve(box=(7.5, 41.0, 8.0, 41.5)), id="box"),
    pytest.param(Sieve(verdict="contradict"), id="verdict"),
]


@pytest.fixture
def listings(base):
    return Listings(base)


def _decisions(base, ids, tools):
    """Change incidents in every way that there is; between two of them lists are looked at."""

    def correct(field, value):
        base.judge("correct", [ids.statement], who="edda", why="read again",
                   field=field, value=json.dumps(value))  # fmt: skip

    yield lambda: correct("status", "attempted")
    yield lambda: correct("places", [])
    yield lambda: base.judge("reject", [ids.statement], who="edda", why="misread")
    yield lambda: base.undo(
        base.judgements(ids.statement, standing=True)[-1].id, who="edda", why="no"
    )
    new = tools.report("new.txt", [tools.Told(text="The Marennan army shelled Kestrel.", killed=7)])
    yield lambda: base.add_reading(new, service.Collection(by="M. Oslan"))
    every = sorted(i.id for i in base.incidents())
    yield lambda: service.merge(base, every[:2], who="edda", why="one")
    yield lambda: base.erase(document=new.document.id, who="edda", why="asked to")


def _points(base, sieve):
    return [list(point) for point in base.incident_points(sieve)]


@pytest.mark.parametrize("sieve", SIEVES)
def test_what_is_mended_is_what_is_made_anew(base, ids, tools, listings, sieve):
    for decide in _decisions(base, ids, tools):
        decide()
        service.link_pending(base)
        for order in ORDERS:
            lines = base.incident_lines(sieve, order=order)
            assert listings.page(sieve, order, limit=50, offset=0) == (lines, len(lines)), order
            assert listings.page(sieve, order, limit=1, offset=1) == (lines[1:2], len(lines))
        drawn = json.loads(listings.points(sieve, "open", tuple))
        assert drawn == {"incidents": _points(base, sieve)}
        assert listings.facets() == base.facets()


def test_a_decision_reads_again_what_it_touched_alone(base, ids, listings, monkeypatch):
    read = []
    whole = type(base).incident_rows

    def rows(self, columns, sieve, touched=None, **more):
        read.append(touched)
        return whole(self, columns, sieve, touched, **more)

    monkeypatch.setattr(type(base), "incident_rows", rows)
    listings.page(Sieve(), "newest", limit=50, offset=0)
    listings.page(Sieve(), "newest", limit=50, offset=0)
    assert read == [None]
    base.judge("reject", [ids.statement], who="edda", why="misread")
    service.link_pending(base)
    listings.page(Sieve(), "newest", limit=50, offset=0)
    assert read[0] is None
    assert ids.incident in read[1]
    assert len(read) == 2
    [untouched] = (one.id for one in base.incident_lines(Sieve(place="dovrin")))
    assert untouched not in read[1]


def test_after_many_changes_everything_is_read_anew(base, ids, listings, monkeypatch):
    monkeypatch.setattr(listed, "MOST_TOUCHED", 0)
    before = listings.page(Sieve(), "toll", limit=50, offset=0)
    base.judge("reject", [ids.statement], who="edda", why="misread")
    service.link_pending(base)
    after = listings.page(Sieve(), "toll", limit=50, offset=0)
    assert after != before
    assert after[0] == base.incident_lines(Sieve(), order="toll")


def test_too_many_incidents_are_asked_of_the_base(base, listings, monkeypatch):
    monkeypatch.setattr(listed, "MOST", 1)
    lines = base.incident_lines(Sieve(), order="doubt", limit=2)
    assert listings.page(Sieve(), "doubt", limit=2, offset=0) == (
        lines,
        base.incident_count(Sieve()),
    )
    assert listings.points(Sieve(), "open", tuple) is None
    assert listings.facets() == base.facets()


def test_no_more_is_kept_than_there_is_room_for(base):
    listings = Listings(base, kept=base.incident_count(Sieve()) + 1)
    for order in ORDERS:
        listings.page(Sieve(), order, limit=50, offset=0)
    assert len(listings._slots) == 1


@pytest.mark.parametrize("path", ["/", "/points.json", "/api/v1/incidents", "/api/v1/points"])
def test_a_decision_is_on_the_next_page_of_whoever_decides_and_of_others(sign_in, base, ids, path):
    mine, others = sign_in("coder"), sign_in("editor")  # each has a process of its own
    asked = f"{path}?status=attempted"
    for client in (mine, others):
        assert ids.incident not in client.get(asked).text
    decision = {
        "action": "correct",
        "subjects": [ids.statement],
        "field": "status",
        "value": '"attempted"',
        "why": "the shells fell short",
    }
    done = mine.post("/api/v1/judgements", json=decision, headers={"X-CSRF-Token": mine.csrf})
    assert done.status_code == 201, done.text
    now = base.incident_of(ids.statement)
    for client in (mine, others):
        assert now.id in client.get(asked).text


@pytest.mark.parametrize("role", ["reader", "coder", "editor"])
def test_points_are_as_coarse_as_the_role_says_after_a_decision_too(sign_in, base, ids, role):
    client = sign_in(role)
    exact = client.get("/points.json").text
    base.judge("correct", [ids.statement], who="edda", why="", field="status",
               value=json.dumps("attempted"))  # fmt: skip
    service.link_pending(base)
    found = {row[0]: row for row in json.loads(client.get("/points.json").text)["incidents"]}
    now = base.incident_of(ids.statement)
    assert ("41.21234" in exact) is (role == "editor")
    assert (found[now.id][2] == 41.21234) is (role == "editor")
