"""What an act is by what is ordered, ended, moved or willed: read by the layer alone."""

import pytest
from spacy.language import Language

from rashomon.layers.did import create
from rashomon.layers.did_aims import with_aims
from rashomon.model.event import EventMention

TYPES = [
    ("order-measure", "A court ordered the newspaper to suspend publication.", "ordered", "COERCE"),
    ("order-arrest", "A judge ordered the arrest of two officers.", "ordered", "COERCE"),
    ("order-leave", "The court ordered the army to leave.", "ordered", "REQUEST"),
    ("peace", "Marenna is sending troops to a peacekeeping force in Ostry.", "sending", "AID"),
    ("no-peace", "Marenna is sending troops to the border in Ostry.", "sending", "MOBILIZE"),
    ("charge", "Police charged two dockers with murder.", "charged", "ACCUSE"),
    ("deadline", "The Front gave the port a deadline to open.", "gave", "THREATEN"),
    ("phone", "Varga called her counterpart on Tuesday.", "called", "CONSULT"),
    ("call-on", "Clerics called on the factions to disarm.", "called", "REQUEST"),
    ("support", "The premier pledged full support for the envoy.", "pledged", "SUPPORT"),
    ("evidence", "Marennan prosecutors shared evidence with Valdoria.", "shared", "COOPERATE"),
    ("tariff", "Valdoria reduced tariffs on Marennan grain.", "reduced", "RETREAT"),
]


def events(nlp: Language, text: str) -> dict[str, EventMention]:
    return {e.trigger.text: e for e in create(nlp, "did", aims=True)(nlp(text))._.events}


@pytest.mark.parametrize(("name", "text", "trigger", "kind"), TYPES, ids=[t[0] for t in TYPES])
def test_type(nlp: Language, name: str, text: str, trigger: str, kind: str) -> None:
    found = events(nlp, text)
    assert trigger in found, name
    assert found[trigger].type == kind


ONE_EVENT = [
    ("The union has suspended aid deliveries in Northmark.", "suspended", "SANCTION", "deliveries"),
    ("Valdoria ended mediation efforts between the clans.", "ended", "SANCTION", "efforts"),
    ("The miners ended their strike.", "ended", "CONCEDE", "strike"),
    ("The miners called off their strike.", "called", "CONCEDE", "strike"),
    ("The court lifted the ban on rallies.", "lifted", "CONCEDE", "ban"),
]


@pytest.mark.parametrize(("text", "verb", "kind", "noun"), ONE_EVENT)
def test_who_ends_it_is_told_once(
    nlp: Language, text: str, verb: str, kind: str, noun: str
) -> None:
    found = events(nlp, text)
    assert found[verb].type == kind
    assert noun not in found


def test_willing_is_an_act_of_its_own(nlp: Language) -> None:
    found = events(nlp, "Marenna is willing to withdraw its troops from Kestrel.")
    assert found["willing"].type == "AGREE"
    assert {t.name for t in with_aims(found["willing"]).targets}


def test_troops_that_are_moved_are_not_what_is_reached(nlp: Language) -> None:
    found = events(nlp, "Marenna mobilized the army against Valdoria.")["mobilized"]
    assert "Valdoria" in {t.name for t in with_aims(found).targets}


def test_both_reject_a_plan(nlp: Language) -> None:
    found = events(nlp, "The army and the rebels rejected the plan.")["rejected"]
    assert [p.name for p in found.reached] == ["plan"]


def test_an_attack_that_is_called_off_is_told_itself(nlp: Language) -> None:
    assert "attack" in events(nlp, "The Front called off a planned attack on Pell Cross.")
