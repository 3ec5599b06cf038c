"""One message in MUC-4's terms: fillers in the words of the text, templates and lines."""

import json
import time

import pytest

from rashomon.model.actor import Participant
from rashomon.model.span import Span
from rashomon.publish.muc import message_templates
from rashomon.publish.muc_lines import message_line

SLOW = 3.0
"""Seconds; with every one of the forms compared it takes four times that."""


BANK = Participant(name="bank", mention=Span(1, 5, "bank"), kind="building")


def shot(m, *agents):
    return m.told("shot", agents=agents, targets=(m.one("mayor", "person", sector="GOV"),))


def test_members_fill_both_slots_of_perpetrators(message):
    m = message("Fighters of the Northmark Front shot the mayor.")
    m.names("Northmark Front", "group", id="group:northmark-front", sector="REB")
    shot(m, m.one("Fighters of the Northmark Front", "group", sector="REB"))
    assert m.fillers("agents") == [
        ("group", "Fighters of the Northmark Front"),
        ("organization", "Northmark Front"),
    ]


@pytest.mark.parametrize(
    ("words", "corps"),
    [
        ("Marennan army troops", "Marennan army"),
        ("members of the national police", "national police"),
        ("4th Brigade soldiers", "4th Brigade"),
        ("border scouts", None),
    ],
)
def test_a_corps_within_its_members(message, words, corps):
    m = message(f"The {words} shot the mayor.")
    shot(m, m.one(words, "group", sector="MIL"))
    bodies = [text for kind, text in m.fillers("agents") if kind == "organization"]
    assert bodies == ([corps] if corps else [])


@pytest.mark.parametrize(
    ("words", "about", "filler"),
    [
        ("men", {}, "two heavily armed men"),
        ("passengers", {}, None),
        ("pupils", {"sector": "EDU"}, None),
        ("ministry", {"kind": "organization", "sector": "GOV"}, None),
        ("raiders", {"sector": "REB"}, "raiders"),
        ("truck", {"kind": "vehicle"}, None),
        ("cruiser", {"kind": "vehicle", "sector": "COP"}, None),
    ],
)
def test_who_may_be_a_perpetrator(message, words, about, filler):
    text = f"On the way two heavily armed {words} shot the mayor."
    m = message(text if words == "men" else f"On the way the {words} shot the mayor.")
    whole = "armed men" if words == "men" else words
    shot(m, m.one(whole, **({"kind": "group"} | about)))
    assert [text for _, text in m.fillers("agents")] == ([filler] if filler else [])


def test_a_description_cut_within_a_name_is_made_whole(message):
    m = message("Fighters of the Army of Northmark Union shot the mayor.")
    m.names("Army of Northmark Union", "group", sector="REB")
    shot(m, m.one("Fighters of the Army", "group", sector="REB"))
    assert m.fillers("agents") == [
        ("group", "Fighters of the Army of Northmark Union"),
        ("organization", "Army of Northmark Union"),
    ]


def test_whom_somebody_acts_for_is_the_organisation(message):
    m = message("The Grey Hand lost. Its raiders shot the mayor.")
    m.names("Grey Hand", "group", sector="REB")
    shot(m, m.one("raiders", "group", sector="REB", acts_for="Grey Hand"))
    assert m.fillers("agents") == [("group", "raiders"), ("organization", "Grey Hand")]


def test_a_heading_has_no_perpetrators(message):
    m = message("[RAIDERS] [TEXT] THEY SHOT THE MAYOR.")
    m.told("SHOT", agents=(m.one("RAIDERS", "group", sector="REB"),), targets=(BANK,))
    assert m.fillers("agents") == []


