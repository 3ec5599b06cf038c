"""Score how denials, negations, threats and doubts are read: nobody's no may become a yes.

The worst thing that a reader of conflict reporting can do is to render a denied act as one that
its own denier asserts. So the first measure counts exactly that, the second the perpetrators that
wander from one speaker's words into another's, and only then how real, who and how.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rashomon.evaluate.marks import Mark, is_named
from rashomon.evaluate.reading import Marked, match_marks
from rashomon.model.statement import Statement

FIELDS: Final = ("status", "stance", "polarity")
MISSED: Final = "missed"
"""What stands for the value of a field whose statement was not found."""
NOBODY: Final = "author"
"""What stands for the stance of a statement in the author's own voice."""
NOT_SO: Final = frozenset({"denies", "doubts"})
UNDONE: Final = frozenset({"attempted", "prevented"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One mark and the statement that was found for it.

    Attributes:
        key: Key of the document.
        mark: What a careful reader marked; besides the fields of docs/how-to/annotate.md
            ``stances`` (one a speaker), ``denial_of`` and ``denied`` (a no that must stay one).
        statement: The matching statement, or None.
        others: The other marks of the document.
    """

    key: str
    mark: Mark
    statement: Statement | None
    others: tuple[Mark, ...]


def pair(marked: Marked, statements: Sequence[Statement]) -> list[Found]:
    """Match one document's statements with its marks."""
    at = dict(match_marks(marked.statements, statements))
    return [
        Found(
            key=marked.document.key,
            mark=mark,
            statement=statements[at[number]] if number in at else None,
            others=tuple(m for m in marked.statements if m is not mark),
        )
        for number, mark in enumerate(marked.statements)
    ]


def is_asserted(found: Found) -> bool:
    """Tell whether a denied act comes out as asserted: the worst error.

    A speaker's denial must keep a speaker who denies or doubts; any other no must keep one of
    these, or its negative polarity, or a status that says that nothing came of it, or, where the
    content itself is not negated, one that leaves the matter open. Where readers differ on both
    stance and polarity, either of the two keeps the no.
    """
    mark, statement = found.mark, found.statement
    if statement is None or not mark.get("denied"):
        return False
    if any(s.stance in NOT_SO for s in statement.speakers):
        return False
    either = {"stance", "polarity"} <= set(mark["unscored"])
    if _is_denial(mark):
        return not (either and statement.polarity == "-")
    left_open = statement.status == "possible" and mark["polarity"] != "-"
    return statement.polarity == "+" and statement.status not in UNDONE and not left_open


def crossed(found: Found) -> tuple[str, ...]:
    """Name the agents of a statement that only another speaker's words name."""
    mark, statement = found.mark, found.statement
    if statement is None or "agents" in mark["unscored"] or "speakers" in mark["unscored"]:
        return ()
    foreign = [
        name
        for other in found.others
        if other["speakers"] != mark["speakers"] and "agents" not in other["unscored"]
        for name in other["agents"]
    ]
    return tuple(
        agent.name or agent.mention.text
        for agent in statement.agents
        if not any(is_named(name, agent) for name in mark["agents"])
        and any(is_named(name, agent) for name in foreign)
    )


def readings(found: Found) -> dict[str, tuple[str, str]]:
    """Give what is right and what was read of each scored field.

    Where several values are right, the one that was read stands for them.
    """
    mark, statement = found.mark, found.statement
    stances = mark["stances"]
    wanted = {
        "status": mark["status"],
        "stance": stances[-1] if stances else NOBODY,
        "polarity": mark["polarity"],
    }
    left_out = {("stance" if f == "speakers" else f) for f in mark["unscored"]}
    got = {f: MISSED for f in FIELDS}
    if statement is not None:
        speakers = statement.speakers
        got = {
            "status": statement.status,
            "stance": speakers[-1].stance if speakers else NOBODY,
            "polarity": statement.polarity,
        }
    rows = {}
    for name, value in wanted.items():
        if name not in left_out:
            accepted = value.split("|")
            right = got[name] if got[name] in accepted else accepted[0]
            rows[name] = (right, got[name])
    return rows


def macro_f1(pairs: Iterable[tuple[str, str]]) -> float:
    """Give the mean F1 over the classes that are right somewhere.

    Args:
        pairs: ``(right, read)``; a missed statement is read as `MISSED`.
    """
    counted = Counter(pairs)
    classes = {right for right, _ in counted}
    values = []
    for name in classes:
        hits = counted[name, name]
        wanted = sum(n for (right, _), n in counted.items() if right == name)
        given = sum(n for (_, read), n in counted.items() if read == name)
        values.append(2 * hits / (wanted + given))
    return sum(values) / len(values) if values else 0.0


def denial_scores(found: Sequence[Found]) -> dict[str, float]:
    """Score all that was found.

    Returns:
        ``found`` (share of marks), ``asserted`` (share of the denied acts found that come out as
        asserted; the smaller the better), ``crossings`` (a number), the macro F1 of ``status``
        ``stance`` ``polarity``, ``speaker`` (share right, with the whole chain), ``denial_of``.
    """
    denied = [f for f in found if f.mark.get("denied") and f.statement is not None]
    values = [readings(f) for f in found]
    result = {
        "found": _share([f.statement is not None for f in found]),
        "asserted": _share([is_asserted(f) for f in denied]),
        "crossings": float(sum(len(crossed(f)) for f in found)),
    }
    for name in FIELDS:
        result[name] = macro_f1(v[name] for v in values if name in v)
    result["speaker"] = _share(
        [_has_chain(f) for f in found if "speakers" not in f.mark["unscored"]]
    )
    result["denial_of"] = _share(
        [_has_denial(f) for f in found if f.mark.get("denied") and _scores_denial(f.mark)]
    )
    return result


def _is_denial(mark: Mark) -> bool:
    """Tell a speaker's denial from a negation in the content."""
    return any(stance.split("|")[0] in NOT_SO for stance in mark["stances"]) and (
        "asserts" not in "|".join(mark["stances"][-1:])
    )


def _has_chain(found: Found) -> bool:
    statement, names = found.statement, found.mark["speakers"]
    if statement is None or len(statement.speakers) != len(names):
        return False
    return all(is_named(*p) for p in zip(names, statement.speakers, strict=True))


def _scores_denial(mark: Mark) -> bool:
    return "denial_of" not in mark["unscored"]


def _has_denial(found: Found) -> bool:
    accepted = (found.mark["denial_of"] or "").split("|")
    return found.statement is not None and (found.statement.denial_of or "") in accepted


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0
