"""MUC-4 templates: 25 slots of text, one template for each incident that a document tells.

MUC-4 codes single messages, so that a template holds one document's account and no other's. It
is the one old format with slots for what later ones dropped: how far the deed went, and on what
footing the perpetrator is named. Not every violence is an incident of MUC-4 (`muc_deeds`), and its
slots want other strings than a statement's participants have (`muc_fillers`).
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from rashomon.knowledge.exchange_codes import country
from rashomon.model.actor import ActorMention, Participant
from rashomon.model.document import Document
from rashomon.model.statement import Statement
from rashomon.publish.cells import plain
from rashomon.publish.export import Export, Exported, Refusals
from rashomon.publish.losses import count_losses
from rashomon.publish.muc_deeds import UNTOLD, unfit
from rashomon.publish.muc_fillers import HUMANS, ORGANISATION, in_slots
from rashomon.publish.muc_incidents import read_message
from rashomon.publish.muc_page import Page
from rashomon.publish.unit_view import HAPPENED, UnitView, day_of, denies, views

SLOTS: Final = (
    "MESSAGE: ID",
    "MESSAGE: TEMPLATE",
    "INCIDENT: DATE",
    "INCIDENT: LOCATION",
    "INCIDENT: TYPE",
    "INCIDENT: STAGE OF EXECUTION",
    "INCIDENT: INSTRUMENT ID",
    "INCIDENT: INSTRUMENT TYPE",
    "PERP: INCIDENT CATEGORY",
    "PERP: INDIVIDUAL ID",
    "PERP: ORGANIZATION ID",
    "PERP: ORGANIZATION CONFIDENCE",
    "PHYS TGT: ID",
    "PHYS TGT: TYPE",
    "PHYS TGT: NUMBER",
    "PHYS TGT: FOREIGN NATION",
    "PHYS TGT: EFFECT OF INCIDENT",
    "PHYS TGT: TOTAL NUMBER",
    "HUM TGT: NAME",
    "HUM TGT: DESCRIPTION",
    "HUM TGT: TYPE",
    "HUM TGT: NUMBER",
    "HUM TGT: FOREIGN NATION",
    "HUM TGT: EFFECT OF INCIDENT",
    "HUM TGT: TOTAL NUMBER",
)
RULES: Final = "MUC-4 template, 25 slots; - unknown, * inapplicable"
SHAPE: Final = "MUC-4-shaped templates; types are mapped from PLOVER's"
STAGES: Final = {
    "occurred": "ACCOMPLISHED",
    "ongoing": "ACCOMPLISHED",
    "attempted": "ATTEMPTED",
    "prevented": "ATTEMPTED",
    "threatened": "THREATENED",
}
BOMBING: Final = frozenset({"explosives", "suicide-attack", "aerial", "drone", "heavy-weapons"})
BURNING: Final = ("burn", "torch", "arson", "set fire", "set ablaze")
TAKING: Final = ("rob", "loot", "stole", "steal", "plunder")
BASES: Final = {
    "as_fact": "REPORTED AS FACT",
    "claimed": "CLAIMED OR ADMITTED",
    "admitted": "CLAIMED OR ADMITTED",
    "accused": "SUSPECTED OR ACCUSED",
    "suspected": "SUSPECTED OR ACCUSED",
    "possible": "POSSIBLE",
    "denied": "POSSIBLE",
}
OFFICIAL: Final = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
HUMAN_TYPES: Final = {
    "MIL": "ACTIVE MILITARY",
    "COP": "LAW ENFORCEMENT",
    "GOV": "GOVERNMENT OFFICIAL",
    "LEG": "POLITICAL FIGURE",
    "PTY": "POLITICAL FIGURE",
    "JUD": "LEGAL OR JUDICIAL",
}
EFFECTS: Final = {"killed": "DEATH", "injured": "INJURY", "released": "REGAINED FREEDOM"}
UNKNOWN: Final = "-"
NOT_APPLICABLE: Final = "*"
WIDTH: Final = 34
MONTHS: Final = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
LOSES: Final = {
    "speakers": "only as far as the confidence slot tells",
    "denials": "a perpetrator who is denied is POSSIBLE; a denied deed has no template",
    "time of day": "a slot has days",
    "figures.accounts": "one message, one version",
    "violations": "no slot",
    "contexts": "no slot",
    "certainty": "no slot",
    "score": "no slot",
    "wording": "no slot",
    "evidence spans": "strings of the text, without their offsets",
    "origins": "no slot",
    "agreement": "each message has a template of its own",
    "grade": "no slot",
}


def export(data: Export) -> Exported:
    """Write one MUC-4 template for each incident of each document."""
    refused = Refusals()
    numbers: dict[str, int] = {}
    templates: list[tuple[str, int, str]] = []
    kept: list[UnitView] = []
    for view in views(data):
        kind = incident_type(view.incident.type, view.incident.mode, view.statements)
        told, reason = _by_document(view)
        if kind is None or reason:
            type_ = view.incident.type or "what has no type"
            refused.add(view.incident.id, reason if kind else f"MUC-4 has no type for {type_}")
            continue
        kept.append(view)
        for document, deeds in told:
            number = numbers[document.id] = numbers.get(document.id, 0) + 1
            text = _template(document, number, kind, deeds)
            templates.append((document.key, number, text))
    templates.sort(key=lambda t: (t[0], t[1]))
    return Exported(
        format="muc",
        shape=SHAPE,
        rules=RULES,
        files={"": "\n\n".join(text for _, _, text in templates).encode() + b"\n"},
        rows=len(templates),
        lost=count_losses(LOSES, kept),
        left_out=refused.all(),
    )


def message_templates(
    document: Document, statements: Sequence[Statement], actors: Sequence[ActorMention] = ()
) -> str:
    """Write the templates of one message, by itself and without a base.

    Args:
        document: The message.
        statements: All its statements.
        actors: Everybody whom it names.

    Returns:
        A template an incident, an empty line behind each; nothing where there is none.
    """
    message = read_message(document, statements, actors)
    written = []
    for number, group in enumerate(message.incidents, 1):
        deeds = [message.deeds[i] for i in group]
        modes = Counter(d.mode for d in deeds if d.mode)
        mode = min(modes, key=lambda m: (-modes[m], m), default=None)
        kind = incident_type("ASSAULT", mode, deeds) or UNKNOWN
        written.append(_template(document, number, kind, deeds) + "\n\n")
    return "".join(written)


def _by_document(view: UnitView) -> tuple[list[tuple[Document, list[Statement]]], str]:
    """Give each document's deeds in slots, and where there is none the reason."""
    found: dict[str, list[Statement]] = {}
    reasons: Counter[str] = Counter()
    for statement in view.statements:
        document = view.documents.get(statement.document)
        reason = _unfit(statement, document)
        if reason:
            reasons[reason] += 1
        elif document is not None:
            page = Page(document.text, (statement,))
            found.setdefault(document.id, []).append(in_slots(statement, page))
    told = [(view.documents[i], deeds) for i, deeds in found.items()]
    if told:
        return told, ""
    return told, min(reasons, key=lambda r: (-reasons[r], r), default=UNTOLD)


