"""Forecasts: what bears on them, how they stand by rule, and a person's last word."""

import pytest

from rashomon.incidents.forecasts import GRACE_DAYS, counts, forecasts, probability_of

TEXT = "Kestrel will fall by April, Petry said."


def forecast(make, text=TEXT, **changes):
    document = make.document(text, "f", published="2019-03-01")
    given = {
        "kind": "forecast", "status": "predicted", "trigger": "fall", "agents": (),
        "targets": (make.actor("Kestrel"),), "places": (make.place("Kestrel"),),
        "horizon": make.day("2019-03-01", "2019-03-31", "range"), "type": "CONTROL",
    } | changes  # fmt: skip
    return document, make.statement(document, "s-f", **given)


def later(make, key="n", published="2019-03-20", **changes):
    document = make.document("Kestrel did fall.", key, published=published)
    given = {
        "trigger": "fall", "targets": (make.actor("Kestrel"),), "type": "CONTROL",
        "places": (make.place("Kestrel"),), "time": make.day("2019-03-19"),
    } | changes  # fmt: skip
    return document, make.statement(document, f"s-{key}", **given)


def stand(*pairs, judgements=()):
    documents = {d.id: d for d, _ in pairs}
    found = forecasts([s for _, s in pairs], documents, judgements)
    assert len(found) == 1
    return found[0]


def test_told_within_its_time_is_borne_out(make):
    found = stand(forecast(make), later(make))
    assert (found.state, found.bearing) == ("borne_out", ("s-n",))
    assert found.horizon is not None


@pytest.mark.parametrize(
    "change",
    [
        {"type": "ASSAULT"},
        {"places": ("Dovrin",), "targets": ("Dovrin",)},
        {"targets": ("Dovrin",)},
        {"time": "2019-02-01"},
        {"status": "threatened"},
    ],
    ids=["other type", "other place", "other target", "before", "only threatened"],
)
def test_what_does_not_bear_on_it(make, change):
    built = {
        "places": lambda v: tuple(make.place(p) for p in v),
        "targets": lambda v: tuple(make.actor(a) for a in v),
        "time": make.day,
    }
    changes = {k: built.get(k, lambda v: v)(v) for k, v in change.items()}
    assert stand(forecast(make), later(make, **changes)).bearing == ()


def test_what_was_published_before_or_in_one_document_does_not_bear(make):
    assert stand(forecast(make), later(make, published="2019-02-20")).bearing == ()
    assert stand(forecast(make), later(make, published="2019-03-01")).bearing == ()


def test_too_late_is_linked_but_does_not_bear_it_out(make):
    late = later(make, published="2019-04-12", time=make.day("2019-04-10"))
    found = stand(forecast(make), late)
    assert (found.state, found.bearing) == ("open", ("s-n",))


def test_said_not_to_have_come_is_failed_once_its_time_is_over(make):
    denied = {"polarity": "-", "time": None}
    assert stand(forecast(make), later(make, **denied)).state == "open"
    assert stand(forecast(make), later(make, published="2019-04-05", **denied)).state == "failed"


def test_contradicting_accounts_leave_it_unresolvable(make):
    found = stand(forecast(make), later(make), later(make, "m", polarity="-"))
    assert (found.state, found.why[0].rule) == ("unresolvable", "forecast.disputed")


def test_silence_decides_nothing_until_it_is_long(make):
    other = {"type": "AID", "targets": (), "places": (), "time": None}
    soon = stand(forecast(make), later(make, published="2019-04-10", **other))
    long = stand(forecast(make), later(make, published="2019-06-10", **other))
    assert soon.state == "open"
    assert (long.state, long.why[0].rule) == ("unresolvable", "forecast.silence")
    assert str(GRACE_DAYS) in long.why[0].note


def test_a_condition_that_nobody_tells_of_makes_it_unresolvable(make):
    other = later(make, published="2019-04-10", type="AID", targets=(), places=(), time=None)
    found = stand(forecast(make, condition=make.span("if it rains")), other)
    assert (found.state, found.why[0].rule) == ("unresolvable", "forecast.condition")


def test_no_horizon_stays_open_and_no_actor_or_place_is_unresolvable(make):
    assert stand(forecast(make, horizon=None)).state == "open"
    assert stand(forecast(make, targets=(), places=())).state == "unresolvable"


def test_a_person_decides_and_can_undo(make):
    mine = make.judgement("resolve_forecast", "s-f", value='"failed"')
    found = stand(forecast(make), later(make), judgements=[mine])
    assert (found.state, found.why[0].rule) == ("failed", "judgement.resolve_forecast")
    undone = make.judgement("resolve_forecast", "s-f", value='"failed"', undone_by="j2")
    assert stand(forecast(make), later(make), judgements=[undone]).state == "borne_out"


@pytest.mark.parametrize(
    ("text", "probability"),
    [
        ("There is a 70 percent chance that Kestrel will fall.", 0.7),
        ("Petry put the probability that it will fall at 40%.", 0.4),
        ("There is a one-in-four chance that it will fall.", 0.25),
        ("It is fifty-fifty whether it will fall.", 0.5),
        ("Kestrel will most likely fall.", None),
        ("A 700 percent chance that it will fall.", None),
        ("A 1 in 0 chance that it will fall.", None),
    ],
)
def test_only_numbers_are_probabilities(make, text, probability):
    document, statement = forecast(make, text=text)
    assert probability_of(statement, document) == probability


def test_the_brier_score_needs_a_probability_and_an_outcome(make):
    text = "There is a 70 percent chance that Kestrel will fall."
    assert stand(forecast(make, text=text), later(make)).brier == pytest.approx(0.09)
    assert stand(forecast(make, text=text)).brier is None
    assert stand(forecast(make), later(make)).brier is None


def test_every_state_is_counted(make):
    assert counts([stand(forecast(make), later(make))]) == {
        "open": 0, "borne_out": 1, "failed": 0, "unresolvable": 0,
    }  # fmt: skip


def test_order_of_arrival_changes_nothing(make):
    pairs = [forecast(make), later(make), later(make, "m")]
    assert stand(*pairs) == stand(*pairs[::-1])