def test_a_house_that_is_read_as_doer_is_hit(message):
    m = message("The hotel blew up at noon.")
    m.told("blew", mode="explosives", agents=(m.one("hotel", "building"),))
    assert (m.fillers("agents"), m.fillers("targets")) == ([], [("building", "hotel")])


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"targets": ("Northmark Front", "group")}, id="it-suffers"),
        pytest.param({"agents": ("soldiers", "group")}, id="soldiers-act"),
    ],
)
def test_no_violent_body_beside_a_deed(message, changes):
    m = message("Near a post of the Northmark Front soldiers hit a bank.")
    m.names("Northmark Front", "group", sector="REB")
    bank = m.one("bank", "building")
    made = {
        role: (m.one(*who, sector="MIL", named=role == "targets"),) for role, who in changes.items()
    }
    made["targets"] = (bank, *made.get("targets", ()))
    m.told("hit", **made)
    bodies = [text for kind, text in m.fillers("agents") if text == "Northmark Front"]
    assert bodies == []


@pytest.mark.parametrize("sector", ["REB", "MIL", "CRM"])
def test_a_fighter_by_name_is_no_victim(message, sector):
    m = message("Raiders shot Oskar Lind and a nurse.")
    lind = m.one("Oskar Lind", "person", named=True, sector=sector)
    m.told("shot", targets=(lind, m.one("nurse", "person")))
    assert m.fillers("targets") == [("person", "nurse")]


def test_one_person_has_one_name(message):
    m = message("Raiders shot a teacher, Oskar Lind, and Rena Sand fled.")
    m.names("Oskar Lind").names("Rena Sand")
    m.told("shot", targets=(m.one("teacher", "person"),))
    assert m.fillers("targets")[1:] == [("person", "Oskar Lind")]


def test_a_point_behind_a_title_ends_no_sentence(message):
    m = message("The Grey Hand was where Gen. Lind was shot.")
    m.names("Grey Hand", "group", sector="REB")
    m.told("shot", targets=(m.one("Lind", "person", named=True, sector="GOV"),))
    assert m.fillers("agents") == [("organization", "Grey Hand")]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Kalle Venn was shot.", "Kalle Venn"),
        ("The unmarenned Venn was shot.", "Venn"),
        ("Xaver Kalle Venn was shot.", "Xaver Kalle Venn"),
    ],
)
def test_forenames_are_written_as_names(message, text, form):
    m = message(text)
    m.told("shot", targets=(m.one("Venn", "person", named=True),))
    assert m.fillers("targets") == [("person", form)]


def test_an_hour_is_no_number_of_people(message):
    m = message("At 0330 gunmen shot the mayor.")
    shot(m, m.one("gunmen", "group", sector="REB"))
    assert m.fillers("agents") == [("group", "gunmen")]


def test_a_perpetrator_keeps_the_title_and_a_victim_does_not(message):
    m = message("Major Oskar Lind shot Colonel Rena Sand.")
    lind = m.one("Oskar Lind", "person", named=True, sector="COP")
    sand = m.one("Rena Sand", "person", named=True, sector="GOV")
    m.told("shot", agents=(lind,), targets=(sand,))
    assert m.fillers("agents") == [("person", "Major Oskar Lind")]
    assert m.fillers("targets") == [("person", "Rena Sand")]


def test_a_pronoun_stands_for_the_name(message):
    m = message("The Northmark Front fled after it shot the mayor.")
    m.names("Northmark Front", "group", sector="REB")
    shot(m, m.one("it", "organization", "Northmark Front", named=True, sector="REB"))
    assert m.fillers("agents") == [("organization", "Northmark Front")]


def test_the_nearest_violent_body_of_the_sentence_where_nobody_acts(message):
    m = message("A bomb of the Northmark Front hit a bank. The Grey Hand was silent.")
    m.names("Northmark Front", "group", sector="REB").names("Grey Hand", "group", sector="REB")
    m.told("hit", mode="explosives", targets=(m.one("bank", "building"),))
    assert m.fillers("agents") == [("organization", "Northmark Front")]


def test_a_surname_is_given_in_full(message):
    m = message("OSTRY FORD, WEDNESDAY. JUDGE KALLE VENN WAS MISSED. VENN WAS SHOT.")
    second = Span(m.text.rindex("VENN"), m.text.rindex("VENN") + 4, "VENN")
    venn = Participant(name="Venn", mention=second, kind="person", named=True)
    m.told("SHOT", targets=(venn,))
    assert m.fillers("targets") == [("person", "KALLE VENN")]


