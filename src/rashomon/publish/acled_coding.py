"""From an incident's PLOVER type, mode and participants to ACLED's event types and actor types.

ACLED asks who the two sides are before it says what happened: shots at a crowd are violence
against civilians, the same shots at a patrol are a battle. Where the accounts do not tell that,
the incident is left out with the reason; nothing is guessed.

Citation: ACLED codebook, event types and sub-event types; acledR, event categories.
"""

from collections.abc import Sequence
from typing import Final

from rashomon.knowledge.exchange_codes import acled_types
from rashomon.model.actor import Participant
from rashomon.model.statement import Statement
from rashomon.publish.privacy_places import names_protected_site
from rashomon.publish.unit_view import UnitView

INTER: Final = {
    1: "State forces",
    2: "Rebel group",
    3: "Political militia",
    4: "Identity militia",
    5: "Rioters",
    6: "Protesters",
    7: "Civilians",
    8: "External/Other forces",
}
STATE: Final = frozenset({"MIL", "COP", "SPY", "GOV", "JUD", "LEG"})
SECTOR_INTER: Final = {"REB": 2, "PRM": 3, "UAF": 3, "PTY": 3, "CRM": 3, "IGO": 8, "PRE": 8}
CIVIL: Final = frozenset("CVL MED EDU LAB REF AGR BUS JRN REL SOC NGO OPP ELI".split())
ARMED: Final = frozenset({1, 2, 3, 4, 8})
ACTORS: Final = frozenset({"person", "organization", "state", "group", "people"})
DIRECT: Final = {
    "aerial": "Air/drone strike",
    "drone": "Air/drone strike",
    "suicide-attack": "Suicide bomb",
    "heavy-weapons": "Shelling/artillery/missile attack",
    "explosives": "Remote explosive/landmine/IED",
    "unconventional": "Chemical weapon",
    "sexual": "Sexual violence",
    "abduct": "Abduction/forced disappearance",
}
"""Modes of ASSAULT that are a sub-event type whoever stands on the two sides."""
PROTESTS: Final = {
    None: "Peaceful protest",
    "demo": "Peaceful protest",
    "obstruct": "Peaceful protest",
    "riot": "Violent demonstration",
    "vandalize": "Violent demonstration",
}
COERCIONS: Final = {"arrest": "Arrests", "seize": "Looting/property destruction"}
CLASHES: Final = frozenset(
    "clash clashes clashed fight fights fighting fought battle battles skirmish skirmishes "
    "firefight gunfight combat shootout exchange ambush ambushed".split()
)
TAKINGS: Final = frozenset(
    "captured capture seized seize took take overran overrun retook retaken recaptured recapture "
    "conquered stormed".split()
)
UNKNOWN_ARMED: Final = frozenset({"unidentified", "unknown", "masked"})
"""Words for armed people whom nobody knows: to ACLED an unidentified armed group."""
CODED: Final = "import.acled.inter."
"""Rule of a participant whom ACLED itself gave an actor type."""
PEACE: Final = frozenset({"military", "peacekeeping", "territory", "human_security"})
CROWD: Final = frozenset({"protesters", "protester", "demonstrators", "crowd", "marchers"})


def sub_event(view: UnitView, deaths: int) -> tuple[str | None, str]:
    """Give the sub-event type of an incident, or None with the reason why it has none."""
    type_, mode = view.incident.type, view.incident.mode
    if named := _named_by_dataset(view):
        return named, ""
    if type_ == "ASSAULT":
        return _assault(view, mode, deaths)
    if type_ == "CONTROL":
        return _control(view, mode)
    if type_ == "PROTEST":
        if mode in PROTESTS:
            return PROTESTS[mode], ""
        return None, f"ACLED codes no {mode} without a demonstration"
    if type_ == "COERCE" and mode in COERCIONS:
        return COERCIONS[mode], ""
    if type_ == "RETREAT":
        return _retreat(mode)
    if type_ == "AGREE" and PEACE & set(view.contexts):
        return "Agreement", ""
    if type_ == "MOBILIZE":
        return _mobilize(view), ""
    return None, f"ACLED has no type for {type_ or 'what has no type'}"


def _named_by_dataset(view: UnitView) -> str | None:
    """Give the sub-event type that an imported record of ACLED's shape has itself."""
    for statement in view.affirming:
        if statement.trigger.text in acled_types() and is_imported(statement):
            return statement.trigger.text
    return None


def is_imported(statement: Statement) -> bool:
    """Tell whether a statement was coded by a dataset and imported, not read in a text."""
    return any(why.rule == "import.coded" for why in statement.why)


