"""What is kept in memory is made anew when it has changed, and no sooner than it must."""

import json
import threading

import pytest

from rashomon.base.browse import Sieve
from rashomon.incidents import service
from rashomon.web.memo import Memo


@pytest.fixture
def memo(base):
    return Memo(base)


def _counter():
    made = []
    return made, lambda: made.append(1) or len(made)


def test_an_answer_is_made_once_until_the_base_changes(base, memo, ids):
    _, make = _counter()
    assert [memo.get("key", make), memo.get("key", make)] == [1, 1]
    base.judge("comment", [ids.statement], who="edda", why="seen")
    assert memo.get("key", make) == 2


def test_a_decision_leaves_what_depends_on_documents_alone(base, memo, ids, tools):
    _, make = _counter()
    memo.get("key", make, of="documents")
    base.judge("reject", [ids.statement], who="edda", why="misread")
    service.link_pending(base)
    assert memo.get("key", make, of="documents") == 1
    new = tools.report("new.txt", [tools.Told(text="The Marennan army shelled Dovrin.")])
    base.add_reading(new, service.Collection(by="M. Oslan"))
    assert memo.get("key", make, of="documents") == 2
    base.erase(document=new.document.id, who="edda", why="asked to")
    assert memo.get("key", make, of="documents") == 3


def test_a_slow_answer_makes_only_those_wait_who_ask_for_it(memo):
    begun, go_on = threading.Event(), threading.Event()

    def slow():
        begun.set()
        assert go_on.wait(10)
        return "slow"

    thread = threading.Thread(target=memo.get, args=("slow", slow))
    thread.start()
    assert begun.wait(10)
    assert memo.get("other", lambda: "quick") == "quick"
    go_on.set()
    thread.join()


def test_only_so_many_answers_are_kept(base):
    memo = Memo(base, kept=2)
    made, make = _counter()
    for key in ("a", "b", "c", "a"):
        memo.get(key, make)
    assert len(made) == 4


def _correct(base, id_, field, value):
    base.judge("correct", [id_], who="edda", why="read again", field=field, value=json.dumps(value))
    service.link_pending(base)


def test_the_filter_by_status_follows_what_people_decided(base, ids):
    def listed(status):
        return [one.id for one in base.incident_lines(Sieve(status=status))]

    assert ids.incident in listed("occurred")
    assert listed("attempted") == []
    _correct(base, ids.statement, "status", "attempted")
    now = base.incident_of(ids.statement)
    assert listed("attempted") == [now.id]
    assert dict(base.facets()["status"])["attempted"] == 1
    [made] = base.judgements(ids.statement, standing=True)
    base.undo(made.id, who="edda", why="no")
    service.link_pending(base)
    assert listed("attempted") == []


def test_a_veiled_line_follows_a_correction(sign_in, base, ids):
    reader = sign_in("reader")
    assert "Kestrel Guard" not in reader.get("/").text
    guard = {"name": "Kestrel Guard", "kind": "organization", "named": True,
             "mention": {"start": 0, "end": 3, "text": "The"}}  # fmt: skip
    _correct(base, ids.statement, "agents", [guard])
    assert "Kestrel Guard" in reader.get("/").text
    person = guard | {"name": "Vera Prosk", "kind": "person"}
    _correct(base, ids.statement, "agents", [person])
    page = reader.get("/").text
    assert "Vera" not in page
    assert "[private person]" in page


def test_lists_in_every_order_hold_each_incident_once(base):
    every = {i.id for i in base.incidents()}
    for order in ("newest", "oldest", "toll", "origins", "doubt"):
        listed = [one.id for one in base.incident_lines(Sieve(), order=order)]
        assert sorted(listed) == sorted(every), order
    assert base.incident_count(Sieve()) == len(every)


def test_documents_are_listed_by_day_with_their_titles(base):
    lines = base.document_lines()
    assert [line.published for line in lines] == sorted(
        (line.published for line in lines), reverse=True
    )
    assert {line.title for line in lines} == {d.title for d in base.documents()}
    assert base.document_count("courier") == 2
    assert base.document_count() == len(lines) == 4


def test_a_decision_that_changes_no_list_leaves_lists_alone(base, memo, ids):
    _, make = _counter()
    memo.get("lines", make, of="lists")
    base.judge("accept", [ids.statement], who="edda", why="")
    service.link_pending(base)
    assert memo.get("lines", make, of="lists") == 1
    base.judge("reject", [ids.statement], who="edda", why="misread")
    service.link_pending(base)
    assert memo.get("lines", make, of="lists") == 2


@pytest.mark.parametrize("role", ["reader", "editor"])
def test_a_name_that_only_a_person_gave_is_gone_from_lists_when_it_is_erased(
    sign_in, base, ids, role
):
    body = {"name": "Vera Prosk Fund", "kind": "organization", "named": True,
            "mention": {"start": 0, "end": 3, "text": "The"}}  # fmt: skip
    _correct(base, ids.statement, "agents", [body])
    client = sign_in(role)
    assert "Vera Prosk Fund" in client.get("/").text
    assert "Vera Prosk Fund" in client.get("/api/v1/incidents").text
    base.erase(person="Vera Prosk", who="edda", why="asked to")
    for path in ("/", "/api/v1/incidents", "/api/v1/points", "/network", "/speakers"):
        assert "Vera" not in client.get(path).text, path