def _unfit(statement: Statement, document: Document | None) -> str | None:
    if stage_of(statement) is None or denies(statement):
        return UNTOLD
    if statement.type == "PROTEST":
        return None
    if statement.type == "THREATEN":
        return unfit(replace(statement, status="threatened"), document)
    return unfit(statement, document)


def incident_type(
    type_: str | None, mode: str | None, statements: Sequence[Statement]
) -> str | None:
    """Give MUC-4's type of an incident, or None where it has none.

    Args:
        type_: PLOVER's type of the incident.
        mode: PLOVER's mode.
        statements: What is told of it; its words tell arson and robbery apart.
    """
    if type_ == "PROTEST" and mode == "strike":
        return "FORCED WORK STOPPAGE"
    if type_ not in ("ASSAULT", "THREATEN"):
        return None
    words = " ".join(s.trigger.text.lower() for s in statements)
    if mode == "abduct":
        return "KIDNAPPING"
    if any(word in words for word in BURNING):
        return "ARSON"
    if any(words.startswith(word) for word in TAKING):
        return "ROBBERY"
    return "BOMBING" if mode in BOMBING else "ATTACK"


def stage_of(statement: Statement) -> str | None:
    """Give the stage of execution; a threat that was made is a deed that is threatened."""
    if statement.type == "THREATEN":
        violent = statement.mode in ("violence", None) and statement.status in HAPPENED
        return "THREATENED" if violent else None
    return STAGES.get(statement.status)


def _template(document: Document, number: int, kind: str, deeds: Sequence[Statement]) -> str:
    agents = _each(p for s in deeds for p in s.agents)
    targets = _each(p for s in deeds for p in s.targets)
    things = [t for t in targets if t.kind not in HUMANS]
    people = [t for t in targets if t.kind in HUMANS]
    tools = _each(p for s in deeds for p in s.instruments)
    stage = next((found for s in deeds if (found := stage_of(s))), UNKNOWN)
    values = [
        _text(document.key),
        str(number),
        _date(deeds),
        _location(deeds),
        kind,
        stage,
        _strings(tools),
        UNKNOWN if tools else NOT_APPLICABLE,
        _category(agents),
        _strings(a for a in agents if a.kind != ORGANISATION),
        _strings(a for a in agents if a.kind == ORGANISATION),
        _footing(agents, deeds),
        *_things(things, deeds),
        *_people(people, deeds),
    ]
    rows = (f"{n}. {slot}" for n, slot in enumerate(SLOTS))
    return "\n".join(f"{row:<{WIDTH}}{v}" for row, v in zip(rows, values, strict=True))


