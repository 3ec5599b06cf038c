"""A person's value for a field of a statement: from a form to the JSON that a judgement holds.

What a person leaves as it is keeps all that the reader found out about it; what they change keeps
only what they say.
"""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from rashomon.errors import FormError
from rashomon.lexicon.event_rows import MODES
from rashomon.model.actor import Participant
from rashomon.model.encode import to_plain
from rashomon.model.figure import Figure
from rashomon.model.place import EventPlace
from rashomon.model.span import Span
from rashomon.model.statement import Speaker, Statement
from rashomon.model.time import EventTime
from rashomon.publish.words import MODIFIERS, SIGNS, STANCES, clean

BY_HAND: Final = "a person's correction"
STATUSES: Final = tuple(SIGNS)
STANCE_NAMES: Final = tuple(STANCES)
POLARITIES: Final = {"+": "+ it is so", "-": "- the content says that it is NOT so"}
TIME_PRECISIONS: Final = tuple("minute hour part-of-day day week month season year range".split())
PLACE_PRECISIONS: Final = tuple("exact near city district admin1 country region".split())
KINDS: Final = tuple(
    "person organization state group people building vehicle infrastructure weapon object".split()
)
HARM_STATUSES: Final = ("civilian", "combatant", "mixed")
MEASURES: Final = tuple(
    "killed injured casualties missing detained abducted released displaced evacuated returned "
    "rescued forces population area money vehicles weapons buildings".split()
)
FIGURE_MODIFIERS: Final = ("exact", *MODIFIERS)
COVERAGES: Final = ("event", "period", "cumulative", "share")
LONGEST: Final = 300
MOST_ROWS: Final = 40
LARGEST: Final = 1e13


@dataclass(frozen=True, slots=True)
class Editable:
    """A group of fields that one form corrects: its name, its title, and the fields."""

    name: str
    title: str
    fields: tuple[str, ...]


