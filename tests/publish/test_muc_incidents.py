"""Which deeds of a message are incidents of MUC-4, what is told beside them, which are one."""

from dataclasses import replace

import pytest

from rashomon.model.actor import ActorMention, Participant
from rashomon.model.place import EventPlace
from rashomon.model.span import Span
from rashomon.model.time import EventTime
from rashomon.publish.muc_deeds import unfit


def shot(m, *agents):
    return m.told("shot", agents=agents, targets=(m.one("mayor", "person", sector="GOV"),))


LONG_AGO = EventTime(
    start="2018-01-02", end="2018-01-02", precision="day", mention=Span(0, 1, "T"), reason=""
)
SOLDIER = Participant(name="soldiers", mention=Span(0, 1, "T"), kind="group", sector="MIL")
FIGHTER = replace(SOLDIER, name="fighters", sector="REB")
FARMER = replace(SOLDIER, name="farmers", sector="LAB")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        pytest.param({}, None, id="farmers-shot"),
        pytest.param({"targets": (SOLDIER, FARMER)}, None, id="farmers-among-soldiers"),
        pytest.param({"agents": (SOLDIER,)}, None, id="a-state-against-farmers"),
        pytest.param({"trigger": "clash"}, "fighting is no incident of MUC-4", id="a-clash"),
        pytest.param(
            {"targets": (SOLDIER,)}, "only soldiers or fighters suffer it", id="soldiers-shot"
        ),
        pytest.param(
            {"agents": (SOLDIER,), "targets": ()},
            "a state acts against fighters, or against nobody",
            id="soldiers-against-nobody",
        ),
        pytest.param(
            {"agents": (SOLDIER,), "targets": (replace(FIGHTER, sector="CRM"),)},
            "a state acts against fighters, or against nobody",
            id="soldiers-against-criminals",
        ),
        pytest.param({"time": LONG_AGO}, "older than two months", id="old"),
        pytest.param(
            {"status": "planned"}, "no account tells it as done, tried or threatened", id="planned"
        ),
        pytest.param(
            {"polarity": "-"}, "no account tells it as done, tried or threatened", id="denied"
        ),
    ],
)
def test_which_deeds_are_incidents(message, changes, reason):
    m = message("The clash: raiders shot farmers.")
    given = {"trigger": "shot", "agents": (FIGHTER,), "targets": (FARMER,)} | changes
    m.told(given.pop("trigger"), **given)
    assert unfit(m.statements[0], m.document) == reason
    assert bool(m.read().deeds) == (reason is None)


def test_without_a_day_of_publication_nothing_is_old(message):
    m = message("Raiders shot farmers.", published=None)
    m.told("shot", agents=(FIGHTER,), targets=(FARMER,), time=LONG_AGO)
    assert unfit(m.statements[0], m.document) is None


def accuse(m, **changes):
    lind = m.one("Oskar Lind", "person", named=True)
    return m.told("accused", type="ACCUSE", targets=(lind,), agents=(), **changes)


def test_who_is_accused_of_a_deed_is_a_perpetrator_where_there_is_an_incident(message):
    m = message("The mayor was shot. A judge accused Oskar Lind of the murder.")
    accuse(m)
    assert not m.read().deeds
    shot(m)
    assert m.fillers("agents") == [("person", "Oskar Lind")]


def test_who_denies_an_accusation_accuses_nobody(message, make_statement):
    m = message("The mayor was shot. A judge accused Oskar Lind of the murder.")
    denied = replace(make_statement().speakers[0], stance="denies")
    accuse(m, speakers=(denied,))
    shot(m)
    assert m.fillers("agents") == []


def test_who_is_released_by_a_violent_group_was_taken(message):
    m = message("Raiders took a nurse. They released Rena Sand.")
    sand = m.one("Rena Sand", "person", named=True)
    m.told("released", type="RETREAT", mode="release", targets=(sand,))
    assert not m.read().deeds
    m.told("took", mode="abduct", targets=(m.one("nurse", "person"),))
    assert ("person", "Rena Sand") in m.fillers("targets")
    assert {d.mode for d in m.read().deeds} == {"abduct"}


def test_a_threat_against_a_person_is_a_threatened_deed(message):
    m = message("Raiders threatened Rena Sand.")
    sand = m.one("Rena Sand", "person", named=True)
    raiders = m.one("Raiders", "group", sector="REB")
    m.told("threatened", type="THREATEN", mode="violence", agents=(raiders,), targets=(sand,))
    (deed,) = m.read().deeds
    assert (deed.type, deed.status) == ("ASSAULT", "threatened")