def _things(things: Sequence[Participant], deeds: Sequence[Statement]) -> list[str]:
    if not things:
        return [NOT_APPLICABLE] * 6
    effect = "DESTROYED" if any(s.mode == "destroy" for s in deeds) else UNKNOWN
    kinds = _lines(f'{_text(t.kind or "other").upper()}: "{_text(t.mention.text)}"' for t in things)
    return [_strings(things), kinds, UNKNOWN, UNKNOWN, effect, str(len(things))]


def _people(people: Sequence[Participant], statements: Sequence[Statement]) -> list[str]:
    figures = [f for s in statements for f in s.figures if f.measure in EFFECTS]
    if not people and not figures:
        return [NOT_APPLICABLE] * 7
    described = [p for p in people if not p.named]
    kinds = dict.fromkeys(_human_type(p) for p in people)
    counted = [n for f in figures if (n := _count(f.best, f.low)) is not None]
    effects = dict.fromkeys(EFFECTS[f.measure] for f in figures if f.measure)
    nations = dict.fromkeys(p.country for p in people if p.country)
    home = {p.country for s in statements for p in s.places if p.country}
    foreign = [c for c in nations if home and c not in home]
    return [
        _strings(p for p in people if p.named and p.kind == "person"),
        _strings(described),
        _lines(k for k in kinds if k) or UNKNOWN,
        _lines(str(n) for n in counted) or ("PLURAL" if people else UNKNOWN),
        _lines(_nation(c) for c in foreign) or UNKNOWN,
        _lines(effects) or UNKNOWN,
        str(max(counted)) if counted else UNKNOWN,
    ]


def _count(best: float | None, low: float | None) -> int | None:
    number = best if best is not None else low
    return None if number is None else int(number)


def _nation(code: str | None) -> str:
    known = country(code)
    return (known.name if known else code or "").upper()


def _human_type(one: Participant) -> str | None:
    if one.status == "civilian" or one.sector == "CVL":
        return "CIVILIAN"
    return HUMAN_TYPES.get(one.sector or "")


def _category(agents: Sequence[Participant]) -> str:
    sectors = {a.sector for a in agents if a.sector}
    if sectors & {"MIL", "COP", "SPY", "GOV"}:
        return "STATE-SPONSORED VIOLENCE"
    return UNKNOWN


def _footing(agents: Sequence[Participant], statements: Sequence[Statement]) -> str:
    """Give the footing on which the organisation is named: the firmest that the document gives."""
    bodies = [a.responsibility for a in agents if a.responsibility is not None]
    if not bodies:
        return UNKNOWN if agents else NOT_APPLICABLE
    order = list(BASES)
    held = min(bodies, key=lambda r: order.index(r.basis))
    footing = BASES[held.basis]
    if footing == "SUSPECTED OR ACCUSED" and _is_official(held.by, statements):
        return f"{footing} BY AUTHORITIES"
    return footing


def _is_official(name: str | None, statements: Iterable[Statement]) -> bool:
    if name is None:
        return False
    for statement in statements:
        people = (*statement.agents, *statement.targets, *statement.roles)
        if any(p.name == name and p.sector in OFFICIAL for p in people):
            return True
        if any(s.name == name and (s.id or "").startswith("state:") for s in statement.speakers):
            return True
    words = name.casefold().split()
    return any(w in words for w in ("ministry", "government", "police", "army", "minister"))


def _date(statements: Sequence[Statement]) -> str:
    time = next((s.time for s in statements if s.time is not None), None)
    first, last = (day_of(time.start), day_of(time.end)) if time else (None, None)
    if first is None or last is None:
        return UNKNOWN
    return _day(first) if first == last else f"{_day(first)} - {_day(last)}"


def _day(day: datetime.date) -> str:
    return f"{day.day:02} {MONTHS[day.month - 1]} {day.year % 100:02}"


def _location(statements: Sequence[Statement]) -> str:
    place = next((p for s in statements for p in s.places), None)
    if place is None:
        return UNKNOWN
    parts = [_nation(place.country)] if place.country else []
    if place.admin1 and place.admin1 != place.name:
        parts.append(f"{_text(place.admin1).upper()} (DEPARTMENT)")
    if place.precision != "country":
        kind = "CITY" if place.precision == "city" else place.precision.upper()
        parts.append(f"{_text(place.name).upper()} ({kind})")
    return ": ".join(parts) or UNKNOWN


def _each(participants: Iterable[Participant]) -> list[Participant]:
    found: dict[str, Participant] = {}
    for one in participants:
        found.setdefault(one.mention.text.casefold(), one)
    return list(found.values())


def _strings(participants: Iterable[Participant]) -> str:
    return _lines(f'"{_text(p.mention.text)}"' for p in participants) or UNKNOWN


def _lines(values: Iterable[str]) -> str:
    return f"\n{'':<{WIDTH}}".join(values)


def _text(text: str) -> str:
    """Make a string safe within a slot: no quotation mark of MUC's, no line end."""
    return plain(text, 200).replace('"', "'")