EDITABLE: Final = (
    Editable("type", "Type and mode", ("type", "mode")),
    Editable("status", "Status", ("status",)),
    Editable("polarity", "Polarity", ("polarity",)),
    Editable("stance", "Speaker and stance", ("speakers",)),
    Editable("time", "Time", ("time",)),
    Editable("places", "Places", ("places",)),
    Editable("agents", "Agents: who did it", ("agents",)),
    Editable("targets", "Targets: to whom or what", ("targets",)),
    Editable("figures", "Figures: how many", ("figures",)),
)
COLUMNS: Final = {
    "places": ("name", "precision", "lat", "lon", "country"),
    "agents": ("name", "kind", "status"),
    "targets": ("name", "kind", "status"),
    "figures": ("measure", "low", "best", "high", "of", "modifier", "coverage"),
}
"""What the forms of lists ask for in each row."""
BY_NAME: Final = {one.name: one for one in EDITABLE}
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form as it came in, and what it was filled in over.

    Attributes:
        rows: The values, a mapping a row; forms of one value have one row.
        statement: The statement as it stands, with corrections before this one.
        shown: The same as the person saw it: names may be hidden.
        text: The document's text, in which mentions are looked up.
    """

    rows: Sequence[Row]
    statement: Statement
    shown: Statement
    text: str

    def one(self, name: str) -> str:
        """Give a value of a form that has one row."""
        return self.rows[0].get(name, "") if self.rows else ""


def corrections(group: str, filled: Filled) -> list[tuple[str, str]]:
    """Give the fields that a form changes, each with its value as JSON text.

    Raises:
        FormError: A value is none that the field may have, or nothing was changed.
    """
    changed = changes(group, filled)
    if not changed:
        raise FormError("nothing was changed", "Change the value, or accept the statement")
    return changed


def changes(group: str, filled: Filled) -> list[tuple[str, str]]:
    """Give the same as `corrections`, or nothing where the statement says so already.

    Raises:
        FormError: A value is none that the field may have.
    """
    make = MAKERS.get(group)
    if make is None:
        raise FormError(f"field: {group[:40]!r} can't be corrected", "Use the page's forms")
    return [
        (field, json.dumps(to_plain(value), ensure_ascii=False))
        for field, value in make(filled).items()
        if to_plain(value) != to_plain(getattr(filled.statement, field))
    ]


def filled_in(group: str, statement: Statement) -> list[dict[str, str]]:
    """Give what a form shows before anybody has changed it; lists end with an empty row."""
    s = statement
    if group in ("places", "agents", "targets", "figures"):
        rows = [
            {"row": str(n), **{name: _shown(getattr(one, name)) for name in COLUMNS[group]}}
            for n, one in enumerate(getattr(s, group))
        ]
        return [*rows, {"row": "", **dict.fromkeys(COLUMNS[group], "")}]
    if group == "stance":
        last = s.speakers[-1] if s.speakers else None
        return [
            {
                "name": flat(last.name if last else None),
                "stance": last.stance if last else "asserts",
            }
        ]
    if group == "time":
        if s.time is None:
            return [{"start": "", "end": "", "precision": "day"}]
        return [{name: getattr(s.time, name) for name in ("start", "end", "precision")}]
    names = ("type", "mode") if group == "type" else (group,)
    return [{name: getattr(s, name) or "" for name in names}]


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{round(value, 5):.15g}"
    return "" if value is None else flat(str(value))


def flat(text: str | None) -> str:
    """Give a text as a form shows it: one line, without control characters, not endless."""
    return " ".join(clean(text or "").split())[:LONGEST]


# --- one value ------------------------------------------------------------------------------


def _type(filled: Filled) -> dict[str, Any]:
    type_ = _choice("type", filled.one("type"), tuple(MODES)) or None
    mode = filled.one("mode") or None
    known = MODES.get(type_ or "", frozenset())
    if mode is not None and mode not in known:
        modes = ", ".join(sorted(known)) or "none"
        raise FormError(
            f"mode: {mode[:40]!r} is none of {type_ or 'no type'}", f"Its modes are: {modes}"
        )
    return {"type": type_, "mode": mode}


def _status(filled: Filled) -> dict[str, Any]:
    return {"status": _needed("status", filled.one("status"), STATUSES)}


def _polarity(filled: Filled) -> dict[str, Any]:
    return {"polarity": _needed("polarity", filled.one("polarity"), tuple(POLARITIES))}


def _stance(filled: Filled) -> dict[str, Any]:
    stance = _needed("stance", filled.one("stance"), STANCE_NAMES)
    name = _text("name", filled.one("name"))
    chain = filled.statement.speakers
    if not chain:
        if not name:
            raise FormError(
                "stance: the author says it, and an author asserts", "Name the speaker as well"
            )
        mention = _mention(filled, name)
        return {"speakers": (Speaker(name=name, mention=mention, stance=stance),)}
    last = chain[-1]
    if name != flat(filled.shown.speakers[-1].name):
        last = Speaker(name=name or None, mention=_mention(filled, name), cue=last.cue,
                       form=last.form)  # fmt: skip
    return {"speakers": (*chain[:-1], replace(last, stance=stance))}


def _time(filled: Filled) -> dict[str, Any]:
    start, end = filled.one("start").strip(), filled.one("end").strip()
    if not start:
        if end:
            raise FormError("start: it is missing", "Give the first day, or leave both empty")
        return {"time": None}
    first, last = _instant("start", start), _instant("end", end or start)
    if last < first[: len(last)]:
        raise FormError("end: it lies before the start", "Give the last day that is included")
    precision = _needed("precision", filled.one("precision"), TIME_PRECISIONS)
    old = filled.statement.time
    mention = old.mention if old is not None else _nowhere(filled)
    made = EventTime(start=first, end=last, precision=precision, mention=mention, reason=BY_HAND)
    if old is not None and replace(made, reason=old.reason) == old:
        made = old
    return {"time": made}


# --- rows -----------------------------------------------------------------------------------


def _places(filled: Filled) -> dict[str, Any]:
    return {"places": _rows(filled, filled.statement.places, filled.shown.places, _place)}


def _place(filled: Filled, row: Row, old: EventPlace | None, seen: EventPlace | None) -> Any:
    name = _text("name", row.get("name", ""))
    if not name:
        return None
    lat = _number("latitude", row.get("lat", ""), -90, 90)
    lon = _number("longitude", row.get("lon", ""), -180, 180)
    if (lat is None) != (lon is None):
        raise FormError("place: a point needs latitude and longitude", "Give both, or neither")
    country = row.get("country", "").strip().upper() or None
    if country is not None and not (len(country) == 3 and country.isascii() and country.isalpha()):
        raise FormError(f"country: {country[:40]!r} is no code", "Write three letters: MRN")
    given: dict[str, Any] = {
        "lat": lat,
        "lon": lon,
        "country": country,
        "precision": _needed("precision", row.get("precision", ""), PLACE_PRECISIONS),
    }
    if old is not None and seen is not None and name == flat(seen.name):
        if (_point(seen.lat), _point(seen.lon)) == (lat, lon):
            given |= {"lat": old.lat, "lon": old.lon}
        made = replace(old, **given)
        return old if made == old else replace(made, reason=BY_HAND)
    return EventPlace(name=name, mention=_mention(filled, name), reason=BY_HAND, **given)


def _point(value: float | None) -> float | None:
    return None if value is None else round(value, 5)


def _agents(filled: Filled) -> dict[str, Any]:
    return {"agents": _rows(filled, filled.statement.agents, filled.shown.agents, _actor)}


def _targets(filled: Filled) -> dict[str, Any]:
    return {"targets": _rows(filled, filled.statement.targets, filled.shown.targets, _actor)}


def _actor(filled: Filled, row: Row, old: Participant | None, seen: Participant | None) -> Any:
    name = _text("name", row.get("name", ""))
    if not name:
        return None
    given: dict[str, Any] = {
        "kind": _choice("kind", row.get("kind", ""), KINDS) or None,
        "status": _choice("status", row.get("status", ""), HARM_STATUSES) or None,
    }
    if old is not None and seen is not None and name == flat(seen.name):
        return replace(old, **given)
    return Participant(
        name=name,
        mention=_mention(filled, name),
        named=name[:1].isupper(),
        responsibility=old.responsibility if old is not None else None,
        rule=BY_HAND,
        **given,
    )


def _figures(filled: Filled) -> dict[str, Any]:
    return {"figures": _rows(filled, filled.statement.figures, filled.shown.figures, _figure)}


def _figure(filled: Filled, row: Row, old: Figure | None, seen: Figure | None) -> Any:
    bounds = {n: _number(n, row.get(n, ""), 0, LARGEST) for n in ("low", "best", "high")}
    measure = _choice(
        "measure", row.get("measure", ""), _with(MEASURES, old.measure if old else None)
    )
    if not measure and all(value is None for value in bounds.values()):
        return None
    known = [value for value in bounds.values() if value is not None]
    if not known:
        raise FormError(f"{measure}: no number is given", "Give low, best or high")
    if known != sorted(known):
        raise FormError("figure: low, best and high are not in order", "Check the numbers")
    given: dict[str, Any] = {
        **bounds,
        "measure": measure or None,
        "of": _text("of", row.get("of", "")) or None,
        "modifier": _choice("modifier", row.get("modifier", ""), FIGURE_MODIFIERS) or None,
        "coverage": _choice("coverage", row.get("coverage", ""), COVERAGES) or None,
    }
    if old is not None and seen is not None:
        same = (given["of"] or "") == flat(seen.of)
        return replace(old, **given | ({"of": old.of} if same else {}))
    unit = "persons" if measure in MEASURES[:12] else None
    return Figure(mention=_nowhere(filled), unit=unit, rule=BY_HAND, **given)


def _rows(
    filled: Filled, stand: Sequence[Any], seen: Sequence[Any], make: Callable[..., Any]
) -> tuple[Any, ...]:
    """Make a record of each row; an empty name takes one away, a row without number is new."""
    if len(filled.rows) > MOST_ROWS:
        raise FormError("there are too many rows", f"Give {MOST_ROWS} at most")
    made = []
    for row in filled.rows:
        number = row.get("row", "")
        is_old = number.isascii() and number.isdigit() and int(number) < len(stand)
        at = int(number) if is_old else None
        record = make(filled, row, *(None, None) if at is None else (stand[at], seen[at]))
        if record is not None:
            made.append(record)
    return tuple(made)


MAKERS: Final[Mapping[str, Callable[[Filled], dict[str, Any]]]] = {
    "type": _type,
    "status": _status,
    "polarity": _polarity,
    "stance": _stance,
    "time": _time,
    "places": _places,
    "agents": _agents,
    "targets": _targets,
    "figures": _figures,
}


# --- reading values -------------------------------------------------------------------------


def _with(known: tuple[str, ...], more: str | None) -> tuple[str, ...]:
    return (*known, more) if more else known


def _choice(name: str, value: str, known: Sequence[str]) -> str:
    value = value.strip()
    if value and value not in known:
        raise FormError(f"{name}: {value[:40]!r} is none", f"Choose one of {', '.join(known)}")
    return value


def _needed(name: str, value: str, known: Sequence[str]) -> str:
    chosen = _choice(name, value, known)
    if not chosen:
        raise FormError(f"{name}: nothing is chosen", f"Choose one of {', '.join(known)}")
    return chosen


def _text(name: str, value: str) -> str:
    text = " ".join(value.split())
    if len(text) > LONGEST:
        raise FormError(f"{name}: it is too long", f"Use {LONGEST} characters at most")
    return text


def _number(name: str, value: str, least: float, most: float) -> float | None:
    text = value.strip().replace(",", "").replace("\u202f", "").replace("−", "-")
    if not text:
        return None
    try:
        number = float(text)
    except ValueError as error:
        raise FormError(f"{name}: {value[:40]!r} is no number", "Write 12 or 7.25") from error
    if not math.isfinite(number) or not least <= number <= most:
        raise FormError(f"{name}: {value[:40]} is out of range", f"Between {least:g} and {most:g}")
    return number


def _instant(name: str, text: str) -> str:
    try:
        if len(text) == len("2019-03-11"):
            return date.fromisoformat(text).isoformat()
        parsed = datetime.fromisoformat(text)
        return parsed.isoformat(timespec="seconds" if parsed.second else "minutes")
    except ValueError as error:
        problem = f"{name}: {text[:40]!r} is no day or instant"
        raise FormError(problem, "Write 2019-03-11 or 2019-03-11T14:30") from error


def _mention(filled: Filled, name: str) -> Span:
    """Find a name in the clause, else in the text; an empty stretch where it stands nowhere."""
    clause = filled.statement.evidence
    within = clause.text.find(name)
    at = clause.start + within if within >= 0 else filled.text.find(name)
    if not name or at < 0 or filled.text[at : at + len(name)] != name:
        return _nowhere(filled)
    return Span(at, at + len(name), name)


def _nowhere(filled: Filled) -> Span:
    at = filled.statement.evidence.start
    return Span(at, at, "")
