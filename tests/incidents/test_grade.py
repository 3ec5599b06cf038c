"""The suggested grade: civilian harm alone, by the published criteria, with reasons."""

from dataclasses import replace

import pytest

from rashomon.incidents.grade import harms_civilians, suggested_grade
from rashomon.incidents.origins import origins
from rashomon.model.incident import Incident


def said(make, key, name, text="They were killed.", **changes):
    document = make.document(text, key, outlet=f"Outlet {key}")
    speakers = [make.speaker(name, **changes.pop("how", {}))] if name else []
    return document, make.statement(document, f"s-{key}", speakers=speakers, **changes)


def graded(*pairs):
    documents = {d.id: d for d, _ in pairs}
    told = [s for _, s in pairs]
    found, bounds = origins(documents, told)
    incident = Incident(
        id="i1", statements=tuple(s.id for s in told), document_keys=(), type="ASSAULT", mode=None,
        time=None, places=(), agents=(), targets=(), figures=(), origins=found,
        independent_origins=bounds, agreement=(),
    )  # fmt: skip
    return suggested_grade(incident, told, documents)


@pytest.fixture
def civilians(make):
    return {"targets": (make.actor("farmers", named=False, status="civilian"),),
            "figures": (make.figure(4.0),)}  # fmt: skip


def test_no_civilian_harm_has_no_grade(make):
    fighters = make.actor("fighters", named=False, status="combatant")
    assert graded(said(make, "a", "police", targets=(fighters,))) == (None, ())


def test_a_threat_or_a_denied_killing_is_no_harm(make, civilians):
    assert graded(said(make, "a", "police", status="threatened", **civilians))[0] is None
    denies = {"stance": "denies"}
    denied = said(make, "a", "army", how=denies, denial_of="occurrence", **civilians)
    assert not harms_civilians(denied[1])


def test_children_among_the_dead_are_civilian_harm(make):
    child = make.figure(3.0, of="children", of_age="child")
    assert graded(said(make, "a", "police", figures=(child,)))[0] == "weak"


def test_one_origin_is_weak_and_two_are_fair(make, civilians):
    one = said(make, "a", "police", **civilians)
    again = said(make, "b", "police", **civilians)
    other = said(make, "c", "Kestrel hospital", **civilians)
    assert graded(one)[0] == "weak"
    assert graded(one, again)[0] == "weak"
    grade, why = graded(one, other)
    assert grade == "fair"
    assert [w.rule for w in why] == ["grade.sources", "grade.strike-unconfirmed"]


def test_two_nameless_voices_may_be_one_and_stay_weak(make, civilians):
    pair = [said(make, k, "activists", "They were killed, activists said.", **civilians)
            for k in "ab"]  # fmt: skip
    assert graded(*pair)[0] == "weak"


def test_a_belligerent_that_says_it_struck_there_is_a_reason(make, civilians):
    army = make.actor("Marennan army")
    fighters = make.actor("fighters", named=False, status="combatant")
    strike = said(make, "c", "Marennan army", agents=(army,), targets=(fighters,))
    one, other = (
        said(make, "a", "police", **civilians),
        said(make, "b", "mayor of Dovrin", **civilians),
    )
    grade, why = graded(one, other, strike)
    assert grade == "fair"
    assert why[1].rule == "grade.strike-confirmed"


def test_an_admission_confirms(make, civilians):
    army = make.actor("Marennan army")
    own = said(make, "a", "Marennan army", agents=(army,), **civilians)
    assert graded(own)[0] == "confirmed"
    accused = said(make, "b", "police", agents=(army,), **civilians)
    assert graded(accused)[0] == "weak"


def test_rival_agents_contest_and_a_denial_does_not(make, civilians):
    army, front = make.actor("Marennan army"), make.actor("Northmark Front")
    one = said(make, "a", "police", agents=(front,), **civilians)
    other = said(make, "b", "Kestrel hospital", agents=(army,), **civilians)
    assert graded(one, other)[0] == "contested"
    denied = said(make, "b", "Front", agents=(front,), how={"stance": "denies"},
                  denial_of="agency", **civilians)  # fmt: skip
    assert graded(one, denied)[0] != "contested"


def test_withdrawn_by_every_voice_is_discounted(make, civilians):
    fighters = make.actor("fighters", named=False, status="combatant")
    first = said(make, "a", "police", **civilians)
    back = said(make, "b", "police", targets=(fighters,), figures=(make.figure(4.0),))
    other = said(make, "c", "Kestrel hospital", **civilians)
    assert graded(first, back)[0] == "discounted"
    assert graded(first, back, other)[0] == "fair"


def test_swapping_the_agents_changes_no_grade(make, civilians):
    army, front = make.actor("Marennan army"), make.actor("Northmark Front")
    pairs = [said(make, "a", "police", agents=(army,), **civilians),
             said(make, "b", "mayor of Dovrin", agents=(front,), **civilians)]  # fmt: skip
    swapped = [(pairs[0][0], replace(pairs[0][1], agents=(front,))),
               (pairs[1][0], replace(pairs[1][1], agents=(army,)))]  # fmt: skip
    assert graded(*pairs)[0] == graded(*swapped)[0]