def _assault(view: UnitView, mode: str | None, deaths: int) -> tuple[str | None, str]:
    targets = actors(view.targets)
    if mode == "crowd-control" or CROWD & {w for t in targets for w in t.name.lower().split()}:
        hurt = deaths or any(f.measure == "injured" for f in view.incident.figures)
        return "Excessive force against protesters" if hurt else "Protest with intervention", ""
    if mode in DIRECT:
        grenade = any("grenade" in i.name.lower() for s in view.statements for i in s.instruments)
        return "Grenade" if mode == "explosives" and grenade else DIRECT[mode], ""
    if mode == "destroy":
        return "Looting/property destruction", ""
    if any(TAKINGS & set(t.split()) for t in view.triggers) and _takes_place(view):
        return _control(view, "gain")
    return _armed_or_civilian(view, targets)


def _armed_or_civilian(view: UnitView, targets: Sequence[Participant]) -> tuple[str | None, str]:
    agents = actors(view.agents)
    place = view.place.country if view.place else None
    kinds = [inter_code(t, place) for t in targets]
    clash = any(CLASHES & set(t.split()) for t in view.triggers)
    if clash and len(agents) + len(targets) > 1 and 7 not in kinds:
        return "Armed clash", ""
    if any(k in ARMED for k in kinds):
        return "Armed clash", ""
    hit_site = any(names_protected_site(t.name) for t in view.targets)
    if 7 in kinds or hit_site or _dead_civilians(view):
        return "Attack", ""
    return None, "the accounts do not tell whether fighters or civilians were attacked"


def _control(view: UnitView, mode: str | None) -> tuple[str | None, str]:
    if mode == "transfer":
        return "Non-violent transfer of territory", ""
    if mode != "gain":
        return None, "nobody gains a territory in it"
    agents = actors(view.agents)
    if not agents:
        return None, "no account tells who gained the territory"
    state = inter_code(agents[0], agents[0].country) == 1
    return "Government regains territory" if state else "Non-state actor overtakes territory", ""


def _retreat(mode: str | None) -> tuple[str | None, str]:
    found = {
        "withdraw": "Non-violent transfer of territory",
        "ceasefire": "Agreement",
        "disarm": "Disrupted weapons use",
        "release": "Other",
    }
    return (found[mode], "") if mode in found else (None, f"ACLED has no type for {mode or 'it'}")


def _mobilize(view: UnitView) -> str:
    named = {w for t in view.triggers for w in t.split()}
    named |= {w for t in view.targets for w in t.name.lower().split()}
    if named & {"base", "headquarters", "outpost", "checkpoint"}:
        return "Headquarters or base established"
    return "Change to group/activity"


def _takes_place(view: UnitView) -> bool:
    places = {p.name.casefold() for p in view.incident.places}
    return any(t.kind == "place" or t.name.casefold() in places for t in view.targets)


def _dead_civilians(view: UnitView) -> bool:
    return any(f.of_status == "civilian" for s in view.affirming for f in s.figures)


def actors(participants: Sequence[Participant]) -> list[Participant]:
    """Give the participants that can act, each once; things and places are none."""
    found: dict[str, Participant] = {}
    for one in participants:
        if (one.kind in ACTORS or one.sector) and not names_protected_site(one.name):
            found.setdefault(one.name.casefold(), one)
    return list(found.values())


def inter_code(one: Participant, country: str | None) -> int | None:
    """Give ACLED's actor type of a participant, 1 to 8; None where the accounts do not tell it.

    Args:
        one: The participant.
        country: Where it happened: forces of another state are external.
    """
    coded = one.rule.removeprefix(CODED)
    if coded != one.rule and coded.isdigit():
        return int(coded)
    if one.status == "civilian" or one.sector in CIVIL:
        return 7
    if not one.named and UNKNOWN_ARMED & set(one.name.casefold().split()):
        return 3
    if one.sector in STATE or one.kind == "state":
        abroad = country is not None and one.country is not None and one.country != country
        return 8 if abroad else 1
    if one.sector in SECTOR_INTER:
        return SECTOR_INTER[one.sector]
    if one.status == "combatant":
        return 3
    if one.kind in ("people", "person"):
        return 7
    return None


def interaction(first: int | None, second: int | None) -> int | None:
    """Give the interaction code: the lowest joint number, or a sole actor's number and a zero."""
    known = sorted(code for code in (first, second) if code)
    if not known:
        return None
    return known[0] * 10 if len(known) == 1 else known[0] * 10 + known[1]


def interaction_label(first: int | None, second: int | None) -> str:
    """Write the interaction in words: "State forces-Civilians"."""
    known = sorted(code for code in (first, second) if code)
    if len(known) == 1:
        return f"Sole {INTER[known[0]]}"
    return "-".join(INTER[code] for code in known)