def identified(message, between):
    m = message(f"Raiders shot two men. {between}The victims were identified as Oskar Lind.")
    m.names("Oskar Lind")
    m.told("shot", targets=(m.one("men", "group"),))
    return m.fillers("targets")


def test_victims_are_identified_soon_after_the_deed(message):
    assert identified(message, "")[1:] == [("person", "Oskar Lind")]
    assert identified(message, "It rained. It blew. It froze. It rained again. ")[1:] == []


def test_whom_the_victims_met_is_no_victim(message):
    m = message("Raiders shot a man. The victim was identified as Oskar Lind, who met Rena Sand.")
    m.names("Oskar Lind").names("Rena Sand")
    m.told("shot", targets=(m.one("man", "person"),))
    assert m.fillers("targets")[1:] == [("person", "Oskar Lind")]


def test_who_is_released_where_nobody_was_taken_is_no_victim(message):
    m = message("Raiders shot a nurse. They released Rena Sand.")
    sand = m.one("Rena Sand", "person", named=True)
    m.told("released", type="RETREAT", mode="release", targets=(sand,))
    m.told("shot", targets=(m.one("nurse", "person"),))
    assert m.fillers("targets") == [("person", "nurse")]


def place(name):
    return EventPlace(name=name, mention=Span(0, 1, "T"), precision="city")


BANK = Participant(name="bank", mention=Span(1, 5, "bank"), kind="building")
STATE_BANK = Participant(name="state bank", mention=Span(0, 10, "state bank"), kind="building")
SHOP = Participant(name="shop", mention=Span(6, 10, "shop"), kind="building")


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        pytest.param({"targets": (BANK,)}, {"targets": (BANK,)}, 1, id="one-target"),
        pytest.param({"targets": (BANK,)}, {"targets": (SHOP,)}, 2, id="two-targets"),
        pytest.param({"targets": (BANK,)}, {"targets": (STATE_BANK,)}, 1, id="near-and-one-head"),
        pytest.param({"targets": (BANK,)}, {}, 1, id="near-and-no-target"),
        pytest.param(
            {"targets": (BANK,), "mode": "abduct"},
            {"targets": (BANK,), "mode": "explosives"},
            2,
            id="types-differ",
        ),
        pytest.param(
            {"targets": (BANK,), "places": (place("Kestrel"),)},
            {"targets": (BANK,), "places": (place("Dovrin"),)},
            2,
            id="places-differ",
        ),
        pytest.param(
            {"targets": (BANK,), "time": replace(LONG_AGO, start="2019-03-02", end="2019-03-02")},
            {"targets": (BANK,), "time": replace(LONG_AGO, start="2019-03-03", end="2019-03-03")},
            2,
            id="days-differ",
        ),
    ],
)
def test_which_deeds_are_one_incident(message, first, second, number):
    m = message("A bank was hit; a shop was struck.")
    m.told("hit", **first).told("struck", **second)
    assert len(m.read().incidents) == number


def test_deeds_far_apart_with_no_target_are_two(message):
    m = message("A bank was hit. " + "It rained. " * 40 + "A shop was struck.")
    m.told("hit", targets=(m.one("bank", "building"),)).told("struck")
    assert m.read().incidents == ((0,), (1,))


def marennan(words, code="MRN"):
    return ActorMention(span=Span(0, 1, "T"), name=words, kind="state", country=code)


def countries(m):
    return [[(p.name, p.country) for p in d.places] for d in m.read().deeds]


def test_where_no_place_is_told_the_country_is_that_of_most_names(message):
    m = message("Raiders shot farmers.")
    m.told("shot", targets=(FARMER,))
    m.actors = [marennan("army"), marennan("Valdoria", "VLD"), marennan("Northmark")]
    ((_, code),) = countries(m)[0]
    assert code == "MRN"
    assert m.read().deeds[0].places[0].reason.startswith("no place is told")


def test_a_country_that_is_told_is_the_only_one(message):
    m = message("Raiders shot farmers.")
    valdoria = replace(place("Dovrin"), country="VLD")
    m.told("shot", targets=(FARMER,), places=(valdoria,))
    m.actors = [marennan("army"), marennan("Northmark")]
    assert countries(m) == [[("Dovrin", "VLD")]]


def test_a_place_whose_country_nobody_knows_gets_one_beside_it(message):
    m = message("Raiders shot farmers.")
    m.told("shot", targets=(FARMER,), places=(place("Dovrin"),))
    m.actors = [marennan("army")]
    assert countries(m) == [[("Dovrin", None), ("MRN", "MRN")]]


def test_no_country_where_nothing_names_one(message):
    m = message("Raiders shot farmers.")
    m.told("shot", targets=(FARMER,))
    assert countries(m) == [[]]
