"""Compare one statement with one mark: which of its fields say what a careful reader marked.

A mark is a statement of the annotation format (docs/how-to/annotate.md): ``"A|B"`` accepts either,
``"?A"`` may be there or not, and ``unscored`` names fields on which readers would differ.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, Final

from rashomon.model.actor import Participant
from rashomon.model.figure import Figure
from rashomon.model.place import EventPlace
from rashomon.model.statement import Speaker, Statement

Mark = dict[str, Any]
Named = Participant | EventPlace | Speaker

WORD: Final = re.compile(r"[^\W_]+(?:[-'.][^\W_]+)*")
EMPTY_WORDS: Final = frozenset("a an the of for and in on by to its his her their our".split())
SYMMETRIC: Final = frozenset({"CONSULT", "AGREE", "COOPERATE", "ALLIANCE"})
"""Types whose agents and targets are one set: the parties to talks."""
STANDING: Final = frozenset({"figure", "state", "assessment"})
"""Kinds of which ``occurred`` and ``ongoing`` are one."""


def compare(mark: Mark, statement: Statement) -> dict[str, bool]:
    """Say of each field that the mark scores whether the statement has it right.

    Returns:
        ``kind`` ``type`` ``speaker`` ``chain`` ``agents`` ``targets`` ``status`` ``polarity``
        ``date`` ``place`` ``figures``; fields that are not scored are left out.
    """
    left_out = set(mark.get("unscored") or ())
    right: dict[str, bool] = {}
    kinds = _either(mark["kind"])
    right["kind"] = statement.kind in kinds
    if mark.get("type") and statement.kind in ("event", "state"):
        right["type"] = statement.type in _either(mark["type"])
    speakers = mark.get("speakers") or []
    pairs = list(zip(reversed(speakers), reversed(statement.speakers), strict=False))
    right["speaker"] = _same(*pairs[0]) if pairs else not speakers and not statement.speakers
    right["chain"] = len(speakers) == len(statement.speakers) and all(_same(*p) for p in pairs)
    right |= _participants(mark, statement, left_out)
    accepted = _either(mark.get("status"))
    if statement.kind in STANDING and accepted & {"occurred", "ongoing"}:
        accepted |= {"occurred", "ongoing"}
    right["status"] = statement.status in accepted
    right["polarity"] = statement.polarity == mark.get("polarity", "+")
    right["date"] = _date(mark.get("date"), statement)
    if mark.get("places"):
        right["place"] = bool(statement.places) and _all_named(mark["places"], statement.places)
    right["figures"] = _figures(mark.get("figures") or [], statement.figures)
    if "speakers" in left_out:
        left_out |= {"speaker", "chain"}
    return {
        name: value
        for name, value in right.items()
        if name not in left_out and not (name == "place" and "places" in left_out)
    }


def words_of(name: str) -> frozenset[str]:
    """Give the words of a name that count: no case, accents, articles, or plural."""
    plain = unicodedata.normalize("NFKD", name.replace("\u2019", "'")).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    found = WORD.findall(re.sub(r"'s\b", "", plain))
    return frozenset(
        w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w
        for w in found
        if w not in EMPTY_WORDS
    )


def is_named(marked: str, item: Named) -> bool:
    """Tell whether an item goes by a marked name: the words of one are among those of the other."""
    mention = item.mention.text if item.mention is not None else ""
    for name in filter(None, (item.name, mention)):
        own = words_of(name)
        for accepted in marked.removeprefix("?").split("|"):
            wanted = words_of(accepted)
            if own and wanted and (own <= wanted or wanted <= own):
                return True
    return False


def same_figure(marked: Mark, figure: Figure) -> bool:
    """Tell whether a figure has the marked number, or the marked bounds where none is best."""
    if marked.get("best") is not None and figure.best is not None:
        return float(marked["best"]) == figure.best
    bounds = marked.get("low"), marked.get("high")
    return bounds != (None, None) and bounds == (figure.low, figure.high)


def _either(value: str | None) -> set[str]:
    return set(value.split("|")) if value else set()


def _same(marked: str, speaker: Speaker) -> bool:
    return is_named(marked, speaker)


def _participants(mark: Mark, statement: Statement, left_out: set[str]) -> dict[str, bool]:
    if statement.kind == "figure":
        return {}
    agents, targets = mark.get("agents") or [], mark.get("targets") or []
    if _either(mark.get("type")) & SYMMETRIC:
        if left_out & {"agents", "targets"}:
            return {}
        return {"agents": _exactly([*agents, *targets], (*statement.agents, *statement.targets))}
    return {
        "agents": _exactly(agents, statement.agents),
        "targets": _exactly(targets, statement.targets),
    }


def _exactly(marked: list[str], items: Sequence[Named]) -> bool:
    """Tell whether every required name has an item of its own and no item is left over."""
    left = list(items)
    for name in sorted(marked, key=lambda m: m.startswith("?")):
        found = next((i for i in left if is_named(name, i)), None)
        if found is not None:
            left.remove(found)
        elif not name.startswith("?"):
            return False
    return not left


def _all_named(marked: list[str], items: Sequence[Named]) -> bool:
    return all(any(is_named(name, item) for item in items) for name in marked)


def _date(marked: list[str] | None, statement: Statement) -> bool:
    time = statement.time
    if not marked or time is None:
        return not marked and time is None
    return [time.start[:10], time.end[:10]] == list(marked)


def _figures(marked: list[Mark], figures: Sequence[Figure]) -> bool:
    """Tell whether every required figure is there; without marks none may be invented."""
    if not marked:
        return all(f.best is None for f in figures)
    return all(m.get("optional") or any(same_figure(m, f) for f in figures) for m in marked)