def test_persons_named_behind_a_description_are_victims(message):
    m = message("Raiders shot two teachers, Oskar Lind and Rena Sand, who met Ida Kolb.")
    m.names("Oskar Lind").names("Rena Sand").names("Ida Kolb")
    m.told("shot", targets=(m.one("teachers", "group"),))
    assert m.fillers("targets")[1:] == [("person", "Oskar Lind"), ("person", "Rena Sand")]


@pytest.mark.parametrize(
    ("words", "kind", "filler"),
    [
        ("offices", "building", "offices of the Harbour Party"),
        ("his car", "vehicle", "car of the Harbour Party"),
        ("windows", "building", None),
        ("army convoy", "vehicle", None),
        ("valley", "place", None),
        ("post", None, None),
        ("bridge", "infrastructure", "bridge"),
    ],
)
def test_which_things_are_targets(message, words, kind, filler):
    m = message(f"They burned {words} of the Harbour Party, at Kestrel.")
    m.told("burned", mode="destroy", targets=(m.one(words, kind),))
    assert [text for _, text in m.fillers("targets")] == ([filler] if filler else [])


@pytest.mark.parametrize(
    ("text", "told", "weapons"),
    [
        ("A dynamite attack hit them.", {"trigger": "attack"}, ["dynamite"]),
        ("They left 20 kg of dynamite.", {"trigger": "left"}, ["dynamite"]),
        ("A night attack hit them.", {"trigger": "attack"}, []),
    ],
)
def test_weapons_that_no_participant_names(message, text, told, weapons):
    m = message(text)
    m.told(told["trigger"])
    assert [t for _, t in m.fillers("instruments")] == weapons


def test_a_weapon_that_is_set_off_is_an_instrument(message):
    m = message("Raiders set off a mine with bullets.")
    m.told(
        "set",
        mode="explosives",
        targets=(m.one("mine", "weapon"), m.one("Raiders", "group", sector="CVL")),
        instruments=(m.one("bullets", "weapon"),),
    )
    assert m.fillers("instruments") == [("weapon", "mine")]


def test_a_heading_names_nobody(message):
    m = message("[RENA SAND] [TEXT] RAIDERS SHOT TWO MEN.")
    sand = m.one("RENA SAND", "person", named=True)
    m.told("SHOT", targets=(sand, m.one("MEN", "group")))
    assert m.fillers("targets") == [("group", "MEN")]


def test_a_line_has_deeds_and_incidents(message):
    m = message("Raiders shot the mayor.")
    shot(m, m.one("Raiders", "group", sector="REB"))
    row = json.loads(message_line(m.document, m.statements, m.actors))
    assert row["document_key"] == "wire.txt"
    assert row["incidents"] == [{"events": [0]}]
    assert row["events"][0]["agents"][0]["mention"]["text"] == "Raiders"


def test_templates_of_a_message(message):
    m = message("Raiders shot the mayor. Later a bomb hit a bank.")
    shot(m, m.one("Raiders", "group", sector="REB"))
    m.told("hit", mode="explosives", targets=(m.one("bank", "building"),))
    first, second = message_templates(m.document, m.statements, m.actors).strip().split("\n\n")
    assert "1. MESSAGE: TEMPLATE" in first
    assert '9. PERP: INDIVIDUAL ID            "Raiders"' in first
    assert "BOMBING" in second
    assert '"bank"' in second


def test_a_message_without_an_incident_has_no_template(message):
    m = message("The clash went on.")
    m.told("clash")
    assert message_templates(m.document, m.statements) == ""


def test_a_text_of_one_enormous_line_is_read_in_time(message):
    m = message("Raiders shot Venn. " + "Venn " * 20_000)
    venn = m.one("Venn", "person", named=True)
    for _ in range(20):
        m.told("shot", targets=(venn,))
    began = time.perf_counter()
    assert len(m.read().incidents) == 1
    assert time.perf_counter() - began < SLOW
