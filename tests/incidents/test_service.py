"""Adding and linking against a base: any order, what people decided, as of a day."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.base import Base, Collection, Query, open_base
from rashomon.incidents import linker, service
from rashomon.incidents.view import View, view_incidents
from rashomon.model.document import Failure
from rashomon.model.encode import to_json_line
from rashomon.reading.reader import Reading

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from invented import readings

BY = Collection(by="M. Oslan", at="2019-04-01T08:00:00Z")
REPORTS = list(readings(120, towns=12))
"""Invented reports on a dozen towns: dense, so that there are wrong ways to join them."""


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    """An empty base in a file."""
    with open_base(tmp_path / "marenna.rashomon") as made:
        yield made


def incidents(base: Base) -> list[str]:
    """All incidents as the bytes that are printed."""
    return [to_json_line(incident) for incident in base.incidents()]


def filled(batches: Sequence[Sequence[Reading]]) -> list[str]:
    """The incidents of a base that these batches were added to, one after the other."""
    with tempfile.TemporaryDirectory() as folder, open_base(Path(folder) / "b.rashomon") as base:
        for batch in batches:
            service.add(base, batch, BY)
        return incidents(base)


WANTED = filled([REPORTS])


def test_reports_of_one_incident_are_joined() -> None:
    assert 10 < len(WANTED) < len(REPORTS)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_order_and_any_batches_give_the_same_incidents(data: st.DataObject) -> None:
    order = data.draw(st.permutations(REPORTS))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(order)), max_size=4)))
    bounds = [0, *cuts, len(order)]
    batches = [order[a:b] for a, b in pairwise(bounds)]
    assert filled(batches) == WANTED


def test_large_blocks_are_the_same_in_any_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linker, "HUBS", 3)
    some = REPORTS[:40]
    wanted = filled([some])
    assert filled([some[::-1]]) == wanted
    assert filled([some[20:], some[:7], some[7:20]]) == wanted
    assert filled([[one] for one in some]) == wanted


def test_linking_again_changes_nothing(base: Base) -> None:
    service.add(base, REPORTS, BY)
    last = max(change.seq for change in base.changes())
    service.relink(base)
    assert incidents(base) == WANTED
    assert list(base.changes(last)) == []


def test_a_replaced_version_leaves_no_trace(base: Base) -> None:
    old = REPORTS[0]
    text = "Fog over the harbour. " + old.document.text
    document = replace(old.document, text=text, id="d-fog", raw=text.encode())
    service.add(base, [replace(old, document=document, statements=())], BY)
    service.add(base, REPORTS, BY)
    assert incidents(base) == WANTED


def test_a_failure_is_a_row_and_the_run_goes_on(base: Base) -> None:
    broken = Failure(document_key="x.pdf", stage="parse", code="RSH-201", detail="It is empty.")
    report = service.add(base, [broken, *REPORTS[:3]], BY)
    assert (report.outcomes, report.failures) == ({"added": 3}, [broken])
    assert base.failures() == [broken]


# --- what people decide --------------------------------------------------------------------


def two_incidents(base: Base) -> tuple[str, str]:
    """Ids of two incidents in different months, from many."""
    found = sorted(base.incidents(), key=lambda i: (i.known_from or "", i.id))
    return found[0].id, found[-1].id


def test_merged_by_a_person_stays_merged_and_can_be_undone(base: Base) -> None:
    service.add(base, REPORTS[:60], BY)
    before = incidents(base)
    one, other = two_incidents(base)
    mine = base.incident(one)
    assert mine is not None
    made = service.merge(base, [one, other], who="M. Oslan", why="the ferry, told twice")
    service.add(base, REPORTS[60:], BY)
    service.relink(base)
    joined = base.incident_of(mine.statements[0])
    assert joined is not None
    assert len(joined.document_keys) >= 2
    assert any(w.note == "M. Oslan: the ferry, told twice" for w in joined.why)
    base.undo(made.id, who="M. Oslan", why="two ferries")
    service.link_pending(base)
    assert incidents(base) == WANTED
    assert before != WANTED


def test_split_by_a_person_stays_split(base: Base) -> None:
    service.add(base, REPORTS[:60], BY)
    large = max(base.incidents(), key=lambda i: (len(i.document_keys), i.id))
    document = base.statement(large.statements[0])
    assert document is not None
    mine = [s.id for s in base.statements(large.statements) if s.document == document.document]
    rest = set(large.statements) - set(mine)
    service.split(base, mine, who="M. Oslan", why="another bridge")
    service.add(base, REPORTS[60:], BY)
    service.relink(base)
    apart = base.incident_of(mine[0])
    assert apart is not None
    assert rest
    assert not rest & set(apart.statements)


def test_pinned_by_a_person_stays_as_it_is(base: Base) -> None:
    service.add(base, REPORTS[::2], BY)
    large = max(base.incidents(), key=lambda i: (len(i.document_keys), i.id))
    service.pin(base, large.id, who="M. Oslan", why="checked by telephone")
    service.add(base, REPORTS[1::2], BY)
    service.relink(base)
    kept = base.incident(large.id)
    assert kept is not None
    assert kept.statements == large.statements


def test_decisions_come_out_the_same_whenever_they_were_made(base: Base, tmp_path: Path) -> None:
    service.add(base, REPORTS, BY)
    one, other = two_incidents(base)
    service.merge(base, [one, other], who="M. Oslan", why="one")
    value = next(j for j in base.judgements() if j.action == "merge").value
    with open_base(tmp_path / "second.rashomon") as second:
        service.add(second, REPORTS[::-1], BY)
        held = [i.id for i in second.incidents()]
        assert one in held
        second.judge("merge", [one, other], who="M. Oslan", why="one", value=value)
        service.link_pending(second)
        assert incidents(second) == incidents(base)


def test_a_rejected_statement_is_no_account(base: Base) -> None:
    service.add(base, REPORTS, BY)
    large = max(base.incidents(), key=lambda i: (len(i.document_keys), i.id))
    gone = large.statements[0]
    base.judge("reject", [gone], who="M. Oslan", why="misread")
    service.link_pending(base)
    assert all(gone not in incident.statements for incident in base.incidents())


# --- looking -------------------------------------------------------------------------------


def test_as_of_a_day_only_what_was_published_counts(base: Base) -> None:
    days = sorted(str(r.document.published) for r in REPORTS)
    middle = days[len(days) // 2]
    early = [r for r in REPORTS if str(r.document.published) <= middle]
    service.add(base, REPORTS, BY)
    found = [to_json_line(i) for i in service.incidents_as_of(base, middle)]
    assert found == filled([early])
    assert found != WANTED


def test_incidents_by_another_rule_and_unit(base: Base) -> None:
    service.add(base, REPORTS, BY)
    acled = list(view_incidents(base, View(rule="acled")))
    assert {f.rule for i in acled for f in i.figures} == {"acled"}
    assert [i.id for i in acled] == [i.id for i in base.incidents()]
    units = list(view_incidents(base, View(unit="ucdp")))
    assert {i.unit for i in units} == {"ucdp"}


def test_incidents_filtered(base: Base) -> None:
    service.add(base, REPORTS, BY)
    assert list(view_incidents(base, View(query=Query(country="XYZ")))) == []
    every = list(view_incidents(base, View(query=Query(country="XMR", type="ASSAULT"))))
    assert [i.id for i in every] == [i.id for i in base.incidents()]
    assert list(view_incidents(base, View(query=Query(country="XYZ"), as_of="2030-01-01"))) == []
